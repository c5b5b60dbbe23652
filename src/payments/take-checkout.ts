import { allows, cents, follow } from "../vocabulary";
import { postJournal } from "../ledger";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { toTypeId } from "../platform/database/ids";
import { lockAccount } from "./lock-account";
import { Payment } from "./payment";
import { PaymentSession, paymentSessionLife, type PaymentSessionMove } from "./payment-session";
import type { ChargeState, CheckoutState } from "./card-processor/card-processor";
import { ProcessorEvent } from "./card-processor/processor-event";
import { receivePayment } from "./receive-payment";

const MOVES: Readonly<Record<CheckoutState["status"], PaymentSessionMove>> = { open: "open", processing: "process", paid: "pay", failed: "fail", expired: "expire" };

/**
 * Brings a session to what the processor says of its checkout now. Whoever comes first (webhook, repeat, sweep) does
 * it; whoever comes later finds it done, because the payment of a session is one row under a unique key and a lock.
 */
export async function takeCheckout(work: Work, sessionId: string, checkout: CheckoutState): Promise<void> {
  await work.atomically(async () => {
    const { guarantorId, practiceId } = await load(work, PaymentSession, sessionId);
    await lockAccount(work, guarantorId);
    const session = await load(work, PaymentSession, sessionId, { lock: true });
    const move = MOVES[checkout.status];
    session.checkoutId ??= checkout.checkoutId;
    session.expiresAt = checkout.expiresAt;
    session.checkedAt = work.now;
    // Older news than what we know already is no news.
    if (allows(paymentSessionLife, session.status, move)) {
      session.status = follow(paymentSessionLife, session.status, move);
      if (move === "pay") await bookPayment(work, session, practiceId, checkout);
      if (move === "fail") {
        session.failureCode = checkout.declineCode ?? "failed";
        work.publish({
          type: "payment.failed",
          practiceId,
          aggregate: { type: "payment-session", id: session.id },
          data: { guarantorId, amountCents: Number(session.amountCents), code: session.failureCode },
        });
      }
    }
    if (checkout.charge) await bookFee(work, checkout.charge);
  });
}

async function bookPayment(work: Work, session: PaymentSession, practiceId: string, { charge, amount }: CheckoutState): Promise<void> {
  const practice = await load(work, Practice, practiceId);
  await receivePayment(work, {
    practiceId,
    guarantorId: session.guarantorId,
    sessionId: session.id,
    chargeId: charge?.chargeId ?? null,
    method: charge?.method ?? "CARD",
    methodLabel: charge?.label ?? "card",
    amount: charge?.amount ?? amount,
    receivedOn: work.today(practice.timeZone),
    preferredLineIds: session.preferredLineIds,
  });
}

/** What the processor keeps, once it says so: often after the payment. Dr fees, Cr clearing. False when the payment is not ours or not here yet. */
export async function bookFee(work: Work, charge: ChargeState): Promise<boolean> {
  return work.atomically(async () => {
    await work.em.flush();
    const known = await work.em.findOne(Payment, { chargeId: charge.chargeId });
    if (!known) return false;
    await lockAccount(work, known.guarantorId);
    const payment = await load(work, Payment, known.id, { lock: true });
    if (charge.fee === null || payment.feeCents !== null) return true;
    const practice = await load(work, Practice, payment.practiceId);
    payment.feeCents = charge.fee;
    await postJournal(work, {
      practiceId: practice.id,
      kind: "processor-fee",
      sourceId: payment.id,
      effectiveOn: work.today(practice.timeZone),
      entries: [
        { account: "PROCESSOR_FEES", amount: charge.fee, paymentId: payment.id },
        { account: "PROCESSOR_CLEARING", amount: cents(-charge.fee), paymentId: payment.id },
      ],
    });
    return true;
  });
}

/** Somebody's card was declined; the checkout stays open for another. What is counted are the processor's events, so an event that is worked on twice counts once. */
export async function takeDecline(work: Work, sessionId: string, checkout: CheckoutState): Promise<void> {
  await work.atomically(async () => {
    const session = await load(work, PaymentSession, sessionId, { lock: true });
    const declined = await work.em.count(ProcessorEvent, { subject: "declined", subjectId: toTypeId("pss", session.id) });
    if (declined === session.declinedAttempts) return;
    const code = checkout.declineCode ?? "declined";
    session.declinedAttempts = declined;
    session.lastDeclineCode = code;
    work.publish({
      type: "payment.failed",
      practiceId: session.practiceId,
      aggregate: { type: "payment-session", id: session.id },
      data: { guarantorId: session.guarantorId, amountCents: Number(session.amountCents), code },
    });
  });
}
