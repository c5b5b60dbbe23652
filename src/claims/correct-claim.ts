import { Refusal } from "../vocabulary";
import type { Accident, Ndc } from "../encounters";
import { Payer, Provider } from "../practices";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Claim } from "./claim";
import { ClaimLine } from "./claim-line";
import { ClaimSubmission } from "./claim-submission";
import { giveTo, moveWorkflow } from "./move-claim";
import { payersOf } from "./next-responsible";
import { scrubNow } from "./scrub-claim";
import { MOST_DIAGNOSES } from "./split-charges";
import { REJECTED } from "./submission/next-frequency";

export type CorrectLine = {
  lineNumber: number;
  modifiers?: readonly string[] | null;
  diagnosisPointers?: readonly number[] | null;
  placeOfService?: string | null;
  description?: string | null;
  ndc?: Ndc | null;
};

export type CorrectClaim = {
  claimId: string;
  reason: string;
  expectedVersion?: number | null;
  diagnoses?: readonly string[] | null;
  priorAuthorizationNumber?: string | null;
  accident?: Accident | null;
  referringProviderId?: string | null;
  supervisingProviderId?: string | null;
  placeOfService?: string | null;
  lines?: readonly CorrectLine[] | null;
};

/**
 * Changes what the claim says, as a new revision; what was sent of earlier ones stays as it was. The next sending is an
 * original again after a rejection, and a replacement with the payer's number after its decision. Amounts are the
 * book's: a wrong charge is voided and billed anew. With no change given, the claim is only taken up again.
 * Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED, CLAIM_ALREADY_SENT, PAYER_HAS_NOT_ACCEPTED,
 * PAYER_TAKES_NO_REPLACEMENTS.
 */
export async function correctClaim(work: Work, { claimId, reason, expectedVersion, lines, ...changes }: CorrectClaim): Promise<Claim> {
  return work.atomically(async () => {
    const claim = await load(work, Claim, claimId, { lock: true, path: ["claimId"], what: "claim" });
    expectVersion(claim, expectedVersion);
    if (!reason.trim() || reason.length > 500) throw invalid(["reason"], "reason has 1 to 500 characters.");
    const sent = await work.em.find(ClaimSubmission, { practiceId: claim.practiceId, claimId, payerSequence: claim.currentSequence });
    await refuseWhileUnanswered(work, claim, sent);
    if (sent.some((each) => each.revision === claim.revision)) claim.revision += 1;
    moveWorkflow(work, claim, "correct", reason.trim());
    await change(work, claim, changes);
    for (const [index, line] of (lines ?? []).entries()) await changeLine(work, claim, line, index);
    giveTo(work, claim, "BILLER", "corrected");
    await work.em.flush();
    await scrubNow(work, claim);
    return claim;
  });
}

/** Between the sending and the payer's answer nobody knows which frequency would be right. */
async function refuseWhileUnanswered(work: Work, claim: Claim, sent: readonly ClaimSubmission[]): Promise<void> {
  const live = sent.filter((each) => !REJECTED.has(each.status));
  if (!live.length) return;
  const row = (await payersOf(work, claim)).find((each) => each.sequence === claim.currentSequence)!;
  const payer = await load(work, Payer, row.payerId);
  const unanswered = live.find((each) => !["PAYER_ACCEPTED", "PENDING", "ADJUDICATED", "REVERSED"].includes(each.status));
  if (unanswered) throw new Refusal("CLAIM_ALREADY_SENT", `The claim was sent and is ${unanswered.status}: correct it when the payer has answered.`, { status: unanswered.status }, ["claimId"]);
  if (!payer.takesReplacements) throw new Refusal("PAYER_TAKES_NO_REPLACEMENTS", "This payer takes no replacement claims: ask it for a reopening, or appeal.", {}, ["claimId"]);
  if (!row.payerClaimControlNumber) throw new Refusal("PAYER_HAS_NOT_ACCEPTED", "The payer has given no number for the claim that a replacement could name.", {}, ["claimId"]);
}

async function change(work: Work, claim: Claim, changes: Omit<CorrectClaim, "claimId" | "reason" | "expectedVersion" | "lines">): Promise<void> {
  const { diagnoses, priorAuthorizationNumber, accident, referringProviderId, supervisingProviderId, placeOfService } = changes;
  if (diagnoses) {
    if (!diagnoses.length || diagnoses.length > MOST_DIAGNOSES) throw invalid(["diagnoses"], "diagnoses has 1 to 12 codes (HI).");
    claim.diagnoses = [...diagnoses];
  }
  if (priorAuthorizationNumber !== undefined && priorAuthorizationNumber !== null) claim.priorAuthorizationNumber = priorAuthorizationNumber.trim() || null;
  if (accident) claim.accident = accident;
  if (referringProviderId) claim.referringProviderId = (await load(work, Provider, referringProviderId, { path: ["referringProviderId"], what: "provider" })).id;
  if (supervisingProviderId) claim.supervisingProviderId = (await load(work, Provider, supervisingProviderId, { path: ["supervisingProviderId"], what: "provider" })).id;
  if (placeOfService) {
    if (!/^\d{2}$/.test(placeOfService)) throw invalid(["placeOfService"], "placeOfService is a two-digit CMS place of service code such as 11 (CLM05-1).");
    claim.placeOfService = placeOfService;
  }
}

async function changeLine(work: Work, claim: Claim, { lineNumber, modifiers, diagnosisPointers, placeOfService, description, ndc }: CorrectLine, index: number): Promise<void> {
  const at = ["lines", String(index)];
  const line = await work.em.findOne(ClaimLine, { practiceId: claim.practiceId, claimId: claim.id, lineNumber });
  if (!line) throw invalid([...at, "lineNumber"], "The claim has no line with this number.");
  if (modifiers) {
    if (modifiers.length > 4 || modifiers.some((modifier) => !/^[A-Z0-9]{2}$/.test(modifier))) throw invalid([...at, "modifiers"], "modifiers has at most 4 of two letters or digits (SV101-3 to -6).");
    line.modifiers = [...modifiers];
  }
  if (diagnosisPointers) {
    const ok = diagnosisPointers.length >= 1 && diagnosisPointers.length <= 4 && diagnosisPointers.every((pointer) => pointer >= 1 && pointer <= claim.diagnoses.length);
    if (!ok) throw invalid([...at, "diagnosisPointers"], "diagnosisPointers has 1 to 4 places in the claim's diagnoses, from 1 (SV107).");
    line.diagnosisPointers = [...diagnosisPointers];
  }
  if (placeOfService) line.placeOfService = placeOfService === claim.placeOfService ? null : placeOfService;
  if (description) line.description = description.trim().slice(0, 80);
  if (ndc) line.ndc = ndc;
}
