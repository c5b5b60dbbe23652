import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const ADD = `mutation ($input: CoverageAddInput!) {
  coverageAdd(input: $input) {
    coverage { id rank memberId groupNumber planName subscriberRelationship subscriber { firstName lastName address { zip } } effectiveFrom effectiveTo version payer { name } }
    userErrors { code message path ... on CoverageOverlaps { coverage { id rank } } }
  }
}`;
const UPDATE = `mutation ($input: CoverageUpdateInput!) {
  coverageUpdate(input: $input) { coverage { id rank memberId groupNumber subscriberRelationship subscriber { firstName } effectiveFrom effectiveTo version } userErrors { code path ... on StaleVersion { currentVersion } } }
}`;
const END = `mutation ($input: CoverageEndInput!) { coverageEnd(input: $input) { coverage { effectiveTo version } userErrors { code path } } }`;
const bosPolicy = (change: object = {}) => ({
  patientId: office.id("bo"),
  payerId: office.id("acornMutual"),
  rank: "PRIMARY",
  memberId: "acm 77 001",
  subscriberRelationship: "SELF",
  effectiveFrom: "2026-03-01",
  effectiveTo: "2026-06-30",
  ...change,
});
const count = async () => Number((await office.owner("select count(*) from coverage"))[0]!.count);
const subscriber = () => ({ firstName: "Rui", lastName: "Lind", birthDate: "1988-07-01", sex: "MALE", address: { street: "310 Cedar Court", city: "Aurora", state: "co", zip: "80012-0001" } });

test("Ada is insured twice, and the payers' turns are told for a day", async () => {
  const { data, errors } = await office.as("finn").run(
    `query ($id: ID!) { patient(id: $id) {
      coverages { rank memberId groupNumber payer { name } }
      inForce: payerSequence(on: "2026-11-01") { sequence rank coverage { memberId payer { electronicPayerId } } }
      before: payerSequence(on: "2025-12-31") { sequence }
    } }`,
    { id: office.id("ada") },
  );
  expect(errors).toBeUndefined();
  expect(data.patient).toEqual({
    coverages: [
      { rank: "PRIMARY", memberId: "BPH-PAYS-001", groupNumber: "RIVER-100", payer: { name: "Blue Peak Health" } },
      { rank: "SECONDARY", memberId: "ACM-PAYS-001", groupNumber: null, payer: { name: "Acorn Mutual" } },
    ],
    inForce: [
      { sequence: 1, rank: "PRIMARY", coverage: { memberId: "BPH-PAYS-001", payer: { electronicPayerId: "BPH01" } } },
      { sequence: 2, rank: "SECONDARY", coverage: { memberId: "ACM-PAYS-001", payer: { electronicPayerId: "ACM02" } } },
    ],
    before: [],
  });
});

test("Cy is insured through Ada, who is the subscriber", async () => {
  const { data } = await office.as("ben").run(`query ($id: ID!) { coverage(id: $id) { subscriberRelationship subscriber { firstName lastName birthDate sex address { street zip } } patient { fullName } } }`, { id: office.id("cyPrimary") });
  expect(data.coverage).toEqual({
    subscriberRelationship: "CHILD",
    subscriber: { firstName: "Ada", lastName: "Park", birthDate: "1961-04-12", sex: "FEMALE", address: { street: "9 Juniper Lane", zip: "80210" } },
    patient: { fullName: "Park, Cy" },
  });
});

test("the front desk enters a policy, tidied as a claim will carry it, and then its successor", async () => {
  const first = await office.as("finn").run(ADD, { input: bosPolicy({ planName: " Silver " }) });
  expect(first.data.coverageAdd).toEqual({
    coverage: {
      id: expect.stringMatching(/^cov_/),
      rank: "PRIMARY",
      memberId: "ACM77001",
      groupNumber: null,
      planName: "Silver",
      subscriberRelationship: "SELF",
      subscriber: null,
      effectiveFrom: "2026-03-01",
      effectiveTo: "2026-06-30",
      version: 1,
      payer: { name: "Acorn Mutual" },
    },
    userErrors: [],
  });
  const next = await office.as("finn").run(ADD, { input: bosPolicy({ payerId: office.id("bluePeak"), memberId: "BPH-99", effectiveFrom: "2026-07-01", effectiveTo: null, subscriberRelationship: "SPOUSE", subscriber: subscriber() }) });
  expect(next.data.coverageAdd.coverage).toMatchObject({ memberId: "BPH-99", effectiveTo: null, subscriber: { firstName: "Rui", lastName: "Lind", address: { zip: "800120001" } } });
  const turns = await office.as("ben").run(`query ($id: ID!) { patient(id: $id) { june: payerSequence(on: "2026-06-30") { sequence coverage { memberId } } july: payerSequence(on: "2026-07-01") { sequence coverage { memberId } } } }`, { id: office.id("bo") });
  expect(turns.data.patient).toEqual({ june: [{ sequence: 1, coverage: { memberId: "ACM77001" } }], july: [{ sequence: 1, coverage: { memberId: "BPH-99" } }] });
});

