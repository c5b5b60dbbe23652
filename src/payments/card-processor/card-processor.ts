import type { IncomingHttpHeaders } from "node:http";
import type { Cents } from "../../vocabulary";
import { Refusal } from "../../vocabulary";
import type { Work } from "../../platform/work/work";

/**
 * What this room asks of whoever takes cards for us, in our words: an adapter translates (`stripe/`). Everything that
 * goes out holds opaque ids, an amount and "Payment to {practice}", never who pays, for whom or for what
 * (billing-rules 16).
 */
export interface Processor {
  /** Whose account it is. Another billing service's payments never go there. */
  readonly billingServiceId: string;
  /** For the page that mounts the embedded checkout; no secret. */
  readonly publishableKey: string;
  openCheckout(request: CheckoutRequest): Promise<CheckoutState>;
  checkout(checkoutId: string): Promise<CheckoutState>;
  /** Nobody can pay it any more; a paid one stays paid. */
  closeCheckout(checkoutId: string): Promise<CheckoutState>;
  charge(chargeId: string): Promise<ChargeState>;
  openRefund(request: RefundRequest): Promise<RefundState>;
  refund(refundId: string): Promise<RefundState>;
  dispute(disputeId: string): Promise<DisputeState>;
  payout(payoutId: string): Promise<PayoutState>;
  /** Checks the signature over the bytes as they came; throws ForgedEvent. */
  readEvent(body: Buffer, headers: IncomingHttpHeaders): ProcessorNews;
  /** Everything that happened since, oldest first: what a lost webhook would have said. */
  newsSince(since: Date): AsyncIterable<ProcessorNews>;
}

export type CheckoutRequest = {
  /** Our session's opaque id: it comes back with everything that follows, and the key derives from it. */
  readonly reference: string;
  readonly amount: Cents;
  readonly description: string;
};

export type CheckoutState = {
  readonly checkoutId: string;
  /** What we named it; null when it is not one of ours. */
  readonly reference: string | null;
  readonly status: "open" | "processing" | "paid" | "failed" | "expired";
  readonly amount: Cents;
  readonly clientSecret: string | null;
  /** A page of the processor's own where it can be paid, if there is one. */
  readonly url: string | null;
  readonly expiresAt: Date;
  /** Set once somebody has tried to pay. */
  readonly charge: ChargeState | null;
  /** Why the last attempt failed, as the processor codes it. */
  readonly declineCode: string | null;
};

export type ChargeState = {
  readonly chargeId: string;
  /** Our session's id, as we named it. */
  readonly reference: string | null;
  readonly method: "CARD" | "BANK_ACCOUNT";
  /** "visa ending 4242": what a receipt says. */
  readonly label: string;
  readonly amount: Cents;
  /** What the processor keeps; null until it says. */
  readonly fee: Cents | null;
};

export type RefundRequest = { readonly reference: string; readonly chargeId: string; readonly amount: Cents };
export type RefundState = {
  readonly refundId: string;
  readonly reference: string | null;
  readonly chargeId: string;
  readonly status: "pending" | "paid" | "failed";
  readonly amount: Cents;
  readonly failureCode: string | null;
};

export type DisputeState = {
  readonly disputeId: string;
  readonly chargeId: string;
  readonly status: "inquiry" | "open" | "won" | "lost" | "closed";
  readonly reasonCode: string;
  readonly amount: Cents;
  /** Taken from our balance, and given back when won. */
  readonly withdrawn: Cents;
  readonly reinstated: Cents;
  readonly fee: Cents;
};

export type PayoutLine = {
  readonly lineId: string;
  readonly kind: "charge" | "refund" | "dispute" | "payout" | "other";
  /** The charge, refund, dispute or earlier payout that it is about. */
  readonly subjectId: string | null;
  readonly amount: Cents;
  readonly fee: Cents;
};
export type PayoutState = {
  readonly payoutId: string;
  readonly status: "under_way" | "paid" | "failed";
  readonly amount: Cents;
  /** What the deposit is made of; sums to its amount. */
  readonly lines: readonly PayoutLine[];
};

export type ProcessorNews = {
  readonly eventId: string;
  /** The processor's own word for it. */
  readonly type: string;
  readonly subject: NewsSubject;
  readonly subjectId: string | null;
  readonly happenedAt: Date;
  /** As it came. */
  readonly raw: string;
};
/** "nothing": known and of no use to us. "unknown": a kind that we were never taught, which waits for a person. */
export type NewsSubject = "checkout" | "declined" | "charge" | "refund" | "dispute" | "payout" | "nothing" | "unknown";

/** Not from the processor, or changed on its way. */
export class ForgedEvent extends Error {
  override name = "ForgedEvent";
}
/** It said no, and nothing happened there. `code` is the processor's. */
export class ProcessorRefused extends Error {
  override name = "ProcessorRefused";
  constructor(readonly code: string) {
    super(`the processor refused: ${code}`);
  }
}
/** We cannot know whether it happened: ask again with the same key. */
export class ProcessorUnreachable extends Error {
  override name = "ProcessorUnreachable";
}

declare module "../../platform/work/effects" {
  interface Effects {
    processor?: Processor;
  }
}

/** The processor of this billing service, or PROCESSOR_NOT_CONFIGURED. */
export function processorOf(work: Work): Processor {
  const { processor } = work.effects;
  if (!processor || processor.billingServiceId !== work.tenant.billingServiceId) {
    throw new Refusal("PROCESSOR_NOT_CONFIGURED", "No card processor is set up for this billing service; take cash or a cheque.");
  }
  return processor;
}
