/**
 * What is wrong with a file, as a list: bad data never throws. A problem's message holds no data of the file;
 * `value` does, and may be PHI, so it is a field of its own that callers leave out of logs.
 */
export type Severity = "error" | "warning";

export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  /** ST02 of the transaction set; absent for the envelope around it. */
  readonly transactionControlNumber?: string;
  /** The guide's loop: "2300". */
  readonly loop?: string;
  readonly segmentId: string;
  /** Within the transaction set, ST being 1; 0 in the envelope. */
  readonly segmentPosition: number;
  /** Line of the file, from 1. */
  readonly line: number;
  /** Where the segment starts, in characters from the start of the file: bytes too when the file is plain ASCII. */
  readonly offset: number;
  readonly element?: number;
  readonly component?: number;
  /** What stands there. It may be PHI. */
  readonly value?: string;
}

export const PROBLEM_CODES = {
  // envelope
  ISA_MALFORMED: "The interchange header has not its fixed width or its sixteen elements",
  ISA_NOT_CLOSED: "The interchange ends without IEA",
  GS_NOT_CLOSED: "The functional group ends without GE",
  ST_NOT_CLOSED: "The transaction set ends without SE",
  SEGMENT_NOT_TERMINATED: "The file ends within a segment",
  SEGMENT_TOO_LONG: "The segment is longer than any that X12 knows, and was cut",
  SEGMENT_ID_INVALID: "The segment does not start with a segment identifier",
  SEGMENT_MISPLACED: "The segment stands outside the envelope in which it belongs",
  CONTROL_NUMBER_MISMATCH: "Header and trailer bear different control numbers",
  CONTROL_NUMBER_REPEATED: "The control number was used before in the same envelope",
  COUNT_MISMATCH: "The trailer counts something else than the file holds",
  TRANSACTION_UNEXPECTED: "The transaction set is of another kind than the one that is read, and was left out",
  // guide
  SEGMENT_UNKNOWN: "The guide has no such segment here; it is kept as an unknown segment",
  SEGMENT_REPEATED: "The guide has this segment once here; this one is kept as an unknown segment",
  SEGMENT_MISSING: "The guide needs a segment that is not here",
  ELEMENT_MISSING: "The guide needs this element",
  ELEMENT_UNEXPECTED: "The guide has no such element or component here; it is not in the model",
  VALUE_NOT_ALLOWED: "The guide has no such code here",
  AMOUNT_INVALID: "This is not an amount of money",
  AMOUNT_TOO_PRECISE: "The amount has more than two decimals",
  NUMBER_INVALID: "This is not a number",
  DATE_INVALID: "This is not a day of the calendar in the format that is given",
  HIERARCHY_INVALID: "The HL numbers do not tell the tree in which the loops stand",
  SEQUENCE_INVALID: "LX does not count from one",
  // the list itself
  TOO_MANY_PROBLEMS: "There are more problems than are listed",
} as const;

export type ProblemCode = keyof typeof PROBLEM_CODES;

/** Nothing to read: the one failure that throws. */
export class NotX12 extends Error {
  override name = "NotX12";
  readonly code = "NOT_X12";
}

/** Beyond this a list helps nobody, and a file of garbage must not fill the memory with it. */
const MOST_PROBLEMS = 5000;

/** Collects problems, up to a bound. */
export class ProblemList {
  readonly problems: Problem[] = [];

  add(problem: Omit<Problem, "message" | "severity"> & { readonly severity?: Severity }): void {
    if (this.problems.length > MOST_PROBLEMS) return;
    const code = this.problems.length === MOST_PROBLEMS ? "TOO_MANY_PROBLEMS" : problem.code;
    this.problems.push({ ...problem, code, severity: problem.severity ?? "error", message: PROBLEM_CODES[code] });
  }
}

/** Where problems go. */
export type ProblemSink = Pick<ProblemList, "add">;
