import type { Work } from "../../platform/work/work";
import type { Claim } from "../claim";
import { ClaimPayer } from "../claim-payer";
import { ClaimSubmission, type Frequency, type SubmissionStatus } from "../claim-submission";

export type NextFrequency = { readonly frequency: Frequency; readonly replacesPayerControlNumber: string | null };

/** It never entered adjudication: the payer knows of no claim that could be replaced. */
export const REJECTED: ReadonlySet<SubmissionStatus> = new Set(["ACK_999_REJECTED", "CH_REJECTED", "PAYER_REJECTED"]);

/**
 * What the next sending to the current payer is. Once the payer has taken a claim in, and given it a number, another
 * original would be a duplicate: it is a replacement (7) with that number. What was only ever rejected starts again as
 * an original (1) without one. A void (8) is asked for by name, see void-with-payer.ts.
 */
export async function nextFrequency(work: Work, claim: Claim): Promise<NextFrequency> {
  const of = { practiceId: claim.practiceId, claimId: claim.id };
  const payer = await work.em.findOne(ClaimPayer, { ...of, sequence: claim.currentSequence });
  const sent = await work.em.find(ClaimSubmission, { ...of, payerSequence: claim.currentSequence });
  const takenIn = sent.some((each) => !REJECTED.has(each.status)) || (payer?.adjudication ?? "NONE") !== "NONE";
  if (!takenIn || !payer?.payerClaimControlNumber) return { frequency: "1", replacesPayerControlNumber: null };
  return { frequency: "7", replacesPayerControlNumber: payer.payerClaimControlNumber };
}
