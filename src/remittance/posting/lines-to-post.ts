import { add, allocate, invariant, subtract, ZERO, type Cents } from "../../vocabulary";

export type AdjustmentFigures = { readonly id: string; readonly groupCode: string; readonly reasonCode: string; readonly amount: Cents };

/** A claim as a payer adjudicated it, its lines tied to our charges. */
export type AdjudicatedClaim = {
  readonly chargeAmount: Cents;
  readonly paidAmount: Cents;
  readonly adjustments: readonly AdjustmentFigures[];
  readonly lines: readonly { readonly chargeId: string; readonly chargeAmount: Cents; readonly paidAmount: Cents; readonly adjustments: readonly AdjustmentFigures[] }[];
};

/** A part of an adjustment that falls on one charge; `distributed` when the payer gave it for the claim as a whole. */
export type LineAdjustment = AdjustmentFigures & { readonly distributed: boolean };
export type LineToPost = { readonly chargeId: string; readonly chargeAmount: Cents; readonly paid: Cents; readonly adjustments: readonly LineAdjustment[] };

export type LineProblem =
  | { readonly reason: "LINES_DO_NOT_SUM"; readonly expected: Cents; readonly actual: Cents }
  | { readonly reason: "LINE_CHARGE_DIFFERS"; readonly chargeId: string; readonly expected: Cents; readonly actual: Cents }
  | { readonly reason: "CLAIM_CHARGE_DIFFERS"; readonly expected: Cents; readonly actual: Cents };
export const isLineProblem = (result: readonly LineToPost[] | LineProblem): result is LineProblem => "reason" in result;

/**
 * One entry per charge of ours. Several SVC of one charge are taken together; what the payer said of the claim as a
 * whole is spread over the lines so that each line still balances to the cent. Figures that do not agree with what
 * was billed are a reason to wait.
 */
export function linesToPost(claim: AdjudicatedClaim, ours: readonly { readonly chargeId: string; readonly chargeCents: Cents }[]): readonly LineToPost[] | LineProblem {
  return claim.lines.length ? fromLines(claim, ours) : fromClaim(claim, ours);
}

function fromLines(claim: AdjudicatedClaim, ours: readonly { chargeId: string; chargeCents: Cents }[]): readonly LineToPost[] | LineProblem {
  const charged = add(...claim.lines.map((line) => line.chargeAmount));
  if (charged !== claim.chargeAmount) return { reason: "LINES_DO_NOT_SUM", expected: claim.chargeAmount, actual: charged };
  const byCharge = new Map<string, { chargeAmount: Cents; paid: Cents; adjustments: LineAdjustment[] }>();
  for (const line of claim.lines) {
    const own = line.adjustments.map((each) => ({ ...each, distributed: false }));
    const known = byCharge.get(line.chargeId);
    if (known) {
      known.chargeAmount = add(known.chargeAmount, line.chargeAmount);
      known.paid = add(known.paid, line.paidAmount);
      known.adjustments.push(...own);
    } else byCharge.set(line.chargeId, { chargeAmount: line.chargeAmount, paid: line.paidAmount, adjustments: own });
  }
  for (const [chargeId, { chargeAmount }] of byCharge) {
    const billed = ours.find((each) => each.chargeId === chargeId);
    invariant(billed, "a matched line is one of the claim's");
    if (billed.chargeCents !== chargeAmount) return { reason: "LINE_CHARGE_DIFFERS", chargeId, expected: billed.chargeCents, actual: chargeAmount };
  }
  // What is taken off the claim as a whole comes out of what its lines were paid.
  const lines = [...byCharge].map(([chargeId, line]) => ({ chargeId, ...line }));
  for (const adjustment of claim.adjustments) {
    const parts = allocate(
      adjustment.amount,
      lines.map((line) => (adjustment.amount < 0n ? line.chargeAmount : line.paid < 0n ? 0n : line.paid)),
    );
    for (const [index, line] of lines.entries()) {
      const amount = parts[index]!;
      if (amount === 0n) continue;
      line.paid = subtract(line.paid, amount);
      line.adjustments.push({ ...adjustment, amount, distributed: true });
    }
  }
  return lines;
}

/**
 * No SVC at all: payment and adjustments are spread over our lines by charge, each over what the earlier ones have
 * left, so that no line gets more than its charge and every line balances (controlled rounding by largest remainder).
 */
function fromClaim(claim: AdjudicatedClaim, ours: readonly { chargeId: string; chargeCents: Cents }[]): readonly LineToPost[] | LineProblem {
  const billed = add(...ours.map((line) => line.chargeCents));
  if (billed !== claim.chargeAmount) return { reason: "CLAIM_CHARGE_DIFFERS", expected: billed, actual: claim.chargeAmount };
  const left = ours.map((line) => line.chargeCents);
  const lines = ours.map((line) => ({ chargeId: line.chargeId, chargeAmount: line.chargeCents, paid: ZERO, adjustments: [] as LineAdjustment[] }));
  const spread = (amount: Cents, put: (line: (typeof lines)[number], part: Cents) => void) => {
    const parts = allocate(amount, amount < 0n ? ours.map((line) => line.chargeCents) : left);
    for (const [index, part] of parts.entries()) {
      left[index] = subtract(left[index]!, part);
      if (part !== 0n) put(lines[index]!, part);
    }
  };
  const keep = (adjustment: AdjustmentFigures) => spread(adjustment.amount, (line, amount) => line.adjustments.push({ ...adjustment, amount, distributed: true }));
  for (const adjustment of claim.adjustments) if (adjustment.amount < 0n) keep(adjustment);
  for (const adjustment of claim.adjustments) if (adjustment.amount > 0n) keep(adjustment);
  spread(claim.paidAmount, (line, part) => (line.paid = part));
  return lines;
}
