import { CREATE, openClaimsOffice, type ClaimsOffice } from "./office-with-claims";

let office: ClaimsOffice;
beforeAll(async () => {
  office = await openClaimsOffice();
});
afterAll(() => office.close());

const CLAIM = `query ($id: ID!) {
  claim(id: $id) {
    claimNumber revision workflow nextActionOwner currentSequence submissionStatus totalChargeCents insurerOwesCents patientOwesCents servedFrom servedTo placeOfService diagnoses
    payers { sequence payer { name } adjudication forwarded }
    lines { lineNumber lineItemControlNumber procedureCode modifiers quantity chargeCents diagnosisPointers servedOn arOwner }
    history { axis move fromState toState actorName }
    version
  }
}`;
const read = async (id: string, who: Parameters<ClaimsOffice["as"]>[0] = "ben") => office.as(who).run(CLAIM, { id });
const book = () => office.owner("select account, sum(amount_cents)::int as amount from ledger_entry group by account order by account");
const counts = async () => (await office.owner("select (select count(*) from claim)::int as claims, (select count(*) from journal)::int as journals, (select count(*) from event)::int as events"))[0];

test("a coded visit becomes a claim: lines frozen, the primary payer owes every cent, the visit is billed", async () => {
  const encounterId = await office.codedVisit();
  const { claimCreate } = await office.act(CREATE, { input: { encounterIds: [encounterId] } });
  expect(claimCreate.userErrors).toEqual([]);
  const { data, errors } = await read(claimCreate.claims[0].id);
  expect(errors).toBeUndefined();
  expect(data.claim).toEqual({
    claimNumber: expect.stringMatching(/^C1\d{6}$/),
    revision: 1,
    workflow: "DRAFT",
    nextActionOwner: "BILLER",
    currentSequence: 1,
    submissionStatus: null,
    totalChargeCents: 21_000,
    insurerOwesCents: 21_000,
    patientOwesCents: 0,
    servedFrom: "2026-11-02",
    servedTo: "2026-11-02",
    placeOfService: "11",
    diagnoses: ["E119", "I10"],
    payers: [
      { sequence: 1, payer: { name: "Blue Peak Health" }, adjudication: "NONE", forwarded: false },
      { sequence: 2, payer: { name: "Acorn Mutual" }, adjudication: "NONE", forwarded: false },
    ],
    lines: [
      {
        lineNumber: 1,
        lineItemControlNumber: expect.stringMatching(/^[0-9A-Z]{26}$/),
        procedureCode: "99213",
        modifiers: ["25"],
        quantity: "1",
        chargeCents: 15_000,
        diagnosisPointers: [1, 2],
        servedOn: "2026-11-02",
        arOwner: "PRIMARY",
      },
      {
        lineNumber: 2,
        lineItemControlNumber: expect.stringMatching(/^[0-9A-Z]{26}$/),
        procedureCode: "93000",
        modifiers: [],
        quantity: "1",
        chargeCents: 6_000,
        diagnosisPointers: [2],
        servedOn: "2026-11-02",
        arOwner: "PRIMARY",
      },
    ],
    history: [{ axis: "WORKFLOW", move: "create", fromState: "DRAFT", toState: "DRAFT", actorName: expect.any(String) }],
    version: expect.any(Number),
  });
  expect(await book()).toEqual([
    { account: "CHARGES", amount: -21_000 },
    { account: "RECEIVABLE_INSURER", amount: 21_000 },
  ]);
  const visit = await office.as("ben").run(`query ($id: ID!) { encounter(id: $id) { status claims { claimNumber totalChargeCents } } }`, { id: encounterId });
  expect(visit.data.encounter).toEqual({ status: "BILLED", claims: [{ claimNumber: data.claim.claimNumber, totalChargeCents: 21_000 }] });
});

