import { postJournal } from "../../src/ledger";
import { cents } from "../../src/vocabulary";
import { openTill, newKey, type Till } from "../payments/till";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());
afterEach(() => till.expectSoundBook());

const ISSUE = `mutation ($input: PatientStatementIssueInput!) { patientStatementIssue(input: $input) {
  statement { id number amountDueCents creditCents openCents issuedOn dueOn supersedes { number } lines { position servedOn procedureCode chargedCents adjustedCents insurerPaidCents youPaidCents youOweCents patient { firstName } } }
  userErrors { code message path } } }`;
const issue = async (patient: string, key = newKey()) => (await till.office.as("ben").run(ISSUE, { input: { patientId: till.office.id(patient) } }, key)).data.patientStatementIssue;
const count = async () => Number((await till.office.owner("select count(*) from statement"))[0]!.count);

/** A visit of Ada with its charge, entered through the API, and the patient's part of it in the book. */
async function visit(patient: string, procedureCode: string, owed: number): Promise<string> {
  const created = await till.office
    .as("ehr")
    .run(`mutation ($input: EncounterCreateInput!) { encounterCreate(input: $input) { encounter { id charges { id chargeCents } } userErrors { code message path } } }`, {
      input: {
        patientId: till.office.id(patient),
        locationId: till.office.id("mainStreet"),
        renderingProviderId: till.office.id("elenaVoss"),
        servedFrom: "2026-11-02",
        placeOfService: "11",
        diagnoses: ["E11.9"],
        charges: [{ procedureCode, quantity: "1", diagnosisPointers: [1] }],
      },
    });
  expect(created.data.encounterCreate.userErrors).toEqual([]);
  const [charge] = await till.office.owner("select id, charge_cents, practice_id, patient_id from charge order by created_at desc limit 1");
  const work = till.office.work();
  const [row] = await till.office.owner("select guarantor_id from patient where id = $1", [charge!.patient_id]);
  const dimensions = { patientId: charge!.patient_id as string, guarantorId: row!.guarantor_id as string, serviceLineId: charge!.id as string };
  const charged = Number(charge!.charge_cents);
  await work.atomically(() =>
    postJournal(work, {
      practiceId: charge!.practice_id as string,
      kind: "charge",
      sourceId: charge!.id as string,
      effectiveOn: work.today("America/Denver"),
      entries: [
        { ...dimensions, account: "RECEIVABLE_PATIENT", amount: cents(owed) },
        { ...dimensions, account: "CONTRACTUAL_ADJUSTMENT", amount: cents(charged - owed) },
        { ...dimensions, account: "CHARGES", amount: cents(-charged) },
      ],
    }),
  );
  return charge!.id as string;
}

test("nothing owed, nothing stated: no number is used, no row is written", async () => {
  expect(await issue("bo")).toEqual({ statement: null, userErrors: [{ code: "NOTHING_OWED", message: "The guarantor owes nothing that could be stated.", path: ["guarantorId"] }] });
  expect(await count()).toBe(0);
});

test("a family's statement: numbered, each line's figures, a repeat is the same, and the mail names nobody and nothing", async () => {
  await visit("ada", "99213", 4_000);
  await visit("cy", "99203", 9_000);
  const key = newKey();
  const { statement } = await issue("ada", key);
  expect(statement).toMatchObject({
    number: 1001,
    amountDueCents: 13_000,
    openCents: 13_000,
    creditCents: 0,
    supersedes: null,
    lines: [
      {
        position: 1,
        servedOn: "2026-11-02",
        procedureCode: "99213",
        chargedCents: 15_000,
        adjustedCents: 11_000,
        insurerPaidCents: 0,
        youPaidCents: 0,
        youOweCents: 4_000,
        patient: { firstName: "Ada" },
      },
      { position: 2, procedureCode: "99203", chargedCents: 21_000, adjustedCents: 12_000, youOweCents: 9_000, patient: { firstName: "Cy" } },
    ],
  });
  expect((await issue("ada", key)).statement.id).toBe(statement.id);
  expect(await count()).toBe(1);
  await till.office.drain();
  const mail = till.mails.find((each) => each.subject.startsWith("Statement"))!;
  expect(mail).toMatchObject({ to: "ada.park@example.com", subject: "Statement 1001 from Riverside Clinic" });
  expect(mail.text).toMatch(/\/pay\/[A-Za-z0-9_-]{43}\n/);
  expect(mail.text).not.toMatch(/Ada|Park|Cy|99213|99203|130\.00|E11/);
});

