import { Refusal } from "../vocabulary";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Claim } from "./claim";
import { ClaimAdjudication } from "./claim-adjudication";
import { ClaimSubmission } from "./claim-submission";
import { giveTo } from "./move-claim";
import { payersOf } from "./next-responsible";
import { freeze } from "./submit-claims";
import { loadClaimContext } from "./submission/load-claim-context";
import { takeBack, type VoidClaim } from "./void-claim";

/**
 * Asks the current payer to void the claim (frequency 8 with its number). Nothing changes in the book until the payer
 * confirms it. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, PAYER_HAS_NOT_ACCEPTED, PAYER_TAKES_NO_REPLACEMENTS,
 * CLAIM_ALREADY_SENT, CLEARINGHOUSE_NOT_SET_UP.
 */
export async function voidClaimWithPayer(work: Work, { claimId, reason, expectedVersion }: VoidClaim): Promise<{ claim: Claim; submission: ClaimSubmission }> {
  return work.atomically(async () => {
    const claim = await load(work, Claim, claimId, { lock: true, path: ["claimId"], what: "claim" });
    expectVersion(claim, expectedVersion);
    if (!reason.trim()) throw invalid(["reason"], "reason says why the claim is taken back.");
    const context = await loadClaimContext(work, claim);
    const payer = context.payers.find((each) => each.sequence === context.sequence)!;
    const row = (await payersOf(work, claim)).find((each) => each.sequence === claim.currentSequence)!;
    const sent = await work.em.find(ClaimSubmission, { practiceId: claim.practiceId, claimId, payerSequence: claim.currentSequence });
    const accepted = sent.some((each) => ["PAYER_ACCEPTED", "PENDING", "ADJUDICATED", "REVERSED"].includes(each.status) && each.frequency !== "8");
    if (!accepted || !row.payerClaimControlNumber || claim.voidedAt)
      throw new Refusal("PAYER_HAS_NOT_ACCEPTED", "The payer has not accepted the claim, or has given no number for it: there is nothing to void with it.", {}, ["claimId"]);
    if (!payer.takesReplacements) throw new Refusal("PAYER_TAKES_NO_REPLACEMENTS", "This payer takes no void claims: ask it for a reopening, or refund it.", {}, ["claimId"]);
    const asked = sent.find((each) => each.frequency === "8" && !["ACK_999_REJECTED", "CH_REJECTED", "PAYER_REJECTED"].includes(each.status));
    if (asked) throw new Refusal("CLAIM_ALREADY_SENT", `The void was sent and is ${asked.status}.`, { status: asked.status }, ["claimId"]);
    const [submission] = await freeze(work, [{ claim, findings: claim.findings, context: { ...context, frequency: "8", replacesPayerControlNumber: row.payerClaimControlNumber } }]);
    giveTo(work, claim, "PAYER", reason.trim());
    return { claim, submission: submission! };
  });
}

/**
 * The payer has taken the void in. When no payer's decision stands, the charges leave the book now; otherwise with the
 * reversal (CLP02 22) of the last one, which restores what was posted. Inside `atomically`, with the claim locked.
 */
export async function confirmVoid(work: Work, claim: Claim): Promise<void> {
  if (claim.voidedAt) return;
  await work.em.flush();
  const of = { practiceId: claim.practiceId, claimId: claim.id };
  const confirmed = await work.em.findOne(ClaimSubmission, { ...of, frequency: "8", status: { $in: ["PAYER_ACCEPTED", "PENDING", "ADJUDICATED", "REVERSED"] } });
  if (!confirmed || (await work.em.findOne(ClaimAdjudication, { ...of, reversedAt: null }))) return;
  await takeBack(work, claim, "the payer confirmed the void");
}
