import { moveWorkflow, giveTo } from "./move-claim";
import type { Work } from "../platform/work/work";
import type { Claim } from "./claim";
import { ClaimPayer } from "./claim-payer";
import { scrubNow } from "./scrub-claim";

export type Responsible =
  | { readonly kind: "payer"; readonly sequence: number; readonly payerId: string; /** The payer before has sent it the claim already. */ readonly forwarded: boolean }
  | { readonly kind: "patient"; readonly guarantorId: string };

/** Who answers for what the payer of a sequence left: the payer after it, or the patient's side. */
export async function nextResponsible(work: Work, claim: Claim, afterSequence: number): Promise<Responsible> {
  const payers = await payersOf(work, claim);
  const next = payers.find((payer) => payer.sequence > afterSequence);
  return next ? { kind: "payer", sequence: next.sequence, payerId: next.payerId, forwarded: next.forwarded } : { kind: "patient", guarantorId: claim.guarantorId };
}

export function payersOf(work: Work, claim: Claim): Promise<ClaimPayer[]> {
  return work.em.find(ClaimPayer, { practiceId: claim.practiceId, claimId: claim.id }, { orderBy: { sequence: "asc" } });
}

/**
 * The claim is the next payer's now: READY for it when the scrub lets it, SCRUB_FAILED when not. One that the payer
 * before has forwarded is not sent by us; it waits for that payer's remittance. Answers with the new sequence, or null
 * when there is no further payer. Call it inside `atomically`, with the claim locked.
 */
export async function openNextPayer(work: Work, claim: Claim): Promise<number | null> {
  // One that has decided already, because the claim was forwarded to it, is behind us.
  const next = (await payersOf(work, claim)).find((payer) => payer.sequence > claim.currentSequence && payer.adjudication === "NONE");
  if (!next || claim.voidedAt) return null;
  claim.currentSequence = next.sequence;
  claim.submissionStatus = null;
  if (next.forwarded) {
    giveTo(work, claim, "PAYER", "the payer before has forwarded the claim");
    return next.sequence;
  }
  moveWorkflow(work, claim, "openNextPayer", `payer ${next.sequence} is next`);
  giveTo(work, claim, "BILLER", `to be sent to payer ${next.sequence}`);
  // A claim on hold is scrubbed when it is released.
  if (claim.workflow !== "HELD") await scrubNow(work, claim);
  return next.sequence;
}
