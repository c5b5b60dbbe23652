import { formatD8, parseD8, type PlainDate } from "../../../vocabulary";
import type { InterchangeHeader } from "../../x12/envelope";
import { type Field, NO_DAY, type Report, text } from "../../x12/fields";
import { segment } from "../../x12/loops";
import type { Draft } from "../../x12/model";
import { type Problem, ProblemList } from "../../x12/problems";
import { type Assembly, X12Reader } from "../../x12/reader";
import { type Envelope, writeUngrouped } from "../../x12/writer";
import type { InterchangeAcknowledgement } from "./model";

/** YYMMDD, as ISA09 has it: of this century. */
const shortDay: Field<PlainDate> = {
  places: [[2]],
  read(from, report) {
    const found = parseD8(`20${from.element(2)}`);
    if (found === null) report(from.element(2) === "" ? "ELEMENT_MISSING" : "DATE_INVALID", 2, undefined, from.element(2));
    return found ?? NO_DAY;
  },
  write: (value, draft) => draft.set(2, 1, formatD8(value).slice(2)),
};

const acknowledgement = segment<InterchangeAcknowledgement>(
  "TA1",
  {},
  {
    interchangeControlNumber: text(1),
    interchangeDate: shortDay,
    interchangeTime: text(3),
    statusCode: text(4),
    noteCode: text(5),
  },
);

export interface InterchangeAcknowledgements {
  readonly acknowledgements: readonly InterchangeAcknowledgement[];
  readonly interchanges: readonly InterchangeHeader[];
  readonly problems: readonly Problem[];
}

/** Transaction sets that travel in the same interchange are someone else's to read. */
const ignored: Assembly<null> = () => ({ segment: () => {}, finish: () => null });

/** All TA1s of a file. Throws NotX12 when it is no interchange; whatever else is wrong is in `problems`. */
export function readInterchangeAcknowledgements(source: string): InterchangeAcknowledgements {
  const reader = new X12Reader(ignored);
  reader.push(source);
  reader.end();
  const problems = new ProblemList();
  const acknowledgements = reader.acknowledgements.map((from) => {
    const { line, offset } = from;
    const report: Report = (code, element, component, value) =>
      problems.add({
        code,
        segmentId: "TA1",
        segmentPosition: 0,
        line,
        offset,
        ...(element === undefined ? {} : { element }),
        ...(component === undefined ? {} : { component }),
        ...(value === undefined ? {} : { value }),
        ...(code === "ELEMENT_UNEXPECTED" ? { severity: "warning" as const } : {}),
      });
    return acknowledgement.read(from, report);
  });
  return { acknowledgements, interchanges: reader.interchanges, problems: [...problems.problems, ...reader.envelopeProblems.problems] };
}

/** One interchange without groups. */
export function writeInterchangeAcknowledgements(acknowledgements: readonly Draft<InterchangeAcknowledgement>[], envelope: Envelope): string {
  const drafts = acknowledgements.map((each) => acknowledgement.write(each as InterchangeAcknowledgement));
  return writeUngrouped(
    drafts.filter((draft) => draft !== null),
    envelope,
  );
}
