import { createHash } from "node:crypto";
import type Stripe from "stripe";
import type { Act } from "./act";
import { instrumentByToken, instrumentNamed, type Instrument } from "./cards";
import { missingResource } from "./errors";
import { newId } from "./identifiers";

/** Who pays, as the page asked. Card numbers stop before this point. */
export type Payer = { email?: string; name?: string };

export function keepPaymentMethod(act: Act, instrument: Instrument, payer: Payer = {}): Stripe.PaymentMethod {
  const method = {
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: billingDetails(payer),
    created: act.seconds,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: instrument.kind,
    ...(instrument.kind === "card" ? { card: cardOf(act, instrument) } : { us_bank_account: bankAccountOf(instrument) }),
  } as Stripe.PaymentMethod;
  act.shelves.instruments.keep({ id: method.id, instrument: instrument.name });
  return act.shelves.paymentMethods.keep(method);
}

/** `pm_card_visa` and its like make a new method, as with Stripe; any other id must be one of ours. */
export function findPaymentMethod(act: Act, id: string): Stripe.PaymentMethod {
  const instrument = instrumentByToken(id);
  if (instrument !== undefined) return keepPaymentMethod(act, instrument);
  const method = act.shelves.paymentMethods.find(id);
  if (method === undefined) throw missingResource("PaymentMethod", id, { param: "payment_method" });
  return method;
}

export function instrumentOf(act: Act, paymentMethodId: string): Instrument {
  return instrumentNamed(act.shelves.instruments.get(paymentMethodId).instrument);
}

export function billingDetails({ email, name }: Payer): Stripe.Charge.BillingDetails {
  const address = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null } as unknown as Stripe.Address;
  return { address, email: email ?? null, name: name ?? null, phone: null, tax_id: null };
}

export function paymentMethodDetails(method: Stripe.PaymentMethod, amount: number): Stripe.Charge.PaymentMethodDetails {
  if (method.us_bank_account) {
    const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } = method.us_bank_account;
    return {
      type: "us_bank_account",
      us_bank_account: { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number, payment_reference: null },
    } as Stripe.Charge.PaymentMethodDetails;
  }
  const { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4 } = method.card!;
  return {
    type: "card",
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand,
      checks,
      country,
      electronic_commerce_indicator: null,
      exp_month,
      exp_year,
      fingerprint,
      funding,
      installments: null,
      last4,
      mandate: null,
      network: brand,
      network_transaction_id: null,
      regulated_status: "unregulated",
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  } as Stripe.Charge.PaymentMethodDetails;
}

function cardOf(act: Act, instrument: Instrument): Stripe.PaymentMethod.Card {
  return {
    brand: instrument.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "US",
    display_brand: instrument.brand,
    exp_month: 12,
    exp_year: act.now.getUTCFullYear() + 3,
    fingerprint: fingerprintOf(instrument),
    funding: instrument.funding,
    generated_from: null,
    last4: instrument.number.slice(-4),
    networks: { available: [instrument.brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function bankAccountOf(instrument: Instrument): Stripe.PaymentMethod.UsBankAccount {
  return {
    account_holder_type: "individual",
    account_type: "checking",
    bank_name: instrument.brand,
    financial_connections_account: null,
    fingerprint: fingerprintOf(instrument),
    last4: instrument.number.slice(-4),
    networks: { preferred: "ach", supported: ["ach"] },
    routing_number: "110000000",
    status_details: null,
  };
}

/** The same card has the same fingerprint. It comes from the row's name: a hash of a card number can be turned back. */
function fingerprintOf(instrument: Instrument): string {
  return createHash("sha256").update(`fingerprint of ${instrument.name}`).digest("base64url").replaceAll(/[-_]/g, "x").slice(0, 16);
}
