import { isAccepted, readImplementationAcknowledgements, type ImplementationAcknowledgement, type TransactionSetResponse } from "../../edi";
import type { Work } from "../../platform/work/work";
import { ClaimSubmission, type StatusCode } from "../claim-submission";
import { OutboundFile } from "../clearinghouse/outbound-file";
import { applyEvidence } from "./apply";
import { controlNumberOf, quoted, summarize, type Taken } from "./taken";

/** 999: the receiver's syntax check. Group and transaction set numbers name our file and, one each, our claims in it. */
export async function takeImplementationAcknowledgements(work: Work, text: string): Promise<Taken> {
  const { transactions, problems } = readImplementationAcknowledgements(text);
  const taken: Taken = { done: 0, reasons: [] };
  const reasons: string[] = [];
  if (!transactions.length) reasons.push("It holds no 999 that can be read.");
  if (problems.some((problem) => problem.severity === "error")) reasons.push("The file breaks its own guide: check it.");
  for (const { content } of transactions) await takeGroup(work, content, taken, reasons);
  return { done: taken.done, reasons: summarize(reasons) };
}

async function takeGroup(work: Work, acknowledgement: ImplementationAcknowledgement, taken: Taken, reasons: string[]): Promise<void> {
  const { groupControlNumber } = acknowledgement;
  if (acknowledgement.functionalIdentifierCode !== "HC") return void reasons.push(`Group ${quoted(groupControlNumber)} is not one of claims.`);
  const group = controlNumberOf(groupControlNumber);
  const file = group === null ? null : await work.em.findOne(OutboundFile, { groupControlNumber: group }, { orderBy: { createdAt: "desc" } });
  if (!file) return void reasons.push(`We sent no group ${quoted(groupControlNumber)}.`);
  const submissions = await work.em.find(ClaimSubmission, { practiceId: file.practiceId, outboundFileId: file.id }, { orderBy: { transactionControlNumber: "asc" } });
  for (const submission of submissions) {
    const response = acknowledgement.responses.find((each) => Number(each.controlNumber) === Number(submission.transactionControlNumber));
    const verdict = verdictOf(acknowledgement, response);
    if (verdict === null) continue;
    const contradiction = await applyEvidence(work, submission, { move: verdict ? "accept999" : "reject999", codes: verdict ? [] : codesOf(acknowledgement, response) });
    if (contradiction) reasons.push(contradiction);
    else taken.done++;
  }
  for (const { controlNumber } of acknowledgement.responses) {
    if (!submissions.some((each) => Number(each.transactionControlNumber) === Number(controlNumber))) reasons.push(`Group ${group} has no transaction set ${quoted(controlNumber)}.`);
  }
}

/** The group speaks for the sets that it does not name, unless it says that only a part got in. */
function verdictOf(acknowledgement: ImplementationAcknowledgement, response: TransactionSetResponse | undefined): boolean | null {
  if (response) return isAccepted(response.statusCode);
  return acknowledgement.groupStatusCode === "P" ? null : isAccepted(acknowledgement.groupStatusCode);
}

/** Codes and places, never IK404, which repeats what was in the file. */
function codesOf(acknowledgement: ImplementationAcknowledgement, response: TransactionSetResponse | undefined): StatusCode[] {
  const code = (text: string, detail: string | null = null): StatusCode => ({ source: "999", code: text, detail });
  if (!response) return acknowledgement.groupErrorCodes.map((each) => code(`AK9-${each}`));
  return [
    ...response.errorCodes.map((each) => code(`IK5-${each}`)),
    ...response.segmentErrors.flatMap((error) => {
      const place = `${error.loopId ? `${error.loopId} ` : ""}${error.segmentId} at segment ${error.segmentPosition}`;
      return [
        ...(error.errorCode ? [code(`IK3-${error.errorCode}`, place)] : []),
        ...error.elementErrors.map((element) => code(`IK4-${element.errorCode}`, `${place}, element ${element.elementPosition}`)),
      ];
    }),
  ];
}
