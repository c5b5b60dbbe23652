import { acknowledgedClaimsOf, outcomeOf, readClaimAcknowledgements, type ClaimAcknowledgement, type ClaimStatus, type InformationSource } from "../../edi";
import type { Work } from "../../platform/work/work";
import type { SubmissionMove } from "../claim-lifecycles";
import { ClaimSubmission, type StatusCode } from "../claim-submission";
import { applyEvidence } from "./apply";
import { quoted, summarize, type Taken } from "./taken";

/** 277CA: which claims a clearinghouse or a payer took in. Our patient control number names each. */
export async function takeClaimAcknowledgements(work: Work, text: string): Promise<Taken> {
  const { transactions, problems } = readClaimAcknowledgements(text);
  const taken: Taken = { done: 0, reasons: [] };
  const reasons: string[] = [];
  if (!transactions.length) reasons.push("It holds no 277CA that can be read.");
  if (problems.some((problem) => problem.severity === "error")) reasons.push("The file breaks its own guide: check it.");
  for (const { content } of transactions) await takeAcknowledgement(work, content, taken, reasons);
  return { done: taken.done, reasons: summarize(reasons) };
}

async function takeAcknowledgement(work: Work, acknowledgement: ClaimAcknowledgement, taken: Taken, reasons: string[]): Promise<void> {
  for (const { claim, source } of acknowledgedClaimsOf(acknowledgement)) {
    const statuses = [...claim.statuses, ...claim.lines.flatMap((line) => line.statuses)];
    await take(work, claim.patientControlNumber, source, statuses, claim.payerClaimControlNumber ?? null, taken, reasons);
  }
  // A batch that is turned away as a whole names no claims; its number is the one claim's, see write-claim.ts.
  for (const source of acknowledgement.sources) {
    for (const receiver of source.receivers) {
      if (receiver.providers.some((provider) => provider.claims.length)) continue;
      const statuses = [...receiver.statuses, ...receiver.providers.flatMap((provider) => provider.statuses)];
      if (outcomeOf(statuses) === "rejected") await take(work, receiver.batchReferenceId, source, statuses, null, taken, reasons);
    }
  }
}

async function take(
  work: Work,
  controlNumber: string,
  source: InformationSource,
  statuses: readonly ClaimStatus[],
  payerClaimControlNumber: string | null,
  taken: Taken,
  reasons: string[],
): Promise<void> {
  const submission = await work.em.findOne(ClaimSubmission, { patientControlNumber: controlNumber.trim().toUpperCase() });
  if (!submission) return void reasons.push(`We sent no claim ${quoted(controlNumber)}.`);
  const move = moveOf(source, statuses);
  if (!move) return void reasons.push(`What the file says of ${submission.patientControlNumber} is no acceptance and no rejection.`);
  const receivedOn = source.receivedOn ?? statuses.find((status) => status.effectiveOn)?.effectiveOn ?? null;
  const contradiction = await applyEvidence(work, submission, { move, codes: codesOf(statuses), payerClaimControlNumber, receivedOn });
  if (contradiction) reasons.push(contradiction);
  else taken.done++;
}

/** What a payer takes in for adjudication; "received" and "sent on" are less, whoever says them. */
const TAKEN_IN: ReadonlySet<string> = new Set(["A2", "A5"]);

function moveOf(source: InformationSource, statuses: readonly ClaimStatus[]): SubmissionMove | null {
  const isPayer = source.source.role === "PR";
  const outcome = outcomeOf(statuses);
  if (outcome === "rejected") return isPayer ? "rejectByPayer" : "rejectAtClearinghouse";
  const categories = statuses.flatMap((status) => status.codes.map((code) => code.categoryCode));
  if (outcome === "accepted") return isPayer && categories.some((code) => TAKEN_IN.has(code)) ? "acceptByPayer" : "acceptAtClearinghouse";
  return categories.some((code) => code.startsWith("P")) ? "pend" : null;
}

/** "A7:562:85": category, status, entity; STC12 is free text and may name the patient, so it is not kept. */
function codesOf(statuses: readonly ClaimStatus[]): StatusCode[] {
  const codes = statuses.flatMap((status) => status.codes.map((code) => [code.categoryCode, code.statusCode, ...(code.entityCode ? [code.entityCode] : [])].join(":")));
  return [...new Set(codes)].map((code) => ({ source: "277CA", code, detail: null }));
}
