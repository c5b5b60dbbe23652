import type Stripe from "stripe";
import type { Act } from "./act";
import type { Decline, Instrument } from "./cards";
import { bankPaymentFailed, bankPaymentSucceeded } from "./charges";
import { invalidParameter, invalidRequest, missingResource } from "./errors";
import { publish } from "./events";
import { newId, randomLetters } from "./identifiers";
import { lineItem, type NewLineItem } from "./line-items";
import type { Metadata } from "./parameters";
import { attemptPayment, createPaymentIntent, LARGEST_AMOUNT, markCanceled, SMALLEST_AMOUNT, succeed } from "./payment-intents";
import { keepPaymentMethod, type Payer } from "./payment-methods";
import type { SessionTerms } from "./shelves";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

export type NewSession = {
  uiMode: "hosted_page" | "embedded_page";
  lineItems: NewLineItem[];
  merchant?: string;
  successUrl?: string;
  cancelUrl?: string;
  returnUrl?: string;
  redirectOnCompletion?: "always" | "if_required" | "never";
  clientReferenceId?: string;
  customer?: string;
  customerEmail?: string;
  customerCreation?: "always" | "if_required";
  expiresAt?: number;
  metadata: Metadata;
  submitType?: "auto" | "pay";
  paymentIntent: SessionTerms["paymentIntent"];
};

export function createCheckoutSession(act: Act, terms: NewSession): Stripe.Checkout.Session {
  checkAddresses(terms);
  const expiresAt = checkExpiry(act, terms.expiresAt);
  if (terms.lineItems.length === 0) throw invalidParameter("You must specify at least one line item.", { param: "line_items" });
  const items = terms.lineItems.map((item) => lineItem(act, item));
  const total = items.reduce((sum, item) => sum + item.amount_total, 0);
  checkTotal(total);
  if (terms.paymentIntent.statementDescriptor !== undefined) {
    throw invalidParameter("`statement_descriptor` is not supported for card payments; use `statement_descriptor_suffix`.", {
      param: "payment_intent_data[statement_descriptor]",
    });
  }
  if (terms.customer !== undefined && terms.customerEmail !== undefined) {
    throw invalidParameter("You may only specify one of these parameters: customer, customer_email.", { param: "customer_email" });
  }
  if (terms.customer !== undefined && act.shelves.customers.find(terms.customer) === undefined) {
    throw missingResource("customer", terms.customer, { param: "customer" });
  }

  const id = newId("cs_test", 58);
  const embedded = terms.uiMode === "embedded_page";
  const merchant = terms.merchant ?? act.settings.merchant;
  const session = act.shelves.sessions.keep({
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    branding_settings: {
      background_color: "#ffffff",
      border_style: "rounded",
      button_color: "#0a5c5c",
      display_name: merchant,
      font_family: "default",
      icon: null,
      logo: null,
    },
    cancel_url: terms.cancelUrl ?? null,
    client_reference_id: terms.clientReferenceId ?? null,
    client_secret: embedded ? `${id}_secret_${randomLetters(48)}` : null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: act.seconds,
    currency: "usd",
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: terms.customer ?? null,
    customer_account: null,
    customer_creation: terms.customer === undefined ? (terms.customerCreation ?? "if_required") : null,
    customer_details: null,
    customer_email: terms.customerEmail ?? null,
    discounts: [],
    expires_at: expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: null,
    managed_payments: null,
    metadata: terms.metadata,
    mode: "payment",
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ["card", "us_bank_account"],
    payment_status: "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    ...(embedded ? { redirect_on_completion: terms.redirectOnCompletion ?? "always" } : {}),
    ...(terms.returnUrl === undefined ? {} : { return_url: terms.returnUrl }),
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: terms.submitType ?? null,
    subscription: null,
    success_url: terms.successUrl ?? null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: terms.uiMode,
    url: embedded ? null : `${act.settings.url}/c/pay/${id}`,
    wallet_options: null,
  } as Stripe.Checkout.Session);
  act.shelves.sessionTerms.keep({
    id,
    merchant,
    clientSecret: session.client_secret,
    lineItems: items,
    paymentIntent: terms.paymentIntent,
  });
  act.shelves.openSessions.keep({ id, expiresAt });
  return session;
}

/** Only an open session can be expired; a paid one is not undone this way. */
export function expireCheckoutSession(act: Act, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  if (session.status !== "open") {
    throw invalidRequest(`Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`);
  }
  act.shelves.openSessions.remove(session.id);
  const expired = act.shelves.sessions.change(session.id, { status: "expired", url: null, client_secret: null });
  const intentId = session.payment_intent as string | null;
  // A declined attempt left a payment intent behind; nobody can pay it any more.
  if (intentId !== null) markCanceled(act, intentId, "abandoned");
  publish(act, "checkout.session.expired", expired);
  return expired;
}

export function expireDueSessions(act: Act): void {
  for (const { id, expiresAt } of act.shelves.openSessions.oldestFirst()) {
    if (expiresAt <= act.seconds) expireCheckoutSession(act, act.shelves.sessions.get(id));
  }
}

export type SessionPayment = { session: Stripe.Checkout.Session; declined?: Decline; redirectTo: string | null };

