import type { IncomingHttpHeaders } from "node:http";
import Stripe from "stripe";
import { cents, type Cents } from "../../vocabulary";
import {
  ForgedEvent,
  ProcessorRefused,
  ProcessorUnreachable,
  type ChargeState,
  type CheckoutRequest,
  type CheckoutState,
  type DisputeState,
  type NewsSubject,
  type PayoutLine,
  type PayoutState,
  type Processor,
  type ProcessorNews,
  type RefundRequest,
  type RefundState,
} from "../card-processor/card-processor";

export type StripeSettings = {
  billingServiceId: string;
  secretKey: string;
  publishableKey: string;
  webhookSecret: string;
  /** Only to talk to something that is not api.stripe.com. */
  server?: { host: string; port: number; protocol: "http" | "https" };
  /** A page that stands in for the embedded checkout, if there is one: `…/embedded/` and the client secret follows. */
  embeddedPage?: string;
};

/** Stripe's words into ours and back. The host is a setting; nothing else differs between Stripe and a simulator of it. */
export class StripeProcessor implements Processor {
  readonly billingServiceId: string;
  readonly publishableKey: string;
  private readonly stripe: Stripe;

  constructor(private readonly settings: StripeSettings) {
    this.billingServiceId = settings.billingServiceId;
    this.publishableKey = settings.publishableKey;
    // Retries carry the same idempotency key, so a repeat is not a second payment.
    this.stripe = new Stripe(settings.secretKey, { ...settings.server, telemetry: false, maxNetworkRetries: 1, timeout: 20_000 });
  }

  async openCheckout({ reference, amount, description }: CheckoutRequest): Promise<CheckoutState> {
    return this.ask(async () =>
      this.checkoutState(
        await this.stripe.checkout.sessions.create(
          {
            mode: "payment",
            ui_mode: "embedded_page",
            redirect_on_completion: "never",
            line_items: [{ price_data: { currency: "usd", unit_amount: Number(amount), product_data: { name: description } }, quantity: 1 }],
            client_reference_id: reference,
            metadata: { session: reference },
            payment_intent_data: { description, metadata: { session: reference } },
          },
          { idempotencyKey: `checkout-${reference}` },
        ),
      ),
    );
  }

  async checkout(checkoutId: string): Promise<CheckoutState> {
    return this.ask(async () => this.checkoutState(await this.stripe.checkout.sessions.retrieve(checkoutId, { expand: ["payment_intent.latest_charge.balance_transaction"] })));
  }

  async closeCheckout(checkoutId: string): Promise<CheckoutState> {
    return this.ask(async () => {
      const known = await this.stripe.checkout.sessions.retrieve(checkoutId);
      if (known.status === "open") await this.stripe.checkout.sessions.expire(checkoutId, {}, { idempotencyKey: `close-${checkoutId}` });
      return this.checkoutState(await this.stripe.checkout.sessions.retrieve(checkoutId, { expand: ["payment_intent.latest_charge.balance_transaction"] }));
    });
  }

  async charge(chargeId: string): Promise<ChargeState> {
    return this.ask(async () => chargeState(await this.stripe.charges.retrieve(chargeId, { expand: ["balance_transaction"] })));
  }

  async openRefund({ reference, chargeId, amount }: RefundRequest): Promise<RefundState> {
    return this.ask(async () => {
      // A key is forgotten after a day, and our answer may have been lost longer ago than that: money goes back once.
      const { data: known } = await this.stripe.refunds.list({ charge: chargeId, limit: 100 });
      const ours = known.find((each) => each.metadata?.refund === reference);
      return refundState(ours ?? (await this.stripe.refunds.create({ charge: chargeId, amount: Number(amount), metadata: { refund: reference } }, { idempotencyKey: `refund-${reference}` })));
    });
  }

  async refund(refundId: string): Promise<RefundState> {
    return this.ask(async () => refundState(await this.stripe.refunds.retrieve(refundId)));
  }

  async dispute(disputeId: string): Promise<DisputeState> {
    return this.ask(async () => disputeState(await this.stripe.disputes.retrieve(disputeId)));
  }

