import { markEncounterBilled, reopenEncounterBilling } from "../../src/encounters";
import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const CREATE = `mutation ($input: EncounterCreateInput!) {
  encounterCreate(input: $input) {
    encounter {
      id status version placeOfService servedFrom servedTo totalChargeCents priorAuthorizationNumber accident { kind on state }
      diagnoses { position code } charges { id position procedureCode modifiers unitKind quantity chargeCents priceFromSchedule diagnosisPointers servedOn ndc { code quantity unit } emergency }
      history { move fromStatus toStatus actorName }
    }
    userErrors { code path }
  }
}`;
const UPDATE = `mutation ($input: EncounterUpdateInput!) {
  encounterUpdate(input: $input) {
    encounter { version servedFrom servedTo placeOfService priorAuthorizationNumber diagnoses { position code } charges { id position procedureCode quantity chargeCents priceFromSchedule servedOn } }
    userErrors { code path message }
  }
}`;
const visit = (change: object = {}) => ({
  patientId: office.id("ada"),
  locationId: office.id("mainStreet"),
  renderingProviderId: office.id("elenaVoss"),
  servedFrom: "2026-11-02",
  diagnoses: ["e11.9", "I10"],
  charges: [
    { procedureCode: "99213", modifiers: ["25"], diagnosisPointers: [1, 2] },
    { procedureCode: "J1885", quantity: "2.5", diagnosisPointers: [1], ndc: { code: "0409-3795-01".replace("0409", "00409"), quantity: "1.5", unit: "ML" } },
  ],
  ...change,
});
const create = async (change: object = {}, who: Parameters<TestOffice["as"]>[0] = "ehr") => {
  const { data, errors } = await office.as(who).run(CREATE, { input: visit(change) });
  expect(errors).toBeUndefined();
  expect(data.encounterCreate.userErrors).toEqual([]);
  return data.encounterCreate.encounter;
};
const counts = () =>
  office.owner(
    "select (select count(*) from encounter) as encounters, (select count(*) from diagnosis) as diagnoses, (select count(*) from charge) as charges, (select count(*) from event) as events",
  );

test("the EHR sends a visit: place of service from the location, prices from the fee schedule, exact for 2.5 units", async () => {
  expect(await create({ priorAuthorizationNumber: " pa-77 ", accident: { kind: "AUTO", on: "2026-10-30", state: "co" } })).toEqual({
    id: expect.stringMatching(/^enc_/),
    status: "OPEN",
    version: 1,
    placeOfService: "11",
    servedFrom: "2026-11-02",
    servedTo: "2026-11-02",
    totalChargeCents: 17_125,
    priorAuthorizationNumber: "PA-77",
    accident: { kind: "AUTO", on: "2026-10-30", state: "CO" },
    diagnoses: [
      { position: 1, code: "E119" },
      { position: 2, code: "I10" },
    ],
    charges: [
      {
        id: expect.stringMatching(/^chg_/),
        position: 1,
        procedureCode: "99213",
        modifiers: ["25"],
        unitKind: "UN",
        quantity: "1",
        chargeCents: 15_000,
        priceFromSchedule: true,
        diagnosisPointers: [1, 2],
        servedOn: "2026-11-02",
        ndc: null,
        emergency: false,
      },
      {
        id: expect.stringMatching(/^chg_/),
        position: 2,
        procedureCode: "J1885",
        modifiers: [],
        unitKind: "UN",
        quantity: "2.5",
        chargeCents: 2_125,
        priceFromSchedule: true,
        diagnosisPointers: [1],
        servedOn: "2026-11-02",
        ndc: { code: "00409379501", quantity: "1.5", unit: "ML" },
        emergency: false,
      },
    ],
    history: [{ move: "create", fromStatus: null, toStatus: "OPEN", actorName: "Northwind EHR" }],
  });
});

