import type Stripe from "stripe";
import { instrumentByNumber, isInstrument, type Decline } from "./cards";
import { payCheckoutSession } from "./checkout-sessions";
import { DISPUTE_REASONS, loseDispute, openDispute, winDispute } from "./disputes";
import { invalidRequest, missingResource } from "./errors";
import { createPayout, payoutArrives, payoutFails, type NewPayout } from "./payouts";
import type { Payer } from "./payment-methods";
import { refundFails, refundSucceeds } from "./refunds";
import type { Delivery, LaterAct, Shelf } from "./shelves";
import type { Simulation } from "./simulation";
import type { Trouble, TroubleAhead } from "./trouble";
import type { Order } from "./webhook-deliveries";
import { configureWebhookEndpoint } from "./webhook-endpoints";

export type Paid = { session: Stripe.Checkout.Session; declined: Decline | null; redirectTo: string | null };
export type PayWith = Payer & ({ card: string; bankAccount?: undefined } | { bankAccount: string; card?: undefined });

/** What only the world outside can do at Stripe: payers, banks and bad luck. The same list is served under `/simulator`. */
export class Controls {
  constructor(
    private readonly simulation: Simulation,
    private readonly trouble: TroubleAhead,
    private readonly webhookSecret: string,
  ) {}

  /** Pays a session as the page would, with a documented number. */
  pay(sessionId: string, { card, bankAccount, email, name }: PayWith): Paid {
    const typed = card !== undefined ? instrumentByNumber("card", card) : instrumentByNumber("us_bank_account", bankAccount);
    return this.simulation.act((act) => {
      const session = this.find(act.shelves.sessions, "checkout.session", sessionId);
      if (!isInstrument(typed)) return { session, declined: typed, redirectTo: null };
      const { declined = null, ...paid } = payCheckoutSession(act, session, typed, { email, name });
      return { ...paid, declined };
    });
  }

  dispute(chargeId: string, { reason = "fraudulent", inquiry = false }: { reason?: string; inquiry?: boolean } = {}): Stripe.Dispute {
    if (!DISPUTE_REASONS.includes(reason)) throw invalidRequest(`Invalid reason: must be one of ${DISPUTE_REASONS.join(", ")}`, { param: "reason" });
    return this.simulation.act((act) => openDispute(act, this.find(act.shelves.charges, "charge", chargeId), { reason, inquiry }));
  }

  winDispute(disputeId: string): Stripe.Dispute {
    return this.simulation.act((act) => winDispute(act, this.find(act.shelves.disputes, "dispute", disputeId)));
  }

  loseDispute(disputeId: string): Stripe.Dispute {
    return this.simulation.act((act) => loseDispute(act, this.find(act.shelves.disputes, "dispute", disputeId)));
  }

  refundSucceeds(refundId: string): Stripe.Refund {
    return this.simulation.act((act) => refundSucceeds(act, this.find(act.shelves.refunds, "refund", refundId).id));
  }

  refundFails(refundId: string): Stripe.Refund {
    return this.simulation.act((act) => refundFails(act, this.find(act.shelves.refunds, "refund", refundId).id));
  }

  payOut(payout: NewPayout = {}): Stripe.Payout {
    return this.simulation.act((act) => createPayout(act, payout));
  }

  payoutArrives(payoutId: string): Stripe.Payout {
    return this.simulation.act((act) => payoutArrives(act, this.find(act.shelves.payouts, "payout", payoutId)));
  }

  payoutFails(payoutId: string): Stripe.Payout {
    return this.simulation.act((act) => payoutFails(act, this.find(act.shelves.payouts, "payout", payoutId)));
  }

  /** What is due by the clock happens: open sessions whose time is over expire. */
  catchUp(): void {
    this.simulation.catchUp();
  }

  /** "Some time later" is now: disputes open, pending refunds end, banks answer. */
  runLaterActs(): LaterAct[] {
    return this.simulation.runLaterActs();
  }

  /** The next `count` webhooks are lost for good; their events stay listed. */
  dropWebhooks(count: number): void {
    this.simulation.mischief.drop += count;
  }

  /** The next `count` webhooks arrive twice. */
  duplicateWebhooks(count: number): void {
    this.simulation.mischief.duplicate += count;
  }

  /** The next `count` webhooks wait for each other and arrive last first. */
  reverseWebhooks(count: number): void {
    this.simulation.deliveries.reverseNext(count);
  }

  /** Delivers what waits; the way to deliver when `deliverWebhooks` is `manual`. */
  deliverWebhooks(how: { order?: Order; limit?: number } = {}): Promise<Delivery[]> {
    return this.simulation.deliveries.deliverWaiting(how);
  }

  redeliver(eventId: string): Promise<Delivery[]> {
    return this.simulation.deliveries.redeliver(eventId);
  }

  deliveries(): Delivery[] {
    return this.simulation.shelves.deliveries.oldestFirst();
  }

  webhooksIdle(): Promise<void> {
    return this.simulation.deliveries.idle();
  }

  /** For a receiver whose port is known only after it started. */
  sendWebhooksTo(url: string): void {
    this.simulation.act((act) => configureWebhookEndpoint(act, { url, secret: this.webhookSecret }));
  }

  /** The next `count` API requests go wrong in this way. */
  failRequests(trouble: Trouble, count = 1): void {
    this.trouble.plan(trouble, count);
  }

  /** Holds every API request this long before it is worked on, so that two with one key can meet. */
  delayRequests(milliseconds: number): void {
    this.trouble.delayMilliseconds = milliseconds;
  }

  private find<T extends { id: string }>(shelf: Shelf<T>, noun: string, id: string): T {
    const thing = shelf.find(id);
    if (thing === undefined) throw missingResource(noun, id, { param: "id", inPath: true });
    return thing;
  }
}
