import type { Act } from "./act";
import { invalidRequest, missingResource } from "./errors";
import { queueDelivery } from "./events";
import type { Delivery } from "./shelves";
import { signatureHeader } from "./webhook-signature";

export type DeliveryPlan = {
  deliver: "immediately" | "manual";
  /** Waiting grows by `factor` after each failure; when all attempts are used the delivery has failed for good. */
  retry: { attempts: number; firstDelayMilliseconds: number; factor: number };
  timeoutMilliseconds: number;
  /** The clock of the signature. Receivers compare it with theirs, so it is the real one unless told otherwise. */
  signaturesAt: () => Date;
};

export type Order = "as_created" | "reversed";
type Doing = <T>(step: (act: Act) => T) => T;

/**
 * Sends what the events queued, one at a time and oldest first, so that a demo can be followed; a retry comes when its
 * delay is over, after newer events. `manual` and the controls change the order and the number.
 */
export class WebhookDeliveries {
  private ready: string[] = [];
  private readonly retries = new Map<string, NodeJS.Timeout>();
  private readonly aborting = new AbortController();
  private sending: Promise<void> | null = null;
  private gatherBeforeReversing = 0;
  private stopped = false;

  constructor(
    private readonly plan: DeliveryPlan,
    private readonly doing: Doing,
  ) {}

  /** Called after every act with what it queued, and after a restart with what had been waiting. */
  pickUp(ids: string[]): void {
    this.ready.push(...ids);
    if (this.plan.deliver === "immediately") this.send();
  }

  /** Sends what is waiting and resolves when each has been tried; the way to deliver in `manual` mode. */
  async deliverWaiting({ order = "as_created", limit = Infinity }: { order?: Order; limit?: number } = {}): Promise<Delivery[]> {
    await this.sending;
    const batch = this.ready.splice(0, limit);
    if (order === "reversed") batch.reverse();
    for (const id of batch) await this.attempt(id);
    return this.doing((act) => batch.map((id) => act.shelves.deliveries.get(id)));
  }

  /** Sends an event again, to its endpoints, whatever became of it before. */
  async redeliver(eventId: string): Promise<Delivery[]> {
    const ids = this.doing((act) => {
      if (act.shelves.events.find(eventId) === undefined) throw missingResource("event", eventId, { param: "id", inPath: true });
      const endpoints = new Set(deliveriesOf(act, eventId).map((each) => each.endpoint));
      if (endpoints.size === 0) throw invalidRequest(`No endpoint has asked for event ${eventId}.`);
      return [...endpoints].map((endpointId) => queueDelivery(act, { eventId, endpointId, dropped: false }));
    });
    for (const id of ids) await this.attempt(id);
    return this.doing((act) => ids.map((id) => act.shelves.deliveries.get(id)));
  }

  /** The next `count` deliveries wait for each other and then go out last first. */
  reverseNext(count: number): void {
    this.gatherBeforeReversing = count;
    if (this.plan.deliver === "immediately") this.send();
  }

  /** Resolves when nothing is on its way and nothing waits for a retry. */
  async idle(): Promise<void> {
    while (!this.stopped && (this.sending !== null || this.retries.size > 0)) {
      await (this.sending ?? new Promise((resolve) => setTimeout(resolve, 5)));
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.aborting.abort();
    for (const timer of this.retries.values()) clearTimeout(timer);
    this.retries.clear();
    await this.sending;
  }

  private send(): void {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null;
      if (this.isDue()) this.send();
    });
  }

  private async sendAll(): Promise<void> {
    // The answer to the request that caused an event should leave before the webhook does.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.isDue()) {
      const batch = this.ready.splice(0, Math.max(1, this.gatherBeforeReversing)).reverse();
      this.gatherBeforeReversing = 0;
      for (const id of batch) await this.attempt(id);
    }
  }

  private isDue(): boolean {
    return !this.stopped && this.ready.length > 0 && this.ready.length >= this.gatherBeforeReversing;
  }

  private async attempt(id: string): Promise<void> {
    if (this.stopped) return;
    const { url, secret, payload, attempts } = this.doing(({ shelves }) => {
      const delivery = shelves.deliveries.get(id);
      const endpoint = shelves.webhookEndpoints.find(delivery.endpoint);
      return {
        url: endpoint?.url,
        secret: shelves.webhookSecrets.find(delivery.endpoint)?.secret ?? "",
        payload: JSON.stringify(shelves.events.get(delivery.event), null, 2),
        attempts: delivery.attempts + 1,
      };
    });
    const answer = url === undefined ? { status: null, error: "the endpoint was deleted" } : await this.post(url, payload, secret);
    // A stop in the middle leaves the delivery waiting: the next start sends it again, as a receiver must expect.
    if (this.stopped) return;
    const delivered = answer.status !== null && answer.status >= 200 && answer.status < 300;
    const over = delivered || url === undefined || attempts >= this.plan.retry.attempts;
    this.doing((act) => {
      const { event } = act.shelves.deliveries.change(id, {
        attempts,
        lastStatus: answer.status,
        lastError: answer.error,
        status: delivered ? "delivered" : over ? "failed" : "waiting",
      });
      if (delivered) act.shelves.events.change(event, { pending_webhooks: endpointsStillWaiting(act, event) });
    });
    if (over) return;
    if (this.plan.deliver === "manual") {
      this.ready.push(id);
      return;
    }
    const { firstDelayMilliseconds, factor } = this.plan.retry;
    const timer = setTimeout(
      () => {
        this.retries.delete(id);
        this.ready.push(id);
        this.send();
      },
      firstDelayMilliseconds * factor ** (attempts - 1),
    );
    timer.unref();
    this.retries.set(id, timer);
  }

  private async post(url: string, payload: string, secret: string): Promise<{ status: number | null; error: string | null }> {
    const seconds = Math.floor(this.plan.signaturesAt().getTime() / 1000);
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "Stripe-Signature": signatureHeader({ payload, secret, seconds }),
          "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        },
        body: payload,
        redirect: "manual",
        signal: AbortSignal.any([this.aborting.signal, AbortSignal.timeout(this.plan.timeoutMilliseconds)]),
      });
      await response.arrayBuffer();
      return { status: response.status, error: response.ok ? null : `answered ${response.status}` };
    } catch (error) {
      return { status: null, error: (error as Error).name === "TimeoutError" ? "no answer in time" : "no connection" };
    }
  }
}

function deliveriesOf({ shelves }: Act, eventId: string): Delivery[] {
  return (shelves.deliveriesOfEvent.find(eventId)?.deliveries ?? []).map((id) => shelves.deliveries.get(id));
}

/** An endpoint that got the event once has it, however many copies failed. */
function endpointsStillWaiting(act: Act, eventId: string): number {
  const deliveries = deliveriesOf(act, eventId);
  const reached = new Set(deliveries.filter((each) => each.status === "delivered").map((each) => each.endpoint));
  return new Set(deliveries.map((each) => each.endpoint)).size - reached.size;
}
