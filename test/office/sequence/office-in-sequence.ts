import { fromTypeId } from "../../../src/platform/database/ids";
import { openTill, type Till } from "../../payments/till";
import { file, type FileSaid } from "../../remittance/support/file";
import type { Answer, TestOffice, Who } from "../../support/office";
import { allLines, moneyOf, responsibilityOf, type Claim, type Line, type Model } from "./model";

export type Person = { readonly id: string; readonly guarantorId: string; readonly account: number; readonly payers: 0 | 1 | 2 };

/** The office as everybody outside it sees it: what people do through the API, what payers and the card processor send. */
export type OfficeInSequence = {
  readonly till: Till;
  readonly office: TestOffice;
  readonly npi: string;
  /** Fay has two insurers, Gil one and Fay pays for him; Hal has none. New for every sequence. */
  people: readonly Person[];
  /** A mutation under a new key; its payload. */
  act(who: Who, name: string, input: Record<string, unknown>, selection: string, inputType?: string): Promise<Answer["data"]>;
  ask(who: Who, query: string, variables: Record<string, unknown>): Promise<Answer["data"]>;
  /** Events wait until they are let go. */
  holdEvents(): Promise<void>;
  /** Events are told in another order: as they came (0), or strewn; and the last ones once more. */
  letEventsGo(turn: number, again: number): Promise<void>;
  close(): Promise<void>;
};

let keys = 0;
let persons = 0;

export async function openOfficeInSequence(): Promise<OfficeInSequence> {
  const till = await openTill();
  const { office } = till;
  const [practice] = await office.owner("select npi from practice where id = $1", [office.cast.riverside]);
  // The queue promises no order between events. Here it is made to use that: as told, or strewn by a number.
  await office.owner("create table test_delivery (late boolean not null, turn int not null)");
  await office.owner("create sequence test_delivery_seq");
  await office.owner("insert into test_delivery values (false, 0)");
  await office.owner(`
    create or replace function cb_enqueue(task text, payload json, job_key text, run_at timestamptz, max_attempts int) returns bigint
      language sql security definer set search_path = pg_catalog, graphile_worker as $$
      select (graphile_worker.add_job(task, payload, job_key => job_key, max_attempts => max_attempts,
        run_at => case when task = 'event.dispatch' and d.late then now() + interval '1 day' else run_at end,
        priority => case when task = 'event.dispatch' then ((nextval('public.test_delivery_seq') * d.turn) % 1009)::int else 0 end)).id
      from public.test_delivery d
    $$`);

  const call = async (who: Who, document: string, variables: Record<string, unknown>) => {
    const { data, errors } = await office.as(who).run(document, variables, { "idempotency-key": `sequence-${process.pid}-${++keys}` });
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    till,
    office,
    npi: practice!.npi as string,
    people: [],
    act: async (who, name, input, selection, inputType = `${name[0]!.toUpperCase()}${name.slice(1)}Input`) =>
      (await call(who, `mutation ($input: ${inputType}!) { ${name}(input: $input) { ${selection} userErrors { code message } } }`, { input }))[name],
    ask: call,
    holdEvents: async () => void (await office.owner("update test_delivery set late = true")),
    letEventsGo: async (turn, again) => {
      await office.owner("update test_delivery set late = false, turn = $1", [turn]);
      await office.owner(
        `update graphile_worker._private_jobs j set run_at = now() - interval '1 second', priority = ((j.id * $1) % 1009)::int
         from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = 'event.dispatch' and j.run_at > now()`,
        [turn],
      );
      await office.owner(
        `select graphile_worker.add_job('event.dispatch', json_build_object('eventId', e.id, 'practiceId', e.practice_id, 'billingServiceId', p.billing_service_id), priority => 5)
         from (select * from event order by id desc limit $1) e join practice p on p.id = e.practice_id`,
        [again],
      );
      await office.drain();
    },
    close: () => till.close(),
  };
}

