import type { FilterQuery } from "@mikro-orm/core";
import { follow, invariant, Refusal } from "../vocabulary";
import { expectVersion, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { postProviderAdjustments } from "./posting/post-provider-adjustments";
import { postRemittanceClaim } from "./posting/post-remittance-claim";
import { Remittance } from "./remittance";
import { RemittanceClaim } from "./remittance-claim";
import { ProviderAdjustment } from "./remittance-line";
import { remittanceLifecycle, type RemittanceClaimState } from "./remittance-lifecycle";

export type PostRemittance = { remittanceId: string; expectedVersion?: number | null };

/** What nobody has matched is not tried, unless it says nothing about money anyway. */
const POSTABLE: FilterQuery<RemittanceClaim> = { $or: [{ state: { $in: ["MATCHED", "WAITING"] } }, { state: "UNMATCHED", kind: { $in: ["NOT_OURS", "PREDETERMINATION"] } }] };
const OPEN: readonly RemittanceClaimState[] = ["UNMATCHED", "MATCHED", "WAITING"];

/**
 * Posts everything of a remittance that can be posted: its provider-level adjustments, then its reversals, then the
 * rest, each claim in a transaction of its own when called by the queue. What waits stays with its reason, and is
 * tried again whenever this is called. Refuses NOT_FOUND, STALE_VERSION, REMITTANCE_WAITS.
 */
export async function postRemittance(work: Work, { remittanceId, expectedVersion }: PostRemittance): Promise<Remittance> {
  const open = await work.atomically(async () => {
    const remittance = await load(work, Remittance, remittanceId, { lock: true, path: ["remittanceId"], what: "remittance" });
    expectVersion(remittance, expectedVersion);
    if (remittance.status === "WAITING" || remittance.status === "DISCARDED") throw waits(remittance);
    await postProviderAdjustments(work, remittance);
    const claims = await work.em.find(
      RemittanceClaim,
      { practiceId: remittance.practiceId, remittanceId, ...(POSTABLE as object) },
      { orderBy: { position: "asc" }, fields: ["id", "kind", "position"] },
    );
    return claims.map(({ id, kind, position }) => ({ id, kind, position }));
  });
  // A payer may correct and reverse in any order within a file; the reversal always comes first here.
  const inOrder = [...open].sort((a, b) => Number(b.kind === "REVERSAL") - Number(a.kind === "REVERSAL") || a.position - b.position);
  for (const { id } of inOrder) {
    await work.atomically(async () => {
      const remittance = await load(work, Remittance, remittanceId);
      const before = await load(work, RemittanceClaim, id);
      const wasOpen = OPEN.includes(before.state);
      const row = await postRemittanceClaim(work, remittance, id);
      if (wasOpen && !OPEN.includes(row.state)) await tryOthers(work, row);
    });
  }
  return settle(work, remittanceId);
}

export function waits(remittance: Remittance): Refusal {
  return new Refusal(
    "REMITTANCE_WAITS",
    `The remittance ${remittance.status === "DISCARDED" ? "was discarded" : `waits: ${remittance.waitingReason}`}; nothing of it is posted.`,
    { reason: remittance.waitingReason },
    ["remittanceId"],
  );
}

/** A correction may have waited for this reversal, or a reversal for this original, perhaps in another file. */
async function tryOthers(work: Work, row: RemittanceClaim): Promise<void> {
  if (!row.claimId) return;
  await work.em.flush();
  const others = await work.em.find(RemittanceClaim, {
    practiceId: row.practiceId,
    claimId: row.claimId,
    state: "WAITING",
    waitingReason: { $in: ["ORIGINAL_NOT_FOUND", "CORRECTION_WITHOUT_REVERSAL"] },
    remittanceId: { $ne: row.remittanceId },
  });
  for (const remittanceId of new Set(others.map((other) => other.remittanceId))) work.enqueue("remittance.post", row.practiceId, { remittanceId });
}

/** Where the remittance stands after a round of posting, or after its deposit. */
export async function settle(work: Work, remittanceId: string): Promise<Remittance> {
  return work.atomically(async () => {
    const remittance = await load(work, Remittance, remittanceId, { lock: true });
    const { practiceId } = remittance;
    await work.em.flush();
    const left = await work.em.count(RemittanceClaim, { practiceId, remittanceId, state: { $in: [...OPEN] } });
    const aggregate = { type: "remittance", id: remittance.id };
    if (remittance.status === "READY" || remittance.status === "PARTLY_POSTED") {
      const done = left === 0;
      const posted = (await work.em.count(RemittanceClaim, { practiceId, remittanceId, state: { $nin: [...OPEN] } })) + (await work.em.count(ProviderAdjustment, { practiceId, remittanceId }));
      if (done || posted > 0) remittance.status = follow(remittanceLifecycle, remittance.status, done ? "post" : "postPart");
      if (done) {
        remittance.postedAt = work.now;
        work.publish({ type: "remittance.posted", practiceId, aggregate, data: { amountCents: Number(remittance.paymentCents) } });
      }
    }
    if (remittance.status === "POSTED" && (remittance.depositedAt || remittance.paymentCents === 0n)) {
      const [row] = await work.sql(`select coalesce(sum(amount_cents), 0)::text as open from ledger_entry where practice_id = $1 and account = 'PAYER_CASH_CLEARING' and remittance_id = $2`, [
        practiceId,
        remittanceId,
      ]);
      invariant(row!.open === "0", "a remittance whose claims, adjustments and deposit are all posted has no cash left in clearing");
      remittance.status = follow(remittanceLifecycle, remittance.status, "close");
    }
    return remittance;
  });
}
