import { allows, cents, follow, negate, Refusal, smaller, type Cents } from "../vocabulary";
import { postJournal } from "../ledger";
import { toTypeId } from "../platform/database/ids";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { releaseAllocations } from "./allocate-credit";
import { lockAccount } from "./lock-account";
import { Payment } from "./payment";
import { PaymentDispute } from "./payment-dispute";
import { ProcessorRefused, processorOf, ProcessorUnreachable, type RefundState } from "./card-processor/card-processor";
import { Refund, refundLife } from "./refund";

export type CreateRefund = {
  paymentId: string;
  /** All that may be given back when omitted. */
  amountCents?: Cents | null;
  reason: string;
  /** Also what was applied to lines: they are owed again. */
  reopenBalance?: boolean | null;
  expectedVersion?: number | null;
};

/**
 * Reserves money to give back: from the payment's unapplied part, and from its lines only when asked, which then are
 * owed again. The processor is asked after COMMIT (`sendRefund`); cash and cheques are paid back by a cheque
 * (`payRefund`). Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, NOT_REFUNDABLE, PAYMENT_DISPUTED.
 */
export async function createRefund(work: Work, { paymentId, amountCents, reason, reopenBalance, expectedVersion }: CreateRefund): Promise<Refund> {
  return work.atomically(async () => {
    const payment = await lockPayment(work, paymentId, ["paymentId"]);
    expectVersion(payment, expectedVersion);
    const { practiceId, guarantorId } = payment;
    if (!reason.trim() || reason.length > 200) throw invalid(["reason"], "reason has 1 to 200 characters.");
    if (await work.em.count(PaymentDispute, { paymentId, status: { $in: ["OPEN", "INQUIRY"] } }))
      throw new Refusal("PAYMENT_DISPUTED", "The payer's bank disputes this payment; answer the dispute.", {}, ["paymentId"]);
    const most = reopenBalance ? cents(payment.unapplied + payment.allocatedCents) : payment.unapplied;
    if (most <= 0n) throw new Refusal("NOT_REFUNDABLE", "Nothing of it is unapplied; reopenBalance gives back what was applied, and its lines are owed again.", { refundableCents: 0 }, ["paymentId"]);
    const amount = amountCents ?? most;
    if (amount <= 0n || amount > most) throw invalid(["amountCents"], `amountCents is from 1 to ${most}.`);
    const practice = await load(work, Practice, practiceId);
    if (amount > payment.unapplied) await releaseAllocations(work, { practice, guarantorId, cause: "REFUND", amount: cents(amount - payment.unapplied), payment });
    const means = payment.moneyAccount === "BANK" ? "CHEQUE" : "PROCESSOR";
    const refund = Object.assign(new Refund(), { practiceId, paymentId, guarantorId, amountCents: amount, reason: reason.trim(), means, checkedAt: work.now, createdAt: work.now });
    work.em.persist(refund);
    await reserve(work, practice, payment, refund);
    return refund;
  });
}

/** Guarantor first, then payment: the order in which everything locks. */
export async function lockPayment(work: Work, paymentId: string, path?: readonly string[]): Promise<Payment> {
  const { guarantorId } = await load(work, Payment, paymentId, { what: "payment", ...(path ? { path } : {}) });
  await lockAccount(work, guarantorId);
  return load(work, Payment, paymentId, { lock: true });
}

async function reserve(work: Work, practice: Practice, payment: Payment, refund: Refund): Promise<void> {
  payment.refundedCents = cents(payment.refundedCents + refund.amountCents);
  await post(work, practice, refund, "refund-reserved", [
    ["UNAPPLIED_PATIENT_CREDIT", refund.amountCents],
    ["REFUNDS_PENDING", negate(refund.amountCents)],
  ]);
}

/**
 * Asks the processor for a reserved refund, under the refund's id as the key, and records the answer. Safe to repeat.
 * What we cannot know yet stays reserved, and the sweep asks again.
 */
export async function sendRefund(work: Work, refundId: string): Promise<void> {
  const refund = await load(work, Refund, refundId);
  if (refund.means !== "PROCESSOR" || !allows(refundLife, refund.status, "pay")) return;
  const processor = processorOf(work);
  const payment = await load(work, Payment, refund.paymentId);
  try {
    const state = refund.processorRefundId
      ? await processor.refund(refund.processorRefundId)
      : await processor.openRefund({ reference: toTypeId("rfd", refund.id), chargeId: payment.chargeId!, amount: refund.amountCents });
    await takeRefund(work, refundId, state);
  } catch (error) {
    if (error instanceof ProcessorRefused) await failRefund(work, refundId, error.code);
    else if (!(error instanceof ProcessorUnreachable)) throw error;
  }
}

/** Brings a refund to what the processor says of it now. */
export async function takeRefund(work: Work, refundId: string, state: RefundState): Promise<void> {
  await work.atomically(async () => {
    const { refund } = await lockRefund(work, refundId);
    refund.processorRefundId ??= state.refundId;
    refund.checkedAt = work.now;
    if (state.status === "failed") await failRefund(work, refundId, state.failureCode ?? "failed");
    else if (state.status === "pending" && allows(refundLife, refund.status, "send")) refund.status = follow(refundLife, refund.status, "send");
    else if (state.status === "paid" && allows(refundLife, refund.status, "pay")) await settleRefund(work, refundId);
  });
}

