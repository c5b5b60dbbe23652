/** CAS01 — who answers for the money that was not paid. */
export const ADJUSTMENT_GROUPS = {
  CO: "contract or provider: not to be billed to the patient",
  PR: "patient, or a further payer",
  OA: "neither: for information",
  PI: "the payer's own decision: not to be billed to the patient",
  CR: "correction or reversal of an earlier payment (of version 4010)",
} as const;

export type AdjustmentGroupCode = keyof typeof ADJUSTMENT_GROUPS;

export function isAdjustmentGroup(code: string): code is AdjustmentGroupCode {
  return Object.hasOwn(ADJUSTMENT_GROUPS, code);
}
