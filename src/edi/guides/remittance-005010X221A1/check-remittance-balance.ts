import { add, type Cents, negate, subtract } from "../../../vocabulary";
import type { SegmentRange } from "../../x12/model";
import type { Adjustment } from "../parties";
import type { ClaimPayment, Remittance, ServiceLinePayment } from "./model";
import { claimsOf } from "./remittances";

/** Which identity fails: the line's, the claim's, or that of the whole payment. */
export type BalanceIdentity = "line" | "claim" | "transaction";

export interface BalanceProblem {
  readonly identity: BalanceIdentity;
  /** What the other figures come to. */
  readonly expected: Cents;
  /** What is written: SVC03, CLP04 or BPR02. */
  readonly actual: Cents;
  /** actual - expected */
  readonly difference: Cents;
  /** Place of the claim in `claimsOf(remittance)`, from 0. */
  readonly claimIndex?: number;
  /** Place of the line in the claim, from 0. */
  readonly lineIndex?: number;
  readonly patientControlNumber?: string;
  readonly position?: SegmentRange;
}

/**
 * The three identities of an 835. A file that breaks one goes to review and is not posted.
 *
 *     line         SVC02 - CAS of the line               = SVC03
 *     claim        CLP03 - CAS of the claim and its lines = CLP04
 *     transaction  sum of CLP04 - sum of PLB              = BPR02
 */
export function checkRemittanceBalance(remittance: Remittance): readonly BalanceProblem[] {
  const claims = claimsOf(remittance);
  const ofClaims = claims.flatMap((claim, claimIndex) => checkClaim(claim, claimIndex));
  const paid = add(...claims.map((claim) => claim.paidAmount));
  const withheld = add(...remittance.providerAdjustments.map((adjustment) => adjustment.amount));
  const whole = compare("transaction", subtract(paid, withheld), remittance.paymentAmount, {});
  return whole ? [...ofClaims, whole] : ofClaims;
}

function checkClaim(claim: ClaimPayment, claimIndex: number): BalanceProblem[] {
  const { patientControlNumber, lines } = claim;
  const ofLines = lines.map((line, lineIndex) => {
    const where = { claimIndex, lineIndex, patientControlNumber, ...positionOf(line) };
    return compare("line", subtract(line.chargeAmount, sumOf(line.adjustments)), line.paidAmount, where);
  });
  const adjusted = add(sumOf(claim.adjustments), ...lines.map((line) => sumOf(line.adjustments)));
  const where = { claimIndex, patientControlNumber, ...positionOf(claim) };
  const ofClaim = compare("claim", subtract(claim.chargeAmount, adjusted), claim.paidAmount, where);
  return [...ofLines, ofClaim].filter((problem) => problem !== null);
}

function compare(identity: BalanceIdentity, expected: Cents, actual: Cents, where: Pick<BalanceProblem, "claimIndex" | "lineIndex" | "patientControlNumber" | "position">): BalanceProblem | null {
  const difference = add(actual, negate(expected));
  return difference === 0n ? null : { identity, expected, actual, difference, ...where };
}

function sumOf(adjustments: readonly Adjustment[]): Cents {
  return add(...adjustments.map((adjustment) => adjustment.amount));
}

function positionOf({ position }: ClaimPayment | ServiceLinePayment): { position?: SegmentRange } {
  return position ? { position } : {};
}
