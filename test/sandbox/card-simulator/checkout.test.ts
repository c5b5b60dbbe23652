import Stripe from "stripe";
import { EMBEDDED, HOSTED, MONDAY, openTill, refusalOf, type Till } from "./till";

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(() => till.close());

test("an embedded session is paid, and the signed webhooks tell the story in order", async () => {
  const { stripe, simulator, webhooks } = till;
  const session = await stripe.checkout.sessions.create(EMBEDDED, { idempotencyKey: "payment-1" });
  expect(session).toMatchObject({
    object: "checkout.session",
    amount_total: 4575,
    client_secret: expect.stringMatching(/^cs_test_\w{58}_secret_\w+$/),
    expires_at: MONDAY.getTime() / 1000 + 24 * 3600,
    metadata: { payment: "pay_1" },
    payment_intent: null,
    payment_status: "unpaid",
    status: "open",
    ui_mode: "embedded_page",
    url: null,
  });
  expect(session.lastResponse.requestId).toMatch(/^req_/);
  expect(session.lastResponse.apiVersion).toBe("2026-10-28.endive");
  expect(session.lastResponse.idempotencyKey).toBe("payment-1");

  const paid = simulator.controls.pay(session.id, { card: "4242 4242 4242 4242" });
  expect(paid.redirectTo).toBe(`https://portal.example/paid?session=${session.id}`);
  await simulator.controls.webhooksIdle();

  expect(webhooks.types()).toEqual(["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "charge.updated", "checkout.session.completed"]);
  const completed = webhooks.received.at(-1)!;
  expect(completed.data.object).toMatchObject({ id: session.id, status: "complete", payment_status: "paid" });
  expect(completed.api_version).toBe("2026-10-28.endive");

  const after = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ["payment_intent.latest_charge.balance_transaction", "line_items"],
  });
  const intent = after.payment_intent as Stripe.PaymentIntent;
  const charge = intent.latest_charge as Stripe.Charge;
  expect(intent).toMatchObject({
    status: "succeeded",
    amount_received: 4575,
    metadata: { payment: "pay_1" },
    description: "Payment to Riverside Clinic",
  });
  expect(charge).toMatchObject({
    amount: 4575,
    paid: true,
    calculated_statement_descriptor: "CAREBILL* RIVERSIDE",
    metadata: { payment: "pay_1" },
  });
  expect(charge.payment_method_details!.card!.last4).toBe("4242");
  // 2.9 % of 4575 is 132.675: 133 and 30 cents.
  expect(charge.balance_transaction).toMatchObject({
    amount: 4575,
    fee: 163,
    net: 4412,
    type: "charge",
    status: "pending",
    available_on: MONDAY.getTime() / 1000 + 2 * 86_400,
  });
  expect(after.line_items!.data).toMatchObject([{ description: "Payment to Riverside Clinic", amount_total: 4575, quantity: 1 }]);
});

test("the charge succeeds before its fee is known: charge.updated brings the balance transaction", async () => {
  const { stripe, simulator, webhooks } = till;
  simulator.controls.pay((await stripe.checkout.sessions.create(EMBEDDED)).id, { card: "4242424242424242" });
  await simulator.controls.webhooksIdle();
  const told = (type: string): Stripe.Event => webhooks.received.find((event) => event.type === type)!;
  expect((told("charge.succeeded").data.object as Stripe.Charge).balance_transaction).toBeNull();
  expect((told("charge.updated").data.object as Stripe.Charge).balance_transaction).toMatch(/^txn_/);
  expect(told("charge.updated").data.previous_attributes).toEqual({ balance_transaction: null });
});

