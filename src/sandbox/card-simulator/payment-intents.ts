import type Stripe from "stripe";
import type { Act } from "./act";
import { cardDeclined, invalidParameter, invalidRequest, type StripeRefusal } from "./errors";
import { publish } from "./events";
import { newId, randomLetters } from "./identifiers";
import type { Metadata } from "./parameters";
import { findPaymentMethod, instrumentOf } from "./payment-methods";
import { attemptCharge, settle, type PaymentAttempt } from "./charges";

export type NewPaymentIntent = {
  amount: number;
  customer?: string;
  description?: string;
  metadata: Metadata;
  statementDescriptor?: string;
  statementDescriptorSuffix?: string;
  receiptEmail?: string;
  paymentMethod?: string;
  allowRedirects?: "always" | "never";
};

export const SMALLEST_AMOUNT = 50;
export const LARGEST_AMOUNT = 99_999_999;

export function createPaymentIntent(act: Act, terms: NewPaymentIntent): Stripe.PaymentIntent {
  const id = newId("pi");
  const paymentMethod = terms.paymentMethod === undefined ? null : findPaymentMethod(act, terms.paymentMethod).id;
  const intent = act.shelves.paymentIntents.keep({
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: terms.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: terms.allowRedirects ?? "always", enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${id}_secret_${randomLetters(25)}`,
    confirmation_method: "automatic",
    created: act.seconds,
    currency: "usd",
    customer: terms.customer ?? null,
    customer_account: null,
    description: terms.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: terms.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: paymentMethod,
    payment_method_configuration_details: null,
    payment_method_options: { card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" } },
    payment_method_types: ["card", "us_bank_account"],
    payment_record: null,
    processing: null,
    receipt_email: terms.receiptEmail ?? null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: terms.statementDescriptor ?? null,
    statement_descriptor_suffix: terms.statementDescriptorSuffix ?? null,
    status: paymentMethod ? "requires_confirmation" : "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
  });
  publish(act, "payment_intent.created", intent);
  return intent;
}

export type Confirmation = { paymentMethod?: string; returnUrl?: string };

/** Refuses a payment intent of a Checkout session, one in the wrong state, and one without a method; throws a decline as 402. */
export function confirmPaymentIntent(act: Act, intent: Stripe.PaymentIntent, { paymentMethod, returnUrl }: Confirmation): Stripe.PaymentIntent {
  refuseIfCheckoutOwns(act, intent, "confirm");
  if (intent.status !== "requires_payment_method" && intent.status !== "requires_confirmation") {
    throw unexpectedState(
      intent,
      `You cannot confirm this PaymentIntent because it has already ${intent.status === "succeeded" ? "succeeded after being previously confirmed" : `a status of ${intent.status}`}.`,
    );
  }
  const methodId = paymentMethod ?? (intent.payment_method as string | null) ?? undefined;
  checkConfirmable({ methodId, allowRedirects: intent.automatic_payment_methods?.allow_redirects, returnUrl });
  const method = findPaymentMethod(act, methodId!);
  const attempt = attemptPayment(act, intent, method);
  if (attempt.decline) throw declineOf(act, attempt, method);
  return attempt.intent;
}

/** What a confirmation needs, checked before anything is made or charged. */
export function checkConfirmable({ methodId, allowRedirects, returnUrl }: { methodId?: string; allowRedirects?: string; returnUrl?: string }): void {
  if (methodId === undefined) {
    throw invalidRequest(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.",
      { code: "payment_intent_unexpected_state" },
    );
  }
  if (allowRedirects !== "never" && returnUrl === undefined) {
    throw invalidRequest(
      "This PaymentIntent is configured to accept payment methods that might redirect your customer off of your page, so you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never`.",
      { param: "return_url" },
    );
  }
}

export type AttemptedPayment = PaymentAttempt & { intent: Stripe.PaymentIntent };

