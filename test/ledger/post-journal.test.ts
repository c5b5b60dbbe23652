import { cents, plainDate } from "../../src/vocabulary";
import { checkLedger, lineBalances, openPatientLines, postJournal, reverseJournal, unappliedCredit, type EntryDraft } from "../../src/ledger";
import { uuidv7 } from "../../src/platform/database/ids";
import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const today = plainDate("2026-11-23");
const entriesOf = async () => Number((await office.owner("select count(*) from ledger_entry"))[0]!.count);
const charge = (line: string, amount: number): EntryDraft[] => [
  { account: "RECEIVABLE_PATIENT", amount: cents(amount), serviceLineId: line, guarantorId: office.cast.ada!, patientId: office.cast.ada! },
  { account: "CHARGES", amount: cents(-amount), serviceLineId: line, guarantorId: office.cast.ada!, patientId: office.cast.ada! },
];
const health = async () => (await checkLedger((text, values) => office.work().sql(text, values), office.cast.riverside!)).filter((check) => !check.ok);

test("an act posts once, ever, and its reversal restores every balance", async () => {
  const work = office.work();
  const practiceId = office.cast.riverside!;
  const [line, sourceId] = [uuidv7(), uuidv7()];
  const draft = { practiceId, kind: "charge", sourceId, effectiveOn: today, entries: charge(line, 15_000) };
  const journalId = (await work.atomically(() => postJournal(work, draft)))!;
  await expect(work.atomically(() => postJournal(work, draft))).rejects.toMatchObject({ code: "23505" });

  expect((await work.atomically(() => lineBalances(work, practiceId, [line]))).get(line)).toMatchObject({ charged: 15_000n, patient: 15_000n, adjusted: 0n });
  expect(await work.atomically(() => openPatientLines(work, practiceId, office.cast.ada!))).toMatchObject([{ serviceLineId: line, amount: 15_000n, owedSince: "2026-11-23" }]);

  const reverse = () => work.atomically(() => reverseJournal(work, { practiceId, journalId, kind: "charge-reversal", sourceId, effectiveOn: today, reason: "entered twice" }));
  await reverse();
  await expect(reverse()).rejects.toMatchObject({ code: "23505" });
  expect((await work.atomically(() => lineBalances(work, practiceId, [line]))).get(line)).toMatchObject({ charged: 0n, patient: 0n });
  expect(await health()).toEqual([]);
});

test("an unbalanced journal is a bug here, and PostgreSQL refuses it again", async () => {
  const before = await entriesOf();
  const work = office.work();
  const entries = [charge(uuidv7(), 100)[0]!];
  await expect(work.atomically(() => postJournal(work, { practiceId: office.cast.riverside!, kind: "charge", sourceId: uuidv7(), effectiveOn: today, entries }))).rejects.toThrow("out of balance");
  const journalId = uuidv7();
  await expect(
    work.atomically(async () => {
      await work.sql(
        "insert into journal (practice_id, id, kind, source_id, part, effective_on, posted_at, actor_kind, actor_id, request_id) values ($1, $2, 'x', $2, '', '2026-11-23', now(), 'job', $2, 'r')",
        [office.cast.riverside!, journalId],
      );
      await work.sql("insert into ledger_entry (practice_id, id, journal_id, effective_on, posted_at, account, amount_cents) values ($1, $2, $3, '2026-11-23', now(), 'BANK', 5)", [
        office.cast.riverside!,
        uuidv7(),
        journalId,
      ]);
    }),
  ).rejects.toThrow("does not balance");
  expect(await entriesOf()).toBe(before);
});

test("nothing is added to an old journal, changed in it or taken from it", async () => {
  const work = office.work();
  const practiceId = office.cast.riverside!;
  const journalId = (await work.atomically(() => postJournal(work, { practiceId, kind: "charge", sourceId: uuidv7(), effectiveOn: today, entries: charge(uuidv7(), 700) })))!;
  const add = `insert into ledger_entry (practice_id, id, journal_id, effective_on, posted_at, account, amount_cents) values ($1, $2, $4, '2026-11-23', now(), 'BANK', 5), ($1, $3, $4, '2026-11-23', now(), 'BANK', -5)`;
  await expect(work.sql(add, [practiceId, uuidv7(), uuidv7(), journalId])).rejects.toThrow("written whole");
  await expect(work.sql("update ledger_entry set amount_cents = 1")).rejects.toMatchObject({ code: "42501" });
  await expect(work.sql("delete from ledger_entry")).rejects.toMatchObject({ code: "42501" });
  await expect(office.owner("update ledger_entry set amount_cents = 1")).rejects.toThrow("only ever added");
  await expect(office.owner("truncate ledger_entry")).rejects.toThrow("only ever added");
});

test("parallel postings to the same lines and guarantor leave exact balances and no deadlock", async () => {
  const practiceId = office.cast.riverside!;
  const lines = [uuidv7(), uuidv7(), uuidv7()];
  await Promise.all(
    Array.from({ length: 24 }, async (_, index) => {
      const work = office.work();
      await work.atomically(async () => {
        await postJournal(work, { practiceId, kind: "charge", sourceId: uuidv7(), effectiveOn: today, entries: lines.flatMap((line) => charge(line, index + 1)) });
        await postJournal(work, {
          practiceId,
          kind: "payment",
          sourceId: uuidv7(),
          effectiveOn: today,
          entries: [
            { account: "BANK", amount: cents(10) },
            { account: "UNAPPLIED_PATIENT_CREDIT", amount: cents(-10), guarantorId: office.cast.bo! },
          ],
        });
      });
    }),
  );
  const work = office.work();
  expect((await work.atomically(() => lineBalances(work, practiceId, lines))).get(lines[1]!)?.patient).toBe(300n);
  expect(await work.atomically(() => unappliedCredit(work, practiceId, office.cast.bo!))).toBe(240n);
  expect(await health()).toEqual([]);
});

test("health names what is broken when somebody with the database's keys tampers with a kept balance", async () => {
  await office.owner("update ledger_balance set amount_cents = amount_cents + 1 where ctid = (select ctid from ledger_balance limit 1)");
  expect(await health()).toMatchObject([{ name: "balances-match-entries", found: 1 }]);
});

test("the trial balance of the practice is zero, and the front desk may not read the book", async () => {
  const ask = `query ($id: ID!) { trialBalance(practiceId: $id) { totalCents accounts { account balanceCents } } ledgerHealth(practiceId: $id) { checks { name } } }`;
  const { data } = await office.as("audrey").run(ask, { id: office.id("riverside") });
  expect(data.trialBalance.totalCents).toBe(0);
  expect(data.trialBalance.accounts).toEqual(expect.arrayContaining([{ account: "BANK", balanceCents: 240 }]));
  expect(data.ledgerHealth.checks).toHaveLength(6);
  const denied = await office.as("finn").run(ask, { id: office.id("riverside") });
  expect(denied.errors!.map((error) => error.extensions.code)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
});
