import type Stripe from "stripe";
import type { Act } from "./act";
import { newId } from "./identifiers";
import type { Metadata } from "./parameters";

export type NewLineItem = { name: string; description?: string; unitAmount: number; quantity: number; productMetadata?: Metadata };

/** A line of the checkout with a price made on the spot. The product has an id only: products are not served. */
export function lineItem(act: Act, { name, unitAmount, quantity }: NewLineItem): Stripe.LineItem {
  const amount = unitAmount * quantity;
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: "usd",
    description: name,
    metadata: {},
    price: {
      id: newId("price"),
      object: "price",
      active: false,
      billing_scheme: "per_unit",
      created: act.seconds,
      currency: "usd",
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: newId("prod", 14),
      recurring: null,
      tax_behavior: "unspecified",
      tiers_mode: null,
      transform_quantity: null,
      type: "one_time",
      unit_amount: unitAmount,
      unit_amount_decimal: String(unitAmount),
    },
    quantity,
  } as unknown as Stripe.LineItem;
}
