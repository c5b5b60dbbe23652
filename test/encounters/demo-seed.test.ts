import { seedDemo } from "../../seeds/encounters";
import type { Cast } from "../../seeds";
import { Practice } from "../../src/practices";
import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

test("the sandbox begins with visits in every state before billing, and with an empty book", async () => {
  const practices = await office.work().em.find(Practice, {});
  const named = Object.fromEntries(Object.entries(office.cast).map(([name, id]) => [name, practices.find((practice) => practice.id === id) ?? { id }]));
  await seedDemo(office.work(), named as unknown as Cast);
  const { data } = await office.as("dana").run(`{
    queue: codingQueue(first: 10) { nodes { patient { firstName } totalChargeCents } }
    others: encounters(first: 10, filter: { status: [OPEN, QUESTIONED, CODED, BILLED] }, orderBy: CREATED_AT_ASC) { nodes { status patient { firstName } totalChargeCents } }
    ledgerEntries(first: 1) { totalCount }
  }`);
  const of = ({ patient, totalChargeCents, status }: { patient: { firstName: string }; totalChargeCents: number; status?: string }) => [patient.firstName, totalChargeCents, status];
  expect(data.queue.nodes.map(of).sort()).toEqual([
    ["Curtis", 30_500, undefined],
    ["Cy", 15_000, undefined],
    ["Noor", 38_500, undefined],
    ["Tobias", 22_500, undefined],
  ]);
  expect(data.others.nodes.map(of).sort()).toEqual([
    ["Bo", 21_000, "OPEN"],
    ["Greta", 7_700, "OPEN"],
    ["Marisol", 28_500, "QUESTIONED"],
    ["Wren", 28_800, "CODED"],
  ]);
  expect(data.ledgerEntries.totalCount).toBe(0);
});