test("a second coverage of a rank on some of the same days is refused and the other one is named", async () => {
  const before = await count();
  const { data } = await office.as("finn").run(ADD, { input: bosPolicy({ patientId: office.id("ada"), effectiveFrom: "2026-12-01", effectiveTo: null }) });
  expect(data.coverageAdd).toEqual({
    coverage: null,
    userErrors: [{ code: "COVERAGE_OVERLAPS", message: expect.stringContaining(office.id("adaPrimary")), path: ["rank"], coverage: { id: office.id("adaPrimary"), rank: "PRIMARY" } }],
  });
  expect(await count()).toBe(before);
});

test("of two who enter a primary coverage at the same moment, one is refused", async () => {
  const add = (memberId: string) => office.as("finn").run(ADD, { input: bosPolicy({ rank: "TERTIARY", memberId, effectiveFrom: "2020-01-01", effectiveTo: "2020-12-31" }) });
  const answers = await Promise.all([add("T1"), add("T2"), add("T3")].map((each) => each.then((answer) => answer.data.coverageAdd)));
  expect(answers.filter((answer) => answer.coverage)).toHaveLength(1);
  expect(answers.flatMap((answer) => answer.userErrors.map((error: { code: string }) => error.code))).toEqual(["COVERAGE_OVERLAPS", "COVERAGE_OVERLAPS"]);
});

test.each<[string, () => object, string, string[]]>([
  ["a dependent without the subscriber", () => ({ subscriberRelationship: "CHILD" }), "INVALID_INPUT", ["subscriber"]],
  ["a subscriber beside SELF", () => ({ subscriber: subscriber() }), "INVALID_INPUT", ["subscriber"]],
  ["a subscriber without a family name", () => ({ subscriberRelationship: "SPOUSE", subscriber: { ...subscriber(), lastName: " " } }), "INVALID_INPUT", ["subscriber", "lastName"]],
  ["a subscriber born tomorrow", () => ({ subscriberRelationship: "SPOUSE", subscriber: { ...subscriber(), birthDate: "2199-01-01" } }), "INVALID_INPUT", ["subscriber", "birthDate"]],
  ["a subscriber in no state", () => ({ subscriberRelationship: "SPOUSE", subscriber: { ...subscriber(), address: { ...subscriber().address, state: "QQ" } } }), "INVALID_INPUT", ["subscriber", "address", "state"]],
  ["a member number with X12 delimiters", () => ({ memberId: "A*B~C" }), "INVALID_INPUT", ["memberId"]],
  ["an end before the beginning", () => ({ effectiveTo: "2026-02-28" }), "INVALID_INPUT", ["effectiveTo"]],
  ["a patient of another practice", () => ({ patientId: office.id("noor") }), "NOT_FOUND", ["patientId"]],
  ["a payer that is not there", () => ({ payerId: "pyr_01h455vb4pex5vsknk084sn02q" }), "NOT_FOUND", ["payerId"]],
  ["the same policy at two ranks", () => ({ patientId: office.id("ada"), payerId: office.id("bluePeak"), rank: "TERTIARY", memberId: "bph-pays-001" }), "COVERAGE_OVERLAPS", ["memberId"]],
])("%s is refused by name and nothing is kept", async (_what, change, code, path) => {
  const before = await count();
  const { data } = await office.as("finn").run(ADD, { input: bosPolicy(change()) });
  expect(data.coverageAdd.coverage).toBeNull();
  expect(data.coverageAdd.userErrors).toEqual([expect.objectContaining({ code, path })]);
  expect(await count()).toBe(before);
});

test("a coverage is changed, ended, made longer again, and never over a change that was not seen", async () => {
  const input = { coverageId: office.id("cyPrimary") };
  const changed = await office.as("ben").run(UPDATE, { input: { ...input, expectedVersion: 1, groupNumber: null, effectiveFrom: "2026-02-01" } });
  expect(changed.data.coverageUpdate).toEqual({
    coverage: { id: office.id("cyPrimary"), rank: "PRIMARY", memberId: "BPH-PAYS-001", groupNumber: null, subscriberRelationship: "CHILD", subscriber: { firstName: "Ada" }, effectiveFrom: "2026-02-01", effectiveTo: null, version: 2 },
    userErrors: [],
  });
  expect((await office.as("ben").run(UPDATE, { input: { ...input, expectedVersion: 1, rank: "SECONDARY" } })).data.coverageUpdate).toEqual({ coverage: null, userErrors: [{ code: "STALE_VERSION", path: ["expectedVersion"], currentVersion: 2 }] });
  expect((await office.as("ben").run(END, { input: { ...input, lastDay: "2026-01-31" } })).data.coverageEnd).toEqual({ coverage: null, userErrors: [{ code: "INVALID_INPUT", path: ["lastDay"] }] });
  expect((await office.as("ben").run(END, { input: { ...input, lastDay: "2026-10-31" } })).data.coverageEnd).toEqual({ coverage: { effectiveTo: "2026-10-31", version: 3 }, userErrors: [] });
  expect((await office.as("ben").run(END, { input: { ...input, lastDay: "2026-11-30" } })).data.coverageEnd.userErrors).toEqual([{ code: "INVALID_INPUT", path: ["lastDay"] }]);
  expect((await office.as("ben").run(UPDATE, { input: { ...input, effectiveTo: null } })).data.coverageUpdate.coverage).toMatchObject({ effectiveTo: null, version: 4 });
});

