import { follow } from "../../vocabulary";
import { fromTypeId } from "../../platform/database/ids";
import { load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import { takeForeignRefund, takeRefund } from "../create-refund";
import { Payment } from "../payment";
import { PaymentSession } from "../payment-session";
import { Refund } from "../refund";
import { bookFee, takeCheckout, takeDecline } from "../take-checkout";
import { takeDispute } from "../take-dispute";
import { PayoutNotOurs, takePayout } from "../take-payout";
import { ProcessorEvent, processorEventLife } from "./processor-event";
import { ProcessorRefused, processorOf, ProcessorUnreachable, type Processor } from "./card-processor";

/** Expected trouble with an event: it waits, with this reason, where a person sees it. */
class CannotTake extends Error {
  override name = "CannotTake";
}

/**
 * Works on one stored event. An event is a hint that something changed: what it is now, we ask. So it does not matter
 * in which order, how late or how often events come.
 */
export async function takeEvent(work: Work, processorEventId: string): Promise<void> {
  const event = await work.em.findOne(ProcessorEvent, { id: processorEventId });
  if (!event || event.status !== "STORED") return;
  try {
    await act(work, processorOf(work), event);
    await record(work, event.id, "finish", null);
  } catch (error) {
    if (error instanceof ProcessorUnreachable) {
      await record(work, event.id, null, "PROCESSOR_UNREACHABLE");
      throw error;
    }
    await record(work, event.id, "stick", reasonOf(error));
    if (!isExpected(error)) throw error;
  }
}

const isExpected = (error: unknown) => error instanceof CannotTake || error instanceof PayoutNotOurs || error instanceof ProcessorRefused;

function reasonOf(error: unknown): string {
  if (error instanceof CannotTake) return error.message;
  if (error instanceof PayoutNotOurs) return `PAYOUT_NOT_OURS: ${error.message}`;
  if (error instanceof ProcessorRefused) return `PROCESSOR_REFUSED: ${error.code}`;
  return "FAILED: our own code could not work on it; the log has it under its request id";
}

async function record(work: Work, id: string, move: "finish" | "stick" | null, reason: string | null): Promise<void> {
  await work.atomically(async () => {
    const event = await load(work, ProcessorEvent, id, { lock: true });
    if (event.status !== "STORED") return;
    event.attempts += 1;
    event.reason = reason;
    if (move) event.status = follow(processorEventLife, event.status, move);
    if (move === "finish") event.processedAt = work.now;
  });
}

async function act(work: Work, processor: Processor, event: ProcessorEvent): Promise<void> {
  const { subject, subjectId } = event;
  if (subject === "nothing") return;
  if (subject === "unknown" || !subjectId) throw new CannotTake("UNKNOWN_TYPE: we were never taught this kind of event");
  switch (subject) {
    case "checkout": {
      const checkout = await processor.checkout(subjectId);
      const session = await sessionOf(work, checkout.reference, checkout.checkoutId);
      return takeCheckout(work, session.id, checkout);
    }
    case "declined": {
      const session = await sessionOf(work, subjectId, null);
      if (!session.checkoutId) throw new CannotTake("SESSION_NOT_OPEN: the session does not know its checkout yet");
      return takeDecline(work, session.id, await processor.checkout(session.checkoutId));
    }
    case "charge": {
      const charge = await processor.charge(subjectId);
      if (await bookFee(work, charge)) return;
      // The fee came before the payment: the payment brings it, or the deposit.
      if (!charge.reference) throw new CannotTake("NOT_OURS: the charge names no session of ours");
      await sessionOf(work, charge.reference, null);
      return;
    }
    case "refund": {
      const state = await processor.refund(subjectId);
      const known = (await work.em.findOne(Refund, { processorRefundId: state.refundId })) ?? (await byReference(work, Refund, "rfd", state.reference));
      if (known) return takeRefund(work, known.id, state);
      return takeForeignRefund(work, await paymentOf(work, state.chargeId), state);
    }
    case "dispute": {
      const state = await processor.dispute(subjectId);
      return takeDispute(work, (await paymentOf(work, state.chargeId)).id, state);
    }
    case "payout":
      return takePayout(work, await processor.payout(subjectId));
  }
}

async function sessionOf(work: Work, reference: string | null, checkoutId: string | null): Promise<PaymentSession> {
  const session = (await byReference(work, PaymentSession, "pss", reference)) ?? (checkoutId ? await work.em.findOne(PaymentSession, { checkoutId }) : null);
  if (!session) throw new CannotTake("NOT_OURS: no session of ours has this name");
  return session;
}

async function paymentOf(work: Work, chargeId: string): Promise<Payment> {
  const payment = await work.em.findOne(Payment, { chargeId });
  if (!payment) throw new CannotTake("PAYMENT_UNKNOWN: no payment of ours has this charge; it may still come");
  return payment;
}

async function byReference<T extends PaymentSession | Refund>(work: Work, entity: new () => T, prefix: string, reference: string | null): Promise<T | null> {
  const id = reference ? fromTypeId(prefix, reference) : null;
  return id ? ((await work.em.findOne(entity as never, { id } as never)) as T | null) : null;
}

/** Puts a waiting event back in the queue. Refuses NOT_FOUND, MOVE_NOT_ALLOWED. */
export async function retryEvent(work: Work, { processorEventId }: { processorEventId: string }): Promise<ProcessorEvent> {
  return work.atomically(async () => {
    const event = await load(work, ProcessorEvent, processorEventId, { lock: true, path: ["processorEventId"], what: "processor event" });
    event.status = follow(processorEventLife, event.status, "retry");
    event.reason = null;
    work.enqueue("payments.take-event", null, { processorEventId: event.id });
    return event;
  });
}