test("the paper has the same bytes whenever it is asked for; the front desk and collections see the amounts and no service", async () => {
  const ask = async (who: "ben" | "ada" | "finn" | "cole") =>
    (await till.office.as(who).run(`{ statements(first: 1) { nodes { number amountDueCents openCents pdfBase64 lines { servedOn youOweCents procedureCode } } } }`)).data.statements.nodes[0];
  const [mine, again, ada] = [await ask("ben"), await ask("ben"), await ask("ada")];
  expect(Buffer.from(mine.pdfBase64, "base64").subarray(0, 5).toString()).toBe("%PDF-");
  expect(again.pdfBase64).toBe(mine.pdfBase64);
  expect(ada).toEqual(mine);
  expect(ada.openCents).toBe(13_000);
  for (const who of ["finn", "cole"] as const) {
    expect(await ask(who)).toEqual({
      number: 1001,
      amountDueCents: 13_000,
      openCents: 13_000,
      pdfBase64: null,
      lines: [
        { servedOn: "2026-11-02", youOweCents: 4_000, procedureCode: null },
        { servedOn: "2026-11-02", youOweCents: 9_000, procedureCode: null },
      ],
    });
  }
  expect((await till.office.as("noor").run(`{ statements(first: 5) { nodes { number } } }`)).data.statements.nodes).toEqual([]);
});

test("balances: what is charged, adjusted, paid and owed per line; a child's session does not see the parent's money", async () => {
  const BALANCE = `query ($id: ID!) { patientBalance(patientId: $id) { chargedCents adjustedCents insurerPaidCents youPaidCents insurerOwesCents youOweCents unappliedCreditCents lines { servedOn procedureCode youOweCents } } }`;
  const ada = await till.office.as("ada").run(BALANCE, { id: till.office.id("ada") });
  expect(ada.data.patientBalance).toEqual({
    chargedCents: 15_000,
    adjustedCents: 11_000,
    insurerPaidCents: 0,
    youPaidCents: 0,
    insurerOwesCents: 0,
    youOweCents: 4_000,
    unappliedCreditCents: 0,
    lines: [{ servedOn: "2026-11-02", procedureCode: "99213", youOweCents: 4_000 }],
  });
  const finn = await till.office.as("finn").run(BALANCE, { id: till.office.id("ada") });
  expect(finn.data.patientBalance.lines).toEqual([{ servedOn: "2026-11-02", procedureCode: null, youOweCents: 4_000 }]);
  expect(finn.errors!.map((error) => error.extensions.code)).toEqual(["FORBIDDEN"]);
  expect((await till.office.as("ada").run(BALANCE, { id: till.office.id("cy") })).errors![0]!.extensions.code).toBe("NOT_FOUND");
  expect((await till.office.as("cora").run(BALANCE, { id: till.office.id("ada") })).errors![0]!.extensions.code).toBe("FORBIDDEN");
  const account = await till.office.as("ada").run(`query ($id: ID!) { patient(id: $id) { guarantor { id } } }`, { id: till.office.id("ada") });
  const whole = await till.office.as("ada").run(`query ($id: ID!) { guarantorBalance(guarantorId: $id) { youOweCents unappliedCreditCents } }`, { id: account.data.patient.guarantor.id });
  expect(whole.data.guarantorBalance).toEqual({ youOweCents: 13_000, unappliedCreditCents: 0 });
});

