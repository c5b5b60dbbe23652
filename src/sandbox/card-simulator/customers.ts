import type Stripe from "stripe";
import type { Act } from "./act";
import { newId, randomLetters } from "./identifiers";
import type { Metadata } from "./parameters";
import { publish } from "./events";

export type NewCustomer = { email?: string; name?: string; phone?: string; description?: string; metadata: Metadata };

export function createCustomer(act: Act, { email, name, phone, description, metadata }: NewCustomer): Stripe.Customer {
  const customer = act.shelves.customers.keep({
    id: newId("cus", 14),
    object: "customer",
    address: null,
    balance: 0,
    created: act.seconds,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: description ?? null,
    discount: null,
    email: email ?? null,
    invoice_prefix: randomLetters(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata,
    name: name ?? null,
    next_invoice_sequence: 1,
    phone: phone ?? null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  });
  publish(act, "customer.created", customer);
  return customer;
}