/** A refund that a person made at the processor: booked like our own, from what is unapplied first, then from lines. */
export async function takeForeignRefund(work: Work, payment: Payment, state: RefundState): Promise<void> {
  await work.atomically(async () => {
    const locked = await lockPayment(work, payment.id);
    if (await work.em.findOne(Refund, { processorRefundId: state.refundId })) return;
    const practice = await load(work, Practice, locked.practiceId);
    const missing = cents(state.amount - smaller(state.amount, locked.unapplied));
    await releaseAllocations(work, { practice, guarantorId: locked.guarantorId, cause: "REFUND", amount: missing, payment: locked });
    const refund = Object.assign(new Refund(), {
      practiceId: practice.id,
      paymentId: locked.id,
      guarantorId: locked.guarantorId,
      amountCents: state.amount,
      reason: "made at the processor",
      means: "PROCESSOR",
      processorRefundId: state.refundId,
      checkedAt: work.now,
      createdAt: work.now,
    });
    work.em.persist(refund);
    await reserve(work, practice, locked, refund);
    await work.em.flush();
    await takeRefund(work, refund.id, state);
  });
}

export type PayRefund = { refundId: string; chequeNumber: string; expectedVersion?: number | null };

/** The cheque is written. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED. */
export async function payRefund(work: Work, { refundId, chequeNumber, expectedVersion }: PayRefund): Promise<Refund> {
  return work.atomically(async () => {
    const { refund } = await lockRefund(work, refundId, ["refundId"]);
    expectVersion(refund, expectedVersion);
    if (refund.means !== "CHEQUE") throw invalid(["refundId"], "This refund is paid by the processor.");
    if (!chequeNumber.trim() || chequeNumber.length > 50) throw invalid(["chequeNumber"], "chequeNumber has 1 to 50 characters.");
    refund.chequeNumber = chequeNumber.trim();
    return settleRefund(work, refundId);
  });
}

/** Gives a reservation back that nobody has been asked to pay. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED. */
export async function cancelRefund(work: Work, { refundId, expectedVersion }: { refundId: string; expectedVersion?: number | null }): Promise<Refund> {
  return work.atomically(async () => {
    const { refund, payment, practice } = await lockRefund(work, refundId, ["refundId"]);
    expectVersion(refund, expectedVersion);
    if (refund.means !== "CHEQUE") throw invalid(["refundId"], "The processor may have paid this refund already; only one by cheque is cancelled.");
    refund.status = follow(refundLife, refund.status, "cancel");
    await release(work, practice, payment, refund);
    return refund;
  });
}

async function settleRefund(work: Work, refundId: string): Promise<Refund> {
  const { refund, payment, practice } = await lockRefund(work, refundId);
  refund.status = follow(refundLife, refund.status, "pay");
  await post(work, practice, refund, "refund-paid", [
    ["REFUNDS_PENDING", refund.amountCents],
    [payment.moneyAccount, negate(refund.amountCents)],
  ]);
  work.publish({
    type: "payment.refunded",
    practiceId: practice.id,
    aggregate: { type: "payment", id: payment.id },
    data: { guarantorId: payment.guarantorId, refundId, amountCents: Number(refund.amountCents) },
  });
  return refund;
}

/** Also after it was paid: the money came back to the processor's balance. */
async function failRefund(work: Work, refundId: string, code: string): Promise<void> {
  await work.atomically(async () => {
    const { refund, payment, practice } = await lockRefund(work, refundId);
    if (!allows(refundLife, refund.status, "fail")) return;
    if (refund.status === "PAID") {
      await post(work, practice, refund, "refund-returned", [
        [payment.moneyAccount, refund.amountCents],
        ["REFUNDS_PENDING", negate(refund.amountCents)],
      ]);
    }
    Object.assign(refund, { status: follow(refundLife, refund.status, "fail"), failureCode: code, checkedAt: work.now });
    await release(work, practice, payment, refund);
    work.publish({
      type: "payment.refund_failed",
      practiceId: practice.id,
      aggregate: { type: "payment", id: payment.id },
      data: { guarantorId: payment.guarantorId, refundId, amountCents: Number(refund.amountCents), code },
    });
  });
}

async function release(work: Work, practice: Practice, payment: Payment, refund: Refund): Promise<void> {
  payment.refundedCents = cents(payment.refundedCents - refund.amountCents);
  await post(work, practice, refund, "refund-released", [
    ["REFUNDS_PENDING", refund.amountCents],
    ["UNAPPLIED_PATIENT_CREDIT", negate(refund.amountCents)],
  ]);
}

async function lockRefund(work: Work, refundId: string, path?: readonly string[]) {
  const { paymentId } = await load(work, Refund, refundId, { what: "refund", ...(path ? { path } : {}) });
  const payment = await lockPayment(work, paymentId);
  const refund = await load(work, Refund, refundId, { lock: true });
  return { refund, payment, practice: await load(work, Practice, refund.practiceId) };
}

type Side = readonly ["UNAPPLIED_PATIENT_CREDIT" | "REFUNDS_PENDING" | "PROCESSOR_CLEARING" | "BANK", Cents];

async function post(work: Work, practice: Practice, refund: Refund, kind: string, sides: readonly Side[]): Promise<void> {
  const { guarantorId, paymentId } = refund;
  await postJournal(work, {
    practiceId: practice.id,
    kind,
    sourceId: refund.id,
    effectiveOn: work.today(practice.timeZone),
    reason: refund.reason,
    entries: sides.map(([account, amount]) => ({ account, amount, guarantorId, paymentId, ...(account === "REFUNDS_PENDING" ? { reference: toTypeId("rfd", refund.id) } : {}) })),
  });
}
