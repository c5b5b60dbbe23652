import { EMBEDDED, openTill, paidCharge, refusalOf, SECRET_KEY, stripeAt, type Till } from "./till";

let till: Till;
beforeEach(async () => {
  till = await openTill({ webhookUrl: undefined });
});
afterEach(() => till.close());

const get = (path: string, headers: Record<string, string> = { Authorization: `Bearer ${SECRET_KEY}` }): Promise<Response> => fetch(`${till.simulator.url}${path}`, { headers });

test("a wrong key is 401, no key is 401, and Basic with the key is taken", async () => {
  const wrong = await stripeAt(till.simulator, "sk_test_somebody_else_0000000000")
    .customers.list()
    .catch((caught: unknown) => caught);
  expect(wrong).toMatchObject({
    type: "StripeAuthenticationError",
    statusCode: 401,
    message: "Invalid API Key provided: sk_test_****0000",
  });
  expect((await get("/v1/customers", {})).status).toBe(401);
  expect((await get("/v1/customers", { Authorization: `Basic ${Buffer.from(`${SECRET_KEY}:`).toString("base64")}` })).status).toBe(200);
});

test("an address that is not served is a 404 in the envelope", async () => {
  const answer = await get("/v1/subscriptions");
  expect(answer.status).toBe(404);
  expect(answer.headers.get("request-id")).toMatch(/^req_\w{14}$/);
  expect(await answer.json()).toEqual({
    error: {
      type: "invalid_request_error",
      message: "Unrecognized request URL (GET: /v1/subscriptions). The card simulator's README lists what it serves.",
      request_log_url: `${till.simulator.url}/simulator/requests/${answer.headers.get("request-id")}`,
    },
  });
});

test("an object that is not here is a 404 with resource_missing", async () => {
  expect(await refusalOf(till.stripe.paymentIntents.retrieve("pi_nobody"))).toEqual({
    status: 404,
    type: "invalid_request_error",
    code: "resource_missing",
    param: "intent",
    message: "No such payment_intent: 'pi_nobody'",
  });
});

test("another account, a strange version and a JSON body are refused", async () => {
  expect(await refusalOf(till.stripe.customers.list({}, { stripeAccount: "acct_1" }))).toMatchObject({
    status: 403,
    code: "account_invalid",
  });
  expect((await get("/v1/customers", { Authorization: `Bearer ${SECRET_KEY}`, "Stripe-Version": "yesterday" })).status).toBe(400);
  const dated = await get("/v1/customers", { Authorization: `Bearer ${SECRET_KEY}`, "Stripe-Version": "2026-01-28.clover" });
  expect(dated.headers.get("stripe-version")).toBe("2026-01-28.clover");
  const json = await fetch(`${till.simulator.url}/v1/customers`, {
    method: "POST",
    body: "{}",
    headers: { Authorization: `Bearer ${SECRET_KEY}`, "Content-Type": "application/json" },
  });
  expect(json.status).toBe(400);
});

test("lists are newest first, in pages, both ways", async () => {
  const { stripe } = till;
  for (const name of ["1", "2", "3", "4", "5"]) await stripe.customers.create({ name });
  const names = (page: { data: { name?: string | null }[] }): string => page.data.map(({ name }) => name).join("");
  const first = await stripe.customers.list({ limit: 2 });
  expect([names(first), first.has_more, first.url]).toEqual(["54", true, "/v1/customers"]);
  const second = await stripe.customers.list({ limit: 3, starting_after: first.data[1]!.id });
  expect([names(second), second.has_more]).toEqual(["321", false]);
  const back = await stripe.customers.list({ limit: 1, ending_before: second.data[2]!.id });
  expect([names(back), back.has_more]).toEqual(["2", true]);
  expect((await stripe.customers.list({ limit: 2 }).autoPagingToArray({ limit: 100 })).map(({ name }) => name)).toEqual(["5", "4", "3", "2", "1"]);
  expect(await refusalOf(stripe.customers.list({ limit: 101 }))).toMatchObject({
    status: 400,
    code: "parameter_invalid_integer",
    param: "limit",
  });
  expect(await refusalOf(stripe.customers.list({ starting_after: "cus_nobody" }))).toMatchObject({
    status: 400,
    code: "resource_missing",
    param: "starting_after",
  });
});