const OPEN = `mutation ($input: PayLinkOpenInput!) { payLinkOpen(input: $input) { access payLink { practiceName statementNumber amountDueCents } userErrors { code } } }`;
const tokenInMail = () => /\/pay\/([A-Za-z0-9_-]{43})/.exec(till.mails.filter((each) => each.subject.startsWith("Statement")).at(-1)!.text)![1]!;
const open = async (token: string, birthDate: string) => (await till.office.as("nobody").run(OPEN, { input: { token, birthDate } })).data.payLinkOpen;

test("a stranger with the link and no date of birth sees nothing, and has five attempts", async () => {
  const url = (await till.office.as("ben").run(`mutation ($input: PayLinkCreateInput!) { payLinkCreate(input: $input) { url userErrors { code } } }`, { input: { statementId: await statementId() } }))
    .data.payLinkCreate.url as string;
  const token = url.split("/").at(-1)!;
  expect(await till.office.owner("select 1 from pay_link where token_hash = $1", [token])).toEqual([]);
  expect((await till.office.as("nobody").run(`query ($t: String!) { payLink(token: $t, access: "guess") { amountDueCents } }`, { t: token })).data.payLink).toBeNull();
  for (let i = 0; i < 5; i++) expect(await open(token, "1980-01-01")).toEqual({ access: null, payLink: null, userErrors: [{ code: "PAY_LINK_WRONG_BIRTH_DATE" }] });
  for (const birthDate of ["1980-01-01", "1961-04-12"]) expect((await open(token, birthDate)).userErrors).toEqual([{ code: "PAY_LINK_INVALID" }]);
  expect((await open("x".repeat(43), "1961-04-12")).userErrors).toEqual([{ code: "PAY_LINK_INVALID" }]);
});
const statementId = async () => (await till.office.as("ben").run(`{ statements(first: 1, orderBy: NUMBER_ASC) { nodes { id } } }`)).data.statements.nodes[0].id as string;

test("the guarantor opens the link with a date of birth and pays the statement; its lines are paid", async () => {
  const token = tokenInMail();
  const opened = await open(token, "1961-04-12");
  expect(opened).toMatchObject({ payLink: { practiceName: "Riverside Clinic", statementNumber: expect.any(Number) }, userErrors: [] });
  const due = opened.payLink.amountDueCents as number;
  expect(
    (await till.office.as("nobody").run(`query ($t: String!, $a: String!) { payLink(token: $t, access: $a) { practiceName amountDueCents } }`, { t: token, a: opened.access })).data.payLink,
  ).toEqual({ practiceName: "Riverside Clinic", amountDueCents: due });
  const PAY = `mutation ($input: PayLinkPayInput!) { payLinkPay(input: $input) { checkout { status amountCents clientSecret url } userErrors { code } } }`;
  expect((await till.office.as("nobody").run(PAY, { input: { token, access: "guess" } }, newKey())).data.payLinkPay.userErrors).toEqual([{ code: "PAY_LINK_INVALID" }]);
  const { data } = await till.office.as("nobody").run(PAY, { input: { token, access: opened.access } }, newKey());
  expect(data.payLinkPay).toMatchObject({ checkout: { status: "OPEN", amountCents: due }, userErrors: [] });
  await till.pay({ clientSecret: data.payLinkPay.checkout.clientSecret } as never);
  const after = (await till.office.as("ben").run(`query ($id: ID!) { statement(id: $id) { amountDueCents openCents } }`, { id: await statementId() })).data.statement;
  expect(after).toEqual({ amountDueCents: 13_000, openCents: 0 });
});