test("a declined card leaves the session open, and the next card pays the same payment intent", async () => {
  const { stripe, simulator } = till;
  const { id } = await stripe.checkout.sessions.create(EMBEDDED);
  const first = simulator.controls.pay(id, { card: "4000000000009995" });
  expect(first.declined).toEqual({
    code: "card_declined",
    declineCode: "insufficient_funds",
    message: "Your card has insufficient funds.",
  });
  const open = await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
  expect(open.status).toBe("open");
  expect(open.payment_intent).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "card_declined", decline_code: "insufficient_funds" },
  });

  simulator.controls.pay(id, { card: "5555555555554444" });
  const complete = await stripe.checkout.sessions.retrieve(id);
  expect(complete.payment_intent).toBe((open.payment_intent as Stripe.PaymentIntent).id);
  const charges = await stripe.charges.list({ payment_intent: complete.payment_intent as string });
  expect(charges.data.map(({ status, failure_code }) => [status, failure_code])).toEqual([
    ["succeeded", null],
    ["failed", "card_declined"],
  ]);
  expect(await till.happened()).toEqual([
    "payment_intent.created",
    "charge.failed",
    "payment_intent.payment_failed",
    "charge.succeeded",
    "payment_intent.succeeded",
    "charge.updated",
    "checkout.session.completed",
  ]);
});

test("paying twice charges once", async () => {
  const { stripe, simulator } = till;
  const { id } = await stripe.checkout.sessions.create(EMBEDDED);
  const first = simulator.controls.pay(id, { card: "4242424242424242" });
  const second = simulator.controls.pay(id, { card: "4242424242424242" });
  expect(second.session).toEqual(first.session);
  expect((await stripe.charges.list()).data).toHaveLength(1);
});

test("a bank account completes the session unpaid, and the money arrives or fails later", async () => {
  const { stripe, simulator } = till;
  const good = await stripe.checkout.sessions.create({ ...EMBEDDED, line_items: [{ ...EMBEDDED.line_items![0]!, quantity: 10 }] });
  const bad = await stripe.checkout.sessions.create(EMBEDDED);
  expect(simulator.controls.pay(good.id, { bankAccount: "000123456789" }).session).toMatchObject({
    status: "complete",
    payment_status: "unpaid",
  });
  expect(simulator.controls.pay(bad.id, { bankAccount: "000111111116" }).session).toMatchObject({
    status: "complete",
    payment_status: "unpaid",
  });
  simulator.controls.runLaterActs();
  const paid = await stripe.checkout.sessions.retrieve(good.id, { expand: ["payment_intent.latest_charge.balance_transaction"] });
  expect(paid.payment_status).toBe("paid");
  // 0.8 % of 45750.
  expect((paid.payment_intent as Stripe.PaymentIntent).latest_charge).toMatchObject({
    balance_transaction: { amount: 45_750, fee: 366, net: 45_384, type: "payment" },
  });
  const unpaid = await stripe.checkout.sessions.retrieve(bad.id, { expand: ["payment_intent"] });
  expect(unpaid).toMatchObject({
    payment_status: "unpaid",
    payment_intent: { status: "requires_payment_method", last_payment_error: { decline_code: "account_closed" } },
  });
  const news = await stripe.events.list({ types: ["checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed"] });
  expect(news.data.map(({ type, data }) => [type, (data.object as Stripe.Checkout.Session).id])).toEqual([
    ["checkout.session.async_payment_failed", bad.id],
    ["checkout.session.async_payment_succeeded", good.id],
  ]);
});

test("a session expires by the clock without being asked, and one that was paid does not", async () => {
  const { stripe, simulator, clock } = till;
  const paid = await stripe.checkout.sessions.create(EMBEDDED);
  const forgotten = await stripe.checkout.sessions.create({ ...EMBEDDED, expires_at: MONDAY.getTime() / 1000 + 1800 });
  simulator.controls.pay(paid.id, { card: "4242424242424242" });
  clock.forward(1799);
  expect((await stripe.checkout.sessions.retrieve(forgotten.id)).status).toBe("open");
  clock.forward(1);
  expect((await stripe.checkout.sessions.retrieve(forgotten.id)).status).toBe("expired");
  clock.forward(100_000);
  expect((await stripe.checkout.sessions.list({ status: "expired" })).data.map(({ id }) => id)).toEqual([forgotten.id]);
  expect((await stripe.events.list({ type: "checkout.session.expired" })).data).toHaveLength(1);
  expect(await refusalOf(stripe.checkout.sessions.expire(paid.id))).toMatchObject({
    status: 400,
    message: 'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of `complete`.',
  });
});

