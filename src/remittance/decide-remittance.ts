import { follow, Refusal } from "../vocabulary";
import { Payer } from "../practices";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { ACCEPTABLE } from "./intake/review-content";
import { Remittance } from "./remittance";
import { remittanceLifecycle } from "./remittance-lifecycle";
import { ProviderAdjustment } from "./remittance-line";

export type AcceptRemittance = { remittanceId: string; payerId?: string | null; reason: string; expectedVersion?: number | null };

/**
 * A person takes a remittance that waits although its figures agree: a cut envelope, a trace that was used before, a
 * payer that we did not recognise. Wrong figures are never accepted: the payer sends a corrected file, or it is
 * entered by hand. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED, REMITTANCE_NOT_ACCEPTABLE.
 */
export async function acceptRemittance(work: Work, { remittanceId, payerId, reason, expectedVersion }: AcceptRemittance): Promise<Remittance> {
  return work.atomically(async () => {
    const remittance = await load(work, Remittance, remittanceId, { lock: true, path: ["remittanceId"], what: "remittance" });
    expectVersion(remittance, expectedVersion);
    const status = follow(remittanceLifecycle, remittance.status, "accept");
    if (!reason.trim()) throw invalid(["reason"], "reason says why it is accepted, for whoever asks later.");
    if (!ACCEPTABLE.includes(remittance.waitingReason!)) {
      throw new Refusal(
        "REMITTANCE_NOT_ACCEPTABLE",
        `It waits as ${remittance.waitingReason}: its figures cannot be trusted. Discard it, and take the payer's corrected file or enter it by hand.`,
        { reason: remittance.waitingReason },
        ["remittanceId"],
      );
    }
    if (payerId) remittance.payerId = (await load(work, Payer, payerId, { path: ["payerId"], what: "payer" })).id;
    if (!remittance.payerId && (await work.em.count(ProviderAdjustment, { practiceId: remittance.practiceId, remittanceId }))) {
      throw invalid(["payerId"], "Say which payer it is from: it has provider-level adjustments, which are kept per payer.");
    }
    Object.assign(remittance, { status, waitingReason: null, decisionReason: reason.trim() });
    work.enqueue("remittance.post", remittance.practiceId, { remittanceId });
    return remittance;
  });
}

export type DiscardRemittance = { remittanceId: string; reason: string; expectedVersion?: number | null };

/** A remittance that waits is put away; nothing of it was posted, and its text stays. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED. */
export async function discardRemittance(work: Work, { remittanceId, reason, expectedVersion }: DiscardRemittance): Promise<Remittance> {
  return work.atomically(async () => {
    const remittance = await load(work, Remittance, remittanceId, { lock: true, path: ["remittanceId"], what: "remittance" });
    expectVersion(remittance, expectedVersion);
    const status = follow(remittanceLifecycle, remittance.status, "discard");
    if (!reason.trim()) throw invalid(["reason"], "reason says why it is discarded, for whoever asks later.");
    Object.assign(remittance, { status, waitingReason: null, decisionReason: reason.trim() });
    work.publish({ type: "remittance.discarded", practiceId: remittance.practiceId, aggregate: { type: "remittance", id: remittance.id } });
    return remittance;
  });
}
