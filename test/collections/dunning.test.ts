import { newKey, openTill, type Till } from "../payments/till";

/** The seeded policy: e-mail at 30 days, letter at 60, a call at 75, the last letter at 90, an agency from 120; nothing under 5 dollars. */
let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

const day = (offset: number) => new Date(Date.UTC(2026, 11, 1) + offset * 86_400_000).toISOString().slice(0, 10);
const issue = async (patient: string) => {
  const { data } = await till.office
    .as("ben")
    .run(
      `mutation ($input: PatientStatementIssueInput!) { patientStatementIssue(input: $input) { statement { number } userErrors { code } } }`,
      { input: { patientId: till.office.id(patient) } },
      newKey(),
    );
  expect(data.patientStatementIssue.userErrors).toEqual([]);
  await till.office.drain();
};
const collectionOf = async (patient: string) =>
  (
    await till.office
      .as("cole")
      .run(
        `query ($id: ID!) { patient(id: $id) { guarantor { id collection { status cycle cycleStartedOn stepsTaken owedCents actions { kind outcome step channel template balanceCents actedOn reason policy { number } guards { guard vetoed } letter { text recipientName statementNumber } } } } } }`,
        { id: till.office.id(patient) },
      )
  ).data.patient.guarantor;
const told = (actions: { kind: string; outcome: string; channel: string | null; actedOn: string }[]) =>
  actions.map((action) => `${action.actedOn} ${action.kind}${action.channel ? ` ${action.channel}` : ""} ${action.outcome}`);

test("an overdue account is asked step by step, each on its day and once, and why is kept", async () => {
  await till.office.moveClock(day(0));
  await till.owe("bo", 12_000);
  await issue("bo");
  // Noor has given no address: hers runs beside, and is told below.
  await till.owe("noor", 3_000);
  await issue("noor");
  expect((await collectionOf("bo")).collection).toMatchObject({ status: "IN_DUNNING", cycle: 1, cycleStartedOn: day(0), stepsTaken: 0, owedCents: 12_000 });
  await till.office.moveClock(day(29));
  expect(told((await collectionOf("bo")).collection.actions)).toEqual([`${day(0)} CYCLE_STARTED DONE`]);
  const mails = till.mails.length;
  await till.office.moveClock(day(31));
  await till.office.office.jobs.tick();
  await till.office.drain();
  const { actions, ...account } = (await collectionOf("bo")).collection;
  expect(account).toMatchObject({ status: "IN_DUNNING", stepsTaken: 1 });
  expect(told(actions)).toEqual([`${day(0)} CYCLE_STARTED DONE`, `${day(30)} STEP EMAIL DONE`]);
  expect(actions[1]).toMatchObject({
    step: 1,
    template: "REMINDER",
    balanceCents: 12_000,
    policy: { number: 1 },
    guards: [
      { guard: "held", vetoed: false },
      { guard: "below-minimum", vetoed: false },
      { guard: "no-email-consent", vetoed: false },
    ],
    letter: null,
  });
  expect(till.mails).toHaveLength(mails + 1);
  expect(till.mails.at(-1)).toMatchObject({ to: "bo.lind@example.com", subject: "A reminder from Riverside Clinic" });
  expect(till.mails.at(-1)!.text).not.toMatch(/Bo|Lind|120/);
});

test("a hold stops it; after the release the steps keep their distance and none is made up for", async () => {
  const { id } = await collectionOf("bo");
  const hold = (
    await till.office.as("cole").run(`mutation ($input: AccountHoldInput!) { accountHold(input: $input) { accountHold { id } } }`, { input: { guarantorId: id, reason: "BILLING_DISPUTE" } })
  ).data.accountHold.accountHold.id as string;
  await till.office.moveClock(day(80));
  const held = (await collectionOf("bo")).collection;
  expect(told(held.actions).slice(2)).toEqual([`${day(60)} STEP LETTER VETOED`]);
  expect(held.actions.at(-1)).toMatchObject({
    reason: "held: BILLING_DISPUTE",
    guards: [
      { guard: "held", vetoed: true },
      { guard: "below-minimum", vetoed: false },
      { guard: "no-email-consent", vetoed: false },
    ],
  });
  await till.office.as("cole").run(`mutation ($input: AccountHoldReleaseInput!) { accountHoldRelease(input: $input) { userErrors { code } } }`, { input: { holdId: hold } });
  await till.office.moveClock(day(96));
  const { actions } = (await collectionOf("bo")).collection;
  expect(told(actions).slice(3)).toEqual([`${day(81)} STEP LETTER DONE`, `${day(96)} STEP TASK DONE`]);
  expect(actions[3].letter).toEqual({ text: "A balance with us is past due. Please pay it, or call us if you would like to pay in parts.", recipientName: "Bo Lind", statementNumber: 1001 });
});