test("expiring a session after a declined card cancels its payment intent", async () => {
  const { stripe, simulator } = till;
  const { id } = await stripe.checkout.sessions.create(HOSTED);
  simulator.controls.pay(id, { card: "4000000000000002" });
  const expired = await stripe.checkout.sessions.expire(id, { expand: ["payment_intent"] });
  expect(expired).toMatchObject({ status: "expired", url: null, payment_intent: { status: "canceled" } });
  expect(await refusalOf(stripe.paymentIntents.cancel((expired.payment_intent as Stripe.PaymentIntent).id))).toMatchObject({ status: 400 });
});

const { return_url: _, ...NO_RETURN } = EMBEDDED;
const amount = (unit_amount: number): Stripe.Checkout.SessionCreateParams => ({
  ...EMBEDDED,
  line_items: [{ price_data: { currency: "usd", unit_amount, product_data: { name: "Payment" } }, quantity: 1 }],
});
test.each([
  ["the old name of the embedded mode", { ...EMBEDDED, ui_mode: "embedded" }, undefined, "ui_mode"],
  ["no return_url", NO_RETURN, "parameter_missing", "return_url"],
  ["a success_url with an embedded page", { ...EMBEDDED, success_url: "https://portal.example/" }, undefined, "success_url"],
  ["a hosted page without success_url", { ...HOSTED, success_url: undefined }, "parameter_missing", "success_url"],
  ["payment_method_types, which is gone", { ...EMBEDDED, payment_method_types: ["card"] }, "parameter_unknown", "payment_method_types"],
  ["an unknown name deep inside", { ...EMBEDDED, payment_intent_data: { note: "x" } }, "parameter_unknown", "payment_intent_data[note]"],
  ["49 cents", amount(49), "amount_too_small", "line_items"],
  ["a million dollars", { ...amount(50_000_000), line_items: [{ ...amount(50_000_000).line_items![0]!, quantity: 2 }] }, "amount_too_large", "line_items"],
  ["an amount with a decimal point", amount(45.75), "parameter_invalid_integer", "line_items[0][price_data][unit_amount]"],
  ["a session too short", { ...EMBEDDED, expires_at: MONDAY.getTime() / 1000 + 1799 }, undefined, "expires_at"],
  ["a session too long", { ...EMBEDDED, expires_at: MONDAY.getTime() / 1000 + 86_401 }, undefined, "expires_at"],
  ["51 keys of metadata", { ...EMBEDDED, metadata: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, "v"])) }, undefined, "metadata"],
  ["a key of 41 characters", { ...EMBEDDED, metadata: { ["k".repeat(41)]: "v" } }, undefined, "metadata"],
  ["a value of 501 characters", { ...EMBEDDED, metadata: { key: "v".repeat(501) } }, undefined, "metadata[key]"],
  ["a description of 1001 characters", { ...EMBEDDED, payment_intent_data: { description: "d".repeat(1001) } }, undefined, "payment_intent_data[description]"],
  ["a descriptor of 23 characters", { ...EMBEDDED, payment_intent_data: { statement_descriptor_suffix: "R".repeat(23) } }, undefined, "payment_intent_data[statement_descriptor_suffix]"],
  ["a descriptor without a letter", { ...EMBEDDED, payment_intent_data: { statement_descriptor_suffix: "12345" } }, undefined, "payment_intent_data[statement_descriptor_suffix]"],
  ["an empty string", { ...EMBEDDED, client_reference_id: "" }, "parameter_invalid_empty", "client_reference_id"],
  ["a customer that is not here", { ...EMBEDDED, customer: "cus_nobody" }, "resource_missing", "customer"],
  ["a return_url that is not an address", { ...EMBEDDED, return_url: "portal" }, "url_invalid", "return_url"],
])("a session with %s is refused and nothing is made", async (_why, params, code, param) => {
  const { stripe } = till;
  const refusal = await refusalOf(stripe.checkout.sessions.create(params as Stripe.Checkout.SessionCreateParams));
  expect(refusal).toMatchObject({ status: 400, type: "invalid_request_error", param });
  expect(refusal.code).toBe(code);
  expect((await stripe.checkout.sessions.list()).data).toEqual([]);
});

test("50 keys of 40 characters with values of 500 are taken", async () => {
  const metadata = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [String(n).padStart(40, "k"), "v".repeat(500)]));
  const session = await till.stripe.checkout.sessions.create({ ...EMBEDDED, metadata });
  expect(session.metadata).toEqual(metadata);
});
