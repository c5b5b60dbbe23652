import { Refusal, type PlainDate } from "../../vocabulary";
import { load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import { Claim } from "../claim";
import type { SubmissionMove } from "../claim-lifecycles";
import { ClaimPayer } from "../claim-payer";
import { ClaimSubmission, type StatusCode } from "../claim-submission";
import { giveTo, moveSubmission } from "../move-claim";
import { REJECTED } from "../submission/next-frequency";
import { confirmVoid } from "../void-with-payer";

export type Evidence = {
  readonly move: SubmissionMove;
  readonly codes: readonly StatusCode[];
  readonly payerClaimControlNumber?: string | null;
  readonly receivedOn?: PlainDate | null;
};

/** Moves one submission on what somebody outside said of it. Answers null, or why it cannot be so. */
export async function applyEvidence(work: Work, found: ClaimSubmission, { move, codes, payerClaimControlNumber, receivedOn }: Evidence): Promise<string | null> {
  const claim = await load(work, Claim, found.claimId, { lock: true });
  const submission = await load(work, ClaimSubmission, found.id, { lock: true });
  let moved: boolean;
  try {
    moved = moveSubmission(work, claim, submission, move, codes.map((each) => each.code).join(", ") || null);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${submission.patientControlNumber} is ${submission.status}, which does not go with what the file says (${move}).`;
  }
  if (moved) submission.statusCodes = [...codes];
  if (payerClaimControlNumber && move === "acceptByPayer") await keepPayerNumber(work, claim, submission, payerClaimControlNumber);
  if (receivedOn && move === "acceptByPayer") submission.payerReceivedOn ??= receivedOn;
  if (moved) await tell(work, claim, submission, codes);
  return null;
}

async function keepPayerNumber(work: Work, claim: Claim, submission: ClaimSubmission, number: string): Promise<void> {
  submission.payerClaimControlNumber = number;
  const payer = await work.em.findOne(ClaimPayer, { practiceId: claim.practiceId, claimId: claim.id, sequence: submission.payerSequence });
  // A void's own number names nothing that could be replaced later.
  if (payer && submission.frequency !== "8") payer.payerClaimControlNumber = number;
}

async function tell(work: Work, claim: Claim, submission: ClaimSubmission, codes: readonly StatusCode[]): Promise<void> {
  const { payerSequence, id: submissionId, status } = submission;
  if (claim.currentSequence === payerSequence) claim.submissionStatus = status;
  const about = { practiceId: claim.practiceId, aggregate: { type: "claim", id: claim.id } };
  if (REJECTED.has(status)) {
    giveTo(work, claim, "BILLER", `rejected: ${codes.map((each) => each.code).join(", ")}`);
    work.publish({ ...about, type: "claim.rejected", data: { payerSequence, submissionId, status, codes: codes.map((each) => each.code) } });
  }
  if (status === "PAYER_ACCEPTED") {
    work.publish({ ...about, type: "claim.accepted", data: { payerSequence, submissionId } });
    if (submission.frequency === "8") await confirmVoid(work, claim);
  }
}
