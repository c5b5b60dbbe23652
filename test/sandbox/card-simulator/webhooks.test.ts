import { EMBEDDED, MONDAY, openTill, paidCharge, stripeAt, WEBHOOK_SECRET, type Till } from "./till";

let till: Till | undefined;
afterEach(async () => {
  await till?.close();
  till = undefined;
});

const PAID = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "charge.updated", "checkout.session.completed"];

test("a receiver that fails is tried again until it answers, later than newer events", async () => {
  till = await openTill();
  till.webhooks.answers.push(500, 503);
  await paidCharge(till);
  await till.simulator.controls.webhooksIdle();
  expect(till.webhooks.types().slice(0, 3)).toEqual(PAID.slice(2));
  expect([...till.webhooks.types()].sort()).toEqual([...PAID].sort());
  expect(till.simulator.controls.deliveries().map(({ attempts, status }) => [attempts, status])).toEqual([
    [2, "delivered"],
    [2, "delivered"],
    [1, "delivered"],
    [1, "delivered"],
    [1, "delivered"],
  ]);
});

test("a receiver that never answers well is given up, and the event can be found and sent again", async () => {
  till = await openTill({ webhookRetry: { attempts: 2, firstDelayMilliseconds: 5, factor: 1 } });
  const { stripe, simulator, webhooks } = till;
  webhooks.answers.push(500, 500);
  await stripe.customers.create({ description: "nobody" });
  await simulator.controls.webhooksIdle();
  expect(simulator.controls.deliveries()).toMatchObject([{ status: "failed", attempts: 2, lastStatus: 500 }]);
  const [missed] = (await stripe.events.list({ delivery_success: false })).data;
  expect(missed).toMatchObject({ type: "customer.created", pending_webhooks: 1 });
  await simulator.controls.redeliver(missed!.id);
  expect(webhooks.received.map(({ id }) => id)).toEqual([missed!.id]);
  expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
});

test("dropped webhooks are found by a sweep over the events", async () => {
  till = await openTill();
  const { stripe, simulator, webhooks, clock } = till;
  await paidCharge(till);
  await simulator.controls.webhooksIdle();
  const lastSeen = webhooks.received.at(-1)!;
  clock.forward(60);
  simulator.controls.dropWebhooks(5);
  await paidCharge(till);
  await simulator.controls.webhooksIdle();
  expect(webhooks.received).toHaveLength(5);

  const swept = await stripe.events.list({ created: { gte: lastSeen.created + 1 }, types: ["checkout.session.completed", "charge.refunded"] }).autoPagingToArray({ limit: 100 });
  expect(swept.map(({ type, created }) => [type, created])).toEqual([["checkout.session.completed", MONDAY.getTime() / 1000 + 60]]);
  const newer = await stripe.events.list({ ending_before: lastSeen.id, limit: 3 });
  expect([newer.data.map(({ type }) => type), newer.has_more]).toEqual([["payment_intent.succeeded", "charge.succeeded", "payment_intent.created"], true]);
});

test("events older than 30 days are no longer listed", async () => {
  till = await openTill({ webhookUrl: undefined });
  await till.stripe.customers.create({ description: "early" });
  till.clock.forward(30 * 86_400);
  expect((await till.stripe.events.list()).data).toEqual([]);
});

test("a webhook comes twice, with the same id", async () => {
  till = await openTill();
  till.simulator.controls.duplicateWebhooks(1);
  await paidCharge(till);
  await till.simulator.controls.webhooksIdle();
  expect(till.webhooks.types()).toEqual([PAID[0], ...PAID]);
  expect(till.webhooks.received[0]!.id).toBe(till.webhooks.received[1]!.id);
});

test("webhooks come in the wrong order", async () => {
  till = await openTill();
  till.simulator.controls.reverseWebhooks(5);
  await paidCharge(till);
  await till.simulator.controls.webhooksIdle();
  expect(till.webhooks.types()).toEqual([...PAID].reverse());
});

test("in manual mode nothing is sent until it is asked for", async () => {
  till = await openTill({ deliverWebhooks: "manual" });
  await paidCharge(till);
  expect(till.webhooks.received).toEqual([]);
  await till.simulator.controls.deliverWebhooks({ limit: 1 });
  expect(till.webhooks.types()).toEqual(PAID.slice(0, 1));
  await till.simulator.controls.deliverWebhooks({ order: "reversed" });
  expect(till.webhooks.types()).toEqual([PAID[0], ...PAID.slice(1).reverse()]);
});

test("the signature is over the exact bytes: a body written anew does not pass", async () => {
  till = await openTill();
  const { stripe, webhooks, simulator } = till;
  await stripe.customers.create({ description: "José" });
  await simulator.controls.webhooksIdle();
  const raw = webhooks.rawBodies[0]!;
  const header = stripe.webhooks.generateTestHeaderString({ payload: raw, secret: WEBHOOK_SECRET });
  expect(stripe.webhooks.constructEvent(raw, header, WEBHOOK_SECRET).type).toBe("customer.created");
  expect(() => stripe.webhooks.constructEvent(JSON.stringify(JSON.parse(raw)), header, WEBHOOK_SECRET)).toThrow("No signatures found");
});

test("an endpoint made through the API has its own secret and gets what it asked for", async () => {
  till = await openTill({ webhookUrl: undefined });
  const { stripe, simulator } = till;
  const made = await stripe.webhookEndpoints.create({ url: till.webhooks.url, enabled_events: ["checkout.session.completed"] });
  expect(made.secret).toMatch(/^whsec_\w{32}$/);
  expect((await stripe.webhookEndpoints.retrieve(made.id)).secret).toBeUndefined();
  await stripe.webhookEndpoints.update(made.id, { disabled: true });
  await paidCharge(till);
  await stripe.webhookEndpoints.update(made.id, { disabled: false, url: `${till.webhooks.url}/two` });
  expect(simulator.controls.deliveries()).toEqual([]);
  await stripe.checkout.sessions.create(EMBEDDED);
  expect(await stripe.webhookEndpoints.del(made.id)).toMatchObject({ deleted: true });
  expect((await stripe.webhookEndpoints.list()).data).toEqual([]);
});

test("an event names the request that caused it", async () => {
  till = await openTill();
  const customer = await stripeAt(till.simulator).customers.create({ description: "x" }, { idempotencyKey: "k9" });
  const [event] = (await till.stripe.events.list()).data;
  expect(event!.request).toEqual({ id: customer.lastResponse.requestId, idempotency_key: "k9" });
  expect(await till.stripe.events.retrieve(event!.id)).toMatchObject({ data: { object: { id: customer.id } } });
});