test.each([
  ["1", 1_250],
  ["0.5", 625],
  ["0.333", 416],
  ["0.334", 418],
  ["0.002", 3],
  ["12345678.999", 15_432_098_749],
])("%s units of J3301 at 12.50 cost %i cents, rounded once", async (quantity, cents) => {
  const charge = { procedureCode: "J3301", quantity, diagnosisPointers: [1] };
  if (cents > 9_999_999_999) {
    const { data } = await office.as("ehr").run(CREATE, { input: visit({ charges: [charge] }) });
    expect(data.encounterCreate.userErrors).toEqual([{ code: "INVALID_INPUT", path: ["charges", "0", "quantity"] }]);
    return;
  }
  const { charges } = await create({ charges: [charge] });
  expect(charges[0].chargeCents).toBe(cents);
});

test("a given price stands, also for minutes of anaesthesia, which no fee schedule prices", async () => {
  const { charges } = await create({
    charges: [
      { procedureCode: "00400", unitKind: "MJ", quantity: "75", chargeCents: 48_000, modifiers: ["aa", "P2"] },
      { procedureCode: "99213", chargeCents: 14_999 },
    ],
  });
  expect(
    charges.map((charge: { unitKind: string; quantity: string; chargeCents: number; priceFromSchedule: boolean; modifiers: string[] }) => [
      charge.unitKind,
      charge.quantity,
      charge.chargeCents,
      charge.priceFromSchedule,
      charge.modifiers,
    ]),
  ).toEqual([
    ["MJ", "75", 48_000, false, ["AA", "P2"]],
    ["UN", "1", 14_999, false, []],
  ]);
});

const codes13 = ["A000", "A001", "A009", "B20", "C50911", "E119", "E785", "F329", "G4733", "I10", "J45909", "K219", "M545"];
test.each<[string, () => object, string, string[]]>([
  ["a price that is neither given nor in the schedule", () => ({ charges: [{ procedureCode: "99499" }] }), "PRICE_NOT_FOUND", ["charges", "0", "chargeCents"]],
  ["minutes without a price", () => ({ charges: [{ procedureCode: "99213", unitKind: "MJ", quantity: "30" }] }), "PRICE_NOT_FOUND", ["charges", "0", "chargeCents"]],
  ["a price before the first schedule", () => ({ servedFrom: "2025-12-31", charges: [{ procedureCode: "99213" }] }), "PRICE_NOT_FOUND", ["charges", "0", "chargeCents"]],
  ["a negative price", () => ({ charges: [{ procedureCode: "99213", chargeCents: -1 }] }), "INVALID_INPUT", ["charges", "0", "chargeCents"]],
  ["thirteen diagnoses", () => ({ diagnoses: codes13 }), "INVALID_INPUT", ["diagnoses"]],
  ["a diagnosis twice", () => ({ diagnoses: ["E11.9", "I10", "E119"] }), "INVALID_INPUT", ["diagnoses", "2"]],
  ["five modifiers", () => ({ charges: [{ procedureCode: "99213", modifiers: ["25", "26", "59", "RT", "LT"] }] }), "INVALID_INPUT", ["charges", "0", "modifiers"]],
  ["a modifier twice", () => ({ charges: [{ procedureCode: "99213", modifiers: ["25", "25"] }] }), "INVALID_INPUT", ["charges", "0", "modifiers", "1"]],
  ["five pointers", () => ({ charges: [{ procedureCode: "99213", diagnosisPointers: [1, 2, 3, 4, 5] }] }), "INVALID_INPUT", ["charges", "0", "diagnosisPointers"]],
  ["a pointer to the thirteenth", () => ({ charges: [{ procedureCode: "99213", diagnosisPointers: [13] }] }), "INVALID_INPUT", ["charges", "0", "diagnosisPointers", "0"]],
  ["a quantity of zero", () => ({ charges: [{ procedureCode: "99213", quantity: "0.000" }] }), "INVALID_INPUT", ["charges", "0", "quantity"]],
  ["a quantity in words", () => ({ charges: [{ procedureCode: "99213", quantity: "1e3" }] }), "INVALID_INPUT", ["charges", "0", "quantity"]],
  ["half a minute", () => ({ charges: [{ procedureCode: "00400", unitKind: "MJ", quantity: "30.5", chargeCents: 1 }] }), "INVALID_INPUT", ["charges", "0", "quantity"]],
  ["a drug code of ten digits", () => ({ charges: [{ procedureCode: "J1885", ndc: { code: "0409379501", quantity: "1", unit: "ML" } }] }), "INVALID_INPUT", ["charges", "0", "ndc", "code"]],
  ["a charge outside of the visit", () => ({ charges: [{ procedureCode: "99213", servedOn: "2026-11-03" }] }), "INVALID_INPUT", ["charges", "0", "servedOn"]],
  ["a visit in the future", () => ({ servedFrom: "2099-01-01" }), "INVALID_INPUT", ["servedFrom"]],
  ["a visit that ends before it begins", () => ({ servedTo: "2026-11-01" }), "INVALID_INPUT", ["servedTo"]],
  ["a car accident in no state", () => ({ accident: { kind: "AUTO", on: "2026-11-01" } }), "INVALID_INPUT", ["accident", "state"]],
  ["a state of another accident", () => ({ accident: { kind: "OTHER", on: "2026-11-01", state: "CO" } }), "INVALID_INPUT", ["accident", "state"]],
  ["a provider of another practice", () => ({ renderingProviderId: office.id("linaOrtiz") }), "NOT_FOUND", ["renderingProviderId"]],
  ["a location of another practice", () => ({ locationId: office.id("lakeOffice") }), "NOT_FOUND", ["locationId"]],
  ["a charge with the id of another visit's", () => ({ charges: [{ chargeId: "chg_01h455vb4pex5vsknk084sn02q", procedureCode: "99213" }] }), "NOT_FOUND", ["charges", "0", "chargeId"]],
  ["a reference that is empty", () => ({ externalRefs: [{ system: "", value: "1" }] }), "INVALID_INPUT", ["externalRefs", "0", "system"]],
])("%s is refused by name and nothing is kept", async (_what, change, code, path) => {
  const before = await counts();
  // Ben reaches both practices, so the wall alone would not refuse a stranger of the other one.
  const { data } = await office.as("ben").run(CREATE, { input: visit(change()) });
  expect(data.encounterCreate).toEqual({ encounter: null, userErrors: [{ code, path }] });
  expect(await counts()).toEqual(before);
});

