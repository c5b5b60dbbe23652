import { readOperations } from "../../../src/opening/explorer";
import { openTestWorld, type TestWorld } from "../../office/open-world";
import type { Who } from "../../support/office";
import { ROOT } from "./program";

let world: TestWorld;
beforeAll(async () => void (world = await openTestWorld()));
afterAll(() => world.close());

const ACTORS: Record<string, Who> = { "service-administrator": "dana", biller: "ben", coder: "cora", "practice-administrator": "priya", "ehr-app": "ehr", patient: "ada" };
const operations = readOperations(ROOT);

test("there are ready operations, each with a title of its own and an actor whose token is printed", () => {
  expect(operations.length).toBeGreaterThanOrEqual(20);
  expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
  expect(operations.map(({ as }) => as).filter((as) => !(as in ACTORS))).toEqual([]);
});

// In order, in one world, as somebody who clicks through the tabs would.
const kept = new Map<string, string>();

test.each(operations.map((operation) => [operation.name, operation] as const))("%s", async (name, { as, keyed, keeps, query, variables }) => {
  const { office } = world;
  const fill = (text: string) => text.replaceAll(/\{\{(\w+)\}\}/g, (_whole, each: string) => kept.get(each) ?? office.id(each));
  const answer = await office.as(ACTORS[as]!).run(fill(query), JSON.parse(fill(variables)) as Record<string, unknown>, keyed ? { "idempotency-key": `ready-${name}`.replaceAll(/[^!-~]/g, "-") } : {});
  expect(answer.errors).toBeUndefined();
  const data = answer.data as Record<string, { userErrors?: unknown[] } | null>;
  for (const [field, value] of Object.entries(data)) {
    expect({ field, answered: value !== null, userErrors: value?.userErrors ?? [] }).toEqual({ field, answered: true, userErrors: [] });
  }
  for (const { name: each, path } of keeps) {
    const part = path.split(".").reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], data);
    expect([each, typeof part]).toEqual([each, "string"]);
    kept.set(each, part as string);
  }
  if ("paymentSessionCreate" in data) await payOnThePage((data.paymentSessionCreate as unknown as { checkoutUrl: string }).checkoutUrl, kept.get("session")!);
});

test("the thread has led to a paid balance, to the cent, and a book that is sound", async () => {
  const { data } = await world.office.as("ben").run(
    `query ($patientId: ID!, $practiceId: ID!) {
      patientBalance(patientId: $patientId) { chargedCents adjustedCents insurerPaidCents youPaidCents youOweCents }
      trialBalance(practiceId: $practiceId) { totalCents }
      ledgerHealth(practiceId: $practiceId) { ok } }`,
    { patientId: kept.get("june"), practiceId: world.office.id("riverside") },
  );
  expect(data).toEqual({
    patientBalance: { chargedCents: 27_300, adjustedCents: 10_920, insurerPaidCents: 10_304, youPaidCents: 6_076, youOweCents: 0 },
    trialBalance: { totalCents: 0 },
    ledgerHealth: { ok: true },
  });
});

/** What the newcomer does by hand between two tabs; the processor's news comes a moment later. */
async function payOnThePage(checkoutUrl: string, sessionId: string): Promise<void> {
  await world.payByCard(/\/(cs_test_[A-Za-z0-9]+)_secret_/.exec(checkoutUrl)![1]!, "4242424242424242");
  for (let tries = 0; tries < 100; tries++) {
    const { data } = await world.office.as("ben").run("query ($id: ID!) { paymentSession(id: $id) { status payment { receipt { number } } } }", { id: sessionId });
    if (data.paymentSession.status === "PAID" && data.paymentSession.payment?.receipt) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The processor's news of the payment did not come.");
}
