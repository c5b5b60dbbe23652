import { openTill, refusalOf, type Till } from "./till";

let till: Till;
beforeEach(async () => {
  till = await openTill({ webhookUrl: undefined });
});
afterEach(() => till.close());

const NO_REDIRECT = { enabled: true, allow_redirects: "never" } as const;

test("a payment intent is confirmed with a test method and books its fee", async () => {
  const { stripe } = till;
  const made = await stripe.paymentIntents.create({
    amount: 10_000,
    currency: "usd",
    automatic_payment_methods: NO_REDIRECT,
    metadata: { payment: "pay_2" },
  });
  expect(made).toMatchObject({
    status: "requires_payment_method",
    latest_charge: null,
    amount_received: 0,
    client_secret: expect.stringMatching(`^${made.id}_secret_`),
  });
  const paid = await stripe.paymentIntents.confirm(made.id, {
    payment_method: "pm_card_visa",
    expand: ["latest_charge.balance_transaction"],
  });
  expect(paid).toMatchObject({
    status: "succeeded",
    amount_received: 10_000,
    latest_charge: { amount: 10_000, metadata: { payment: "pay_2" }, balance_transaction: { amount: 10_000, fee: 320, net: 9680 } },
  });
  expect((await stripe.paymentMethods.retrieve(paid.payment_method as string)).card).toMatchObject({ brand: "visa", last4: "4242" });
});

test.each([
  [50, 31],
  [51, 31],
  [52, 32],
  [1099, 62],
  [1_000, 59],
  [99_999_999, 2_900_030],
])("the fee on %i cents is %i", async (amount, fee) => {
  const { stripe } = till;
  const paid = await stripe.paymentIntents.create({
    amount,
    currency: "usd",
    confirm: true,
    payment_method: "pm_card_visa",
    automatic_payment_methods: NO_REDIRECT,
  });
  const [transaction] = (await stripe.balanceTransactions.list({ source: paid.latest_charge as string })).data;
  expect(transaction).toMatchObject({
    amount,
    fee,
    net: amount - fee,
    fee_details: [{ amount: fee, currency: "usd", type: "stripe_fee" }],
  });
  expect((await stripe.balanceTransactions.retrieve(transaction!.id)).net).toBe(amount - fee);
});

test.each([
  ["pm_card_visa_chargeDeclined", "card_declined", "generic_decline"],
  ["pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
  ["pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"],
  ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc"],
  ["pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error"],
])("%s is a card error with 402, and the intent waits for another card", async (method, code, decline) => {
  const { stripe } = till;
  const { id } = await stripe.paymentIntents.create({ amount: 5000, currency: "usd", automatic_payment_methods: NO_REDIRECT });
  const error = await stripe.paymentIntents.confirm(id, { payment_method: method }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    type: "StripeCardError",
    statusCode: 402,
    code,
    decline_code: decline,
    payment_intent: { id, status: "requires_payment_method" },
  });
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code, decline_code: decline },
  });
  expect((await stripe.charges.list({ payment_intent: id })).data).toMatchObject([{ status: "failed", paid: false, balance_transaction: null }]);
  expect((await stripe.balanceTransactions.list()).data).toEqual([]);
});

test("a succeeded intent is neither confirmed nor canceled again", async () => {
  const { stripe } = till;
  const { id } = await stripe.paymentIntents.create({
    amount: 5000,
    currency: "usd",
    confirm: true,
    payment_method: "pm_card_visa",
    automatic_payment_methods: NO_REDIRECT,
  });
  expect(await refusalOf(stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" }))).toMatchObject({
    status: 400,
    code: "payment_intent_unexpected_state",
  });
  expect(await refusalOf(stripe.paymentIntents.cancel(id))).toMatchObject({ status: 400, code: "payment_intent_unexpected_state" });
  expect((await stripe.charges.list()).data).toHaveLength(1);
});

test("an open intent is canceled with its reason", async () => {
  const { stripe } = till;
  const { id } = await stripe.paymentIntents.create({ amount: 5000, currency: "usd" });
  expect(await stripe.paymentIntents.cancel(id, { cancellation_reason: "abandoned" })).toMatchObject({
    status: "canceled",
    cancellation_reason: "abandoned",
  });
  expect(await till.happened()).toEqual(["payment_intent.created", "payment_intent.canceled"]);
  expect(await refusalOf(stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" }))).toMatchObject({
    code: "payment_intent_unexpected_state",
  });
});

test.each([
  ["49 cents", { amount: 49, currency: "usd" }, "amount_too_small", "amount"],
  ["too much", { amount: 100_000_000, currency: "usd" }, "amount_too_large", "amount"],
  ["no amount", { currency: "usd" }, "parameter_missing", "amount"],
  ["a confirmation without a method", { amount: 500, currency: "usd", confirm: true }, "payment_intent_unexpected_state", undefined],
  ["a confirmation that might redirect to nowhere", { amount: 500, currency: "usd", confirm: true, payment_method: "pm_card_visa" }, undefined, "return_url"],
  ["a method that is not here", { amount: 500, currency: "usd", payment_method: "pm_nobody" }, "resource_missing", "payment_method"],
  ["payment_method_types", { amount: 500, currency: "usd", payment_method_types: ["card"] }, "parameter_unknown", "payment_method_types"],
  ["euros", { amount: 500, currency: "eur" }, undefined, "currency"],
])("%s is refused and nothing is made", async (_what, params, code, param) => {
  const refusal = await refusalOf(till.stripe.paymentIntents.create(params as never));
  expect(refusal).toMatchObject({ status: 400, type: "invalid_request_error" });
  expect([refusal.code, refusal.param]).toEqual([code, param]);
  expect((await till.stripe.paymentIntents.list()).data).toEqual([]);
});