test("a payment of everything stops it at once; a new debt starts a cycle of its own", async () => {
  const record = (amountCents: number) =>
    till.office
      .as("finn")
      .run(`mutation ($input: PaymentRecordInput!) { paymentRecord(input: $input) { userErrors { code } } }`, { input: { patientId: till.office.id("bo"), method: "CASH", amountCents } }, newKey());
  await record(2_000);
  await till.office.drain();
  expect((await collectionOf("bo")).collection).toMatchObject({ status: "IN_DUNNING", owedCents: 10_000 });
  await record(10_000);
  await till.office.drain();
  const stopped = (await collectionOf("bo")).collection;
  expect(stopped).toMatchObject({ status: "CURRENT", cycle: 1, owedCents: 0 });
  expect(stopped.actions.at(-1)).toMatchObject({ kind: "CYCLE_STOPPED", balanceCents: 0, reason: "nothing is owed any more" });
  await till.owe("bo", 700);
  await issue("bo");
  expect((await collectionOf("bo")).collection).toMatchObject({ status: "IN_DUNNING", cycle: 2, stepsTaken: 0 });
});

test("without consent there is no mail: the step is passed over, the letter comes on its day; at the end an agency could take it", async () => {
  const started = (await collectionOf("noor")).collection.cycleStartedOn as string;
  const after = (days: number) => new Date(Date.parse(`${started}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  await till.office.moveClock(after(121));
  const account = (await collectionOf("noor")).collection;
  expect(told(account.actions)).toEqual([
    `${started} CYCLE_STARTED DONE`,
    `${after(30)} STEP EMAIL VETOED`,
    `${after(60)} STEP LETTER DONE`,
    `${after(75)} STEP TASK DONE`,
    `${after(90)} STEP LETTER DONE`,
    `${after(120)} READY_FOR_AGENCY DONE`,
  ]);
  expect(account).toMatchObject({ status: "READY_FOR_AGENCY", owedCents: 3_000 });
  expect(new Set(till.mails.map((mail) => mail.to))).toEqual(new Set(["bo.lind@example.com"]));
  const events = await till.office.owner("select data->>'channel' as channel from event where type = 'collections.step_taken' and practice_id = $1 order by occurred_at", [till.office.cast.lakeside]);
  expect(events.map((event) => event.channel)).toEqual(["LETTER", "TASK", "LETTER"]);
});

test("a policy is checked, replaces the one before from its day on, and is set by those who may", async () => {
  const SET = `mutation ($input: DunningPolicySetInput!) { dunningPolicySet(input: $input) { dunningPolicy { number minimumCents steps { daysAfterFirstStatement channel template } } userErrors { code path } } }`;
  const today = till.office.office.clock.now().toISOString().slice(0, 10);
  const later = new Date(Date.parse(`${today}T00:00:00Z`) + 5 * 86_400_000).toISOString().slice(0, 10);
  const input = { practiceId: till.office.id("lakeside"), effectiveFrom: later, minimumCents: 2_500, steps: [{ daysAfterFirstStatement: 20, channel: "LETTER", template: "REMINDER" }] };
  const set = async (who: "dana" | "cole", change: object) => till.office.as(who).run(SET, { input: { ...input, ...change } });
  for (const [change, path] of [
    [{ minimumCents: 0 }, ["minimumCents"]],
    [{ steps: [] }, ["steps"]],
    [{ steps: [...input.steps, { daysAfterFirstStatement: 20, channel: "TASK", template: "FINAL_NOTICE" }] }, ["steps", "1", "daysAfterFirstStatement"]],
    [{ agencyAfterDays: 20 }, ["agencyAfterDays"]],
    [{ effectiveFrom: "2026-01-01" }, ["effectiveFrom"]],
  ] as const) {
    expect((await set("dana", change)).data.dunningPolicySet).toEqual({ dunningPolicy: null, userErrors: [{ code: "INVALID_INPUT", path }] });
  }
  expect((await set("cole", {})).errors![0]!.extensions.code).toBe("FORBIDDEN");
  expect((await set("dana", {})).data.dunningPolicySet).toEqual({ dunningPolicy: { number: 2, minimumCents: 2_500, steps: input.steps }, userErrors: [] });
});

test("a collections agent sees debts and no clinical field; the front desk sees no collection; a patient neither", async () => {
  const ask = (who: "finn" | "ada" | "audrey") => till.office.as(who).run(`{ collectionActions(first: 1) { nodes { id } } }`);
  expect((await ask("finn")).errors![0]!.extensions.code).toBe("FORBIDDEN");
  expect((await ask("ada")).errors![0]!.extensions.code).toBe("FORBIDDEN");
  expect((await ask("audrey")).data.collectionActions.nodes).toHaveLength(1);
});
