import type Stripe from "stripe";
import type { Act } from "./act";
import { newId, randomLetters } from "./identifiers";
import type { Metadata } from "./parameters";

const CONFIGURED = "we_configuredAtStart";

export type NewEndpoint = {
  url: string;
  enabledEvents: string[];
  description?: string;
  metadata?: Metadata;
  apiVersion?: string;
  secret?: string;
  id?: string;
};

/** The secret is shown in the answer to this call and never again, as Stripe does. */
export function createWebhookEndpoint(act: Act, { url, enabledEvents, description, metadata, apiVersion, secret, id }: NewEndpoint): Stripe.WebhookEndpoint {
  const endpoint = act.shelves.webhookEndpoints.keep({
    id: id ?? newId("we"),
    object: "webhook_endpoint",
    api_version: apiVersion ?? null,
    application: null,
    created: act.seconds,
    description: description ?? null,
    enabled_events: enabledEvents,
    livemode: false,
    metadata: metadata ?? {},
    status: "enabled",
    url,
  });
  const kept = act.shelves.webhookSecrets.keep({ id: endpoint.id, secret: secret ?? `whsec_${randomLetters(32)}` });
  return { ...endpoint, secret: kept.secret };
}

/** The endpoint of `webhookUrl` and `webhookSecret`. A restart on another port moves it and keeps its waiting deliveries. */
export function configureWebhookEndpoint(act: Act, { url, secret }: { url: string; secret: string }): void {
  if (act.shelves.webhookEndpoints.find(CONFIGURED) === undefined) {
    createWebhookEndpoint(act, { id: CONFIGURED, url, enabledEvents: ["*"], description: "Configured when the simulator started", secret });
    return;
  }
  act.shelves.webhookEndpoints.change(CONFIGURED, { url, status: "enabled" });
  act.shelves.webhookSecrets.keep({ id: CONFIGURED, secret });
}

export function reportsTo(endpoint: Stripe.WebhookEndpoint, type: string): boolean {
  return endpoint.status === "enabled" && (endpoint.enabled_events.includes("*") || endpoint.enabled_events.includes(type));
}
