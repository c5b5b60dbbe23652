import { EMBEDDED, openTill, paidCharge, refusalOf, SECRET_KEY, type Till } from "./till";

let till: Till;
beforeEach(async () => {
  till = await openTill({ webhookUrl: undefined });
});
afterEach(() => till.close());

const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${till.simulator.url}/v1/customers`, {
    method: "POST",
    body,
    headers: { Authorization: `Bearer ${SECRET_KEY}`, "Content-Type": "application/x-www-form-urlencoded", ...headers },
  });

test("the same key and parameters get the first answer, and are told so", async () => {
  const first = await post("name=A&email=a%40example.com", { "Idempotency-Key": "k1" });
  const second = await post("email=a%40example.com&name=A", { "Idempotency-Key": "k1" });
  expect(first.headers.get("idempotent-replayed")).toBeNull();
  expect(second.headers.get("idempotent-replayed")).toBe("true");
  expect(second.headers.get("original-request")).toBe(first.headers.get("request-id"));
  expect(second.headers.get("request-id")).not.toBe(first.headers.get("request-id"));
  expect(await second.text()).toBe(await first.text());
  expect((await till.stripe.customers.list()).data).toHaveLength(1);
});

test("the same key with other parameters or another address is refused", async () => {
  const { stripe } = till;
  await stripe.customers.create({ name: "A" }, { idempotencyKey: "k1" });
  expect(await refusalOf(stripe.customers.create({ name: "B" }, { idempotencyKey: "k1" }))).toMatchObject({
    status: 400,
    type: "idempotency_error",
    message: "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than 'k1' if you meant to execute a different request.",
  });
  expect(await refusalOf(stripe.checkout.sessions.create(EMBEDDED, { idempotencyKey: "k1" }))).toMatchObject({
    type: "idempotency_error",
    message: expect.stringContaining("('/v1/checkout/sessions' vs '/v1/customers')"),
  });
});

test("100 parallel creates with one key make one session", async () => {
  const { stripe } = till;
  const sessions = await Promise.all(Array.from({ length: 100 }, () => stripe.checkout.sessions.create(EMBEDDED, { idempotencyKey: "payment-7" })));
  expect(new Set(sessions.map(({ id }) => id)).size).toBe(1);
  expect((await stripe.checkout.sessions.list({ limit: 100 })).data).toHaveLength(1);
});

test("a request with a key that is being worked on is a conflict", async () => {
  const { simulator, stripe } = till;
  simulator.controls.delayRequests(60);
  const answers = await Promise.all(Array.from({ length: 10 }, () => post("name=A", { "Idempotency-Key": "k1" })));
  simulator.controls.delayRequests(0);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  const conflict = (await answers.find(({ status }) => status === 409)!.json()) as object;
  expect(conflict).toMatchObject({ error: { type: "idempotency_error", code: "idempotency_key_in_use" } });
  expect((await stripe.customers.list()).data).toHaveLength(1);
});

test("a refusal is kept for its key once the work began, and not while the parameters were read", async () => {
  const { stripe } = till;
  const charge = await paidCharge(till);
  await refusalOf(stripe.refunds.create({ charge: charge.id, amount: 9999 }, { idempotencyKey: "r1" }));
  const again = await stripe.refunds.create({ charge: charge.id, amount: 9999 }, { idempotencyKey: "r1" }).catch((caught: { headers: Record<string, string> }) => caught);
  expect((again as { headers: Record<string, string> }).headers["idempotent-replayed"]).toBe("true");

  await refusalOf(stripe.refunds.create({ charge: charge.id, amount: 0 }, { idempotencyKey: "r2" }));
  expect((await stripe.refunds.create({ charge: charge.id, amount: 100 }, { idempotencyKey: "r2" })).amount).toBe(100);
});

test("a connection that breaks after the work is repeated by the library with its key: one object", async () => {
  const { simulator, stripe } = till;
  simulator.controls.failRequests("connection_lost_after");
  const customer = await stripe.customers.create({ name: "A" }, { idempotencyKey: "k1" });
  expect(customer.lastResponse.headers["idempotent-replayed"]).toBe("true");
  expect((await stripe.customers.list()).data.map(({ id }) => id)).toEqual([customer.id]);
});

test("a 500 is kept: only another key gets further", async () => {
  const { simulator, stripe } = till;
  simulator.controls.failRequests("server_error");
  expect(await refusalOf(stripe.customers.create({ name: "A" }, { idempotencyKey: "k1" }))).toMatchObject({
    status: 500,
    type: "api_error",
  });
  expect(await refusalOf(stripe.customers.create({ name: "A" }, { idempotencyKey: "k1" }))).toMatchObject({ status: 500 });
  expect((await stripe.customers.list()).data).toEqual([]);
  await stripe.customers.create({ name: "A" }, { idempotencyKey: "k2" });
});

test("a key is forgotten after a day", async () => {
  const { stripe, clock } = till;
  await stripe.customers.create({ name: "A" }, { idempotencyKey: "k1" });
  clock.forward(86_400);
  await stripe.customers.create({ name: "B" }, { idempotencyKey: "k1" });
  expect((await stripe.customers.list()).data).toHaveLength(2);
});