/** The payer's press on "Pay". A session that is already complete is not charged again: a double click is one payment. */
export function payCheckoutSession(act: Act, session: Stripe.Checkout.Session, instrument: Instrument, payer: Payer): SessionPayment {
  if (session.status === "complete") return { session, redirectTo: destinationOf(session) };
  if (session.status !== "open") throw invalidRequest(`This Checkout Session has a status of \`${session.status}\` and cannot be paid.`);
  const email = session.customer_email ?? payer.email;
  const method = keepPaymentMethod(act, instrument, { ...payer, email });
  const intent = paymentIntentOf(act, session);
  const attempt = attemptPayment(act, intent, method);
  if (attempt.decline) {
    return { session: act.shelves.sessions.get(session.id), declined: attempt.decline, redirectTo: null };
  }
  act.shelves.openSessions.remove(session.id);
  const complete = act.shelves.sessions.change(session.id, {
    // A bank payment completes the session before there is any money: `unpaid` until it arrives.
    payment_status: attempt.charge.status === "succeeded" ? "paid" : "unpaid",
    status: "complete",
    url: null,
    client_secret: null,
    customer_details: {
      address: method.billing_details.address,
      business_name: null,
      email: email ?? null,
      individual_name: null,
      name: payer.name ?? null,
      phone: null,
      tax_exempt: "none",
      tax_ids: [],
    },
  });
  publish(act, "checkout.session.completed", complete);
  return { session: complete, redirectTo: destinationOf(complete) };
}

/** Some days after: the bank answered. */
export function settleBankPayment(act: Act, chargeId: string, answer: "succeeded" | "failed"): void {
  const intentId = act.shelves.charges.get(chargeId).payment_intent as string;
  const sessionId = act.shelves.sessionOfPaymentIntent.find(intentId)?.session;
  if (answer === "succeeded") {
    succeed(act, bankPaymentSucceeded(act, chargeId));
    if (sessionId) publish(act, "checkout.session.async_payment_succeeded", act.shelves.sessions.change(sessionId, { payment_status: "paid" }));
    return;
  }
  const { decline } = bankPaymentFailed(act, chargeId);
  const failed = act.shelves.paymentIntents.change(intentId, {
    last_payment_error: {
      code: decline!.code,
      decline_code: decline!.declineCode,
      message: decline!.message,
      type: "card_error",
    } as Stripe.PaymentIntent.LastPaymentError,
    payment_method: null,
    status: "requires_payment_method",
  });
  publish(act, "payment_intent.payment_failed", failed);
  if (sessionId) publish(act, "checkout.session.async_payment_failed", act.shelves.sessions.get(sessionId));
}

/** Where the payer goes afterwards, with Stripe's own template filled in. Null when the page stays. */
export function destinationOf(session: Stripe.Checkout.Session): string | null {
  if (session.ui_mode === "embedded_page" && session.redirect_on_completion !== "always") return null;
  const address = session.ui_mode === "embedded_page" ? session.return_url : session.success_url;
  return address?.replaceAll("{CHECKOUT_SESSION_ID}", session.id) ?? null;
}

/** Made at the first attempt and kept for the next: a session has one payment intent, as many cards as it takes. */
function paymentIntentOf(act: Act, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  if (session.payment_intent !== null) return act.shelves.paymentIntents.get(session.payment_intent as string);
  const terms = act.shelves.sessionTerms.get(session.id).paymentIntent;
  const intent = createPaymentIntent(act, {
    ...terms,
    amount: session.amount_total!,
    customer: (session.customer as string | null) ?? undefined,
    receiptEmail: terms.receiptEmail,
  });
  act.shelves.sessionOfPaymentIntent.keep({ id: intent.id, session: session.id });
  act.shelves.sessions.change(session.id, { payment_intent: intent.id });
  return intent;
}

function checkAddresses({ uiMode, successUrl, cancelUrl, returnUrl, redirectOnCompletion }: NewSession): void {
  if (uiMode === "hosted_page") {
    if (successUrl === undefined) throw invalidParameter("Missing required param: success_url.", { param: "success_url", code: "parameter_missing" });
    if (returnUrl !== undefined) throw wrongFor("return_url", uiMode);
    if (redirectOnCompletion !== undefined) throw wrongFor("redirect_on_completion", uiMode);
    return;
  }
  if (successUrl !== undefined) throw wrongFor("success_url", uiMode);
  if (cancelUrl !== undefined) throw wrongFor("cancel_url", uiMode);
  if (redirectOnCompletion === "never") {
    if (returnUrl !== undefined) throw invalidParameter("`return_url` is not allowed when `redirect_on_completion` is `never`.", { param: "return_url" });
  } else if (returnUrl === undefined) {
    throw invalidParameter("Missing required param: return_url.", { param: "return_url", code: "parameter_missing" });
  }
}

function wrongFor(param: string, uiMode: string): Error {
  return invalidParameter(`\`${param}\` is not allowed when \`ui_mode\` is \`${uiMode}\`.`, { param });
}

function checkExpiry(act: Act, asked: number | undefined): number {
  if (asked === undefined) return act.seconds + 24 * HOUR;
  if (asked < act.seconds + 30 * MINUTE) {
    throw invalidParameter("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", {
      param: "expires_at",
    });
  }
  if (asked > act.seconds + 24 * HOUR) {
    throw invalidParameter("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", {
      param: "expires_at",
    });
  }
  return asked;
}

function checkTotal(total: number): void {
  if (total < SMALLEST_AMOUNT) {
    throw invalidParameter("The Checkout Session's total amount due must add up to at least $0.50 usd", {
      param: "line_items",
      code: "amount_too_small",
    });
  }
  if (total > LARGEST_AMOUNT) {
    throw invalidParameter("The Checkout Session's total amount due must add up to no more than $999,999.99 usd", {
      param: "line_items",
      code: "amount_too_large",
    });
  }
}
