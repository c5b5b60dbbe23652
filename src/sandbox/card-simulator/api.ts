import type { Act } from "./act";
import { expireCheckoutSession, createCheckoutSession } from "./checkout-sessions";
import { createCustomer } from "./customers";
import { answerDispute, EVIDENCE_FIELDS, loseDispute, type EvidenceField } from "./disputes";
import { invalidParameter, missingResource } from "./errors";
import { isListed, typeMatches, wasDelivered } from "./events";
import { isCreatedWithin, page, paging } from "./lists";
import { created, currency, expansions, flag, hash, integer, list, metadata, oneOf, required, text, webAddress, type Parameter, type Shape, type ValuesOf } from "./parameters";
import { cancelPaymentIntent, checkAmount, checkConfirmable, confirmPaymentIntent, createPaymentIntent } from "./payment-intents";
import { createRefund } from "./refunds";
import type { Shelf } from "./shelves";
import { createWebhookEndpoint } from "./webhook-endpoints";

/** One line of the API: where it is, what it takes, what it does. */
export type Route = { method: "GET" | "POST" | "DELETE"; path: string; shape: Shape; run(act: Act, values: never, id: string): object };

/** A statement descriptor must have a letter and none of these signs; the whole line is 22 characters with the prefix. */
const descriptor = (max: number): Parameter<string | undefined> =>
  text({
    max,
    pattern: /^(?=.*[A-Za-z])[^<>\\'"*]+$/,
    says: "The statement descriptor must contain at least one letter and none of < > \\ ' \" *",
  });
const expand = expansions();
const reads = { expand };

/** Everything that is served. What is not in this table is a 404, and what is not in a line is `parameter_unknown`. */
export const ROUTES: readonly Route[] = [
  route(
    "POST",
    "/v1/checkout/sessions",
    {
      mode: required(oneOf("payment")),
      ui_mode: oneOf("hosted_page", "embedded_page"),
      line_items: required(
        list(
          hash({
            price_data: required(
              hash({
                currency: required(currency()),
                unit_amount: required(integer({ min: 0, max: 99_999_999 })),
                product_data: required(hash({ name: required(text({ max: 250 })), description: text({ max: 500 }), metadata: metadata() })),
              }),
            ),
            quantity: required(integer({ min: 1, max: 999_999 })),
          }),
        ),
      ),
      success_url: webAddress(),
      cancel_url: webAddress(),
      return_url: webAddress(),
      redirect_on_completion: oneOf("always", "if_required", "never"),
      branding_settings: hash({ display_name: text({ max: 250 }) }),
      client_reference_id: text({ max: 200 }),
      customer: text(),
      customer_email: text({ max: 800, pattern: /^[^\s@]+@[^\s@]+$/, says: "Invalid email address" }),
      customer_creation: oneOf("always", "if_required"),
      expires_at: integer(),
      metadata: metadata(),
      currency: currency(),
      submit_type: oneOf("auto", "pay"),
      payment_intent_data: hash({
        capture_method: oneOf("automatic", "automatic_async"),
        description: text({ max: 1000 }),
        metadata: metadata(),
        receipt_email: text({ max: 800 }),
        statement_descriptor: descriptor(22),
        statement_descriptor_suffix: descriptor(22),
      }),
      expand,
    },
    (act, given) => {
      const about = given.payment_intent_data;
      return createCheckoutSession(act, {
        uiMode: given.ui_mode ?? "hosted_page",
        lineItems: given.line_items.map(({ price_data, quantity }) => ({
          name: price_data.product_data.name,
          description: price_data.product_data.description,
          unitAmount: price_data.unit_amount,
          quantity,
        })),
        merchant: given.branding_settings?.display_name,
        successUrl: given.success_url,
        cancelUrl: given.cancel_url,
        returnUrl: given.return_url,
        redirectOnCompletion: given.redirect_on_completion,
        clientReferenceId: given.client_reference_id,
        customer: given.customer,
        customerEmail: given.customer_email,
        customerCreation: given.customer_creation,
        expiresAt: given.expires_at,
        metadata: given.metadata ?? {},
        submitType: given.submit_type,
        paymentIntent: {
          description: about?.description,
          metadata: about?.metadata ?? {},
          receiptEmail: about?.receipt_email,
          statementDescriptor: about?.statement_descriptor,
          statementDescriptorSuffix: about?.statement_descriptor_suffix,
        },
      });
    },
  ),
  route("GET", "/v1/checkout/sessions/:id", reads, (act, _, id) => find(act.shelves.sessions, "checkout.session", id, "session")),
  route("GET", "/v1/checkout/sessions/:id/line_items", paging, (act, given, id) => {
    find(act.shelves.sessions, "checkout.session", id, "session");
    return page(act.shelves.sessionTerms.get(id).lineItems, given, { url: `/v1/checkout/sessions/${id}/line_items`, noun: "item" });
  }),
  route("POST", "/v1/checkout/sessions/:id/expire", reads, (act, _, id) => expireCheckoutSession(act, find(act.shelves.sessions, "checkout.session", id, "session"))),
  listing(
    "/v1/checkout/sessions",
    "checkout.session",
    {
      created: created(),
      customer: text(),
      payment_intent: text(),
      status: oneOf("open", "complete", "expired"),
      customer_details: hash({ email: required(text()) }),
    },
    (act) => act.shelves.sessions,
    (session, by) =>
      is(session.customer, by.customer) &&
      is(session.payment_intent, by.payment_intent) &&
      is(session.status, by.status) &&
      is(session.customer_details?.email ?? session.customer_email, by.customer_details?.email) &&
      isCreatedWithin(by.created, session),
  ),

  route(
    "POST",
    "/v1/payment_intents",
    {
      amount: required(integer()),
      currency: required(currency()),
      automatic_payment_methods: hash({ enabled: required(flag()), allow_redirects: oneOf("always", "never") }),
      capture_method: oneOf("automatic", "automatic_async"),
      confirm: flag(),
      customer: text(),
      description: text({ max: 1000 }),
      metadata: metadata(),
      payment_method: text(),
      receipt_email: text({ max: 800 }),
      return_url: webAddress(),
      statement_descriptor: descriptor(22),
      statement_descriptor_suffix: descriptor(22),
      expand,
    },
    (act, given) => {
      checkAmount(given.amount, "amount");
      if (given.customer !== undefined) find(act.shelves.customers, "customer", given.customer, "customer", false);
      if (given.confirm !== true && given.return_url !== undefined) {
        throw invalidParameter("You can only pass `return_url` when `confirm` is `true`.", { param: "return_url" });
      }
      if (given.confirm === true) {
        const allowRedirects = given.automatic_payment_methods?.allow_redirects;
        checkConfirmable({ methodId: given.payment_method, allowRedirects, returnUrl: given.return_url });
      }
      const intent = createPaymentIntent(act, {
        amount: given.amount,
        customer: given.customer,
        description: given.description,
        metadata: given.metadata ?? {},
        paymentMethod: given.payment_method,
        receiptEmail: given.receipt_email,
        statementDescriptor: given.statement_descriptor,
        statementDescriptorSuffix: given.statement_descriptor_suffix,
        allowRedirects: given.automatic_payment_methods?.allow_redirects,
      });
      return given.confirm === true ? confirmPaymentIntent(act, intent, { returnUrl: given.return_url }) : intent;
    },
  ),
  route("GET", "/v1/payment_intents/:id", { expand, client_secret: text() }, (act, _, id) => find(act.shelves.paymentIntents, "payment_intent", id, "intent")),
  route("POST", "/v1/payment_intents/:id/confirm", { payment_method: text(), return_url: webAddress(), expand }, (act, given, id) =>
    confirmPaymentIntent(act, find(act.shelves.paymentIntents, "payment_intent", id, "intent"), {
      paymentMethod: given.payment_method,
      returnUrl: given.return_url,
    }),
  ),
  route("POST", "/v1/payment_intents/:id/cancel", { cancellation_reason: oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer"), expand }, (act, given, id) =>
    cancelPaymentIntent(act, find(act.shelves.paymentIntents, "payment_intent", id, "intent"), given.cancellation_reason),
  ),
  listing(
    "/v1/payment_intents",
    "payment_intent",
    { created: created(), customer: text() },
    (act) => act.shelves.paymentIntents,
    (intent, by) => is(intent.customer, by.customer) && isCreatedWithin(by.created, intent),
  ),

  route("GET", "/v1/charges/:id", reads, (act, _, id) => find(act.shelves.charges, "charge", id, "id")),
  listing(
    "/v1/charges",
    "charge",
    { created: created(), customer: text(), payment_intent: text() },
    (act) => act.shelves.charges,
    (charge, by) => is(charge.customer, by.customer) && is(charge.payment_intent, by.payment_intent) && isCreatedWithin(by.created, charge),
  ),

  route("GET", "/v1/balance_transactions/:id", reads, (act, _, id) => find(act.shelves.balanceTransactions, "balance transaction", id, "id")),
  listing(
    "/v1/balance_transactions",
    "balance transaction",
    { created: created(), currency: currency(), payout: text(), source: text(), type: text() },
    (act) => act.shelves.balanceTransactions,
    (each, by, act) =>
      is(each.source, by.source) &&
      is(each.type, by.type) &&
      isCreatedWithin(by.created, each) &&
      (by.payout === undefined || act.shelves.payoutOfTransaction.find(each.id)?.payout === find(act.shelves.payouts, "payout", by.payout, "payout", false).id),
  ),

  route(
    "POST",
    "/v1/refunds",
    {
      amount: integer({ min: 1 }),
      charge: text(),
      payment_intent: text(),
      reason: oneOf("duplicate", "fraudulent", "requested_by_customer"),
      metadata: metadata(),
      expand,
    },
    (act, given) =>
      createRefund(act, {
        amount: given.amount,
        charge: given.charge,
        paymentIntent: given.payment_intent,
        reason: given.reason,
        metadata: given.metadata ?? {},
      }),
  ),
  route("GET", "/v1/refunds/:id", reads, (act, _, id) => find(act.shelves.refunds, "refund", id, "id")),
  listing(
    "/v1/refunds",
    "refund",
    { created: created(), charge: text(), payment_intent: text() },
    (act) => act.shelves.refunds,
    (refund, by) => is(refund.charge, by.charge) && is(refund.payment_intent, by.payment_intent) && isCreatedWithin(by.created, refund),
  ),
  route("GET", "/v1/charges/:id/refunds", paging, (act, given, id) => {
    find(act.shelves.charges, "charge", id, "id");
    return page(
      act.shelves.refunds.newestFirst().filter((refund) => refund.charge === id),
      given,
      { url: `/v1/charges/${id}/refunds`, noun: "refund" },
    );
  }),

  route("GET", "/v1/disputes/:id", reads, (act, _, id) => find(act.shelves.disputes, "dispute", id, "id")),
  route(
    "POST",
    "/v1/disputes/:id",
    {
      evidence: hash(Object.fromEntries(EVIDENCE_FIELDS.map((field) => [field, text({ max: 20_000 })])) as Record<EvidenceField, Parameter<string | undefined>>),
      submit: flag(),
      metadata: metadata(),
      expand,
    },
    (act, given, id) => answerDispute(act, find(act.shelves.disputes, "dispute", id, "id"), given),
  ),
  route("POST", "/v1/disputes/:id/close", reads, (act, _, id) => loseDispute(act, find(act.shelves.disputes, "dispute", id, "id"))),
  listing(
    "/v1/disputes",
    "dispute",
    { created: created(), charge: text(), payment_intent: text() },
    (act) => act.shelves.disputes,
    (dispute, by) => is(dispute.charge, by.charge) && is(dispute.payment_intent, by.payment_intent) && isCreatedWithin(by.created, dispute),
  ),

  route("GET", "/v1/payouts/:id", reads, (act, _, id) => find(act.shelves.payouts, "payout", id, "id")),
  listing(
    "/v1/payouts",
    "payout",
    { arrival_date: created(), created: created(), status: oneOf("paid", "pending", "in_transit", "canceled", "failed") },
    (act) => act.shelves.payouts,
    (payout, by) => is(payout.status, by.status) && isCreatedWithin(by.arrival_date, { created: payout.arrival_date }) && isCreatedWithin(by.created, payout),
  ),

  route(
    "POST",
    "/v1/customers",
    {
      email: text({ max: 512 }),
      name: text({ max: 256 }),
      phone: text({ max: 20 }),
      description: text({ max: 5000 }),
      metadata: metadata(),
      expand,
    },
    (act, given) => createCustomer(act, { ...given, metadata: given.metadata ?? {} }),
  ),
  route("GET", "/v1/customers/:id", reads, (act, _, id) => find(act.shelves.customers, "customer", id, "id")),
  listing(
    "/v1/customers",
    "customer",
    { created: created(), email: text() },
    (act) => act.shelves.customers,
    (customer, by) => is(customer.email, by.email) && isCreatedWithin(by.created, customer),
  ),
  route("GET", "/v1/payment_methods/:id", reads, (act, _, id) => find(act.shelves.paymentMethods, "PaymentMethod", id, "payment_method")),

  route("GET", "/v1/events/:id", reads, (act, _, id) => find(act.shelves.events, "event", id, "id")),
  listing(
    "/v1/events",
    "event",
    { created: created(), type: text(), types: list(text()), delivery_success: flag() },
    (act) => act.shelves.events,
    (event, by, act) =>
      isListed(act, event) &&
      isCreatedWithin(by.created, event) &&
      (by.type === undefined || typeMatches(by.type, event.type)) &&
      (by.types === undefined || by.types.some((type) => typeMatches(type!, event.type))) &&
      is(wasDelivered(event), by.delivery_success),
  ),

  route(
    "POST",
    "/v1/webhook_endpoints",
    {
      url: required(webAddress()),
      enabled_events: required(list(text())),
      api_version: text(),
      description: text({ max: 5000 }),
      metadata: metadata(),
      expand,
    },
    (act, given) =>
      createWebhookEndpoint(act, {
        url: given.url,
        enabledEvents: given.enabled_events as string[],
        description: given.description,
        metadata: given.metadata,
        apiVersion: given.api_version,
      }),
  ),
  route("GET", "/v1/webhook_endpoints/:id", reads, (act, _, id) => find(act.shelves.webhookEndpoints, "webhook endpoint", id, "id")),
  route(
    "POST",
    "/v1/webhook_endpoints/:id",
    { url: webAddress(), enabled_events: list(text()), description: text({ max: 5000 }), disabled: flag(), metadata: metadata(), expand },
    (act, given, id) => {
      const endpoint = find(act.shelves.webhookEndpoints, "webhook endpoint", id, "id");
      return act.shelves.webhookEndpoints.change(id, {
        url: given.url ?? endpoint.url,
        enabled_events: (given.enabled_events as string[] | undefined) ?? endpoint.enabled_events,
        description: given.description ?? endpoint.description,
        metadata: { ...endpoint.metadata, ...given.metadata },
        status: given.disabled === undefined ? endpoint.status : given.disabled ? "disabled" : "enabled",
      });
    },
  ),
  route("DELETE", "/v1/webhook_endpoints/:id", {}, (act, _, id) => {
    find(act.shelves.webhookEndpoints, "webhook endpoint", id, "id");
    act.shelves.webhookEndpoints.remove(id);
    act.shelves.webhookSecrets.remove(id);
    return { id, object: "webhook_endpoint", deleted: true };
  }),
  listing(
    "/v1/webhook_endpoints",
    "webhook endpoint",
    {},
    (act) => act.shelves.webhookEndpoints,
    () => true,
  ),
];

function route<S extends Shape>(method: Route["method"], path: string, shape: S, run: (act: Act, values: ValuesOf<S>, id: string) => object): Route {
  return { method, path, shape, run: run as Route["run"] };
}

function listing<T extends { id: string }, S extends Shape>(path: string, noun: string, filters: S, shelf: (act: Act) => Shelf<T>, matches: (thing: T, by: ValuesOf<S>, act: Act) => boolean): Route {
  return route("GET", path, { ...filters, ...paging }, (act, given) => {
    const by = given as unknown as ValuesOf<S>;
    const found = shelf(act)
      .newestFirst()
      .filter((thing) => matches(thing, by, act));
    return page(found, given as unknown as ValuesOf<typeof paging>, { url: path, noun });
  });
}

function find<T extends { id: string }>(shelf: Shelf<T>, noun: string, id: string, param: string, inPath = true): T {
  const thing = shelf.find(id);
  if (thing === undefined) throw missingResource(noun, id, { param, inPath });
  return thing;
}

/** A filter that was not given lets everything through. */
function is(value: unknown, wanted: unknown): boolean {
  return wanted === undefined || value === wanted;
}
