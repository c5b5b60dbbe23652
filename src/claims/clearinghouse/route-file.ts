import { NotX12 } from "../../edi";
import { Refusal } from "../../vocabulary";
import { load } from "../../platform/work/guards";
import type { Task } from "../../platform/jobs/task";
import type { Work } from "../../platform/work/work";
import { takeClaimAcknowledgements } from "../acknowledgements/take-277ca";
import { takeImplementationAcknowledgements } from "../acknowledgements/take-999";
import { takeInterchangeAcknowledgements } from "../acknowledgements/take-ta1";
import type { Taken } from "../acknowledgements/taken";
import { InboundFile, textOf, type InboundKind } from "./inbound-file";
import { kindOf } from "./sniff";

/** Routes a stored file by what it is. Safe to repeat: acknowledgements that say nothing new change nothing. */
export const routeFileTask: Task = { name: "clearinghouse.route-file", run: async (work, payload) => routeFile(work, payload.inboundFileId as string) };

const READERS: Partial<Record<InboundKind, (work: Work, text: string) => Promise<Taken>>> = {
  A_999: takeImplementationAcknowledgements,
  A_277CA: takeClaimAcknowledgements,
  A_TA1: takeInterchangeAcknowledgements,
};

export async function routeFile(work: Work, inboundFileId: string): Promise<void> {
  await work.atomically(async () => {
    const file = await load(work, InboundFile, inboundFileId, { lock: true, path: ["inboundFileId"], what: "file" });
    if (file.status === "PROCESSED" || file.status === "WAITING_FOR_REMITTANCE") return;
    // PostgreSQL keeps no NUL in a text, and what a file says may end up in one.
    const text = textOf(file).replaceAll("\0", " ");
    file.kind = kindOf(text);
    file.processedAt = work.now;
    if (file.kind === "A_835") {
      file.status = "WAITING_FOR_REMITTANCE";
      file.reason = null;
      work.enqueue("remittance.take-file", null, { inboundFileId }, { key: `remittance-${inboundFileId}` });
      return;
    }
    const read = READERS[file.kind];
    const taken = read ? await readOrExplain(() => read(work, text)) : { done: 0, reasons: ["It is no X12 interchange, or of a kind that is not for us: 999, 277CA, TA1 and 835 are."] };
    file.status = taken.reasons.length ? "WAITING" : "PROCESSED";
    file.reason = (taken.reasons.length ? taken.reasons : [`${taken.done} acknowledged.`]).join(" ").slice(0, 2000);
  });
}

async function readOrExplain(read: () => Promise<Taken>): Promise<Taken> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotX12) return { done: 0, reasons: ["It is no X12 interchange that can be read."] };
    throw error;
  }
}

/** Has a waiting file tried again: after a claim was found, or an account set up. Refuses NOT_FOUND, FILE_NOT_WAITING. */
export async function retryInboundFile(work: Work, { inboundFileId }: { inboundFileId: string }): Promise<InboundFile> {
  return work.atomically(async () => {
    const file = await load(work, InboundFile, inboundFileId, { lock: true, path: ["inboundFileId"], what: "file" });
    if (file.status !== "WAITING") throw new Refusal("FILE_NOT_WAITING", `A file that is ${file.status} is not tried again.`, { status: file.status }, ["inboundFileId"]);
    await routeFile(work, inboundFileId);
    return file;
  });
}
