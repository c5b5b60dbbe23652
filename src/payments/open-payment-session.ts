import { cents, follow, Refusal, smaller, type Cents } from "../vocabulary";
import { openPatientLines } from "../ledger";
import type { Guarantor } from "../patients";
import { toTypeId } from "../platform/database/ids";
import { invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { lockAccount } from "./lock-account";
import { PaymentSession, paymentSessionLife, type PaymentSessionPurpose } from "./payment-session";
import { ProcessorRefused, processorOf, ProcessorUnreachable, type CheckoutState } from "./card-processor/card-processor";
import { settleGuarantor } from "./settle-guarantor";
import { takeCheckout } from "./take-checkout";

/** What the processor takes at least and at most in one payment. */
const LEAST: Cents = cents(50);
const MOST: Cents = cents(99_999_999);

export type OpenPaymentSession = {
  guarantorId: string;
  purpose: PaymentSessionPurpose;
  statementId?: string | null;
  /** Only these lines are asked for, and they are paid first. */
  lineIds?: readonly string[] | null;
  /** Less than all of it; the server knows what is owed. */
  amountCents?: Cents | null;
};

/**
 * Records that a guarantor wants to pay, and how much: what the book says is owed, or the part asked for. Committed
 * before the processor is asked (`askProcessor`). Refuses NOT_FOUND, NOTHING_OWED, INVALID_INPUT, PROCESSOR_NOT_CONFIGURED.
 */
export async function openPaymentSession(work: Work, { guarantorId, purpose, statementId = null, lineIds, amountCents }: OpenPaymentSession): Promise<PaymentSession> {
  return work.atomically(async () => {
    processorOf(work);
    const guarantor = await lockAccount(work, guarantorId, ["guarantorId"]);
    const due = await amountDue(work, guarantor, lineIds ?? null);
    if (due < LEAST) throw new Refusal("NOTHING_OWED", due > 0n ? "Less than 50 cents is owed, which cannot be paid by card." : "Nothing is owed.");
    const most = smaller(due, MOST);
    if (amountCents !== null && amountCents !== undefined && (amountCents < LEAST || amountCents > most)) {
      throw invalid(["amountCents"], `amountCents is from ${LEAST} to ${most}, what is owed.`);
    }
    const session = Object.assign(new PaymentSession(), {
      practiceId: guarantor.practiceId,
      guarantorId,
      purpose,
      statementId,
      preferredLineIds: [...(lineIds ?? [])],
      amountCents: amountCents ?? most,
      checkedAt: work.now,
      createdAt: work.now,
    });
    work.em.persist(session);
    return session;
  });
}

/** What a card payment is for: what is owed after the credit that is already here has been used. */
async function amountDue(work: Work, { id, practiceId }: Guarantor, lineIds: readonly string[] | null): Promise<Cents> {
  await settleGuarantor(work, { practiceId, guarantorId: id });
  const open = (await openPatientLines(work, practiceId, id)).filter((line) => !lineIds || lineIds.includes(line.serviceLineId));
  return cents(open.reduce((total, line) => total + line.amount, 0n));
}

export type CheckoutHandle = { clientSecret: string | null; publishableKey: string; url: string | null };

/**
 * Asks the processor for the checkout of a committed session and records its answer. Safe to repeat: the key is the
 * session's id, so the processor answers with the same checkout. Null when the processor cannot be reached: the session
 * stays REQUESTED, a repeat of the request or the sweep asks again.
 */
export async function askProcessor(work: Work, sessionId: string): Promise<CheckoutHandle | null> {
  const processor = processorOf(work);
  const session = await load(work, PaymentSession, sessionId);
  let checkout: CheckoutState;
  try {
    if (session.checkoutId) {
      checkout = await processor.checkout(session.checkoutId);
    } else if (session.status === "REQUESTED") {
      const practice = await load(work, Practice, session.practiceId);
      checkout = await processor.openCheckout({ reference: toTypeId("pss", session.id), amount: session.amountCents, description: `Payment to ${practice.statementName}` });
    } else {
      return null;
    }
  } catch (error) {
    if (error instanceof ProcessorUnreachable) return null;
    if (error instanceof ProcessorRefused) {
      await failSession(work, sessionId, error.code);
      return null;
    }
    throw error;
  }
  await takeCheckout(work, sessionId, checkout);
  return { clientSecret: checkout.clientSecret, publishableKey: processor.publishableKey, url: checkout.url };
}

async function failSession(work: Work, sessionId: string, code: string): Promise<void> {
  await work.atomically(async () => {
    const session = await load(work, PaymentSession, sessionId, { lock: true });
    if (session.status !== "REQUESTED") return;
    Object.assign(session, { status: follow(paymentSessionLife, session.status, "fail"), failureCode: code, checkedAt: work.now });
    publishFailed(work, session, code);
  });
}

function publishFailed(work: Work, session: PaymentSession, code: string): void {
  work.publish({
    type: "payment.failed",
    practiceId: session.practiceId,
    aggregate: { type: "payment-session", id: session.id },
    data: { guarantorId: session.guarantorId, amountCents: Number(session.amountCents), code },
  });
}
