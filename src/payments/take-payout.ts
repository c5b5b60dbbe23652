import { add, cents, follow, negate, ZERO, type Cents } from "../vocabulary";
import { postJournal } from "../ledger";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { Payment } from "./payment";
import { PaymentDispute } from "./payment-dispute";
import { Payout, payoutLife } from "./payout";
import type { PayoutLine, PayoutState } from "./card-processor/card-processor";
import { Refund } from "./refund";
import { bookFee } from "./take-checkout";

/** Why a deposit cannot be booked yet: a line of it belongs to nothing that we know. The event waits with it. */
export class PayoutNotOurs extends Error {
  override name = "PayoutNotOurs";
}

/**
 * Books a deposit: each of its lines belongs to a payment, refund or dispute of ours, and so to a practice; each
 * practice's part moves from its clearing account to its bank. A deposit that the bank sent back moves back.
 */
export async function takePayout(work: Work, state: PayoutState): Promise<void> {
  if (state.status === "under_way") return;
  await work.atomically(async () => {
    const known = await work.em.find(Payout, { processorPayoutId: state.payoutId });
    if (known.length) {
      if (state.status === "failed") for (const payout of known) await giveBack(work, payout.id);
      return;
    }
    for (const [practiceId, amount] of await shares(work, state)) {
      const arrivedOn = work.today((await load(work, Practice, practiceId)).timeZone);
      const payout = Object.assign(new Payout(), { practiceId, processorPayoutId: state.payoutId, amountCents: amount, arrivedOn, createdAt: work.now });
      work.em.persist(payout);
      // One that never arrived moves nothing, but says whose the money is when it leaves again.
      if (state.status === "failed") {
        payout.status = "FAILED";
        continue;
      }
      await post(work, payout, "payout", amount);
      work.publish({ type: "payout.arrived", practiceId, aggregate: { type: "payout", id: payout.id }, data: { amountCents: Number(amount) } });
    }
  });
}

async function shares(work: Work, state: PayoutState): Promise<Map<string, Cents>> {
  const result = new Map<string, Cents>();
  const give = (practiceId: string, amount: Cents) => result.set(practiceId, add(result.get(practiceId) ?? ZERO, amount));
  for (const line of state.lines) {
    if (line.kind === "payout") {
      // A deposit that came back earlier leaves again with this one, for the practices whose it was.
      const earlier = await work.em.find(Payout, { processorPayoutId: line.subjectId! });
      if (!earlier.length) throw new PayoutNotOurs(`line ${line.lineId} is of an unknown payout`);
      for (const { practiceId, amountCents } of earlier) give(practiceId, amountCents);
      continue;
    }
    give(await practiceOf(work, line), cents(line.amount - line.fee));
  }
  const total = add(...result.values());
  if (total !== state.amount) throw new PayoutNotOurs(`its lines sum to ${total}, the deposit is ${state.amount}`);
  return result;
}

async function practiceOf(work: Work, line: PayoutLine): Promise<string> {
  const id = line.subjectId ?? "";
  const owner =
    line.kind === "charge"
      ? await work.em.findOne(Payment, { chargeId: id })
      : line.kind === "refund"
        ? await work.em.findOne(Refund, { processorRefundId: id })
        : line.kind === "dispute"
          ? await work.em.findOne(PaymentDispute, { processorDisputeId: id })
          : null;
  if (!owner) throw new PayoutNotOurs(`line ${line.lineId} of ${line.amount} cents belongs to nothing we know`);
  // The deposit is short by the fee, so the fee must stand in the book.
  if (line.kind === "charge") await bookFee(work, { chargeId: id, reference: null, method: "CARD", label: "", amount: line.amount, fee: line.fee });
  return owner.practiceId;
}

async function giveBack(work: Work, payoutId: string): Promise<void> {
  const payout = await load(work, Payout, payoutId, { lock: true });
  if (payout.status === "FAILED") return;
  payout.status = follow(payoutLife, payout.status, "fail");
  await post(work, payout, "payout-failed", negate(payout.amountCents));
  work.publish({ type: "payout.failed", practiceId: payout.practiceId, aggregate: { type: "payout", id: payout.id }, data: { amountCents: Number(payout.amountCents) } });
}

async function post(work: Work, payout: Payout, kind: string, amount: Cents): Promise<void> {
  const practice = await load(work, Practice, payout.practiceId);
  await postJournal(work, {
    practiceId: practice.id,
    kind,
    sourceId: payout.id,
    effectiveOn: work.today(practice.timeZone),
    entries: [
      { account: "BANK", amount, reference: payout.processorPayoutId },
      { account: "PROCESSOR_CLEARING", amount: negate(amount), reference: payout.processorPayoutId },
    ],
  });
}
