import { parseD8, parsePlainDate, type PlainDate } from "../../vocabulary";
import type { CodeSet } from "../code-sets";
import type { CodeFileReader, CodeFileSink } from "./code-record";

const SHAPES: Readonly<Partial<Record<CodeSet, readonly [shape: RegExp, what: string]>>> = {
  CPT: [/^\d{4}[0-9AFMTU]$/, "a CPT code of five characters"],
  CPT_MODIFIER: [/^[A-Z0-9]{2}$/, "a modifier of two characters"],
  HCPCS_MODIFIER: [/^[A-Z0-9]{2}$/, "a modifier of two characters"],
  PLACE_OF_SERVICE: [/^\d{2}$/, "a place of service code of two digits"],
};

/**
 * Our own plain file for sets that have no public one: a heading `code,description,effective,termination` (the last
 * three may be missing or in another order), then a code a line. Descriptions of CPT are the American Medical
 * Association's: whoever has a licence loads them, we ship none.
 */
export function csvCodeFile(codeSet: CodeSet): (sink: CodeFileSink) => CodeFileReader {
  const [shape, what] = SHAPES[codeSet]!;
  return ({ record, problem }) => {
    let columns: ReadonlyMap<string, number> | null = null;
    return {
      line(text, number) {
        if (!text.trim()) return;
        const cells = splitCsv(text);
        if (!cells) return problem(number, "A quoted field does not end on its line.");
        if (!columns) {
          const names = cells.map((cell) => cell.trim().toLowerCase());
          if (!names.includes("code")) problem(number, "The heading names the columns: code,description,effective,termination; code is required.");
          columns = new Map(names.map((name, index) => [name, index]));
          return;
        }
        const cell = (name: string) => cells[columns!.get(name) ?? -1]?.trim() ?? "";
        const code = cell("code").toUpperCase();
        if (!shape.test(code)) return problem(number, `The column code holds ${what}.`);
        const [from, to] = [day(cell("effective")), day(cell("termination"))];
        if (from === undefined) return problem(number, "effective is empty or a day, YYYY-MM-DD.");
        if (to === undefined) return problem(number, "termination is empty or a day, YYYY-MM-DD.");
        if (from && to && to < from) return problem(number, "termination is not before effective.");
        const description = cell("description") || null;
        record({ codeSet, code, billable: true, shortDescription: description, longDescription: description, effectiveFrom: from, effectiveTo: to }, number);
      },
      end() {},
    };
  };
}

function day(text: string): PlainDate | null | undefined {
  return text ? (parsePlainDate(text) ?? parseD8(text) ?? undefined) : null;
}

/** RFC 4180 within a line; null when a quote stays open. */
function splitCsv(text: string): string[] | null {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (character === '"' && !cell) quoted = true;
    else if (character === ",") {
      cells.push(cell);
      cell = "";
    } else cell += character;
  }
  return quoted ? null : [...cells, cell];
}