test("a coverage that would come to overlap by a change is refused and stays as it was", async () => {
  const { data } = await office.as("ben").run(UPDATE, { input: { coverageId: office.id("adaSecondary"), rank: "PRIMARY" } });
  expect(data.coverageUpdate).toEqual({ coverage: null, userErrors: [{ code: "COVERAGE_OVERLAPS", path: ["rank"] }] });
  expect(await office.owner("select rank, version from coverage where id = $1", [office.cast.adaSecondary])).toEqual([{ rank: 2, version: 1 }]);
});

const FIND = `query ($f: CoverageFilter) { coverages(first: 10, filter: $f) { totalCount nodes { memberId patient { firstName } } } }`;

test("a member number is found whole, whatever its case, and not by a part of it", async () => {
  const find = async (memberId: string) => (await office.as("ben").run(FIND, { f: { memberId } })).data.coverages.totalCount;
  expect(await find("bph-deny16-002")).toBe(1);
  expect(await find("BPH-DENY16")).toBe(0);
  expect((await office.as("ben").run(FIND, { f: { rank: ["SECONDARY"], payerId: office.id("acornMutual"), inForceOn: "2026-05-05" } })).data.coverages.nodes.map((node: { patient: { firstName: string } }) => node.patient.firstName).sort()).toEqual(["Ada", "Greta", "Henrik"]);
});

test("a collections agent sees that Ada is insured, and neither sees nor guesses the number", async () => {
  const seen = await office.as("cole").run(`query ($id: ID!) { coverage(id: $id) { rank payer { name } memberId groupNumber subscriber { firstName } } }`, { id: office.id("adaPrimary") });
  expect(seen.data.coverage).toEqual({ rank: "PRIMARY", payer: { name: "Blue Peak Health" }, memberId: null, groupNumber: null, subscriber: null });
  expect(seen.errors!.map((error) => [error.path!.at(-1), error.extensions.code])).toEqual([["memberId", "FORBIDDEN"], ["groupNumber", "FORBIDDEN"], ["subscriber", "FORBIDDEN"]]);
  const guessed = await office.as("cole").run(`{ coverages(first: 1, filter: { memberId: "BPH-PAYS-001" }) { totalCount } }`);
  expect(guessed.errors![0]!.extensions.code).toBe("FORBIDDEN");
  expect(guessed.data).toEqual({ coverages: null });
});

test("an auditor reads and cannot change; a patient sees only her own; another practice's is not there", async () => {
  expect((await office.as("audrey").run(ADD, { input: bosPolicy() })).errors![0]!.extensions.code).toBe("FORBIDDEN");
  const own = await office.as("ada").run(`{ coverages(first: 50) { nodes { patient { firstName } payer { name } } } }`);
  expect(own.data.coverages.nodes).toEqual(expect.arrayContaining([{ patient: { firstName: "Ada" }, payer: { name: "Blue Peak Health" } }]));
  expect(own.data.coverages.nodes).toHaveLength(2);
  expect((await office.as("noor").run(`{ coverages(first: 50) { nodes { id } } }`)).data.coverages.nodes).toEqual([]);
});

test("coverages and turns of many patients take the same number of statements as of one", async () => {
  const ask = async (first: number) => (await office.as("ben").run(`{ patients(first: ${first}) { nodes { coverages { payer { name } } payerSequence(on: "2026-05-05") { coverage { memberId payer { name } } } } } }`)).headers["x-carebill-statements"];
  expect(await ask(10)).toBe(await ask(4));
});

test("the EHR finds a coverage by its own number, which names no other one", async () => {
  const externalRefs = [{ system: "northwind-ehr", value: "ins-7" }];
  const input = bosPolicy({ rank: "SECONDARY", memberId: "ACM-7", effectiveFrom: "2026-08-01", effectiveTo: null, externalRefs });
  expect((await office.as("ehr").run(ADD, { input })).data.coverageAdd.userErrors).toEqual([]);
  const found = await office.as("ehr").run(`query ($f: CoverageFilter) { coverages(first: 5, filter: $f) { nodes { memberId externalRefs { system value } } } }`, { f: { externalRef: externalRefs[0] } });
  expect(found.data.coverages.nodes).toEqual([{ memberId: "ACM-7", externalRefs }]);
  const before = await count();
  const taken = await office.as("ehr").run(ADD, { input: { ...input, rank: "TERTIARY", memberId: "ACM-8" } });
  expect(taken.data.coverageAdd.userErrors).toEqual([expect.objectContaining({ code: "ALREADY_EXISTS", path: ["externalRefs", "0", "value"] })]);
  expect(await count()).toBe(before);
});
