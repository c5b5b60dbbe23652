import { applyRate, cents } from "../../vocabulary";
import type Stripe from "stripe";
import type { Act } from "./act";
import type { Instrument } from "./cards";
import { newId } from "./identifiers";

const DAY = 86_400;

export type Posting = {
  type: Stripe.BalanceTransaction.Type;
  reportingCategory: string;
  amount: number;
  fee?: number;
  feeDescription?: string;
  source: string;
  description: string | null;
  availableAtOnce?: boolean;
};

/** Every movement of money is one of these: amount, the processor's fee, and the net that reaches the bank. */
export function postBalanceTransaction(act: Act, posting: Posting): Stripe.BalanceTransaction {
  const fee = posting.fee ?? 0;
  return act.shelves.balanceTransactions.keep({
    id: newId("txn"),
    object: "balance_transaction",
    amount: posting.amount,
    available_on: posting.availableAtOnce ? act.seconds : act.seconds + act.settings.settlementDays * DAY,
    balance_type: "payments",
    created: act.seconds,
    currency: "usd",
    description: posting.description,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [{ amount: fee, application: null, currency: "usd", description: posting.feeDescription ?? null, type: "stripe_fee" }],
    net: posting.amount - fee,
    reporting_category: posting.reportingCategory,
    source: posting.source,
    // Recomputed whenever it is shown: money becomes available by waiting.
    status: posting.availableAtOnce ? "available" : "pending",
    type: posting.type,
  });
}

/** 2.9 % and 30 cents for a card; 0.8 % and at most 5 dollars for a bank account. Rounded once, half up, in whole cents. */
export function feeFor(act: Act, instrument: Instrument, amount: number): number {
  const { card, bank } = act.settings.fees;
  if (instrument.kind === "card") return Number(applyRate(cents(amount), card.rate, "half-up")) + card.fixed;
  return Math.min(Number(applyRate(cents(amount), bank.rate, "half-up")) + bank.fixed, bank.most);
}

export function isAvailable(act: Act, transaction: Stripe.BalanceTransaction): boolean {
  return transaction.available_on <= act.seconds;
}
