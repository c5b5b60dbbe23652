import type Stripe from "stripe";
import { doLater, type Act } from "./act";
import { postBalanceTransaction } from "./balance-transactions";
import { invalidRequest, missingResource } from "./errors";
import { publish } from "./events";
import { newId } from "./identifiers";
import type { Metadata } from "./parameters";
import { instrumentOf } from "./payment-methods";

export type NewRefund = { charge?: string; paymentIntent?: string; amount?: number; reason?: Stripe.Refund.Reason; metadata: Metadata };

/**
 * Gives money back, all that is left unless an amount is named. The processor keeps its fee. Refuses more than is left,
 * a charge that was not paid, and one under dispute: the bank has already taken that money.
 */
export function createRefund(act: Act, terms: NewRefund): Stripe.Refund {
  const charge = chargeToRefund(act, terms);
  if (charge.disputed && openDisputeOf(act, charge)) {
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: "charge_disputed" });
  }
  const left = charge.amount - charge.amount_refunded;
  if (left === 0) throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  const amount = terms.amount ?? left;
  if (amount > left) {
    throw invalidRequest(`Refund amount ($${dollars(amount)}) is greater than unrefunded amount on charge ($${dollars(left)})`, {
      param: "amount",
    });
  }

  const instrument = instrumentOf(act, charge.payment_method!);
  const id = newId(instrument.kind === "card" ? "re" : "pyr");
  const transaction = postBalanceTransaction(act, {
    type: instrument.kind === "card" ? "refund" : "payment_refund",
    reportingCategory: "refund",
    amount: -amount,
    source: id,
    description: `REFUND FOR ${instrument.kind === "card" ? "CHARGE" : "PAYMENT"}${charge.description === null ? "" : ` (${charge.description})`}`,
    availableAtOnce: true,
  });
  const refund = act.shelves.refunds.keep({
    id,
    object: "refund",
    amount,
    balance_transaction: transaction.id,
    charge: charge.id,
    created: act.seconds,
    currency: "usd",
    customer: charge.customer,
    customer_account: null,
    ...(instrument.kind === "card"
      ? {
          destination_details: {
            card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
            type: "card",
          },
        }
      : {}),
    metadata: terms.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: terms.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: instrument.refund === "pending_then_succeeds" || instrument.kind === "us_bank_account" ? "pending" : "succeeded",
    transfer_reversal: null,
  });
  const refunded = charge.amount_refunded + amount;
  const chargeAfter = act.shelves.charges.change(charge.id, { amount_refunded: refunded, refunded: refunded === charge.amount });
  publish(act, "refund.created", refund);
  publish(act, "charge.refunded", chargeAfter, { amount_refunded: charge.amount_refunded, refunded: charge.refunded });
  if (refund.status === "pending") doLater(act, "refund_succeeds", refund.id);
  if (instrument.refund === "succeeds_then_fails") doLater(act, "refund_fails", refund.id);
  return refund;
}

/** The bank took its time and paid. */
export function refundSucceeds(act: Act, refundId: string): Stripe.Refund {
  const refund = act.shelves.refunds.get(refundId);
  if (refund.status !== "pending") throw invalidRequest(`Refund ${refundId} has a status of ${refund.status}; only a pending refund can succeed.`);
  return update(act, refund, { status: "succeeded" });
}

/** A refund can fail after it had succeeded, when the card was closed: the money comes back to the merchant's balance. */
export function refundFails(act: Act, refundId: string, reason = "expired_or_canceled_card"): Stripe.Refund {
  const refund = act.shelves.refunds.get(refundId);
  if (refund.status !== "pending" && refund.status !== "succeeded") {
    throw invalidRequest(`Refund ${refundId} has a status of ${refund.status} and cannot fail.`);
  }
  const transaction = postBalanceTransaction(act, {
    type: "refund_failure",
    reportingCategory: "refund_failure",
    amount: refund.amount,
    source: refund.id,
    description: "REFUND FAILURE",
    availableAtOnce: true,
  });
  const charge = act.shelves.charges.get(refund.charge as string);
  act.shelves.charges.change(charge.id, { amount_refunded: charge.amount_refunded - refund.amount, refunded: false });
  const failed = update(act, refund, { status: "failed", failure_reason: reason, failure_balance_transaction: transaction.id });
  publish(act, "refund.failed", failed);
  return failed;
}

function update(act: Act, refund: Stripe.Refund, fields: Partial<Stripe.Refund>): Stripe.Refund {
  const changed = act.shelves.refunds.change(refund.id, fields);
  const previous = { status: refund.status };
  publish(act, "refund.updated", changed, previous);
  // The older name of the same news; Stripe still sends both.
  publish(act, "charge.refund.updated", changed, previous);
  return changed;
}

function chargeToRefund(act: Act, { charge: chargeId, paymentIntent: intentId }: NewRefund): Stripe.Charge {
  if (chargeId === undefined && intentId === undefined) {
    throw invalidRequest("One of the following params should be provided for this request: payment_intent or charge.");
  }
  let id = chargeId;
  if (intentId !== undefined) {
    const intent = act.shelves.paymentIntents.find(intentId);
    if (intent === undefined) throw missingResource("payment_intent", intentId, { param: "payment_intent" });
    const latest = intent.latest_charge as string | null;
    if (latest === null || intent.status !== "succeeded") {
      throw invalidRequest(`This PaymentIntent (${intentId}) does not have a successful charge to refund.`, { param: "payment_intent" });
    }
    if (id !== undefined && id !== latest) throw invalidRequest(`Charge ${id} does not belong to ${intentId}.`, { param: "charge" });
    id = latest;
  }
  const charge = act.shelves.charges.find(id!);
  if (charge === undefined) throw missingResource("charge", id!, { param: "charge" });
  if (charge.status !== "succeeded") throw invalidRequest(`Charge ${charge.id} was not successful and cannot be refunded.`, { param: "charge" });
  return charge;
}

function openDisputeOf(act: Act, charge: Stripe.Charge): boolean {
  return act.shelves.disputes.oldestFirst().some((dispute) => dispute.charge === charge.id && dispute.status !== "won" && !dispute.status.startsWith("warning_"));
}

function dollars(amount: number): string {
  const digits = String(amount).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
