import { openPatientLines } from "../../ledger";
import { cents } from "../../vocabulary";
import type { Work } from "../../platform/work/work";
import { sendRefund } from "../create-refund";
import { askProcessor } from "../open-payment-session";
import { takeCheckout } from "../take-checkout";
import { PaymentSession } from "../payment-session";
import { Refund } from "../refund";
import { settleGuarantor, unsettledGuarantors } from "../settle-guarantor";
import { ProcessorRefused, ProcessorUnreachable } from "./card-processor";
import { ProcessorEvent } from "./processor-event";
import { storeEvent } from "./store-event";

const MINUTE_MS = 60_000;
const BETWEEN_SWEEPS_MS = 10 * MINUTE_MS;
/** Events are listed anew for this long before the last sweep: one that was being written then is found now. */
const OVERLAP_MS = 60 * MINUTE_MS;
/** The processor keeps its events for 30 days. */
const LONGEST_LOOK_BACK_MS = 30 * 24 * 60 * MINUTE_MS;
/** Longer than any request of ours lasts. */
const PATIENCE_MS = 2 * MINUTE_MS;
const CHECK_AGAIN_MS = 60 * MINUTE_MS;
const AT_ONCE = 200;

/** The net under the webhooks: events that never came, sessions and refunds that hang between us and the processor. */
export async function sweepProcessor(work: Work): Promise<void> {
  if (work.effects.processor?.billingServiceId !== work.tenant.billingServiceId) return;
  const since = await begin(work);
  if (!since) return;
  try {
    for await (const news of work.effects.processor.newsSince(since)) await storeEvent(work, news, "SWEEP");
    for (const id of await stuck(work, PaymentSession, ["OPEN", "PROCESSING"])) await askProcessor(work, id);
    for (const id of await stuck(work, Refund, ["PENDING"])) await sendRefund(work, id);
    await finish(work);
  } catch (error) {
    // Not swept: the next minute begins where this one did.
    if (!(error instanceof ProcessorUnreachable)) throw error;
  }
}

/** Every minute: asks again what was asked of the processor and never answered, and wakes events that wait for no reason. */
export async function resumeProcessorWork(work: Work): Promise<void> {
  if (work.effects.processor?.billingServiceId !== work.tenant.billingServiceId) return;
  for (const id of await stuck(work, PaymentSession, ["REQUESTED"])) await askProcessor(work, id);
  for (const id of await stuck(work, Refund, ["RESERVED"])) await sendRefund(work, id);
  const waiting = await work.em.find(ProcessorEvent, { status: "STORED", receivedAt: { $lt: ago(work, PATIENCE_MS) } }, { limit: AT_ONCE, orderBy: { receivedAt: "asc" } });
  await work.atomically(async () => {
    for (const event of waiting) work.enqueue("payments.take-event", null, { processorEventId: event.id }, { key: `processor-event-${event.id}` });
  });
}

/** Credit and debt of one guarantor that have not met: what an event should have done, and did not. */
export async function settleLeftovers(work: Work): Promise<void> {
  for (const each of await unsettledGuarantors(work)) await settleGuarantor(work, each);
}

/** After a payment: checkouts of the account that ask for more than is still owed are closed, so that nobody pays twice by an old page. */
export async function closeSurplus(work: Work, { practiceId, guarantorId }: { practiceId: string; guarantorId: string }): Promise<void> {
  const { processor } = work.effects;
  if (processor?.billingServiceId !== work.tenant.billingServiceId) return;
  const owed = (await openPatientLines(work, practiceId, guarantorId)).reduce((total, line) => total + line.amount, 0n);
  const open = await work.em.find(PaymentSession, { practiceId, guarantorId, status: "OPEN", amountCents: { $gt: cents(owed) } });
  for (const { id, checkoutId } of open) {
    try {
      await takeCheckout(work, id, await processor.closeCheckout(checkoutId!));
    } catch (error) {
      // Paid in this very moment: its own news says so.
      if (!(error instanceof ProcessorRefused)) throw error;
    }
  }
}

async function stuck(work: Work, entity: typeof PaymentSession | typeof Refund, statuses: readonly string[]): Promise<string[]> {
  const before = ago(work, statuses.includes("REQUESTED") || statuses.includes("RESERVED") ? PATIENCE_MS : CHECK_AGAIN_MS);
  const rows = await work.em.find(entity as typeof Refund, { status: { $in: statuses as never }, checkedAt: { $lt: before } }, { limit: AT_ONCE, orderBy: { checkedAt: "asc" } });
  return rows.map((row) => row.id);
}

const ago = (work: Work, milliseconds: number) => new Date(work.now.getTime() - milliseconds);

/** From when to list, or null while the last sweep is fresh. */
async function begin(work: Work): Promise<Date | null> {
  const [row] = await work.sql(`select swept_at from processor_sweep where billing_service_id = $1`, [work.tenant.billingServiceId]);
  const last = row ? new Date(row.swept_at as string) : null;
  if (last && work.now.getTime() - last.getTime() < BETWEEN_SWEEPS_MS) return null;
  const earliest = ago(work, LONGEST_LOOK_BACK_MS);
  const since = last ? new Date(last.getTime() - OVERLAP_MS) : earliest;
  return since < earliest ? earliest : since;
}

async function finish(work: Work): Promise<void> {
  await work.sql(`insert into processor_sweep (billing_service_id, id, swept_at) values ($1, $2, $3) on conflict (billing_service_id) do update set swept_at = excluded.swept_at`, [
    work.tenant.billingServiceId,
    new ProcessorEvent().id,
    work.now,
  ]);
}
