import { follow } from "../vocabulary";
import type { Work } from "../platform/work/work";
import type { Claim, NextActionOwner } from "./claim";
import { keepHistory } from "./claim-history";
import { adjudicationLifecycle, submissionLifecycle, workflowLifecycle, type AdjudicationMove, type SubmissionMove, type WorkflowMove } from "./claim-lifecycles";
import type { ClaimPayer } from "./claim-payer";
import type { ClaimSubmission } from "./claim-submission";

/** Every move on an axis goes through here, so that none is without its row of history. Refuses MOVE_NOT_ALLOWED. */
export function moveWorkflow(work: Work, claim: Claim, move: WorkflowMove, reason: string | null = null): void {
  const from = claim.workflow;
  claim.workflow = follow(workflowLifecycle, from, move);
  if (claim.workflow !== from || reason) keepHistory(work, claim, { axis: "WORKFLOW", move, from, to: claim.workflow, reason });
}

/** True when the state is another one now: what says nothing new leaves no trace. */
export function moveSubmission(work: Work, claim: Claim, submission: ClaimSubmission, move: SubmissionMove, reason: string | null = null): boolean {
  const from = submission.status;
  const to = follow(submissionLifecycle, from, move);
  if (to === from) return false;
  submission.status = to;
  submission.statusAt = work.now;
  keepHistory(work, claim, { axis: "SUBMISSION", move, from, to, reason, payerSequence: submission.payerSequence, submissionId: submission.id });
  return true;
}

export function moveAdjudication(work: Work, claim: Claim, payer: ClaimPayer, move: AdjudicationMove, reason: string | null = null): void {
  const from = payer.adjudication;
  payer.adjudication = follow(adjudicationLifecycle, from, move);
  keepHistory(work, claim, { axis: "ADJUDICATION", move, from, to: payer.adjudication, reason, payerSequence: payer.sequence });
}

export function giveTo(work: Work, claim: Claim, owner: NextActionOwner, reason: string | null = null): void {
  if (claim.nextActionOwner === owner) return;
  keepHistory(work, claim, { axis: "OWNER", move: "give", from: claim.nextActionOwner, to: owner, reason });
  claim.nextActionOwner = owner;
}