test("53 lines split at 50, and a 13th diagnosis starts another claim; the total is kept", async () => {
  const lines = Array.from({ length: 53 }, () => ({ procedureCode: "85025", diagnosisPointers: [1], chargeCents: 101 }));
  const many = (await office.act(CREATE, { input: { encounterIds: [await office.codedVisit({ charges: lines })] } })).claimCreate.claims;
  const sizes = await Promise.all(
    many.map(async ({ id }: { id: string }) => {
      const { claim } = (await read(id)).data;
      return [claim.lines.length, claim.totalChargeCents];
    }),
  );
  expect(sizes).toEqual([
    [50, 5_050],
    [3, 303],
  ]);

  const first = await office.codedVisit({
    servedFrom: "2026-11-03",
    diagnoses: ["E11.9", "I10", "J45.909", "M54.50", "K21.9", "N39.0", "R05.9", "G43.909", "L40.0", "H52.13"],
    charges: [
      { procedureCode: "99213", diagnosisPointers: [1, 2, 3, 4], chargeCents: 10_000 },
      { procedureCode: "93000", diagnosisPointers: [5, 6, 7, 8], chargeCents: 6_000 },
    ],
  });
  const second = await office.codedVisit({
    servedFrom: "2026-11-04",
    diagnoses: ["Z23", "F41.1", "D64.9", "B35.1", "C44.91"],
    charges: [
      { procedureCode: "99214", diagnosisPointers: [1, 2, 3, 4], chargeCents: 22_500 },
      { procedureCode: "36415", diagnosisPointers: [5], chargeCents: 1_500 },
    ],
  });
  const split = (await office.act(CREATE, { input: { encounterIds: [second, first] } })).claimCreate.claims;
  const parts = await Promise.all(split.map(async ({ id }: { id: string }) => (await read(id)).data.claim));
  expect(parts.map((part) => [part.lines.length, part.diagnoses.length, part.totalChargeCents])).toEqual([
    [3, 12, 38_500],
    [1, 5, 1_500],
  ]);
  expect(parts[0].lines.map((line: { diagnosisPointers: number[] }) => line.diagnosisPointers)).toEqual([
    [1, 2, 3, 4],
    [5, 6, 7, 8],
    [9, 10, 11, 12],
  ]);
});

test.each([
  [
    "a visit that is not coded",
    async () => [
      (
        await office.act(
          `mutation ($input: EncounterCreateInput!) { encounterCreate(input: $input) { encounter { id } userErrors { code } } }`,
          { input: { patientId: office.id("ada"), locationId: office.id("mainStreet"), renderingProviderId: office.id("elenaVoss"), servedFrom: "2026-11-02" } },
          "ehr",
        )
      ).encounterCreate.encounter.id,
    ],
    "ENCOUNTER_NOT_CODED",
  ],
  ["a patient without coverage", async () => [await office.codedVisit({ patientId: office.id("bo") })], "NOT_INSURED"],
  ["visits of two patients", async () => [await office.codedVisit(), await office.codedVisit({ patientId: office.id("cy") })], "ENCOUNTERS_DIFFER"],
  ["visits at two places", async () => [await office.codedVisit(), await office.codedVisit({ locationId: office.id("hospital") })], "ENCOUNTERS_DIFFER"],
  [
    "a visit named twice",
    async () => {
      const id = await office.codedVisit();
      return [id, id];
    },
    "INVALID_INPUT",
  ],
])("%s is refused and nothing changes", async (_what, ids, code) => {
  const encounterIds = await ids();
  const before = [await counts(), await book()];
  const { claimCreate } = await office.act(CREATE, { input: { encounterIds } });
  expect(claimCreate.claims).toBeNull();
  expect(claimCreate.userErrors[0].code).toBe(code);
  expect([await counts(), await book()]).toEqual(before);
});

test("the same visit is billed once, whoever asks at the same time", async () => {
  const encounterId = await office.codedVisit();
  const answers = await Promise.all([1, 2, 3].map(() => office.act(CREATE, { input: { encounterIds: [encounterId] } })));
  expect(answers.filter((answer) => answer.claimCreate.claims).length).toBe(1);
  for (const { claimCreate } of answers) if (!claimCreate.claims) expect(claimCreate.userErrors[0].code).toBe("NOTHING_TO_BILL");
});

test("a void puts the book back as it was and releases the visit, whose charges can be billed again under the same line numbers", async () => {
  const encounterId = await office.codedVisit();
  const before = await book();
  const make = async () => (await office.act(CREATE, { input: { encounterIds: [encounterId] } })).claimCreate.claims[0].id as string;
  const first = await make();
  const VOID = `mutation ($input: ClaimReasonInput!) { claimVoid(input: $input) { claim { workflow nextActionOwner insurerOwesCents voidedAt } userErrors { code path } } }`;
  expect((await office.act(VOID, { input: { claimId: first, reason: "  " } })).claimVoid).toEqual({ claim: null, userErrors: [{ code: "INVALID_INPUT", path: ["reason"] }] });
  expect((await office.act(VOID, { input: { claimId: first, reason: "wrong patient" } })).claimVoid).toEqual({
    claim: { workflow: "CLOSED", nextActionOwner: "NONE", insurerOwesCents: 0, voidedAt: expect.any(String) },
    userErrors: [],
  });
  expect(await book()).toEqual(before);
  expect((await office.as("ben").run(`query ($id: ID!) { encounter(id: $id) { status } }`, { id: encounterId })).data.encounter.status).toBe("CODED");
  const second = await make();
  const numbers = async (id: string) => (await read(id)).data.claim.lines.map((line: { lineItemControlNumber: string }) => line.lineItemControlNumber);
  expect(await numbers(second)).toEqual(await numbers(first));
  expect((await office.act(VOID, { input: { claimId: first, reason: "again" } })).claimVoid.userErrors[0].code).toBe("MOVE_NOT_ALLOWED");
});

