import type Stripe from "stripe";
import type { Act } from "./act";
import { newId } from "./identifiers";
import { reportsTo } from "./webhook-endpoints";

const RETENTION_DAYS = 30;

/**
 * Writes down what happened and queues it for each endpoint that asked for this type. The event keeps the object as it
 * is now; a webhook that arrives late or twice tells the same story.
 */
export function publish(act: Act, type: string, object: object, previous?: object): void {
  const { shelves, mischief, request } = act;
  const event = {
    id: newId("evt"),
    object: "event",
    api_version: act.settings.apiVersion,
    created: act.seconds,
    data: previous === undefined ? { object } : { object, previous_attributes: previous },
    livemode: false,
    pending_webhooks: 0,
    request: { id: request?.id ?? null, idempotency_key: request?.idempotencyKey ?? null },
    type,
  } as unknown as Stripe.Event;
  const endpoints = shelves.webhookEndpoints.oldestFirst().filter((endpoint) => reportsTo(endpoint, type));
  shelves.events.keep({ ...event, pending_webhooks: endpoints.length });
  for (const endpoint of endpoints) {
    const dropped = mischief.drop > 0;
    if (dropped) mischief.drop--;
    const twice = !dropped && mischief.duplicate > 0;
    if (twice) mischief.duplicate--;
    for (let copy = 0; copy < (twice ? 2 : 1); copy++) {
      const id = queueDelivery(act, { eventId: event.id, endpointId: endpoint.id, dropped });
      if (!dropped) act.queued.push(id);
    }
  }
}

export function queueDelivery(act: Act, { eventId, endpointId, dropped }: { eventId: string; endpointId: string; dropped: boolean }): string {
  const id = newId("delivery");
  act.shelves.deliveries.keep({
    id,
    event: eventId,
    eventType: act.shelves.events.get(eventId).type,
    endpoint: endpointId,
    status: dropped ? "dropped" : "waiting",
    attempts: 0,
    lastStatus: null,
    lastError: dropped ? "dropped by a control" : null,
  });
  const before = act.shelves.deliveriesOfEvent.find(eventId)?.deliveries ?? [];
  act.shelves.deliveriesOfEvent.keep({ id: eventId, deliveries: [...before, id] });
  return id;
}

/** Listing events takes a type or a family: `charge.succeeded`, `charge.*`. */
export function typeMatches(pattern: string, type: string): boolean {
  return pattern === type || (pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1)));
}

/** Stripe lists events of the last 30 days only; a sweep that comes later than that must fail here too. */
export function isListed(act: Act, event: Stripe.Event): boolean {
  return event.created > act.seconds - RETENTION_DAYS * 86_400;
}

export function wasDelivered(event: Stripe.Event): boolean {
  return event.pending_webhooks === 0;
}
