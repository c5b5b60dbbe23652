import type { Work } from "../platform/work/work";
import { Claim } from "./claim";
import { ClaimSubmission } from "./claim-submission";

/** What a remittance or an acknowledgement speaks of: the submission whose CLM01 it echoes, among all practices of the work. */
export async function findSubmissionByControlNumber(work: Work, patientControlNumber: string): Promise<{ submission: ClaimSubmission; claim: Claim } | null> {
  const wanted = patientControlNumber.trim().toUpperCase();
  if (!wanted) return null;
  const submission = await work.em.findOne(ClaimSubmission, { patientControlNumber: wanted });
  const claim = submission && (await work.em.findOne(Claim, { practiceId: submission.practiceId, id: submission.claimId }));
  return submission && claim ? { submission, claim } : null;
}