test("a list of charges replaces the whole: with its id a charge stays the same line, a missing one is gone", async () => {
  const made = await create();
  const [first, second] = made.charges;
  const { data } = await office.as("drVoss").run(UPDATE, {
    input: {
      encounterId: made.id,
      expectedVersion: 1,
      diagnoses: ["I10", "E11.9", "E78.5"],
      charges: [{ procedureCode: "93000" }, { chargeId: first.id, procedureCode: "99214", modifiers: ["25"], diagnosisPointers: [2] }],
    },
  });
  expect(data.encounterUpdate.userErrors).toEqual([]);
  expect(data.encounterUpdate.encounter).toMatchObject({
    version: 2,
    diagnoses: [
      { position: 1, code: "I10" },
      { position: 2, code: "E119" },
      { position: 3, code: "E785" },
    ],
    charges: [
      { position: 1, procedureCode: "93000", chargeCents: 6_000 },
      { id: first.id, position: 2, procedureCode: "99214", chargeCents: 22_500, priceFromSchedule: true },
    ],
  });
  expect((await office.as("ben").run(`query ($id: ID!) { charge(id: $id) { id } }`, { id: second.id })).data.charge).toBeNull();
});

test("prices that were charged stay when the fee schedule changes, and a new code takes the new one", async () => {
  const made = await create({ servedFrom: "2026-11-10", patientId: office.id("bo") });
  await office.as("priya").run(`mutation ($input: FeeScheduleSetInput!) { feeScheduleSet(input: $input) { userErrors { code } } }`, {
    input: {
      practiceId: office.id("riverside"),
      name: "Autumn",
      effectiveFrom: "2026-11-05",
      fees: [
        { procedureCode: "99213", amountCents: 16_000 },
        { procedureCode: "99214", amountCents: 24_000 },
        { procedureCode: "J1885", amountCents: 900 },
      ],
    },
  });
  const change = async (input: object) =>
    (
      await office
        .as("ehr")
        .run(
          `mutation ($input: ChargeUpdateInput!) { chargeUpdate(input: $input) { charge { procedureCode quantity chargeCents priceFromSchedule } encounter { version totalChargeCents } userErrors { code path } } }`,
          { input: { chargeId: made.charges[0].id, ...input } },
        )
    ).data.chargeUpdate;
  expect(await change({ diagnosisPointers: [2] })).toMatchObject({ charge: { chargeCents: 15_000, priceFromSchedule: true }, encounter: { version: 2 } });
  expect(await change({ procedureCode: "99214", expectedVersion: 2 })).toMatchObject({ charge: { chargeCents: 24_000 }, encounter: { version: 3, totalChargeCents: 26_125 } });
  expect(await change({ quantity: "2" })).toMatchObject({ charge: { quantity: "2", chargeCents: 48_000 } });
  expect(await change({ chargeCents: 40_000 })).toMatchObject({ charge: { chargeCents: 40_000, priceFromSchedule: false } });
  expect(await change({ quantity: "3" })).toEqual({ charge: null, encounter: null, userErrors: [{ code: "PRICE_MUST_BE_GIVEN", path: ["chargeCents"] }] });
  expect(await change({ quantity: "3", chargeCents: 60_000, expectedVersion: 3 })).toMatchObject({ userErrors: [{ code: "STALE_VERSION" }] });
  expect(await office.owner("select quantity, charge_cents::int from charge where position = 1 and encounter_id in (select encounter_id from charge where charge_cents = 40000)")).toEqual([
    { quantity: "2", charge_cents: 40_000 },
  ]);
});

