import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const CREATE = `mutation ($input: PatientCreateInput!) {
  patientCreate(input: $input) {
    patient { id fullName version guarantorRelationship guarantor { firstName lastName } externalRefs { system value } }
    userErrors { code message path }
  }
}`;
const mia = () => ({
  practiceId: office.id("riverside"),
  medicalRecordNumber: "R-2001",
  firstName: "Mia",
  lastName: "Sato",
  birthDate: "1985-02-28",
  sex: "FEMALE",
  address: { street: "1 Elm Street", city: "Denver", state: "co", zip: "80202-0001" },
});
const count = async () => Number((await office.owner("select count(*) from patient"))[0]!.count);

test("the front desk registers a patient, who answers for her own bills", async () => {
  const { data } = await office.as("finn").run(CREATE, { input: { ...mia(), externalRefs: [{ system: "northwind-ehr", value: "nw-1" }] } });
  expect(data.patientCreate).toEqual({
    patient: {
      id: expect.stringMatching(/^pat_/),
      fullName: "Sato, Mia",
      version: 1,
      guarantorRelationship: "SELF",
      guarantor: { firstName: "Mia", lastName: "Sato" },
      externalRefs: [{ system: "northwind-ehr", value: "nw-1" }],
    },
    userErrors: [],
  });
});

test("the EHR finds a patient by its own number", async () => {
  const { data } = await office.as("ehr").run(`query ($f: PatientFilter) { patients(first: 5, filter: $f) { totalCount nodes { fullName } } }`, {
    f: { externalRef: { system: "northwind-ehr", value: "nw-88401" } },
  });
  expect(data.patients).toEqual({ totalCount: 1, nodes: [{ fullName: "Park, Ada" }] });
});

test.each([
  ["a number that is taken", { medicalRecordNumber: "R-1001" }, "ALREADY_EXISTS", ["medicalRecordNumber"]],
  ["a birth date in the future", { medicalRecordNumber: "R-9", birthDate: "2099-01-01" }, "INVALID_INPUT", ["birthDate"]],
  ["a state that is none", { medicalRecordNumber: "R-9", address: { street: "1 Elm", city: "Denver", state: "ZZ", zip: "80202" } }, "INVALID_INPUT", ["address", "state"]],
  ["a practice id that is a patient's", { medicalRecordNumber: "R-9", practiceId: "pat_01h455vb4pex5vsknk084sn02q" }, "INVALID_ID", ["practiceId"]],
  ["a practice that is not hers", { medicalRecordNumber: "R-9", practiceId: () => office.id("lakeside") }, "NOT_FOUND", ["practiceId"]],
  ["a reference that names another patient", { medicalRecordNumber: "R-9", externalRefs: [{ system: "northwind-ehr", value: "nw-88401" }] }, "ALREADY_EXISTS", ["externalRefs", "0", "value"]],
])("%s is refused by name and nothing is kept", async (_what, change, code, path) => {
  const before = await count();
  const input = { ...mia(), ...Object.fromEntries(Object.entries(change).map(([key, value]) => [key, typeof value === "function" ? value() : value])) };
  const { data } = await office.as("finn").run(CREATE, { input });
  expect(data.patientCreate.patient).toBeNull();
  expect(data.patientCreate.userErrors).toEqual([{ code, path, message: expect.any(String) }]);
  expect(await count()).toBe(before);
});

test("a change over somebody else's change is refused with the version it has now", async () => {
  const run = (expectedVersion: number, phone: string) =>
    office.as("finn").run(`mutation ($input: PatientUpdateInput!) { patientUpdate(input: $input) { patient { phone version } userErrors { code ... on StaleVersion { currentVersion } } } }`, {
      input: { patientId: office.id("bo"), expectedVersion, phone },
    });
  expect((await run(1, "(303) 555-0199")).data.patientUpdate).toEqual({ patient: { phone: "3035550199", version: 2 }, userErrors: [] });
  expect((await run(1, "303-555-0000")).data.patientUpdate).toEqual({ patient: null, userErrors: [{ code: "STALE_VERSION", currentVersion: 2 }] });
});

test("a repeated request with its key registers once and answers the same", async () => {
  const input = { ...mia(), medicalRecordNumber: "R-3001" };
  const before = await count();
  const answers = await Promise.all([1, 2, 3].map(() => office.as("finn").run(CREATE, { input }, { "idempotency-key": "reg-1" })));
  const again = await office.as("finn").run(CREATE, { input }, { "idempotency-key": "reg-1" });
  const done = answers.filter((answer) => !answer.errors);
  for (const answer of answers) if (answer.errors) expect(answer.errors[0]!.extensions.code).toBe("IDEMPOTENCY_IN_FLIGHT");
  expect(new Set([...done, again].map((answer) => answer.data.patientCreate.patient.id)).size).toBe(1);
  expect(again.extensions).toEqual({ idempotency: { replayed: ["patientCreate"] } });
  expect(await count()).toBe(before + 1);
  const other = await office.as("finn").run(CREATE, { input: { ...input, firstName: "Max" } }, { "idempotency-key": "reg-1" });
  expect(other.errors![0]!.extensions.code).toBe("IDEMPOTENCY_MISMATCH");
});

test("not yours and not there answer alike", async () => {
  const ask = (id: string) => office.as("finn").run(`query ($id: ID!) { patient(id: $id) { id } }`, { id });
  const notYours = await ask(office.id("noor"));
  const notThere = await ask("pat_01h455vb4pex5vsknk084sn02q");
  expect(notYours.data).toEqual({ patient: null });
  expect(notYours.errors).toEqual(notThere.errors);
  expect(notYours.data).toEqual(notThere.data);
});

test("a patient's session sees its own record and no other", async () => {
  const { data } = await office.as("ada").run(`{ patients(first: 10) { nodes { firstName } } guarantors(first: 10) { nodes { firstName } } }`);
  expect(data).toEqual({ patients: { nodes: [{ firstName: "Ada" }] }, guarantors: { nodes: [{ firstName: "Ada" }] } });
});

test("walking the list by cursor, both ways, gives every patient once", async () => {
  const page = async (args: string) =>
    (await office.as("ben").run(`{ patients(${args}, orderBy: NAME_ASC) { nodes { fullName } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`)).data.patients;
  const walk = async (forward: boolean) => {
    const names: string[] = [];
    let cursor = "";
    for (;;) {
      const { nodes, pageInfo } = await page(forward ? `first: 2${cursor && `, after: "${cursor}"`}` : `last: 2${cursor && `, before: "${cursor}"`}`);
      names.push(...(forward ? nodes : [...nodes].reverse()).map((node: { fullName: string }) => node.fullName));
      if (!(forward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return names;
      cursor = forward ? pageInfo.endCursor : pageInfo.startCursor;
    }
  };
  const there = await walk(true);
  expect(there).toEqual([...there].sort());
  expect((await walk(false)).reverse()).toEqual(there);
  expect(there).toHaveLength(await count());
});

test("a list of patients with their nested objects takes the same number of statements whatever its size", async () => {
  const ask = async (first: number) =>
    (await office.as("ben").run(`{ patients(first: ${first}) { nodes { practice { name } guarantor { lastName patients(first: 3) { nodes { id } } } contacts { name } externalRefs { value } } } }`))
      .headers["x-carebill-statements"];
  expect(await ask(1)).toBe(await ask(6));
});
