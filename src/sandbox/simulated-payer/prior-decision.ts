import type { OtherSubscriber, ProfessionalClaim, ServiceLine } from "../../edi";
import { add, allocate, subtract, ZERO, type Cents } from "../../vocabulary";
import { patientResponsibility } from "./adjudicate-claim";

const SEQUENCE = ["P", "S", "T", "A", "B", "C", "D", "E", "F", "G", "H"];

export type PriorDecision = { readonly left: readonly Cents[] } | { readonly problem: "not told" | "does not balance" };

/**
 * What the last payer before this one left to the patient, per line (2430), or spread over the lines by charge when it
 * was told for the claim only (2320). Each line must balance: charge = paid + adjustments.
 */
export function readPriorDecision(claim: ProfessionalClaim, payerSequence: string): PriorDecision {
  const rank = SEQUENCE.indexOf(payerSequence);
  const before = claim.otherSubscribers.filter((other) => SEQUENCE.indexOf(other.payerSequence) < rank);
  const last = before.toSorted((a, b) => SEQUENCE.indexOf(a.payerSequence) - SEQUENCE.indexOf(b.payerSequence)).at(-1);
  if (!last || last.payerPaidAmount === undefined) return { problem: "not told" };
  const ofLines = claim.lines.map((line) => decisionOf(last, line));
  if (ofLines.every((each) => each === undefined)) return readClaimLevel(claim, last, last.payerPaidAmount);
  if (ofLines.some((each) => each === undefined)) return { problem: "not told" };
  const told = ofLines.map((each) => each!);
  const balanced = told.every((each, index) => add(each.paidAmount, ...each.adjustments.map(({ amount }) => amount)) === claim.lines[index]!.chargeAmount);
  const paid = add(ZERO, ...told.map((each) => each.paidAmount));
  const paidOfClaim = subtract(paid, ...last.adjustments.map(({ amount }) => amount));
  if (!balanced || paidOfClaim !== last.payerPaidAmount) return { problem: "does not balance" };
  return { left: told.map((each) => patientResponsibility(each.adjustments)) };
}

function decisionOf(other: OtherSubscriber, line: ServiceLine) {
  return line.adjudications.find((each) => each.payerIdentifier === other.payer.identifier);
}

function readClaimLevel(claim: ProfessionalClaim, other: OtherSubscriber, paid: Cents): PriorDecision {
  const adjusted = add(ZERO, ...other.adjustments.map(({ amount }) => amount));
  if (add(paid, adjusted) !== claim.chargeAmount) return { problem: "does not balance" };
  return {
    left: allocate(
      patientResponsibility(other.adjustments),
      claim.lines.map((line) => line.chargeAmount),
    ),
  };
}
