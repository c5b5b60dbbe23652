import type { Work } from "../platform/work/work";
import { keepFile, takeFile, type TakenFile } from "./intake/take-file";
import { readUpload, type Upload } from "./intake/read-upload";

export type ReceiveRemittance = Upload & { name?: string | null };

/** Larger files are kept at once and read on the queue, so that no request holds a connection for a minute. */
const READ_AT_ONCE_BYTES = 2 * 1024 * 1024;

/**
 * Takes an 835 file from a caller. A file that nobody can read is kept and waits; it is no refusal, because it may be
 * the only copy. Refuses INVALID_INPUT.
 */
export async function receiveRemittance(work: Work, { name, ...upload }: ReceiveRemittance): Promise<TakenFile> {
  const bytes = readUpload(upload);
  return work.atomically(async () => {
    const inboundFile = await keepFile(work, { bytes, name: name?.trim().slice(0, 200) || "uploaded.835" });
    if (bytes.length <= READ_AT_ONCE_BYTES) return takeFile(work, { inboundFileId: inboundFile.id });
    work.enqueue("remittance.take-file", null, { inboundFileId: inboundFile.id });
    return { inboundFile, remittances: [] };
  });
}
