import { gunzipSync } from "node:zlib";
import { invalid } from "../../platform/work/guards";

export const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

export type Upload = { text?: string | null; base64?: string | null };

/** The bytes of a file that a caller sends: as text, or as base64 of the file or of its gzip. Refuses INVALID_INPUT. */
export function readUpload({ text, base64 }: Upload): Buffer {
  if ((text ?? null) !== null && (base64 ?? null) !== null) throw invalid(["text"], "Give text or base64, not both.");
  if (text !== null && text !== undefined) return Buffer.from(text, "utf8");
  if (base64 === null || base64 === undefined) throw invalid(["text"], "Give the file as text or as base64.");
  const compact = base64.replace(/\s+/g, "");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact) || compact.length % 4 === 1) throw invalid(["base64"], "base64 holds something else than base64.");
  const bytes = Buffer.from(compact, "base64");
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    // A small gzip can unpack to anything, so what it may become is bounded.
    return gunzipSync(bytes, { maxOutputLength: LARGEST_FILE_BYTES });
  } catch {
    throw invalid(["base64"], `base64 holds a gzip that is damaged, or larger than ${LARGEST_FILE_BYTES} bytes unpacked.`);
  }
}