test("charges are added at the end and removed, and those after move up", async () => {
  const made = await create();
  const added = await office.as("ehr").run(`mutation ($input: ChargeAddInput!) { chargeAdd(input: $input) { charge { position chargeCents } encounter { version } userErrors { code } } }`, {
    input: { encounterId: made.id, charge: { procedureCode: "36415" } },
  });
  expect(added.data.chargeAdd).toEqual({ charge: { position: 3, chargeCents: 1_500 }, encounter: { version: 2 }, userErrors: [] });
  const removed = await office
    .as("ehr")
    .run(`mutation ($input: ChargeRemoveInput!) { chargeRemove(input: $input) { encounter { charges { position procedureCode } totalChargeCents } userErrors { code } } }`, {
      input: { chargeId: made.charges[0].id },
    });
  expect(removed.data.chargeRemove).toEqual({
    encounter: {
      charges: [
        { position: 1, procedureCode: "J1885" },
        { position: 2, procedureCode: "36415" },
      ],
      totalChargeCents: 3_625,
    },
    userErrors: [],
  });
  const odd = await office
    .as("ehr")
    .run(`mutation ($input: ChargeAddInput!) { chargeAdd(input: $input) { userErrors { code path } } }`, { input: { encounterId: made.id, charge: { procedureCode: "36415", modifiers: ["Q"] } } });
  expect(odd.data.chargeAdd.userErrors).toEqual([{ code: "INVALID_INPUT", path: ["charge", "modifiers", "0"] }]);
});

test("the days of a visit move with its charges or not at all", async () => {
  const made = await create({ servedFrom: "2026-11-02" });
  const alone = await office.as("ehr").run(UPDATE, { input: { encounterId: made.id, servedFrom: "2026-11-03" } });
  expect(alone.data.encounterUpdate).toMatchObject({ encounter: null, userErrors: [{ code: "INVALID_INPUT", path: ["servedFrom"] }] });
  const wider = await office.as("ehr").run(UPDATE, { input: { encounterId: made.id, servedTo: "2026-11-04", locationId: office.id("hospital"), priorAuthorizationNumber: "X1" } });
  expect(wider.data.encounterUpdate.encounter).toMatchObject({ servedFrom: "2026-11-02", servedTo: "2026-11-04", placeOfService: "22", priorAuthorizationNumber: "X1", version: 2 });
  const cleared = await office.as("ehr").run(UPDATE, { input: { encounterId: made.id, priorAuthorizationNumber: null } });
  expect(cleared.data.encounterUpdate.encounter).toMatchObject({ priorAuthorizationNumber: null, placeOfService: "22" });
});

