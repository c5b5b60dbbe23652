import type { Cents, PlainDate } from "../../vocabulary";

/** A line as we billed it. */
export type BilledLine = {
  readonly chargeId: string;
  readonly lineNumber: number;
  readonly lineItemControlNumber: string;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  readonly servedOn: PlainDate;
  readonly chargeCents: Cents;
};

/** A line as the payer sent it back. */
export type RemittedLine = {
  readonly id: string;
  readonly lineItemControlNumber: string | null;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  /** SVC06, when the payer recoded: what we billed. */
  readonly originalProcedureCode: string | null;
  readonly originalModifiers: readonly string[];
  readonly servedOn: PlainDate | null;
  /** SVC02, without its sign. */
  readonly chargeCents: Cents;
};

export type MatchedBy = "CONTROL_NUMBER" | "SERVICE";
export type LineMatches = { readonly matched: ReadonlyMap<string, { readonly chargeId: string; readonly by: MatchedBy }>; readonly unmatched: readonly string[] };

/**
 * First by our line item control number (REF*6R), then by what was done: code (SVC06 when the payer recoded),
 * modifiers, date and charge, each of our lines once. Lines that are alike in all of these are interchangeable and
 * go in order.
 */
export function matchLines(remitted: readonly RemittedLine[], billed: readonly BilledLine[]): LineMatches {
  const matched = new Map<string, { chargeId: string; by: MatchedBy }>();
  const taken = new Set<string>();
  for (const line of remitted) {
    const own = line.lineItemControlNumber ? billed.find((each) => each.lineItemControlNumber === line.lineItemControlNumber) : undefined;
    if (!own) continue;
    matched.set(line.id, { chargeId: own.chargeId, by: "CONTROL_NUMBER" });
    taken.add(own.chargeId);
  }
  const inOrder = [...billed].sort((a, b) => a.lineNumber - b.lineNumber);
  for (const line of remitted) {
    if (matched.has(line.id)) continue;
    const own = inOrder.find((each) => !taken.has(each.chargeId) && sameService(line, each));
    if (!own) continue;
    matched.set(line.id, { chargeId: own.chargeId, by: "SERVICE" });
    taken.add(own.chargeId);
  }
  return { matched, unmatched: remitted.filter((line) => !matched.has(line.id)).map((line) => line.id) };
}

export function sameService(line: RemittedLine, billed: BilledLine): boolean {
  const [code, modifiers] = line.originalProcedureCode ? [line.originalProcedureCode, line.originalModifiers] : [line.procedureCode, line.modifiers];
  return (
    code === billed.procedureCode &&
    [...modifiers].sort().join() === [...billed.modifiers].sort().join() &&
    (line.servedOn === null || line.servedOn === billed.servedOn) &&
    line.chargeCents === billed.chargeCents
  );
}
