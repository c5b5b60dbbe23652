import type { PlainDate } from "../../vocabulary";

/** What posting does with an amount that a payer did not pay (billing-rules 3). */
export const TREATMENTS = {
  WRITE_OFF: "Written off as a contractual adjustment.",
  SEQUESTRATION: "Written off as Medicare sequestration.",
  RESPONSIBILITY: "Goes to the next payer when there is one, otherwise to the patient.",
  DENIAL: "Stays with the insurer and is worked as a denial; never the patient's.",
  DUPLICATE: "Stays where it is: the payer calls the claim a duplicate, and somebody looks.",
  ELIGIBILITY_REVIEW: "Stays with the insurer until the patient's coverage was looked up; only then it may be the patient's.",
  CONSENT_REVIEW: "Goes to the next payer when there is one; before it becomes the patient's, surprise-billing protection and the signed notice are checked.",
  PROTECTED: "May not be collected from the patient (QMB); goes to the next payer when there is one, otherwise somebody looks.",
  INFORMATION: "For information only: posting it would count the prior payer's share twice.",
  REVIEW: "Stays with the insurer, and somebody looks.",
} as const;
export type Treatment = keyof typeof TREATMENTS;

/** One row of a practice's policy. `*` stands for every reason code of the group; a payer's own row comes before the row for all payers. */
export type PolicyRow = {
  readonly payerId: string | null;
  readonly groupCode: string;
  readonly reasonCode: string;
  readonly treatment: Treatment;
  readonly effectiveFrom: PlainDate;
};

/**
 * The row that applies on a day: the payer's own before everybody's, the reason's own before the whole group's, the
 * newest before older ones. What no row names is looked at by somebody, because money must not vanish by default.
 */
export function treatmentOf(rows: readonly PolicyRow[], asked: { payerId: string; groupCode: string; reasonCode: string; on: PlainDate }): Treatment {
  let best: PolicyRow | null = null;
  for (const row of rows) {
    const applies =
      row.groupCode === asked.groupCode && (row.reasonCode === asked.reasonCode || row.reasonCode === "*") && (row.payerId === null || row.payerId === asked.payerId) && row.effectiveFrom <= asked.on;
    if (applies && (!best || precedes(row, best))) best = row;
  }
  return best?.treatment ?? "REVIEW";
}

function precedes(row: PolicyRow, other: PolicyRow): boolean {
  const own = (each: PolicyRow) => (each.reasonCode === "*" ? 0 : 2) + (each.payerId === null ? 0 : 1);
  return own(row) !== own(other) ? own(row) > own(other) : row.effectiveFrom > other.effectiveFrom;
}