/** New people for a new sequence, so that their books begin empty. */
export async function moveIn(real: OfficeInSequence): Promise<void> {
  const { office } = real;
  const add = async (firstName: string, account: number, payers: readonly ["bluePeak" | "acornMutual", string][], guarantorId?: string): Promise<Person> => {
    const number = ++persons;
    const { patient } = await real.act(
      "finn",
      "patientCreate",
      {
        practiceId: office.id("riverside"),
        medicalRecordNumber: `SEQ-${number}`,
        firstName,
        lastName: `Season${"abcdefghij"[number % 10]!}`,
        birthDate: "1984-02-03",
        sex: "FEMALE",
        address: { street: "5 Willow Court", city: "Denver", state: "CO", zip: "80203" },
        ...(guarantorId ? { guarantorId, guarantorRelationship: "PARENT" } : {}),
      },
      "patient { id guarantor { id } }",
    );
    for (const [index, [payer, memberId]] of payers.entries()) {
      const { userErrors } = await real.act(
        "finn",
        "coverageAdd",
        { patientId: patient.id, payerId: office.id(payer), rank: ["PRIMARY", "SECONDARY"][index], memberId: `${memberId}${number}`, subscriberRelationship: "SELF", effectiveFrom: "2026-01-01" },
        "coverage { id }",
      );
      expect(userErrors).toEqual([]);
    }
    return { id: patient.id, guarantorId: patient.guarantor.id, account, payers: payers.length as 0 };
  };
  const fay = await add("Fay", 0, [
    ["bluePeak", "BPHS"],
    ["acornMutual", "ACMS"],
  ]);
  const gil = await add("Gil", 0, [["bluePeak", "BPHS"]], fay.guarantorId);
  const hal = await add("Hal", 1, []);
  real.people = [fay, gil, hal];
}

/** Hands an 835 in and lets the office work until it rests; answers with the remittance. */
export async function receive(real: OfficeInSequence, text: string): Promise<{ id: string; paymentCents: number }> {
  const { remittances, userErrors } = await real.act("petra", "remittanceReceive", { text }, "remittances { id paymentCents }");
  expect(userErrors).toEqual([]);
  await real.office.drain();
  return remittances[0];
}

export const write = (real: OfficeInSequence, said: Omit<FileSaid, "payeeNpi">) => file({ payeeNpi: real.npi, ...said });

/** Every bucket of some lines, as it stands in the entries. */
export async function bookOf(real: OfficeInSequence, lines: readonly Line[]): Promise<Record<string, Record<string, number>>> {
  const rows = await real.office.owner(
    `select service_line_id as line, case account when 'RECEIVABLE_INSURER' then account || payer_sequence else account end as bucket, sum(amount_cents)::int as amount
     from ledger_entry where service_line_id = any ($1::uuid[]) group by 1, 2 having sum(amount_cents) <> 0 order by 1, 2`,
    [lines.map((line) => line.id)],
  );
  const book: Record<string, Record<string, number>> = {};
  for (const { line, bucket, amount } of rows) (book[line as string] ??= {})[bucket as string] = amount as number;
  return book;
}

/** Everything that must be true after each step: the book's own invariants, and that it says what the model says. */
export async function agree(model: Model, real: OfficeInSequence): Promise<void> {
  const { office } = real;
  const { trialBalance, ledgerHealth } = await real.ask("petra", `query ($id: ID!) { trialBalance(practiceId: $id) { totalCents } ledgerHealth(practiceId: $id) { ok checks { name ok found } } }`, {
    id: office.id("riverside"),
  });
  expect(ledgerHealth.checks.filter((check: { ok: boolean }) => !check.ok)).toEqual([]);
  expect([ledgerHealth.ok, trialBalance.totalCents]).toEqual([true, 0]);

  const lines = allLines(model);
  const book = await bookOf(real, lines);
  const seen = lines.map((line) => {
    const {
      CHARGES = 0,
      RECEIVABLE_INSURER1 = 0,
      RECEIVABLE_INSURER2 = 0,
      PAYER_CASH_CLEARING = 0,
      CONTRACTUAL_ADJUSTMENT = 0,
      SEQUESTRATION = 0,
      RECEIVABLE_PATIENT = 0,
      UNAPPLIED_PATIENT_CREDIT = 0,
      ...other
    } = book[line.id] ?? {};
    // Never less than nothing asked of a patient, and never less than nothing paid.
    expect([RECEIVABLE_PATIENT >= 0, UNAPPLIED_PATIENT_CREDIT >= 0, other]).toEqual([true, true, {}]);
    return {
      charge: 0 - CHARGES,
      insurer: [RECEIVABLE_INSURER1, RECEIVABLE_INSURER2],
      insurerPaid: PAYER_CASH_CLEARING,
      contractual: CONTRACTUAL_ADJUSTMENT,
      sequestration: SEQUESTRATION,
      responsibility: RECEIVABLE_PATIENT + UNAPPLIED_PATIENT_CREDIT,
    };
  });
  expect(seen).toEqual(lines.map(({ charge, insurer, insurerPaid, contractual, sequestration, responsibility }) => ({ charge, insurer, insurerPaid, contractual, sequestration, responsibility })));
  for (const line of seen) expect(line.insurer[0]! + line.insurer[1]! + line.insurerPaid + line.contractual + line.sequestration + line.responsibility).toBe(line.charge);
  for (const claim of model.claims) {
    // Only what a second payer has paid for a responsibility that the first has taken back may stand in credit.
    if (!claim.outdated) expect(claim.lines.flatMap((line) => line.insurer).filter((owed) => owed < 0)).toEqual([]);
  }
  await moneyAgrees(model, real, book);
}

