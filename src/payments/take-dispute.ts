import { allows, cents, follow, negate, smaller, type Cents } from "../vocabulary";
import { postJournal, type Account } from "../ledger";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { releaseAllocations } from "./allocate-credit";
import { lockPayment } from "./create-refund";
import type { Payment } from "./payment";
import { disputeLife, PaymentDispute, type DisputeMove, type DisputeStatus } from "./payment-dispute";
import type { DisputeState } from "./card-processor/card-processor";
import { settleGuarantor } from "./settle-guarantor";

const MOVES: Readonly<Record<DisputeState["status"], DisputeMove | null>> = { inquiry: null, open: "escalate", won: "win", lost: "lose", closed: "close" };

/**
 * Brings a dispute to what the processor says of it now. What the payer's bank took leaves the payment's unapplied part
 * and then its lines, which are owed again; what it gives back is credit and is applied anew.
 */
export async function takeDispute(work: Work, paymentId: string, state: DisputeState): Promise<void> {
  await work.atomically(async () => {
    const payment = await lockPayment(work, paymentId);
    const practice = await load(work, Practice, payment.practiceId);
    const known = await work.em.findOne(PaymentDispute, { processorDisputeId: state.disputeId });
    const { practiceId, guarantorId } = payment;
    const dispute =
      known ??
      Object.assign(new PaymentDispute(), { practiceId, paymentId, guarantorId, processorDisputeId: state.disputeId, reasonCode: state.reasonCode, amountCents: state.amount, createdAt: work.now });
    const say = (type: string, data: Record<string, unknown> = {}) =>
      work.publish({ type, practiceId, aggregate: { type: "payment", id: paymentId }, data: { guarantorId, disputeId: dispute.id, amountCents: Number(dispute.amountCents), ...data } });
    const before = known ? known.status : null;
    if (!known) {
      work.em.persist(dispute);
      say("payment.disputed", { reasonCode: state.reasonCode });
    }
    const move = MOVES[state.status];
    if (move && allows(disputeLife, dispute.status, move)) dispute.status = follow(disputeLife, dispute.status, move);
    await book(work, practice, payment, dispute, state);
    const ended = (status: DisputeStatus | null) => status === "WON" || status === "LOST" || status === "CLOSED";
    if (ended(dispute.status) && !ended(before)) say("payment.dispute_closed", { outcome: dispute.status });
    await work.em.flush();
    if (dispute.reinstatedCents > 0n) await settleGuarantor(work, { practiceId, guarantorId });
  });
}

async function book(work: Work, practice: Practice, payment: Payment, dispute: PaymentDispute, state: DisputeState): Promise<void> {
  const taken = cents(state.withdrawn - dispute.withdrawnCents);
  if (taken > 0n) {
    const missing = cents(taken - smaller(taken, payment.unapplied));
    await releaseAllocations(work, { practice, guarantorId: payment.guarantorId, cause: "DISPUTE", amount: missing, payment });
    payment.disputedCents = cents(payment.disputedCents + taken);
    dispute.withdrawnCents = state.withdrawn;
    await post(work, practice, payment, dispute, "dispute-withdrawn", "UNAPPLIED_PATIENT_CREDIT", taken);
  }
  const given = cents(state.reinstated - dispute.reinstatedCents);
  if (given > 0n) {
    payment.disputedCents = cents(payment.disputedCents - given);
    dispute.reinstatedCents = state.reinstated;
    await post(work, practice, payment, dispute, "dispute-reinstated", "UNAPPLIED_PATIENT_CREDIT", negate(given));
  }
  const fee = cents(state.fee - dispute.feeCents);
  if (fee !== 0n) {
    dispute.feeCents = state.fee;
    await post(work, practice, payment, dispute, "dispute-fee", "DISPUTE_FEES", fee);
  }
}

/** Against the processor's balance, from which it was taken or to which it came back. `part` is what stood after it, so that a second movement posts too. */
async function post(work: Work, practice: Practice, payment: Payment, dispute: PaymentDispute, kind: string, account: Account, amount: Cents): Promise<void> {
  const { guarantorId } = payment;
  await postJournal(work, {
    practiceId: practice.id,
    kind,
    sourceId: dispute.id,
    part: `${dispute.withdrawnCents}/${dispute.reinstatedCents}/${dispute.feeCents}`,
    effectiveOn: work.today(practice.timeZone),
    reason: dispute.reasonCode,
    entries: [
      { account, amount, guarantorId, paymentId: payment.id },
      { account: "PROCESSOR_CLEARING", amount: negate(amount), guarantorId, paymentId: payment.id },
    ],
  });
}
