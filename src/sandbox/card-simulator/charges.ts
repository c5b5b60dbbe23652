import type Stripe from "stripe";
import type { Act } from "./act";
import { doLater } from "./act";
import { feeFor, postBalanceTransaction } from "./balance-transactions";
import type { Decline, Instrument } from "./cards";
import { publish } from "./events";
import { newId } from "./identifiers";
import { instrumentOf, paymentMethodDetails } from "./payment-methods";

export type PaymentAttempt = { charge: Stripe.Charge; decline?: Decline };

/** Asks the instrument for the money: it pays now, refuses now, or (a bank account) answers some time later. */
export function attemptCharge(act: Act, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, instrument: Instrument): PaymentAttempt {
  if (instrument.kind === "us_bank_account") {
    const charge = act.shelves.charges.keep(newCharge(act, intent, method, { status: "pending", paid: false, captured: true, amount_captured: intent.amount }));
    publish(act, "charge.pending", charge);
    doLater(act, instrument.decline ? "bank_payment_fails" : "bank_payment_succeeds", charge.id);
    return { charge };
  }
  if (instrument.decline) {
    const charge = act.shelves.charges.keep(newCharge(act, intent, method, { ...failure(instrument.decline), captured: false, amount_captured: 0 }));
    publish(act, "charge.failed", charge);
    return { charge, decline: instrument.decline };
  }
  const charge = act.shelves.charges.keep(newCharge(act, intent, method, { status: "succeeded", paid: true, captured: true, amount_captured: intent.amount }));
  publish(act, "charge.succeeded", charge);
  if (instrument.dispute) doLater(act, "dispute_opens", charge.id);
  return { charge };
}

/**
 * Books the money. With `automatic_async`, Stripe's default, `charge.succeeded` comes before there is a balance
 * transaction; `charge.updated` brings it. Whoever books the fee must wait for it or ask.
 */
export function settle(act: Act, charge: Stripe.Charge): Stripe.Charge {
  const instrument = instrumentOf(act, charge.payment_method!);
  const kind = instrument.kind === "card" ? "charge" : "payment";
  const transaction = postBalanceTransaction(act, {
    type: kind,
    reportingCategory: "charge",
    amount: charge.amount,
    fee: feeFor(act, instrument, charge.amount),
    feeDescription: "Stripe processing fees",
    source: charge.id,
    description: charge.description,
    availableAtOnce: instrument.availableAtOnce,
  });
  const settled = act.shelves.charges.change(charge.id, { balance_transaction: transaction.id });
  publish(act, "charge.updated", settled, { balance_transaction: null });
  return settled;
}

export function bankPaymentSucceeded(act: Act, chargeId: string): Stripe.Charge {
  const charge = act.shelves.charges.change(chargeId, { status: "succeeded", paid: true });
  publish(act, "charge.succeeded", charge);
  return charge;
}

export function bankPaymentFailed(act: Act, chargeId: string): PaymentAttempt {
  const decline = instrumentOf(act, act.shelves.charges.get(chargeId).payment_method!).decline!;
  const charge = act.shelves.charges.change(chargeId, { ...failure(decline), captured: false, amount_captured: 0 });
  publish(act, "charge.failed", charge);
  return { charge, decline };
}

function failure(decline: Decline): Partial<Stripe.Charge> {
  return {
    status: "failed",
    paid: false,
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: {
      advice_code: "try_again_later",
      network_advice_code: null,
      network_decline_code: null,
      network_status: "declined_by_network",
      reason: decline.declineCode,
      risk_level: "normal",
      risk_score: 10,
      seller_message: "The bank did not return any further details with this decline.",
      type: "issuer_declined",
    },
  };
}

function newCharge(act: Act, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, result: Partial<Stripe.Charge>): Stripe.Charge {
  const id = newId(method.type === "card" ? "ch" : "py");
  const base: Stripe.Charge = {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: calculatedDescriptor(act, intent),
    captured: true,
    created: act.seconds,
    currency: "usd",
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: "approved_by_network",
      reason: null,
      risk_level: "normal",
      risk_score: 10,
      seller_message: "Payment complete.",
      type: "authorized",
    },
    paid: true,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: paymentMethodDetails(method, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: `${act.settings.url}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: "succeeded",
    transfer_data: null,
    transfer_group: null,
  };
  return { ...base, ...result };
}

/** What the card statement says: the account's prefix, an asterisk, and the suffix of this payment; 22 characters at most. */
function calculatedDescriptor(act: Act, intent: Stripe.PaymentIntent): string {
  const { statementDescriptorPrefix: prefix } = act.settings;
  const suffix = intent.statement_descriptor_suffix;
  return (suffix === null ? prefix : `${prefix}* ${suffix}`).slice(0, 22).toUpperCase();
}
