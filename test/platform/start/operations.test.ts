import { readOperations } from "../../../src/opening/explorer";
import { openTestOffice, type TestOffice, type Who } from "../../support/office";
import { ROOT } from "./program";

let office: TestOffice;
beforeAll(async () => void (office = await openTestOffice()));
afterAll(() => office.close());

const ACTORS: Record<string, Who> = { "service-administrator": "dana", biller: "ben", coder: "cora", "practice-administrator": "priya", "ehr-app": "ehr", patient: "ada" };
const operations = readOperations(ROOT);

test("there are ready operations, each with a title of its own and an actor whose token is printed", () => {
  expect(operations.length).toBeGreaterThanOrEqual(7);
  expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
  expect(operations.map(({ as }) => as).filter((as) => !(as in ACTORS))).toEqual([]);
});

// In order, on one office, as somebody who clicks through the tabs would.
test.each(operations.map((operation) => [operation.name, operation] as const))("%s", async (_name, { as, keyed, query, variables }) => {
  const fill = (text: string) => text.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => office.id(name));
  const answer = await office.as(ACTORS[as]!).run(fill(query), JSON.parse(fill(variables)) as Record<string, unknown>, keyed ? { "idempotency-key": `ready-${_name}`.replaceAll(/[^!-~]/g, "-") } : {});
  expect(answer.errors).toBeUndefined();
  for (const [field, value] of Object.entries(answer.data as Record<string, { userErrors?: unknown[] } | null>)) {
    expect({ field, answered: value !== null, userErrors: value?.userErrors ?? [] }).toEqual({ field, answered: true, userErrors: [] });
  }
});
