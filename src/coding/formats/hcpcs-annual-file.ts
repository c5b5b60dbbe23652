import { parseD8, type PlainDate } from "../../vocabulary";
import type { CodeFileReader, CodeFileSink, CodeRecord } from "./code-record";

/** Record identification (column 11): a procedure and what its description goes on with, a modifier and the same. */
const PROCEDURE = "3";
const PROCEDURE_CONTINUED = "4";
const MODIFIER = "7";
const MODIFIER_CONTINUED = "8";
/** A first record reaches to the termination date; trailing columns may be cut off. */
const WIDTH_WITH_DATES = 292;

/**
 * The HCPCS Level II file of CMS (HCPCyyyy_CONTR_ANWEB.txt), fixed width 320: code 1-5 (a modifier in 4-5), sequence
 * number 6-10, record identification 11, long description 12-91, short description 92-119, code added 269-276, action
 * effective 277-284, termination 285-292, action 293. The file begins with disclaimers, which are no records.
 */
export function hcpcsAnnualFile({ record, problem }: CodeFileSink): CodeFileReader {
  let open: { record: CodeRecord; line: number; sequence: number } | null = null;
  let begun = false;
  const close = () => {
    if (open) record(open.record, open.line);
    open = null;
  };

  const begin = (text: string, number: number, kind: string) => {
    close();
    const code = text.slice(0, 5).trim();
    const isModifier = kind === MODIFIER;
    if (!(isModifier ? /^[A-Z0-9]{2}$/ : /^[A-Z]\d{4}$/).test(code)) return problem(number, isModifier ? "Columns 4 and 5 are a modifier." : "Columns 1 to 5 are a HCPCS Level II code.");
    if (text.length < WIDTH_WITH_DATES) return problem(number, "A first record has 320 columns, with its dates in 269 to 292.");
    const added = day(text.slice(268, 276));
    if (!added) return problem(number, "Columns 269 to 276 are the day on which the code was added, YYYYMMDD.");
    const ended = text.slice(284, 292).trim() ? day(text.slice(284, 292)) : null;
    if (ended === undefined) return problem(number, "Columns 285 to 292 are empty or the day on which the code ends, YYYYMMDD.");
    if (ended && ended < added) return problem(number, "The code ends (columns 285 to 292) before it was added (269 to 276).");
    open = {
      line: number,
      sequence: Number(text.slice(5, 10)),
      record: {
        codeSet: isModifier ? "HCPCS_MODIFIER" : "HCPCS",
        code,
        billable: true,
        shortDescription: text.slice(91, 119).trim() || null,
        longDescription: text.slice(11, 91).trim() || null,
        effectiveFrom: added,
        effectiveTo: ended,
      },
    };
  };

  const goOn = (text: string, number: number) => {
    const sequence = Number(text.slice(5, 10));
    if (!open || open.record.code !== text.slice(0, 5).trim()) return problem(number, "A description goes on here of a code that the record before it is not.");
    if (!(sequence > open.sequence)) return problem(number, "Columns 6 to 10 count on from the record before.");
    open = { ...open, sequence, record: { ...open.record, longDescription: [open.record.longDescription, text.slice(11, 91).trim()].filter(Boolean).join(" ") } };
  };

  return {
    line(text, number) {
      const kind = /^[A-Z0-9 ]{5}\d{5}[3478]/.test(text) ? text[10]! : "";
      if (!kind) {
        if (begun && text.trim()) problem(number, "Columns 6 to 11 are a sequence number and 3, 4, 7 or 8, which say what the record is.");
        return;
      }
      begun = true;
      if (kind === PROCEDURE || kind === MODIFIER) begin(text, number, kind);
      else if (kind === PROCEDURE_CONTINUED || kind === MODIFIER_CONTINUED) goOn(text, number);
    },
    end: close,
  };
}

/** A day, or undefined when the columns hold none. */
function day(text: string): PlainDate | undefined {
  return parseD8(text) ?? undefined;
}
