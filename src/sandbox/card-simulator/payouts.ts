import type Stripe from "stripe";
import type { Act } from "./act";
import { isAvailable, postBalanceTransaction } from "./balance-transactions";
import { invalidRequest } from "./errors";
import { publish } from "./events";
import { newId } from "./identifiers";

export type NewPayout = { includePending?: boolean; arrive?: boolean };

/**
 * Sends to the bank everything that is available and not yet paid out, as Stripe's daily automatic payout does.
 * Listing balance transactions by payout then gives exactly what the deposit is made of, and the payout's own line.
 */
export function createPayout(act: Act, { includePending = false, arrive = true }: NewPayout = {}): Stripe.Payout {
  const { shelves } = act;
  const contents = shelves.balanceTransactions
    .oldestFirst()
    .filter((each) => each.type !== "payout" && shelves.payoutOfTransaction.find(each.id) === undefined)
    .filter((each) => includePending || isAvailable(act, each));
  const amount = contents.reduce((sum, each) => sum + each.net, 0);
  if (amount <= 0) {
    throw invalidRequest("There is nothing to pay out: the available balance is not above zero. Money from charges waits some days; `includePending` takes it at once.");
  }
  const id = newId("po");
  const own = postBalanceTransaction(act, {
    type: "payout",
    reportingCategory: "payout",
    amount: -amount,
    source: id,
    description: "STRIPE PAYOUT",
    availableAtOnce: true,
  });
  for (const each of [...contents, own]) shelves.payoutOfTransaction.keep({ id: each.id, payout: id });
  const payout = shelves.payouts.keep({
    id,
    object: "payout",
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: act.seconds,
    automatic: true,
    balance_transaction: own.id,
    created: act.seconds,
    currency: "usd",
    description: "STRIPE PAYOUT",
    destination: "ba_simulatedBankAccount",
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: "standard",
    original_payout: null,
    payout_method: null,
    reconciliation_status: "completed",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: null,
    status: "in_transit",
    trace_id: null,
    type: "bank_account",
  });
  publish(act, "payout.created", payout);
  publish(act, "payout.reconciliation_completed", payout);
  return arrive ? payoutArrives(act, payout) : payout;
}

export function payoutArrives(act: Act, payout: Stripe.Payout): Stripe.Payout {
  refuseUnlessInTransit(payout);
  const paid = act.shelves.payouts.change(payout.id, { status: "paid", arrival_date: act.seconds });
  publish(act, "payout.paid", paid);
  return paid;
}

/**
 * The bank sent it back: the amount is in the balance again and leaves with the next payout. That can happen to a payout
 * which already said `paid`: the bank's answer takes days.
 */
export function payoutFails(act: Act, payout: Stripe.Payout): Stripe.Payout {
  if (payout.status !== "paid") refuseUnlessInTransit(payout);
  const returned = postBalanceTransaction(act, {
    type: "payout_failure",
    reportingCategory: "payout_reversal",
    amount: payout.amount,
    source: payout.id,
    description: "PAYOUT FAILURE",
    availableAtOnce: true,
  });
  const failed = act.shelves.payouts.change(payout.id, {
    failure_balance_transaction: returned.id,
    failure_code: "account_closed",
    failure_message: "The bank account has been closed.",
    status: "failed",
  });
  publish(act, "payout.failed", failed);
  return failed;
}

function refuseUnlessInTransit(payout: Stripe.Payout): void {
  if (payout.status !== "in_transit") throw invalidRequest(`Payout ${payout.id} has a status of ${payout.status}.`);
}