test("a self-pay visit becomes the guarantor's debt, once", async () => {
  const encounterId = await office.codedVisit({ patientId: office.id("bo") });
  const before = Object.fromEntries((await book()).map((row) => [row.account, row.amount]));
  const BILL = `mutation ($input: EncounterBillPatientInput!) { encounterBillPatient(input: $input) { encounter { status } userErrors { code path } } }`;
  expect((await office.act(BILL, { input: { encounterId } })).encounterBillPatient).toEqual({ encounter: { status: "BILLED" }, userErrors: [] });
  const after = Object.fromEntries((await book()).map((row) => [row.account, row.amount]));
  expect(after).toEqual({ ...before, CHARGES: Number(before.CHARGES) - 21_000, RECEIVABLE_PATIENT: 21_000 });
  expect((await office.act(BILL, { input: { encounterId } })).encounterBillPatient.userErrors).toEqual([{ code: "NOTHING_TO_BILL", path: ["encounterId"] }]);
  expect((await office.as("ben").run(`query ($id: ID!) { ledgerHealth(practiceId: $id) { ok } }`, { id: office.id("riverside") })).data.ledgerHealth.ok).toBe(true);
});

test("who sees what: the front desk amounts and states, the agent no clinical field, the patient her own, the auditor all and changes nothing", async () => {
  const { id } = await office.claimOf();
  const desk = await read(id, "finn");
  expect(desk.data.claim).toMatchObject({ totalChargeCents: 21_000, workflow: "DRAFT", diagnoses: null, history: null });
  expect(desk.data.claim.lines[0]).toMatchObject({ chargeCents: 15_000, procedureCode: null, modifiers: null, diagnosisPointers: null });
  expect(desk.errors!.every((error) => error.extensions.code === "FORBIDDEN")).toBe(true);
  const agent = await read(id, "cole");
  expect([agent.data.claim.diagnoses, agent.data.claim.lines[0].procedureCode, agent.data.claim.totalChargeCents]).toEqual([null, null, 21_000]);
  expect((await read(id, "ada")).data.claim).toMatchObject({ totalChargeCents: 21_000, diagnoses: null });
  expect((await read(id, "bo")).data.claim).toBeNull();
  expect((await read(id, "audrey")).data.claim.diagnoses).toEqual(["E119", "I10"]);
  const denied = await office.as("audrey").run(CREATE, { input: { encounterIds: [id] } }, { "idempotency-key": "audit" });
  expect(denied.errors![0]!.extensions.code).toBe("FORBIDDEN");
});

test("claims are found by patient, payer, number, state and visit, and refuse filters of another kind", async () => {
  const { id, claimNumber } = await office.claimOf({ patientId: office.id("cy"), servedFrom: "2026-10-01" });
  const find = async (filter: object) => (await office.as("ben").run(`query ($f: ClaimFilter) { claims(first: 100, filter: $f) { totalCount nodes { id } } }`, { f: filter })).data?.claims;
  for (const filter of [
    { claimNumber: [claimNumber] },
    { patientId: office.id("cy"), servedFrom: { from: "2026-10-01", to: "2026-10-01" } },
    { payerId: office.id("bluePeak"), claimNumber: [claimNumber], workflow: ["DRAFT"], voided: false },
  ]) {
    expect(await find(filter)).toEqual({ totalCount: 1, nodes: [{ id }] });
  }
  expect(await find({ payerId: office.id("acornMutual"), claimNumber: [claimNumber] })).toEqual({ totalCount: 0, nodes: [] });
  const wrong = await office.as("ben").run(`query ($f: ClaimFilter) { claims(first: 1, filter: $f) { totalCount } }`, { f: { payerId: office.id("ada") } });
  expect(wrong.errors![0]!.extensions.code).toBe("BAD_USER_INPUT");
  const mine = await office.as("ben").run(`query ($id: ID!) { patient(id: $id) { claims(first: 10, orderBy: SERVED_FROM_ASC) { nodes { claimNumber } } } }`, { id: office.id("cy") });
  expect(mine.data.patient.claims.nodes[0]).toEqual({ claimNumber });
});

test("a list of claims with everything that hangs on them takes the same number of statements whatever its size", async () => {
  const ask = async (first: number) => {
    const answer = await office
      .as("ben")
      .run(
        `{ claims(first: ${first}) { nodes { patient { fullName claims(first: 2) { nodes { id } } } payers { payer { name } coverage { memberId } } lines { procedureCode arOwner charge { claimLines { id } } } submissions { x12 } adjudications { id } history { move } location { name } } } }`,
      );
    expect(answer.errors).toBeUndefined();
    return answer.headers["x-carebill-statements"];
  };
  expect(await ask(1)).toBe(await ask(8));
});