test("a corrected balance makes a statement that names the one it replaces; a payment in between does not", async () => {
  const line = await till.owe("bo", 10_000);
  const first = await issue("bo");
  await till.office
    .as("finn")
    .run(
      `mutation ($input: PaymentRecordInput!) { paymentRecord(input: $input) { userErrors { code } } }`,
      { input: { patientId: till.office.id("bo"), method: "CASH", amountCents: 1_000 } },
      newKey(),
    );
  const second = await issue("bo");
  expect(second.statement).toMatchObject({ amountDueCents: 9_000, supersedes: null, lines: [{ youPaidCents: 1_000, youOweCents: 9_000 }] });
  const work = till.office.work();
  const [row] = await till.office.owner("select practice_id, guarantor_id from patient where id = $1", [till.office.cast.bo]);
  const dimensions = { patientId: till.office.cast.bo!, guarantorId: row!.guarantor_id as string, serviceLineId: line };
  await work.atomically(() =>
    postJournal(work, {
      practiceId: row!.practice_id as string,
      kind: "remittance",
      sourceId: line,
      effectiveOn: work.today("America/Denver"),
      entries: [
        { ...dimensions, account: "CONTRACTUAL_ADJUSTMENT", amount: cents(2_500) },
        { ...dimensions, account: "RECEIVABLE_PATIENT", amount: cents(-2_500) },
      ],
    }),
  );
  const third = await issue("bo");
  expect(third.statement).toMatchObject({ number: first.statement.number + 2, amountDueCents: 6_500, supersedes: { number: second.statement.number } });
  expect(await till.office.owner("update statement set amount_due_cents = 1").catch((error: Error) => error.message)).toContain("only ever added");
});

test("a held account has no statement until it is released; a run gives every account its result", async () => {
  const { data } = await till.office.as("ben").run(`query ($id: ID!) { patient(id: $id) { guarantor { id } } }`, { id: till.office.id("noor") });
  await till.owe("noor", 3_000);
  const HOLD = `mutation ($input: AccountHoldInput!) { accountHold(input: $input) { accountHold { id status reason } userErrors { code path } } }`;
  const hold = (await till.office.as("cole").run(HOLD, { input: { guarantorId: data.patient.guarantor.id, reason: "BANKRUPTCY" } })).data.accountHold;
  expect(hold).toMatchObject({ accountHold: { status: "IN_FORCE", reason: "BANKRUPTCY" }, userErrors: [] });
  expect((await till.office.as("cole").run(HOLD, { input: { guarantorId: data.patient.guarantor.id, reason: "BANKRUPTCY" } })).data.accountHold.userErrors).toEqual([
    { code: "ALREADY_EXISTS", path: ["reason"] },
  ]);
  expect((await issue("noor")).userErrors).toMatchObject([{ code: "ACCOUNT_HELD" }]);
  const run = async (practice: string) => {
    const started = await till.office
      .as("ben")
      .run(
        `mutation ($input: StatementRunStartInput!) { statementRunStart(input: $input) { statementRun { id status accounts } userErrors { code } } }`,
        { input: { practiceId: till.office.id(practice) } },
        newKey(),
      );
    await till.office.drain();
    return (
      await till.office.as("ben").run(`query ($id: ID!) { statementRun(id: $id) { status accounts finished items(first: 10) { nodes { outcome code statement { amountDueCents } } } } }`, {
        id: started.data.statementRunStart.statementRun.id,
      })
    ).data.statementRun;
  };
  expect(await run("lakeside")).toEqual({ status: "DONE", accounts: 1, finished: 1, items: { nodes: [{ outcome: "SKIPPED", code: "ACCOUNT_HELD", statement: null }] } });
  await till.office
    .as("cole")
    .run(`mutation ($input: AccountHoldReleaseInput!) { accountHoldRelease(input: $input) { accountHold { status } } }`, { input: { holdId: hold.accountHold.id, note: "dismissed" } });
  expect(await run("lakeside")).toEqual({ status: "DONE", accounts: 1, finished: 1, items: { nodes: [{ outcome: "ISSUED", code: null, statement: { amountDueCents: 3_000 } }] } });
  expect((await run("lakeside")).items.nodes).toEqual([{ outcome: "SKIPPED", code: "TOO_SOON", statement: null }]);
  expect((await till.office.as("audrey").run(HOLD, { input: { guarantorId: data.patient.guarantor.id, reason: "BANKRUPTCY" } })).errors![0]!.extensions.code).toBe("FORBIDDEN");
});
