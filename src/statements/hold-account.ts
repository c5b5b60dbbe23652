import { follow, Refusal } from "../vocabulary";
import { Claim, ClaimPayer } from "../claims";
import { Guarantor } from "../patients";
import { PaymentDispute } from "../payments";
import type { Listener } from "../platform/events/listener";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { AccountHold, holdLife, type HoldReason } from "./account-hold";

export type HoldAccount = { guarantorId: string; claimId?: string | null; reason: HoldReason; note?: string | null };

/** Stops statements and dunning of an account, or of one claim of it. Refuses NOT_FOUND, INVALID_INPUT, ALREADY_EXISTS. */
export async function holdAccount(work: Work, { guarantorId, claimId = null, reason, note }: HoldAccount): Promise<AccountHold> {
  return work.atomically(async () => {
    const guarantor = await load(work, Guarantor, guarantorId, { lock: true, path: ["guarantorId"], what: "guarantor" });
    if (claimId) {
      const claim = await load(work, Claim, claimId, { path: ["claimId"], what: "claim" });
      if (claim.guarantorId !== guarantor.id) throw invalid(["claimId"], "The claim is of another account.");
    }
    if (note && note.length > 500) throw invalid(["note"], "note has at most 500 characters.");
    if (reason === "OTHER" && !note?.trim()) throw invalid(["note"], "A hold for another reason says it in note.");
    const known = await work.em.findOne(AccountHold, { practiceId: guarantor.practiceId, guarantorId, claimId, paymentId: null, reason, status: "IN_FORCE" });
    if (known) throw new Refusal("ALREADY_EXISTS", "This hold is in force already.", {}, ["reason"]);
    return place(work, { practiceId: guarantor.practiceId, guarantorId, claimId, reason, note: note?.trim() || null, automatic: false });
  });
}

export type ReleaseHold = { holdId: string; note?: string | null; expectedVersion?: number | null };

/** Lets statements and dunning go on. Refuses NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED. */
export async function releaseHold(work: Work, { holdId, note, expectedVersion }: ReleaseHold): Promise<AccountHold> {
  return work.atomically(async () => {
    const hold = await load(work, AccountHold, holdId, { lock: true, path: ["holdId"], what: "hold" });
    expectVersion(hold, expectedVersion);
    return lift(work, hold, note?.trim() || null);
  });
}

function place(work: Work, given: Pick<AccountHold, "practiceId" | "guarantorId" | "reason" | "note" | "automatic"> & { claimId?: string | null; paymentId?: string | null }): AccountHold {
  const hold = Object.assign(new AccountHold(), { claimId: null, paymentId: null, ...given, placedBy: work.actor.name, createdAt: work.now });
  work.em.persist(hold);
  const { practiceId, guarantorId, claimId, reason } = hold;
  work.publish({ type: "collections.held", practiceId, aggregate: { type: "guarantor", id: guarantorId }, data: { holdId: hold.id, reason, ...(claimId ? { claimId } : {}) } });
  return hold;
}

function lift(work: Work, hold: AccountHold, note: string | null): AccountHold {
  Object.assign(hold, { status: follow(holdLife, hold.status, "release"), releasedBy: work.actor.name, releasedAt: work.now, releaseNote: note });
  work.publish({ type: "collections.released", practiceId: hold.practiceId, aggregate: { type: "guarantor", id: hold.guarantorId }, data: { holdId: hold.id, reason: hold.reason } });
  return hold;
}

/** Holds in force: those of the whole account, and the claims that are held alone. */
export async function holdsInForce(work: Work, practiceId: string, guarantorId: string): Promise<{ account: AccountHold[]; claimIds: ReadonlySet<string> }> {
  const holds = await work.em.find(AccountHold, { practiceId, guarantorId, status: "IN_FORCE" }, { refresh: true });
  return { account: holds.filter((hold) => !hold.claimId), claimIds: new Set(holds.flatMap((hold) => hold.claimId ?? [])) };
}

/**
 * A card dispute holds the account until it ends well; a lost one stays until a person decides. Events may be heard in
 * any order, so both listeners look at what is, and not at what the event says was.
 */
export const cardDisputeListener: Listener = {
  name: "statements.card-dispute",
  to: ["payment.disputed", "payment.dispute_closed"],
  hear: async (work, { practiceId, aggregate, data }) => {
    await load(work, Guarantor, data.guarantorId as string, { lock: true });
    const disputes = await work.em.find(PaymentDispute, { practiceId, paymentId: aggregate.id });
    const known = await work.em.findOne(AccountHold, { practiceId, paymentId: aggregate.id, reason: "CARD_DISPUTE" }, { orderBy: { createdAt: "desc", id: "desc" } });
    const inForce = known?.status === "IN_FORCE";
    if (disputes.some((dispute) => dispute.status === "OPEN" || dispute.status === "INQUIRY")) {
      if (!inForce) place(work, { practiceId, guarantorId: data.guarantorId as string, paymentId: aggregate.id, reason: "CARD_DISPUTE", note: null, automatic: true });
    } else if (inForce && !disputes.some((dispute) => dispute.status === "LOST")) {
      lift(work, known, "the dispute ended");
    }
  },
};

/** After a reversal the claim's lines wait for the corrected decision (billing-rules 5). */
export const claimReversalListener: Listener = {
  name: "statements.claim-reversal",
  to: ["claim.reversed", "claim.paid", "claim.denied", "claim.voided"],
  hear: async (work, { practiceId, aggregate }) => {
    const claim = await load(work, Claim, aggregate.id);
    await load(work, Guarantor, claim.guarantorId, { lock: true });
    const waits = (await work.em.count(ClaimPayer, { practiceId, claimId: claim.id, adjudication: "REVERSED_AWAITING_CORRECTION" })) > 0 && claim.workflow !== "CLOSED";
    const known = await work.em.findOne(AccountHold, { practiceId, claimId: claim.id, reason: "CLAIM_REVERSAL_PENDING", status: "IN_FORCE" });
    if (waits && !known) place(work, { practiceId, guarantorId: claim.guarantorId, claimId: claim.id, reason: "CLAIM_REVERSAL_PENDING", note: null, automatic: true });
    if (!waits && known) lift(work, known, "the insurer has decided again");
  },
};
