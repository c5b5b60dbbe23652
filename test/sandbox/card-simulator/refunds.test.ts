import { openTill, paidCharge, refusalOf, type Till } from "./till";

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(() => till.close());

test("a refund in part, then of the rest; the fee is not given back", async () => {
  const { stripe } = till;
  const charge = await paidCharge(till);
  const part = await stripe.refunds.create({
    charge: charge.id,
    amount: 1575,
    reason: "requested_by_customer",
    metadata: { refund: "ref_1" },
    expand: ["balance_transaction"],
  });
  expect(part).toMatchObject({
    amount: 1575,
    status: "succeeded",
    charge: charge.id,
    metadata: { refund: "ref_1" },
    balance_transaction: { amount: -1575, fee: 0, net: -1575, type: "refund" },
  });
  expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 1575, refunded: false });
  const rest = await stripe.refunds.create({ payment_intent: charge.payment_intent as string });
  expect(rest.amount).toBe(3000);
  const after = await stripe.charges.retrieve(charge.id, { expand: ["refunds"] });
  expect(after).toMatchObject({ amount_refunded: 4575, refunded: true });
  expect(after.refunds!.data.map(({ id }) => id)).toEqual([rest.id, part.id]);
  expect((await stripe.refunds.list({ charge: charge.id })).data.map(({ amount }) => amount)).toEqual([3000, 1575]);
  expect(await refusalOf(stripe.refunds.create({ charge: charge.id }))).toMatchObject({ status: 400, code: "charge_already_refunded" });
  expect((await till.happened()).slice(-4)).toEqual(["refund.created", "charge.refunded", "refund.created", "charge.refunded"]);
});

test("more than is left is refused and nothing changes", async () => {
  const { stripe } = till;
  const charge = await paidCharge(till);
  await stripe.refunds.create({ charge: charge.id, amount: 4000 });
  expect(await refusalOf(stripe.refunds.create({ charge: charge.id, amount: 576 }))).toEqual({
    status: 400,
    type: "invalid_request_error",
    param: "amount",
    message: "Refund amount ($5.76) is greater than unrefunded amount on charge ($5.75)",
  });
  expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 4000 });
  expect((await stripe.refunds.list()).data).toHaveLength(1);
});

test("a slow refund is pending, then succeeds", async () => {
  const { stripe, simulator } = till;
  const charge = await paidCharge(till, "4000000000007726");
  const refund = await stripe.refunds.create({ charge: charge.id });
  expect(refund.status).toBe("pending");
  simulator.controls.runLaterActs();
  expect((await stripe.refunds.retrieve(refund.id)).status).toBe("succeeded");
  expect((await till.happened()).slice(-4)).toEqual(["refund.created", "charge.refunded", "refund.updated", "charge.refund.updated"]);
});

test("a refund that had succeeded fails: the money returns to the balance and can be refunded again", async () => {
  const { stripe, simulator } = till;
  const charge = await paidCharge(till, "4000000000005126");
  const refund = await stripe.refunds.create({ charge: charge.id });
  expect(refund.status).toBe("succeeded");
  simulator.controls.runLaterActs();
  expect(await stripe.refunds.retrieve(refund.id, { expand: ["failure_balance_transaction"] })).toMatchObject({
    status: "failed",
    failure_reason: "expired_or_canceled_card",
    failure_balance_transaction: { amount: 4575, net: 4575, type: "refund_failure" },
  });
  expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 0, refunded: false });
  expect((await till.happened()).slice(-3)).toEqual(["refund.updated", "charge.refund.updated", "refund.failed"]);
  expect((await stripe.balanceTransactions.list()).data.map(({ net }) => net)).toEqual([4575, -4575, 4412]);
});

test("a failed charge has nothing to refund", async () => {
  const { stripe } = till;
  const intent = await stripe.paymentIntents.create({
    amount: 500,
    currency: "usd",
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
  });
  await stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa_chargeDeclined" }).catch(() => undefined);
  const [charge] = (await stripe.charges.list()).data;
  expect(await refusalOf(stripe.refunds.create({ charge: charge!.id }))).toMatchObject({ status: 400, param: "charge" });
  expect(await refusalOf(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({ status: 400, param: "payment_intent" });
  expect(await refusalOf(stripe.refunds.create({}))).toMatchObject({ status: 400 });
});
