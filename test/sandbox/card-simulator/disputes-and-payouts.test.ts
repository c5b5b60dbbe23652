import type Stripe from "stripe";
import { openTill, paidCharge, refusalOf, type Till } from "./till";

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(() => till.close());

const disputeOf = async (charge: Stripe.Charge): Promise<Stripe.Dispute> => (await till.stripe.disputes.list({ charge: charge.id })).data[0]!;

test("a disputed card loses the money and a fee, and winning gives the money back", async () => {
  const { stripe, simulator } = till;
  const charge = await paidCharge(till, "4000000000000259");
  expect(await disputeOf(charge)).toBeUndefined();
  simulator.controls.runLaterActs();
  const dispute = await disputeOf(charge);
  expect(dispute).toMatchObject({
    amount: 4575,
    reason: "fraudulent",
    status: "needs_response",
    payment_intent: charge.payment_intent,
    balance_transactions: [{ amount: -4575, fee: 1500, net: -6075, type: "adjustment", reporting_category: "dispute" }],
  });
  expect((await stripe.charges.retrieve(charge.id)).disputed).toBe(true);
  expect(await refusalOf(stripe.refunds.create({ charge: charge.id }))).toMatchObject({ status: 400, code: "charge_disputed" });

  simulator.controls.winDispute(dispute.id);
  const won = await stripe.disputes.retrieve(dispute.id, { expand: ["charge"] });
  expect(won.status).toBe("won");
  expect(won.balance_transactions.map(({ net }) => net)).toEqual([-6075, 4575]);
  expect((won.charge as Stripe.Charge).id).toBe(charge.id);
  expect((await till.happened()).slice(-4)).toEqual(["charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.closed", "charge.dispute.funds_reinstated"]);
  expect(() => simulator.controls.loseDispute(dispute.id)).toThrow("This dispute is already closed.");
});

test("a lost dispute moves nothing more", async () => {
  const { stripe, simulator } = till;
  const charge = await paidCharge(till);
  const dispute = simulator.controls.dispute(charge.id, { reason: "product_not_received" });
  simulator.controls.loseDispute(dispute.id);
  expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: "lost", reason: "product_not_received" });
  expect((await stripe.balanceTransactions.list()).data.map(({ net }) => net)).toEqual([-6075, 4412]);
});

test("evidence decides as in Stripe's test mode", async () => {
  const { stripe, simulator } = till;
  const first = simulator.controls.dispute((await paidCharge(till)).id);
  const second = simulator.controls.dispute((await paidCharge(till)).id);
  const third = simulator.controls.dispute((await paidCharge(till)).id);
  expect((await stripe.disputes.update(first.id, { evidence: { uncategorized_text: "winning_evidence" } })).status).toBe("won");
  expect((await stripe.disputes.update(second.id, { evidence: { uncategorized_text: "losing_evidence" } })).status).toBe("lost");
  expect((await stripe.disputes.update(third.id, { evidence: { product_description: "A visit" } })).status).toBe("under_review");
  expect((await stripe.disputes.close(third.id)).status).toBe("lost");
});

test("an inquiry asks and takes nothing", async () => {
  const { simulator, stripe } = till;
  const charge = await paidCharge(till, "4000000000001976");
  simulator.controls.runLaterActs();
  expect(await disputeOf(charge)).toMatchObject({ status: "warning_needs_response", balance_transactions: [] });
  expect((await stripe.balanceTransactions.list()).data).toHaveLength(1);
});

test("a payout takes what is available, and its transactions add up to the deposit", async () => {
  const { stripe, simulator, clock } = till;
  const first = await paidCharge(till);
  await stripe.refunds.create({ charge: first.id, amount: 575 });
  expect(() => simulator.controls.payOut()).toThrow("There is nothing to pay out");
  clock.forward(2 * 86_400);
  await paidCharge(till);
  const payout = simulator.controls.payOut();
  // 4412 from Monday's charge less the refund of 575; Wednesday's charge still waits.
  expect(payout).toMatchObject({ amount: 3837, status: "paid", automatic: true });
  const inside = await stripe.balanceTransactions.list({ payout: payout.id, expand: ["data.source"] });
  expect(inside.data.map(({ type, net }) => [type, net])).toEqual([
    ["payout", -3837],
    ["refund", -575],
    ["charge", 4412],
  ]);
  expect((inside.data[2]!.source as Stripe.Charge).id).toBe(first.id);
  expect((await till.happened()).slice(-3)).toEqual(["payout.created", "payout.reconciliation_completed", "payout.paid"]);
  expect((await stripe.payouts.list({ status: "paid" })).data.map(({ id }) => id)).toEqual([payout.id]);
  expect(() => simulator.controls.payOut()).toThrow("There is nothing to pay out");
  expect(simulator.controls.payOut({ includePending: true }).amount).toBe(4412);
});

test("the card that skips the wait is paid out at once", async () => {
  await paidCharge(till, "4000000000000077");
  expect(till.simulator.controls.payOut().amount).toBe(4412);
});

test("a payout that the bank sent back leaves with the next one", async () => {
  const { simulator, stripe } = till;
  await paidCharge(till, "4000000000000077");
  const payout = simulator.controls.payOut({ arrive: false });
  expect(payout.status).toBe("in_transit");
  expect(simulator.controls.payoutFails(payout.id)).toMatchObject({ status: "failed", failure_code: "account_closed" });
  expect(simulator.controls.payOut().amount).toBe(4412);
  expect((await stripe.events.list({ type: "payout.*" })).data.map(({ type }) => type).reverse()).toEqual([
    "payout.created",
    "payout.reconciliation_completed",
    "payout.failed",
    "payout.created",
    "payout.reconciliation_completed",
    "payout.paid",
  ]);
});
