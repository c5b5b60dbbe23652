import { takeFile } from "../claims";
import type { Work } from "../platform/work/work";
import { takeRemittanceFile, type TakenFile } from "./intake/take-remittance-file";
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
    // Storing it also queues its routing, which does for a large file, or for practices out of the caller's reach, what is not done here.
    const { file } = await takeFile(work, { name: name?.trim() || "uploaded.835", bytes, source: "API" });
    return bytes.length <= READ_AT_ONCE_BYTES ? takeRemittanceFile(work, { inboundFileId: file.id }) : { inboundFile: file, remittances: [] };
  });
}
