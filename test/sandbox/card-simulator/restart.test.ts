import { mkdtempSync, readFileSync, rmSync, statSync, appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCardSimulator } from "../../../src/sandbox/card-simulator";
import { INSTRUMENTS } from "../../../src/sandbox/card-simulator/cards";
import { EMBEDDED, MONDAY, openTill, paidCharge, SECRET_KEY, stripeAt, WEBHOOK_SECRET, type Till } from "./till";

let folder: string;
const opened: Till[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "card-simulator-"));
});
afterEach(async () => {
  for (const till of opened.splice(0)) await till.close();
  rmSync(folder, { recursive: true });
});

const open = async (options: Parameters<typeof openTill>[0] = {}): Promise<Till> => {
  const till = await openTill({ statePath: join(folder, "sandbox", "cards.jsonl"), ...options });
  opened.push(till);
  return till;
};

test("a restart loses nothing: objects, kept answers, what was to come later, webhooks that had not arrived", async () => {
  const before = await open({ deliverWebhooks: "manual" });
  const session = await before.stripe.checkout.sessions.create(EMBEDDED, { idempotencyKey: "payment-1" });
  const charge = await paidCharge(before, "4000000000000259");
  await before.stripe.refunds.create({ charge: charge.id, amount: 75 });
  const events = await before.stripe.events.list({ limit: 100 });
  const balance = await before.stripe.balanceTransactions.list();
  await before.simulator.stop();

  const after = await open();
  expect(await after.stripe.checkout.sessions.create(EMBEDDED, { idempotencyKey: "payment-1" })).toEqual(session);
  expect((await after.stripe.charges.retrieve(charge.id)).amount_refunded).toBe(75);
  expect((await after.stripe.balanceTransactions.list()).data).toEqual(balance.data);
  await after.simulator.controls.webhooksIdle();
  expect(after.webhooks.received.map(({ id }) => id)).toEqual(events.data.map(({ id }) => id).reverse());
  after.simulator.controls.runLaterActs();
  expect((await after.stripe.disputes.list()).data).toMatchObject([{ charge: charge.id, amount: 4500 }]);
  expect(after.simulator.controls.pay(session.id, { card: "4242424242424242" }).session.payment_status).toBe("paid");
});

test("no card number is in the file or in the memory of requests, however it was typed", async () => {
  const till = await open();
  for (const { number, kind } of INSTRUMENTS) {
    const { id } = await till.stripe.checkout.sessions.create(EMBEDDED);
    till.simulator.controls.pay(id, kind === "card" ? { card: number } : { bankAccount: number });
  }
  const { id } = await till.stripe.checkout.sessions.create(EMBEDDED);
  till.simulator.controls.pay(id, { card: "4111 1111 1111 1111" });
  till.simulator.controls.runLaterActs();
  const everything = readFileSync(join(folder, "sandbox", "cards.jsonl"), "utf8") + JSON.stringify(till.simulator.requests);
  for (const { number } of INSTRUMENTS) expect(everything).not.toContain(number);
  expect(everything).not.toContain("4111");
  expect(everything).toContain('"last4":"4242"');
});

test("the file is its owner's only, and half a last line is forgiven", async () => {
  const path = join(folder, "sandbox", "cards.jsonl");
  const before = await open();
  await before.stripe.customers.create({ name: "A" });
  await before.simulator.stop();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  appendFileSync(path, '{"shelf":"customers","keep":{"id":"cus_ha');
  const after = await open();
  expect((await after.stripe.customers.list()).data.map(({ name }) => name)).toEqual(["A"]);
});

test("what happens some time later happens by itself, and a stop leaves nothing running", async () => {
  const simulator = await startCardSimulator({
    port: 0,
    host: "127.0.0.1",
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    now: () => MONDAY,
    deliverWebhooks: "immediately",
    laterActs: 10,
  });
  const stripe = stripeAt(simulator);
  const { id } = await stripe.checkout.sessions.create(EMBEDDED);
  simulator.controls.pay(id, { card: "4000000000000259" });
  expect((await stripe.disputes.list()).data).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect((await stripe.disputes.list()).data).toHaveLength(1);
  await simulator.stop();
  await expect(fetch(simulator.url)).rejects.toThrow();
});

test("a port that is taken is told", async () => {
  const till = await open();
  await expect(open({ port: till.simulator.stripeOptions.port, statePath: undefined })).rejects.toThrow("EADDRINUSE");
});