async function moneyAgrees(model: Model, real: OfficeInSequence, book: Record<string, Record<string, number>>): Promise<void> {
  const { office } = real;
  for (const account of [0, 1]) {
    const guarantorId = fromTypeId("gua", real.people.find((each) => each.account === account)!.guarantorId);
    const [row] = await office.owner(`select coalesce(-sum(amount_cents), 0)::int as credit from ledger_entry where account = 'UNAPPLIED_PATIENT_CREDIT' and guarantor_id = $1`, [guarantorId]);
    const applied = allLines(model)
      .filter((line) => model.accountOf.get(line) === account)
      .reduce((total, line) => total + (book[line.id]?.UNAPPLIED_PATIENT_CREDIT ?? 0), 0);
    expect(row!.credit).toBe(moneyOf(model, account) - applied);
    expect(row!.credit).toBeGreaterThanOrEqual(0);
  }
  const claimIds = model.claims.map((claim) => claim.uuid);
  const owedBack = await office.owner(`select coalesce(-sum(amount_cents), 0)::int as amount from ledger_entry where account = 'PAYER_REFUNDS_PAYABLE' and claim_id = any ($1::uuid[])`, [claimIds]);
  expect(owedBack[0]!.amount).toBe(allLines(model).reduce((total, line) => total + line.owedBack, 0));
  const references = await office.owner(
    `select reference, (-sum(amount_cents))::int as amount from ledger_entry where account = 'PROVIDER_PAYER_CLEARING' and reference like 'FCN-SEQ%' group by 1 having sum(amount_cents) <> 0`,
  );
  expect(new Map(references.map((row) => [row.reference, row.amount]))).toEqual(new Map([...keptReferences, ...model.deferred]));
  const clearing = await office.owner(
    `select remittance_id as id, sum(amount_cents)::int as amount from ledger_entry where account = 'PAYER_CASH_CLEARING' and remittance_id = any ($1::uuid[]) group by 1 having sum(amount_cents) <> 0 order by 1`,
    [model.remittances.map((each) => fromTypeId("rem", each.id))],
  );
  expect(new Map(clearing.map((row) => [row.id, row.amount]))).toEqual(
    new Map(model.remittances.filter((each) => !each.deposited && each.amount !== 0).map((each) => [fromTypeId("rem", each.id), each.amount])),
  );
  // What a payment says of itself follows the book when its account is touched next: with the events, when they come.
  if (!model.late) await real.till.expectSoundBook();
}

/** What payers of earlier sequences have not taken back yet. */
const keptReferences = new Map<string, number>();
export const keepReferences = (model: Model): void => model.deferred.forEach((amount, reference) => keptReferences.set(reference, amount));

/** A minute after the last event everything has met: no account both owes and has credit. */
export async function expectSettled(model: Model, real: OfficeInSequence): Promise<void> {
  for (const account of [0, 1]) {
    const { guarantorBalance } = await real.ask("finn", `query ($id: ID!) { guarantorBalance(guarantorId: $id) { youPaidCents youOweCents unappliedCreditCents } }`, {
      id: real.people.find((each) => each.account === account)!.guarantorId,
    });
    const [money, responsibility] = [moneyOf(model, account), responsibilityOf(model, account)];
    const applied = Math.min(money, responsibility);
    expect(guarantorBalance).toEqual({ youPaidCents: applied, youOweCents: responsibility - applied, unappliedCreditCents: money - applied });
  }
}

/** What the second payer's claim is named: sent by us when it is its turn, else as the first payer has passed it on. */
export async function numberFor(real: OfficeInSequence, claim: Claim, sequence: 1 | 2): Promise<string> {
  if (sequence === 2 && !claim.numbers[1]) {
    const asked = await real.ask("ben", `query ($id: ID!) { claim(id: $id) { currentSequence workflow } }`, { id: claim.id });
    if (asked.claim.currentSequence === 2 && asked.claim.workflow === "READY") claim.numbers[1] = await submit(real, claim.id);
  }
  return (claim.numbers[sequence - 1] ?? claim.numbers[0])!;
}

export async function submit(real: OfficeInSequence, claimId: string): Promise<string> {
  const { submission, userErrors } = await real.act("ben", "claimSubmit", { claimId }, "submission { patientControlNumber }");
  expect(userErrors).toEqual([]);
  return submission.patientControlNumber;
}