  async payout(payoutId: string): Promise<PayoutState> {
    return this.ask(async () => {
      const payout = await this.stripe.payouts.retrieve(payoutId);
      const lines: PayoutLine[] = [];
      for await (const each of this.stripe.balanceTransactions.list({ payout: payoutId, limit: 100 })) {
        if (each.source !== payoutId) lines.push(payoutLine(each));
      }
      const status = payout.status === "paid" ? "paid" : payout.status === "failed" || payout.status === "canceled" ? "failed" : "under_way";
      return { payoutId, status, amount: cents(payout.amount), lines };
    });
  }

  readEvent(body: Buffer, headers: IncomingHttpHeaders): ProcessorNews {
    try {
      const event = this.stripe.webhooks.constructEvent(body, String(headers["stripe-signature"] ?? ""), this.settings.webhookSecret);
      return newsOf(event, body.toString("utf8"));
    } catch (error) {
      if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError) throw new ForgedEvent("the signature does not match");
      throw error;
    }
  }

  async *newsSince(since: Date): AsyncIterable<ProcessorNews> {
    // Newest first is all that the processor offers; what happens during the walk is found by the next one.
    const found: Stripe.Event[] = [];
    await this.ask(async () => {
      for await (const event of this.stripe.events.list({ created: { gte: Math.floor(since.getTime() / 1000) }, limit: 100 })) found.push(event);
    });
    for (const event of found.reverse()) yield newsOf(event, JSON.stringify(event));
  }

  private checkoutState(session: Stripe.Checkout.Session): CheckoutState {
    const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
    const charge = intent && typeof intent.latest_charge === "object" ? intent.latest_charge : null;
    return {
      checkoutId: session.id,
      reference: session.metadata?.session ?? null,
      status: statusOf(session, intent),
      amount: cents(session.amount_total ?? 0),
      clientSecret: session.client_secret,
      url: session.client_secret && this.settings.embeddedPage ? `${this.settings.embeddedPage}${session.client_secret}` : session.url,
      expiresAt: new Date(session.expires_at * 1000),
      charge: charge ? chargeState(charge) : null,
      declineCode: intent?.last_payment_error?.decline_code ?? intent?.last_payment_error?.code ?? null,
    };
  }

  /** Sorts what went wrong into what surely did not happen and what may have. */
  private async ask<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError)) throw error;
      const retryable =
        error instanceof Stripe.errors.StripeConnectionError ||
        error instanceof Stripe.errors.StripeAPIError ||
        error instanceof Stripe.errors.StripeRateLimitError ||
        (error.statusCode ?? 500) >= 500 ||
        error.statusCode === 409;
      throw retryable ? new ProcessorUnreachable(error.code ?? error.type) : new ProcessorRefused(error.code ?? error.type);
    }
  }
}

function statusOf(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): CheckoutState["status"] {
  if (session.status === "expired") return "expired";
  if (session.status !== "complete") return "open";
  if (session.payment_status === "paid") return "paid";
  // A bank account completes the session before there is money; when the bank says no, the intent asks for another means.
  return intent?.status === "requires_payment_method" || intent?.status === "canceled" ? "failed" : "processing";
}

function chargeState(charge: Stripe.Charge): ChargeState {
  const settled = typeof charge.balance_transaction === "object" ? charge.balance_transaction : null;
  const { card, us_bank_account: bank } = charge.payment_method_details ?? {};
  return {
    chargeId: charge.id,
    reference: charge.metadata.session ?? null,
    method: bank ? "BANK_ACCOUNT" : "CARD",
    label: bank ? `bank account ending ${bank.last4 ?? "unknown"}` : `${card?.brand ?? "card"} ending ${card?.last4 ?? "unknown"}`,
    amount: cents(charge.amount),
    fee: settled ? cents(settled.fee) : null,
  };
}

