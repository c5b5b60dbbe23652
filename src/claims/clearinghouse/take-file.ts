import { createHash } from "node:crypto";
import type { Work } from "../../platform/work/work";
import { InboundFile } from "./inbound-file";
import { kindOf } from "./sniff";

export type TakeFile = { name: string; bytes: Buffer; source: "CLEARINGHOUSE" | "API" };

/**
 * Stores a file whole before anything is done with it, then leaves it to the queue. The same bytes again are the same
 * file, whatever its name: nothing is done twice.
 */
export async function takeFile(work: Work, { name, bytes, source }: TakeFile): Promise<{ file: InboundFile; known: boolean }> {
  return work.atomically(async () => {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    // Two who bring the same file at once: the second waits here and then finds it.
    await work.sql(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`inbound-file/${work.tenant.billingServiceId}/${sha256}`]);
    const known = await work.em.findOne(InboundFile, { sha256 });
    if (known) return { file: known, known: true };
    const text = bytes.toString("utf8");
    const plain = Buffer.from(text, "utf8").equals(bytes) && !text.includes("\0");
    const file = Object.assign(new InboundFile(), {
      billingServiceId: work.tenant.billingServiceId,
      name: name.slice(0, 200),
      source,
      kind: kindOf(plain ? text : bytes.toString("latin1")),
      sha256,
      sizeBytes: bytes.length,
      encoding: plain ? "UTF8" : "BASE64",
      content: plain ? text : bytes.toString("base64"),
      receivedAt: work.now,
    });
    work.em.persist(file);
    work.enqueue("clearinghouse.route-file", null, { inboundFileId: file.id }, { key: `route-${file.id}` });
    await work.em.flush();
    return { file, known: false };
  });
}
