import type { Work } from "../../platform/work/work";
import { RemittanceClaim } from "../remittance-claim";
import { RemittanceLine } from "../remittance-line";

export type Earlier = {
  /** What this payer has decided on the same charges and not taken back. */
  readonly overlapping: RemittanceClaim[];
  /** What it has decided on other charges of the claim: it was split. */
  readonly standing: RemittanceClaim[];
  /** True when the earlier decision moved no money and answered another submission: a denial that was resubmitted. */
  readonly mayBeSuperseded: boolean;
};

/**
 * A payer that decides again must take back first what it decided (CLP02 22). A second decision on the same charges
 * would count them twice, so it is held until the reversal comes. Only a denial that moved nothing gives way, and only
 * to the answer to a new submission, or when a person has said so.
 */
export async function earlierAdjudication(work: Work, row: RemittanceClaim, chargeIds: readonly string[]): Promise<Earlier> {
  const posted = await work.em.find(
    RemittanceClaim,
    { practiceId: row.practiceId, claimId: row.claimId, payerSequence: row.payerSequence, kind: "PAYMENT", state: "POSTED", id: { $ne: row.id } },
    { orderBy: { postedAt: "asc", id: "asc" } },
  );
  const overlapping: RemittanceClaim[] = [];
  const standing: RemittanceClaim[] = [];
  for (const each of posted) {
    const lines = await work.em.find(RemittanceLine, { practiceId: row.practiceId, remittanceClaimId: each.id });
    // One without lines was about the whole claim.
    const overlaps = !lines.length || lines.some((line) => line.chargeId !== null && chargeIds.includes(line.chargeId));
    (overlaps ? overlapping : standing).push(each);
  }
  const released = row.facts.released === true;
  const mayBeSuperseded = overlapping.every((each) => each.journalId === null && (released || each.submissionId !== row.submissionId));
  return { overlapping, standing, mayBeSuperseded };
}