/** One try with one method. A decline leaves the intent open for the next card and is told in its `last_payment_error`. */
export function attemptPayment(act: Act, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): AttemptedPayment {
  const instrument = instrumentOf(act, method.id);
  if (intent.statement_descriptor !== null && instrument.kind === "card") {
    throw invalidRequest("PaymentIntents support `statement_descriptor_suffix` for card charges; `statement_descriptor` is not supported for the `card` payment method type.", {
      param: "statement_descriptor",
    });
  }
  const attempt = attemptCharge(act, intent, method, instrument);
  const { charge, decline } = attempt;
  if (decline) {
    const { payment_method: _, payment_intent: __, ...error } = declineOf(act, { ...attempt, intent }, method).body;
    const failed = act.shelves.paymentIntents.change(intent.id, {
      latest_charge: charge.id,
      last_payment_error: { ...error, payment_method: method, type: "card_error" } as Stripe.PaymentIntent.LastPaymentError,
      payment_method: null,
      status: "requires_payment_method",
    });
    publish(act, "payment_intent.payment_failed", failed);
    return { ...attempt, intent: failed };
  }
  if (charge.status === "pending") {
    const processing = act.shelves.paymentIntents.change(intent.id, {
      latest_charge: charge.id,
      last_payment_error: null,
      payment_method: method.id,
      status: "processing",
    });
    publish(act, "payment_intent.processing", processing);
    return { ...attempt, intent: processing };
  }
  return { ...attempt, intent: succeed(act, charge) };
}

export function succeed(act: Act, charge: Stripe.Charge): Stripe.PaymentIntent {
  const intent = act.shelves.paymentIntents.change(charge.payment_intent as string, {
    amount_received: charge.amount,
    latest_charge: charge.id,
    last_payment_error: null,
    payment_method: charge.payment_method,
    status: "succeeded",
  });
  publish(act, "payment_intent.succeeded", intent);
  settle(act, charge);
  return intent;
}

const CANCELLABLE = ["requires_payment_method", "requires_confirmation", "requires_action", "requires_capture"];

export function cancelPaymentIntent(act: Act, intent: Stripe.PaymentIntent, reason?: Stripe.PaymentIntent.CancellationReason): Stripe.PaymentIntent {
  refuseIfCheckoutOwns(act, intent, "cancel");
  if (!CANCELLABLE.includes(intent.status)) {
    throw unexpectedState(
      intent,
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${CANCELLABLE.join(", ")}.`,
    );
  }
  return markCanceled(act, intent.id, reason);
}

export function markCanceled(act: Act, intentId: string, reason?: Stripe.PaymentIntent.CancellationReason): Stripe.PaymentIntent {
  const canceled = act.shelves.paymentIntents.change(intentId, {
    canceled_at: act.seconds,
    cancellation_reason: reason ?? null,
    status: "canceled",
  });
  publish(act, "payment_intent.canceled", canceled);
  return canceled;
}

export function checkAmount(amount: number, param: string): void {
  if (amount < SMALLEST_AMOUNT) throw invalidParameter("Amount must be at least $0.50 usd", { param, code: "amount_too_small" });
  if (amount > LARGEST_AMOUNT) throw invalidParameter("Amount must be no more than $999,999.99", { param, code: "amount_too_large" });
}

/** The 402 that a declined confirmation gets. */
export function declineOf(act: Act, { charge, decline, intent }: AttemptedPayment, method: Stripe.PaymentMethod): StripeRefusal {
  return cardDeclined({
    code: decline!.code,
    decline_code: decline!.declineCode,
    message: decline!.message,
    charge: charge.id,
    payment_intent: act.shelves.paymentIntents.get(intent.id),
    payment_method: method,
  });
}

function refuseIfCheckoutOwns(act: Act, intent: Stripe.PaymentIntent, verb: "confirm" | "cancel"): void {
  const owner = act.shelves.sessionOfPaymentIntent.find(intent.id);
  if (owner === undefined) return;
  throw invalidRequest(`You cannot ${verb} this PaymentIntent because it was created by a Checkout Session. To cancel it, expire the Checkout Session (${owner.session}).`);
}

function unexpectedState(intent: Stripe.PaymentIntent, message: string): StripeRefusal {
  const refusal = invalidRequest(message, { code: "payment_intent_unexpected_state" });
  refusal.body.payment_intent = intent;
  return refusal;
}
