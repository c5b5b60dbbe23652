import { load } from "../../platform/work/guards";
import type { Task } from "../../platform/jobs/task";
import type { Work } from "../../platform/work/work";
import { Claim } from "../claim";
import { ClaimSubmission } from "../claim-submission";
import { moveSubmission } from "../move-claim";
import { OutboundFile } from "./outbound-file";
import "./clearinghouse";

/**
 * Hands a file over, outside of any transaction, and records it. Safe to repeat: a file that is SENT stays so, and one
 * that was handed over while its recording failed is handed over again under the same name and control number.
 */
export const sendFileTask: Task = {
  name: "clearinghouse.send-file",
  run: async (work, payload) => sendFile(work, payload.outboundFileId as string),
};

export async function sendFile(work: Work, outboundFileId: string): Promise<void> {
  const file = await load(work, OutboundFile, outboundFileId);
  if (file.status === "SENT") return;
  try {
    await work.effects.clearinghouse.send({ name: file.name, text: file.content });
  } catch (error) {
    await work.atomically(async () => {
      const failed = await load(work, OutboundFile, outboundFileId, { lock: true });
      failed.attempts += 1;
      failed.lastError = messageOf(error);
    });
    throw error;
  }
  await work.atomically(async () => {
    const sent = await load(work, OutboundFile, outboundFileId, { lock: true });
    sent.attempts += 1;
    sent.status = "SENT";
    sent.lastError = null;
    sent.sentAt = work.now;
    for (const submission of await work.em.find(ClaimSubmission, { practiceId: sent.practiceId, outboundFileId })) {
      const claim = await load(work, Claim, submission.claimId, { lock: true });
      if (moveSubmission(work, claim, submission, "send") && claim.currentSequence === submission.payerSequence) claim.submissionStatus = submission.status;
    }
  });
}

/** The kind of trouble only: a transport's message may name users and paths. */
function messageOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === "string" ? code : typeof name === "string" ? name : "Error";
}