test("a visit goes to the coders, and a cancelled one nowhere; every move says who and why", async () => {
  const made = await create({}, "drVoss");
  const move = (who: "drVoss" | "ben", text: string, input: object) => office.as(who).run(`mutation { ${text} }`.replace("INPUT", JSON.stringify(input).replace(/"(\w+)":/g, "$1:")));
  const sent = await move("drVoss", "encounterSubmitForCoding(input: INPUT) { encounter { status } userErrors { code } }", { encounterId: made.id, expectedVersion: 1 });
  expect(sent.data.encounterSubmitForCoding).toEqual({ encounter: { status: "READY_FOR_CODING" }, userErrors: [] });
  const again = await move("drVoss", "encounterSubmitForCoding(input: INPUT) { userErrors { code message } }", { encounterId: made.id });
  expect(again.data.encounterSubmitForCoding.userErrors).toEqual([
    { code: "MOVE_NOT_ALLOWED", message: "An encounter that is READY_FOR_CODING cannot submitForCoding; it can: update, code, completeCoding, askProvider, cancel." },
  ]);
  const ended = await move("ben", "encounterCancel(input: INPUT) { encounter { status history { move fromStatus toStatus actorName actorKind reason } } userErrors { code } }", {
    encounterId: made.id,
    reason: "Entered twice.",
  });
  expect(ended.data.encounterCancel.encounter).toEqual({
    status: "CANCELLED",
    history: [
      { move: "create", fromStatus: null, toStatus: "OPEN", actorName: "Elena Voss", actorKind: "staff", reason: null },
      { move: "submitForCoding", fromStatus: "OPEN", toStatus: "READY_FOR_CODING", actorName: "Elena Voss", actorKind: "staff", reason: null },
      { move: "cancel", fromStatus: "READY_FOR_CODING", toStatus: "CANCELLED", actorName: "Ben Okafor", actorKind: "staff", reason: "Entered twice." },
    ],
  });
  const changed = await office.as("drVoss").run(UPDATE, { input: { encounterId: made.id, diagnoses: ["I10"] } });
  expect(changed.data.encounterUpdate.userErrors).toMatchObject([{ code: "MOVE_NOT_ALLOWED" }]);
  const events = await office.owner("select type, data from event where aggregate_id = (select encounter_id from encounter_history where reason = 'Entered twice.') order by sequence");
  expect(events).toEqual(["encounter.created", "encounter.ready_for_coding", "encounter.cancelled"].map((type) => ({ type, data: { patientId: office.cast.ada } })));
});

test("a charge that was billed is withdrawn, not deleted, and its visit reopens for coding only through a void", async () => {
  const made = await create();
  const uuid = String((await office.owner("select id from encounter order by created_at desc limit 1"))[0]!.id);
  const work = () => office.work();
  await expect(markEncounterBilled(work(), { encounterId: uuid })).rejects.toMatchObject({ code: "MOVE_NOT_ALLOWED" });
  await office.owner("update encounter set status = 'CODED' where id = $1", [uuid]);
  await markEncounterBilled(work(), { encounterId: uuid });
  await expect(reopenEncounterBilling(work(), { encounterId: uuid, reason: "Claim voided." })).resolves.toMatchObject({ status: "CODED" });
  await office.owner("update encounter set status = 'READY_FOR_CODING' where id = $1", [uuid]);
  const { data } = await office.as("ehr").run(UPDATE, { input: { encounterId: made.id, charges: [{ chargeId: made.charges[1].id, procedureCode: "J1885", quantity: "2.5" }] } });
  expect(data.encounterUpdate.encounter.charges).toEqual([expect.objectContaining({ id: made.charges[1].id, position: 1, chargeCents: 2_125 })]);
  const gone = await office
    .as("ben")
    .run(`query ($id: ID!) { charge(id: $id) { position withdrawnAt billedAt chargeCents } encounter(id: "${made.id}") { totalChargeCents } }`, { id: made.charges[0].id });
  expect(gone.data).toEqual({ charge: { position: null, withdrawnAt: expect.any(String), billedAt: expect.any(String), chargeCents: 15_000 }, encounter: { totalChargeCents: 2_125 } });
});

const LOOK = `query ($id: ID!) { encounter(id: $id) { status totalChargeCents accident { kind } diagnoses { code } charges { chargeCents procedureCode modifiers description } } }`;

