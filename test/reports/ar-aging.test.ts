import { cents, plainDate } from "../../src/vocabulary";
import { postJournal, type EntryDraft } from "../../src/ledger";
import { uuidv7 } from "../../src/platform/database/ids";
import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  await arrange();
});
afterAll(() => office.close());

/** Ada: 150.00 charged to Blue Peak on 1 July, 60.00 of it paid and 20.00 moved to her on 1 September. Bo: 45.00 of his own since 1 November. Noor: 80.00 at Lakeside. */
async function arrange() {
  const work = office.work();
  const adaLine = uuidv7();
  const ada = { patientId: office.cast.ada!, guarantorId: office.cast.ada!, serviceLineId: adaLine, payerId: office.cast.bluePeak! };
  const insurer = (amount: number): EntryDraft => ({ account: "RECEIVABLE_INSURER", amount: cents(amount), payerSequence: 1, ...ada });
  const post = (practiceId: string, on: string, entries: EntryDraft[]) => postJournal(work, { practiceId, kind: "arrange", sourceId: uuidv7(), effectiveOn: plainDate(on), entries });
  await work.atomically(async () => {
    await post(office.cast.riverside!, "2026-07-01", [insurer(15_000), { account: "CHARGES", amount: cents(-15_000), ...ada }]);
    await post(office.cast.riverside!, "2026-09-01", [
      { account: "PAYER_CASH_CLEARING", amount: cents(6_000), ...ada },
      { account: "RECEIVABLE_PATIENT", amount: cents(2_000), ...ada, payerId: null },
      insurer(-8_000),
    ]);
    const bo = { patientId: office.cast.bo!, guarantorId: office.cast.bo!, serviceLineId: uuidv7() };
    await post(office.cast.riverside!, "2026-11-01", [
      { account: "RECEIVABLE_PATIENT", amount: cents(4_500), ...bo },
      { account: "CHARGES", amount: cents(-4_500), ...bo },
    ]);
    const noor = { patientId: office.cast.noor!, guarantorId: office.cast.noor!, serviceLineId: uuidv7() };
    await post(office.cast.lakeside!, "2026-11-20", [
      { account: "RECEIVABLE_PATIENT", amount: cents(8_000), ...noor },
      { account: "CHARGES", amount: cents(-8_000), ...noor },
    ]);
  });
}

const ASK = `query ($practiceId: ID, $asOf: PlainDate!, $groupBy: AgingGroup!, $first: Int = 10, $after: String) {
  arAging(practiceId: $practiceId, asOf: $asOf, groupBy: $groupBy, first: $first, after: $after) {
    lines { practice { name } payer { name } patient { fullName } totalCents insurerCents patientCents days0to30Cents days31to60Cents days61to90Cents days91to120Cents over120Cents }
    total { totalCents } hasNextPage endCursor
  }
}`;
const nothing = { practice: null, payer: null, patient: null, days0to30Cents: 0, days31to60Cents: 0, days61to90Cents: 0, days91to120Cents: 0, over120Cents: 0 };

test("by payer: the insurer's part ages from the charge, the patients' part stands under no payer", async () => {
  const { data } = await office.as("ben").run(ASK, { practiceId: office.id("riverside"), asOf: "2026-11-23", groupBy: "PAYER" });
  expect(data.arAging).toMatchObject({
    lines: [
      { ...nothing, payer: { name: "Blue Peak Health" }, totalCents: 7000, insurerCents: 7000, patientCents: 0, over120Cents: 7000 },
      { ...nothing, totalCents: 6500, insurerCents: 0, patientCents: 6500, days0to30Cents: 4500, days61to90Cents: 2000 },
    ],
    total: { totalCents: 13_500 },
    hasNextPage: false,
  });
});

test("as of a day before, the report says what was owed then", async () => {
  const { data } = await office.as("ben").run(ASK, { asOf: "2026-08-31", groupBy: "PATIENT" });
  expect(data.arAging).toMatchObject({ lines: [{ ...nothing, patient: { fullName: "Park, Ada" }, totalCents: 15_000, days61to90Cents: 15_000 }], total: { totalCents: 15_000 } });
});

test("by practice, a page at a time, the largest first; the total is of all pages", async () => {
  const first = (await office.as("ben").run(ASK, { asOf: "2026-11-23", groupBy: "PRACTICE", first: 1 })).data.arAging;
  expect(first).toMatchObject({ lines: [{ practice: { name: "Riverside Clinic" }, totalCents: 13_500 }], total: { totalCents: 21_500 }, hasNextPage: true });
  const second = (await office.as("ben").run(ASK, { asOf: "2026-11-23", groupBy: "PRACTICE", first: 1, after: first.endCursor })).data.arAging;
  expect(second).toMatchObject({ lines: [{ practice: { name: "Lakeside Orthopedics" }, totalCents: 8000 }], hasNextPage: false });
});

test("the practice's administrator sees her practice only; the front desk sees no report", async () => {
  const mine = await office.as("priya").run(ASK, { asOf: "2026-11-23", groupBy: "PRACTICE" });
  expect(mine.data.arAging.total).toEqual({ totalCents: 13_500 });
  const denied = await office.as("finn").run(ASK, { asOf: "2026-11-23", groupBy: "PRACTICE" });
  expect(denied.data).toEqual({ arAging: null });
  expect(denied.errors![0]!.extensions.code).toBe("FORBIDDEN");
});

test("the report equals the book's receivables to the cent", async () => {
  const { data } = await office.as("ben").run(`query ($id: ID!) { trialBalance(practiceId: $id) { accounts { account balanceCents } } }`, { id: office.id("riverside") });
  const receivable = data.trialBalance.accounts
    .filter(({ account }: { account: string }) => account.startsWith("RECEIVABLE"))
    .reduce((sum: number, { balanceCents }: { balanceCents: number }) => sum + balanceCents, 0);
  expect(receivable).toBe(13_500);
});