test("created filters cut where they say", async () => {
  const { stripe, clock } = till;
  const start = Math.floor(clock.now.getTime() / 1000);
  for (const name of ["0", "1", "2", "3"]) {
    await stripe.customers.create({ name });
    clock.forward(1);
  }
  const within = async (created: number | { gt?: number; gte?: number; lt?: number; lte?: number }): Promise<string> =>
    (await stripe.customers.list({ created })).data
      .map(({ name }) => name)
      .reverse()
      .join("");
  expect(await within({ gte: start + 1, lt: start + 3 })).toBe("12");
  expect(await within({ gt: start + 1 })).toBe("23");
  expect(await within({ lte: start + 1 })).toBe("01");
  expect(await within(start + 2)).toBe("2");
});

test("expand opens ids, in lists too, and refuses what holds none", async () => {
  const { stripe } = till;
  const charge = await paidCharge(till);
  const listed = await stripe.charges.list({ expand: ["data.balance_transaction", "data.payment_intent"] });
  expect(listed.data[0]).toMatchObject({
    id: charge.id,
    balance_transaction: { net: 4412 },
    payment_intent: { object: "payment_intent", latest_charge: charge.id },
  });
  expect(await refusalOf(stripe.charges.retrieve(charge.id, { expand: ["amount"] }))).toMatchObject({
    status: 400,
    message: "This property cannot be expanded (amount).",
  });
});

test("the requests are recorded with names and values, so that a test can see what was sent and what was not", async () => {
  const { stripe, simulator } = till;
  const created = await stripe.checkout.sessions.create(EMBEDDED, { idempotencyKey: "payment-1" });
  expect(simulator.requests).toEqual([
    {
      requestId: created.lastResponse.requestId,
      at: "2026-11-02T15:00:00.000Z",
      method: "POST",
      path: "/v1/checkout/sessions",
      idempotencyKey: "payment-1",
      stripeVersion: "2026-10-28.endive",
      status: 200,
      parameters: {
        mode: "payment",
        ui_mode: "embedded_page",
        return_url: "https://portal.example/paid?session={CHECKOUT_SESSION_ID}",
        "line_items[0][price_data][currency]": "usd",
        "line_items[0][price_data][unit_amount]": "4575",
        "line_items[0][price_data][product_data][name]": "Payment to Riverside Clinic",
        "line_items[0][quantity]": "1",
        "payment_intent_data[description]": "Payment to Riverside Clinic",
        "payment_intent_data[statement_descriptor_suffix]": "RIVERSIDE",
        "payment_intent_data[metadata][payment]": "pay_1",
        "metadata[payment]": "pay_1",
      },
    },
  ]);
  expect(JSON.stringify(simulator.requests)).not.toContain(SECRET_KEY);
  await stripe.customers.create({ description: "card 4242-4242-4242-4242" });
  expect(simulator.requests[1]!.parameters).toEqual({ description: "card ****4242" });
  simulator.forgetRequests();
  expect(simulator.requests).toEqual([]);
});

test.each([
  ["a parameter called __proto__", "__proto__[polluted]=1"],
  ["a bracket that does not close", "metadata[a=1"],
  ["a value that is also a hash", "name=a&name[b]=c"],
  ["nine levels", "metadata[a][b][c][d][e][f][g][h]=1"],
])("%s is a 400 and harms nothing", async (_what, body) => {
  const answer = await fetch(`${till.simulator.url}/v1/customers`, {
    method: "POST",
    body,
    headers: { Authorization: `Bearer ${SECRET_KEY}`, "Content-Type": "application/x-www-form-urlencoded" },
  });
  expect(answer.status).toBe(400);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});