test("the front desk and collections see what a visit costs and nothing clinical, nor can they search for it", async () => {
  const made = await create({ accident: { kind: "OTHER", on: "2026-11-01" } });
  for (const who of ["finn", "cole"] as const) {
    const { data, errors } = await office.as(who).run(LOOK, { id: made.id });
    expect(data.encounter).toEqual({
      status: "OPEN",
      totalChargeCents: 17_125,
      accident: null,
      diagnoses: null,
      charges: [
        { chargeCents: 15_000, procedureCode: null, modifiers: null, description: null },
        { chargeCents: 2_125, procedureCode: null, modifiers: null, description: null },
      ],
    });
    expect(new Set(errors!.map((error) => error.extensions.code))).toEqual(new Set(["FORBIDDEN"]));
    for (const filter of [`diagnosisCode: "E11.9"`, `procedureCode: "99213"`]) {
      const guess = await office.as(who).run(`{ encounters(first: 1, filter: { ${filter} }) { totalCount } }`);
      expect([guess.data, guess.errors![0]!.extensions.code]).toEqual([{ encounters: null }, "FORBIDDEN"]);
    }
  }
  expect((await office.as("cora").run(LOOK, { id: made.id })).errors).toBeUndefined();
  expect((await office.as("audrey").run(CREATE, { input: visit() })).errors![0]!.extensions.code).toBe("FORBIDDEN");
});

test("a patient sees her own visits without the clinical part, another none of them", async () => {
  const made = await create();
  const own = await office.as("ada").run(`query ($id: ID!) { encounter(id: $id) { servedFrom charges { chargeCents } } }`, { id: made.id });
  expect(own.data.encounter).toEqual({ servedFrom: "2026-11-02", charges: [{ chargeCents: 15_000 }, { chargeCents: 2_125 }] });
  expect((await office.as("ada").run(LOOK, { id: made.id })).data.encounter.diagnoses).toBeNull();
  expect((await office.as("bo").run(`query ($id: ID!) { encounter(id: $id) { id } }`, { id: made.id })).data.encounter).toBeNull();
});

test("visits are found by state, day, code and the partner's number, in a bounded number of statements", async () => {
  await create({ patientId: office.id("cy"), diagnoses: ["J45.909"], externalRefs: [{ system: "northwind-ehr", value: "visit-9" }] });
  const find = async (filter: object) =>
    (await office.as("ben").run(`query ($f: EncounterFilter) { encounters(first: 5, filter: $f) { totalCount nodes { patient { firstName } } } }`, { f: filter })).data.encounters;
  const cys = { totalCount: 1, nodes: [{ patient: { firstName: "Cy" } }] };
  expect(await find({ externalRef: { system: "northwind-ehr", value: "visit-9" } })).toEqual(cys);
  expect(await find({ diagnosisCode: "J45909" })).toEqual(cys);
  expect(await find({ patientId: office.id("cy"), status: ["OPEN"], servedFrom: { from: "2026-11-01", to: "2026-11-02" } })).toEqual(cys);
  const cost = async (first: number) =>
    (
      await office
        .as("ben")
        .run(
          `{ encounters(first: ${first}) { nodes { patient { fullName } renderingProvider { npi } diagnoses { code } charges { procedureCode renderingProvider { npi } } history { move } externalRefs { value } totalChargeCents } } }`,
        )
    ).headers["x-carebill-statements"];
  expect(await cost(1)).toBe(await cost(8));
});

test("diagnoses of every chapter are taken: U07.1 of 2020, third characters that are letters, seven characters", async () => {
  const { diagnoses } = await create({ diagnoses: ["U07.1", "c7a.00", "M1A.00X0", "S82.101A"], charges: [] });
  expect(diagnoses.map(({ code }: { code: string }) => code)).toEqual(["U071", "C7A00", "M1A00X0", "S82101A"]);
  for (const code of ["1E1", "E1", "E11.99999", "E-11", ""]) {
    const { errors } = await office.as("ehr").run(CREATE, { input: visit({ diagnoses: [code] }) });
    expect(errors![0]!.extensions.code).toBe("BAD_USER_INPUT");
  }
});
