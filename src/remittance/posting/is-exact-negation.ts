import type { Cents } from "../../vocabulary";

export type FiguresToReverse = {
  readonly chargeAmount: Cents;
  readonly paidAmount: Cents;
  readonly adjustments: readonly CodedAmount[];
  readonly lines: readonly { readonly procedureCode: string; readonly chargeAmount: Cents; readonly paidAmount: Cents; readonly adjustments: readonly CodedAmount[] }[];
};
type CodedAmount = { readonly groupCode: string; readonly reasonCode: string; readonly amount: Cents };

/**
 * A reversal takes back the original as it was: the same claim, the same lines, the same reasons, every amount
 * negated. Nothing less is accepted, because a reversal that nearly fits would leave a balance that nobody can
 * explain. Payers of version 4010 write CR for every group; then the group says nothing and is not compared.
 */
export function isExactNegation(original: FiguresToReverse, reversal: FiguresToReverse): boolean {
  const legacy = [...reversal.adjustments, ...reversal.lines.flatMap((line) => line.adjustments)].some((each) => each.groupCode === "CR");
  return signature(original, 1n, legacy) === signature(reversal, -1n, legacy);
}

function signature(claim: FiguresToReverse, sign: bigint, withoutGroups: boolean): string {
  const coded = (adjustments: readonly CodedAmount[]) =>
    adjustments
      .filter((each) => each.amount !== 0n)
      .map((each) => `${withoutGroups ? "" : each.groupCode}/${each.reasonCode}/${each.amount * sign}`)
      .sort();
  const lines = claim.lines.map((line) => [line.procedureCode, String(line.chargeAmount * sign), String(line.paidAmount * sign), coded(line.adjustments)].flat().join(" ")).sort();
  return JSON.stringify([String(claim.chargeAmount * sign), String(claim.paidAmount * sign), coded(claim.adjustments), lines]);
}
