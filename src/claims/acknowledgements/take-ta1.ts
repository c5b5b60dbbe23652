import { INTERCHANGE_NOTES, readInterchangeAcknowledgements } from "../../edi";
import type { Work } from "../../platform/work/work";
import { ClaimSubmission } from "../claim-submission";
import { OutboundFile } from "../clearinghouse/outbound-file";
import { applyEvidence } from "./apply";
import { controlNumberOf, quoted, summarize, type Taken } from "./taken";

/** TA1: whether the envelope was readable at all. An accepted one says nothing of the claims yet. */
export async function takeInterchangeAcknowledgements(work: Work, text: string): Promise<Taken> {
  const { acknowledgements } = readInterchangeAcknowledgements(text);
  const taken: Taken = { done: 0, reasons: [] };
  const reasons: string[] = [];
  if (!acknowledgements.length) reasons.push("It holds no TA1 that can be read.");
  for (const { interchangeControlNumber, statusCode, noteCode } of acknowledgements) {
    const number = controlNumberOf(interchangeControlNumber);
    const file = number === null ? null : await work.em.findOne(OutboundFile, { interchangeControlNumber: number }, { orderBy: { createdAt: "desc" } });
    if (!file) {
      reasons.push(`We sent no interchange ${quoted(interchangeControlNumber)}.`);
      continue;
    }
    for (const submission of await work.em.find(ClaimSubmission, { practiceId: file.practiceId, outboundFileId: file.id })) {
      const code = { source: "TA1" as const, code: `TA1-${noteCode}`, detail: INTERCHANGE_NOTES[noteCode] ?? null };
      const contradiction = statusCode === "R" ? await applyEvidence(work, submission, { move: "reject999", codes: [code] }) : null;
      if (contradiction) reasons.push(contradiction);
      else taken.done++;
    }
  }
  return { done: taken.done, reasons: summarize(reasons) };
}
