import { readFileSync } from "node:fs";
import { join } from "node:path";
import request from "supertest";
import { EMBEDDED, openTill, paidCharge, refusalOf, type Till } from "./till";

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(() => till.close());

const control = (path: string, given: object = {}): request.Test => request(till.simulator.url).post(`/simulator${path}`).send(given);

test("a script pays over HTTP, without a browser", async () => {
  const session = await till.stripe.checkout.sessions.create(EMBEDDED);
  const declined = await control(`/sessions/${session.id}/pay`, { card: "4000000000009987" }).expect(402);
  expect(declined.body).toEqual({
    error: { type: "card_error", code: "card_declined", decline_code: "lost_card", message: "Your card was declined." },
  });
  const paid = await control(`/sessions/${session.id}/pay`, { card: "4242424242424242", email: "bo@example.com" }).expect(200);
  expect(paid.body).toMatchObject({
    redirectTo: `https://portal.example/paid?session=${session.id}`,
    session: { status: "complete", customer_details: { email: "bo@example.com" } },
  });
  await control("/sessions/cs_nobody/pay", { card: "4242424242424242" }).expect(404);
  await control(`/sessions/${session.id}/pay`).expect(400);
});

test("disputes, refunds and payouts are moved over HTTP", async () => {
  const charge = await paidCharge(till, "4000000000007726");
  const refund = await till.stripe.refunds.create({ charge: charge.id, amount: 100 });
  expect((await control(`/refunds/${refund.id}/succeed`).expect(200)).body).toMatchObject({ status: "succeeded" });
  expect((await control(`/refunds/${refund.id}/fail`).expect(200)).body).toMatchObject({ status: "failed" });
  await control(`/refunds/${refund.id}/fail`).expect(400);
  const dispute = (await control(`/charges/${charge.id}/dispute`, { reason: "duplicate" }).expect(200)).body as { id: string };
  await control(`/charges/${charge.id}/dispute`).expect(400);
  expect((await control(`/disputes/${dispute.id}/win`).expect(200)).body).toMatchObject({ status: "won" });
  const payout = (await control("/payouts", { includePending: true, arrive: false }).expect(200)).body as { id: string };
  // 4412 - 100 + 100 - 4575 - 1500 + 4575
  expect(payout).toMatchObject({ amount: 2912, status: "in_transit" });
  expect((await control(`/payouts/${payout.id}/arrive`).expect(200)).body).toMatchObject({ status: "paid" });
  expect((await control(`/payouts/${payout.id}/fail`).expect(200)).body).toMatchObject({ status: "failed" });
});

test("webhooks are dropped, doubled, reordered and sent again over HTTP", async () => {
  const { stripe, simulator, webhooks } = till;
  await control("/webhooks/drop", { count: 1 }).expect(200);
  await stripe.customers.create({ name: "A" });
  await control("/webhooks/duplicate", { count: 1 }).expect(200);
  await stripe.customers.create({ name: "B" });
  await simulator.controls.webhooksIdle();
  const nameOf = ({ data }: { data: { object: object } }): unknown => (data.object as { name: string }).name;
  expect(webhooks.received.map(nameOf)).toEqual(["B", "B"]);
  await control("/webhooks/reorder", { count: 2 }).expect(200);
  await stripe.customers.create({ name: "C" });
  await stripe.customers.create({ name: "D" });
  await simulator.controls.webhooksIdle();
  const first = (await stripe.events.list()).data.at(-1)!;
  await control(`/events/${first.id}/redeliver`).expect(200);
  expect(webhooks.received.map(nameOf)).toEqual(["B", "B", "D", "C", "A"]);
  await control("/events/evt_nobody/redeliver").expect(404);
  await control("/webhooks/drop", { count: "many" }).expect(400);
});

test("requests are made to fail", async () => {
  await control("/requests/fail", { trouble: "rate_limited" }).expect(200);
  expect(await refusalOf(till.stripe.customers.list())).toMatchObject({ status: 429, type: "rate_limit_error" });
  expect((await till.stripe.customers.list()).data).toEqual([]);
  await control("/requests/fail", { trouble: "fire" }).expect(400);
});

test("the clock is caught up with, and sessions expire", async () => {
  await till.stripe.checkout.sessions.create(EMBEDDED);
  till.clock.forward(86_400);
  await control("/time/catch-up").expect(200);
  await till.simulator.controls.webhooksIdle();
  expect(till.webhooks.types()).toEqual(["checkout.session.expired"]);
});

test("a page of another origin cannot use the controls", async () => {
  await control("/time/catch-up").set("Origin", "https://elsewhere.example").expect(403);
  await control("/time/catch-up").set("Origin", "https://elsewhere.example").set("Host", "elsewhere.example").expect(403);
  await control("/time/catch-up").set("Origin", till.simulator.url).expect(200);
});

test("the README names every control and every card", async () => {
  const readme = readFileSync(join(__dirname, "../../../src/sandbox/card-simulator/README.md"), "utf8");
  const { body } = (await request(till.simulator.url).get("/simulator").expect(200)) as {
    body: { controls: { method: string; path: string }[] };
  };
  expect(body.controls.filter(({ method, path }) => !readme.includes(`\`${method} ${path}\``))).toEqual([]);
  const cards = (await request(till.simulator.url).get("/simulator/cards").expect(200)) as { body: { cards: { number: string }[] } };
  expect(cards.body.cards.filter(({ number }) => !readme.includes(number))).toEqual([]);
});