function refundState(refund: Stripe.Refund): RefundState {
  const status = refund.status === "succeeded" ? "paid" : refund.status === "failed" || refund.status === "canceled" ? "failed" : "pending";
  return { refundId: refund.id, reference: refund.metadata?.refund ?? null, chargeId: idOf(refund.charge) ?? "", status, amount: cents(refund.amount), failureCode: refund.failure_reason ?? null };
}

const DISPUTE_STATUS: Partial<Record<Stripe.Dispute.Status, DisputeState["status"]>> = {
  warning_needs_response: "inquiry",
  warning_under_review: "inquiry",
  warning_closed: "closed",
  won: "won",
  lost: "lost",
};

function disputeState(dispute: Stripe.Dispute): DisputeState {
  const sum = (of: (each: Stripe.BalanceTransaction) => number): Cents => cents(dispute.balance_transactions.reduce((total, each) => total + of(each), 0));
  return {
    disputeId: dispute.id,
    chargeId: idOf(dispute.charge)!,
    status: DISPUTE_STATUS[dispute.status] ?? "open",
    reasonCode: dispute.reason,
    amount: cents(dispute.amount),
    withdrawn: sum((each) => (each.amount < 0 ? -each.amount : 0)),
    reinstated: sum((each) => (each.amount > 0 ? each.amount : 0)),
    fee: sum((each) => each.fee),
  };
}

function payoutLine(each: Stripe.BalanceTransaction): PayoutLine {
  const kinds: Partial<Record<Stripe.BalanceTransaction.Type, PayoutLine["kind"]>> = {
    charge: "charge",
    payment: "charge",
    refund: "refund",
    payment_refund: "refund",
    refund_failure: "refund",
    payment_failure_refund: "refund",
    payout_failure: "payout",
  };
  const subjectId = idOf(each.source);
  const kind = each.type === "adjustment" && /^(du|dp)_/.test(subjectId ?? "") ? "dispute" : (kinds[each.type] ?? "other");
  return { lineId: each.id, kind, subjectId, amount: cents(each.amount), fee: cents(each.fee) };
}

/** Every kind that we know. What is not here waits in the queue, where a person sees it. */
const NEWS: Readonly<Record<string, NewsSubject>> = {
  "checkout.session.completed": "checkout",
  "checkout.session.async_payment_succeeded": "checkout",
  "checkout.session.async_payment_failed": "checkout",
  "checkout.session.expired": "checkout",
  "payment_intent.payment_failed": "declined",
  "charge.updated": "charge",
  "refund.created": "refund",
  "refund.updated": "refund",
  "refund.failed": "refund",
  "charge.dispute.created": "dispute",
  "charge.dispute.updated": "dispute",
  "charge.dispute.closed": "dispute",
  "charge.dispute.funds_withdrawn": "dispute",
  "charge.dispute.funds_reinstated": "dispute",
  "payout.paid": "payout",
  "payout.failed": "payout",
  "payout.reconciliation_completed": "payout",
  // Each of these comes with, or before, one of the above that says more.
  "charge.succeeded": "nothing",
  "charge.pending": "nothing",
  "charge.failed": "nothing",
  "charge.refunded": "nothing",
  "charge.refund.updated": "nothing",
  "payment_intent.created": "nothing",
  "payment_intent.processing": "nothing",
  "payment_intent.succeeded": "nothing",
  "payment_intent.canceled": "nothing",
  "payout.created": "nothing",
  "payout.updated": "nothing",
  "customer.created": "nothing",
  "balance.available": "nothing",
};

function newsOf(event: Stripe.Event, raw: string): ProcessorNews {
  const object = event.data.object as { id?: string; metadata?: Record<string, string> | null };
  const subject = NEWS[event.type] ?? "unknown";
  // A declined attempt names the session that it was for, because a session is where we keep it.
  const subjectId = subject === "declined" ? (object.metadata?.session ?? null) : (object.id ?? null);
  return { eventId: event.id, type: event.type, subject, subjectId, happenedAt: new Date(event.created * 1000), raw };
}

const idOf = (reference: string | { id: string } | null | undefined): string | null => (typeof reference === "string" ? reference : (reference?.id ?? null));
