import { streamRemittances } from "../../edi";
import { InboundFile, textOf } from "../../claims";
import { load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import type { Remittance } from "../remittance";
import { inPieces, inspectFile, textOfTransaction } from "./inspect-file";
import { takeRemittance } from "./take-remittance";
import { practicePaid } from "./whose-remittance";

export type TakenFile = { inboundFile: InboundFile; remittances: Remittance[] };

/**
 * Takes every remittance of a kept file: read twice, because what is wrong with it as a whole is known only at its
 * end. What has no practice here, or is no 835 at all, waits at the file with the reason. Safe to repeat.
 */
export async function takeRemittanceFile(work: Work, { inboundFileId }: { inboundFileId: string }): Promise<TakenFile> {
  const file = await work.atomically(() => load(work, InboundFile, inboundFileId, { path: ["inboundFileId"], what: "inbound file" }));
  // PostgreSQL text holds no NUL, wherever in the file it stands; the file itself is kept byte for byte.
  const text = textOf(file).replaceAll("\0", "\uFFFD");
  const inspection = await inspectFile(text);
  const remittances: Remittance[] = [];
  const waiting: string[] = [];
  if (!inspection.isX12) waiting.push(text.trim() ? "This is no X12 interchange." : "The file is empty.");
  else if (!inspection.transactions) waiting.push(inspection.foreign ? "It holds no 835 transaction set." : "It holds no transaction set that could be read.");
  if (inspection.isX12 && inspection.transactions) {
    let number = 0;
    for await (const { header, content, problems } of streamRemittances(inPieces(text))) {
      number++;
      const taken = await work.atomically(async () => {
        const practice = await practicePaid(work, content);
        if (!practice) return null;
        return takeRemittance(work, {
          practice,
          content,
          raw: textOfTransaction(text, header),
          source: file.source === "API" ? "API" : "CLEARINGHOUSE",
          inboundFileId: file.id,
          transactionNumber: number,
          controlNumber: header.controlNumber,
          problems,
          damage: inspection.damage,
        });
      });
      if (taken) remittances.push(taken.remittance);
      else waiting.push(`Transaction set ${number}: no practice here has the payee's NPI or tax id (1000B).`);
    }
  }
  const inboundFile = await work.atomically(async () => {
    const kept = await load(work, InboundFile, file.id, { lock: true });
    // Somebody who reaches fewer practices reads fewer remittances of it; what was taken stays taken.
    if (kept.status === "PROCESSED") return kept;
    kept.status = waiting.length ? "WAITING" : "PROCESSED";
    kept.reason = waiting.length ? waiting.slice(0, 20).join(" ") : `${remittances.length} ${remittances.length === 1 ? "remittance" : "remittances"}.`;
    kept.processedAt = waiting.length ? null : work.now;
    return kept;
  });
  return { inboundFile, remittances };
}
