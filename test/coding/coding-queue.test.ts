import { makeLog } from "../../src/platform/log";
import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
const logged: string[] = [];
beforeAll(async () => {
  office = await openTestOffice({ log: makeLog("trace", { write: (line: string) => void logged.push(line) }) });
});
afterAll(() => office.close());

type Who = Parameters<TestOffice["as"]>[0];
const act = async (who: Who, name: string, input: object, select = "status version") => {
  const inputType = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await office
    .as(who)
    .run(`mutation ($input: ${inputType}!) { ${name}(input: $input) { encounter { ${select} } userErrors { code message path ... on CodingRefused { findings { rule message path } } } } }`, { input });
  expect(errors).toBeUndefined();
  return data[name];
};
const VISIT = "id status version charges { id position procedureCode modifiers chargeCents diagnosisPointers } diagnoses { position code }";
const visit = async (change: object = {}) => {
  const { encounter, userErrors } = await act(
    "drVoss",
    "encounterCreate",
    {
      patientId: office.id("ada"),
      locationId: office.id("mainStreet"),
      renderingProviderId: office.id("elenaVoss"),
      servedFrom: "2026-11-02",
      diagnoses: ["E11.9", "I10"],
      charges: [{ procedureCode: "99213", diagnosisPointers: [1] }],
      ...change,
    },
    VISIT,
  );
  expect(userErrors).toEqual([]);
  return encounter;
};
const waiting = async (change: object = {}) => {
  const made = await visit(change);
  expect((await act("drVoss", "encounterSubmitForCoding", { encounterId: made.id })).encounter.status).toBe("READY_FOR_CODING");
  return made;
};
const queue = async (filter: object | null = null) =>
  (await office.as("cora").run(`query ($f: EncounterFilter) { codingQueue(first: 50, filter: $f) { totalCount nodes { id } } }`, { f: filter })).data.codingQueue;
const cancel = (id: string) => act("ben", "encounterCancel", { encounterId: id, reason: "Test over." });

test("a coder takes the longest waiting visit, codes it and completes it; it leaves the queue", async () => {
  const first = await waiting();
  const second = await waiting({ patientId: office.id("bo") });
  expect(await queue()).toEqual({ totalCount: 2, nodes: [{ id: first.id }, { id: second.id }] });
  expect((await queue({ patientId: office.id("bo") })).nodes).toEqual([{ id: second.id }]);
  const coded = await act(
    "cora",
    "encounterCode",
    {
      encounterId: first.id,
      expectedVersion: 2,
      diagnoses: ["E11.65", "I10", "Z79.4"],
      charges: [
        { chargeId: first.charges[0].id, procedureCode: "99214", modifiers: ["25"], diagnosisPointers: [1, 3] },
        { procedureCode: "93000", diagnosisPointers: [2] },
      ],
    },
    VISIT,
  );
  expect(coded).toMatchObject({
    encounter: {
      version: 3,
      diagnoses: [
        { position: 1, code: "E1165" },
        { position: 2, code: "I10" },
        { position: 3, code: "Z794" },
      ],
      charges: [
        { id: first.charges[0].id, procedureCode: "99214", modifiers: ["25"], chargeCents: 22_500, diagnosisPointers: [1, 3] },
        { procedureCode: "93000", chargeCents: 6_000 },
      ],
    },
    userErrors: [],
  });
  const done = await act("cora", "encounterCompleteCoding", { encounterId: first.id, expectedVersion: 3 }, "status totalChargeCents history { move actorName }");
  expect(done.encounter).toEqual({
    status: "CODED",
    totalChargeCents: 28_500,
    history: [
      { move: "create", actorName: "Elena Voss" },
      { move: "submitForCoding", actorName: "Elena Voss" },
      { move: "completeCoding", actorName: "Cora Lindqvist" },
    ],
  });
  expect((await queue()).nodes).toEqual([{ id: second.id }]);
  const [event] = await office.owner("select data from event where type = 'encounter.coded'");
  expect(event!.data).toEqual({ patientId: office.cast.ada, chargeCount: 2, chargeCents: 28_500 });
  await cancel(second.id);
});

test("everything that is missing is said at once, and the visit stays in the queue", async () => {
  const made = await waiting({ diagnoses: [], charges: [{ procedureCode: "99213", diagnosisPointers: [2, 5] }, { procedureCode: "93000" }] });
  const { encounter, userErrors } = await act("cora", "encounterCompleteCoding", { encounterId: made.id });
  expect(encounter).toBeNull();
  expect(userErrors).toEqual([
    {
      code: "CODING_NOT_COMPLETE",
      message: "The visit is not wholly coded: 4 findings.",
      path: ["diagnoses"],
      findings: [
        { rule: "NO_DIAGNOSIS", message: "The visit has no diagnosis.", path: ["diagnoses"] },
        { rule: "POINTER_TO_NOTHING", message: "Charge 1 points to diagnosis 2, and there is none.", path: ["charges", "0", "diagnosisPointers", "0"] },
        { rule: "POINTER_TO_NOTHING", message: "Charge 1 points to diagnosis 5, and there is none.", path: ["charges", "0", "diagnosisPointers", "1"] },
        { rule: "NO_POINTER", message: "Charge 2 points to no diagnosis.", path: ["charges", "1", "diagnosisPointers"] },
      ],
    },
  ]);
  expect((await queue()).nodes).toEqual([{ id: made.id }]);
  const bare = await act("cora", "encounterCode", { encounterId: made.id, charges: [] });
  expect(bare.userErrors).toEqual([]);
  expect((await act("cora", "encounterCompleteCoding", { encounterId: made.id })).userErrors[0].findings.map((finding: { rule: string }) => finding.rule)).toEqual(["NO_DIAGNOSIS", "NO_CHARGE"]);
  await cancel(made.id);
});

test("codes that are headings or not in force on the day of service are refused with their places, and nothing changes", async () => {
  const made = await waiting();
  // A4466 ended in 2016; E11 and M54.5 are headings; nobody knows the place of service 98.
  const { encounter, userErrors } = await act("cora", "encounterCode", {
    encounterId: made.id,
    diagnoses: ["E11", "I10", "M54.5"],
    charges: [
      { chargeId: made.charges[0].id, procedureCode: "99213", diagnosisPointers: [1] },
      { procedureCode: "A4466", chargeCents: 100, placeOfService: "98", diagnosisPointers: [2] },
    ],
  });
  expect(encounter).toBeNull();
  expect(userErrors).toEqual([
    {
      code: "CODES_NOT_IN_FORCE",
      message: "Some codes are not in force on the day of service: 4 findings.",
      path: ["diagnoses", "0"],
      findings: [
        { rule: "DIAGNOSIS_NOT_BILLABLE", message: "Diagnosis 1 is a heading: code it to its full length.", path: ["diagnoses", "0"] },
        { rule: "DIAGNOSIS_NOT_BILLABLE", message: "Diagnosis 3 is a heading: code it to its full length.", path: ["diagnoses", "2"] },
        { rule: "PROCEDURE_NOT_IN_FORCE", message: "The procedure of charge 2 is no code in force on 2026-11-02.", path: ["charges", "1", "procedureCode"] },
        { rule: "PLACE_OF_SERVICE_NOT_IN_FORCE", message: "The place of service of charge 2 is no code in force on 2026-11-02.", path: ["charges", "1", "placeOfService"] },
      ],
    },
  ]);
  const after = await office.as("cora").run(`query ($id: ID!) { encounter(id: $id) { ${VISIT} } }`, { id: made.id });
  expect(after.data.encounter).toEqual({ ...made, status: "READY_FOR_CODING", version: 2 });
  await cancel(made.id);
});

test("what counts is the release of the day of service: a whole set refuses what it lacks, a part of one does not", async () => {
  const load = (input: object) => office.as("dana").run(`mutation ($input: CodeSetLoadInput!) { codeSetLoad(input: $input) { loads { status } userErrors { code } } }`, { input });
  const line = (code: string) => `00001 ${code.padEnd(7)} 1 ${"x".padEnd(60)} x`;
  // In force for one day only; the seeded part of FY 2026 counts on the days around it.
  expect((await load({ codeSet: "ICD10CM", name: "one day", effectiveFrom: "2026-11-05", effectiveTo: "2026-11-05", content: line("I10") })).data.codeSetLoad.loads).toEqual([{ status: "LOADED" }]);
  const rare = ["Q99.9"];
  const before = await waiting({ servedFrom: "2026-11-04", diagnoses: rare });
  expect((await act("cora", "encounterCompleteCoding", { encounterId: before.id })).userErrors).toEqual([]);
  const within = await waiting({ servedFrom: "2026-11-05", diagnoses: rare });
  expect((await act("cora", "encounterCompleteCoding", { encounterId: within.id })).userErrors[0].findings).toEqual([
    { rule: "DIAGNOSIS_NOT_IN_FORCE", message: "Diagnosis 1 is no code in force on 2026-11-05.", path: ["diagnoses", "0"] },
  ]);
  expect((await act("cora", "encounterCode", { encounterId: within.id, diagnoses: ["I10"] })).userErrors).toEqual([]);
  expect((await act("cora", "encounterCompleteCoding", { encounterId: within.id })).encounter.status).toBe("CODED");
  const after = await waiting({ servedFrom: "2026-11-06", diagnoses: rare });
  expect((await act("cora", "encounterCompleteCoding", { encounterId: after.id })).userErrors).toEqual([]);
});

const QUESTION = "Ada Park: was the chest pain on exertion?";
test("a question goes to the provider and its answer back to the queue; neither is said in events", async () => {
  const made = await waiting();
  const asked = await act("cora", "encounterAskProvider", { encounterId: made.id, question: `  ${QUESTION} ` }, "status codingQuestions { question askedBy answer answeredBy }");
  expect(asked.encounter).toEqual({ status: "QUESTIONED", codingQuestions: [{ question: QUESTION, askedBy: "Cora Lindqvist", answer: null, answeredBy: null }] });
  expect((await queue()).totalCount).toBe(0);
  expect((await act("cora", "encounterCode", { encounterId: made.id, diagnoses: ["R079"] })).userErrors).toMatchObject([{ code: "MOVE_NOT_ALLOWED" }]);
  expect((await act("drVoss", "encounterUpdate", { encounterId: made.id, diagnoses: ["R07.9"] })).userErrors).toEqual([]);
  const answered = await act("drVoss", "encounterAnswerQuestion", { encounterId: made.id, answer: "Yes." }, "status diagnoses { code } codingQuestions { answer answeredBy } history { move }");
  expect(answered.encounter).toEqual({
    status: "READY_FOR_CODING",
    diagnoses: [{ code: "R079" }],
    codingQuestions: [{ answer: "Yes.", answeredBy: "Elena Voss" }],
    history: ["create", "submitForCoding", "askProvider", "answerQuestion"].map((move) => ({ move })),
  });
  const second = await act("cora", "encounterAskProvider", { encounterId: made.id, question: "And at rest?" }, "codingQuestions { question answer }");
  expect(second.encounter.codingQuestions).toEqual([
    { question: QUESTION, answer: "Yes." },
    { question: "And at rest?", answer: null },
  ]);
  const events = await office.owner("select type, data::text from event where type like 'encounter.question%'");
  expect(events.map((event) => event.type).sort()).toEqual(["encounter.question_answered", "encounter.question_asked", "encounter.question_asked"]);
  for (const { data } of events) expect(Object.keys(JSON.parse(data as string)).sort()).toEqual(["patientId", "questionId"]);
  await cancel(made.id);
});

test("a coded visit goes back to the coders with a reason", async () => {
  const made = await waiting();
  await act("cora", "encounterCompleteCoding", { encounterId: made.id });
  expect((await act("drVoss", "encounterUpdate", { encounterId: made.id, diagnoses: ["I10"] })).userErrors).toMatchObject([{ code: "MOVE_NOT_ALLOWED" }]);
  const back = await act("ben", "encounterReopenCoding", { encounterId: made.id, reason: "Modifier missing." }, "status history { move reason }");
  expect(back.encounter.status).toBe("READY_FOR_CODING");
  expect(back.encounter.history.at(-1)).toEqual({ move: "reopenCoding", reason: "Modifier missing." });
  await cancel(made.id);
});

test.each<[Who, string, object]>([
  ["ben", "encounterCode", {}],
  ["audrey", "encounterCompleteCoding", {}],
  ["finn", "encounterAskProvider", { question: "?" }],
  ["cora", "encounterAnswerQuestion", { answer: "!" }],
  ["drVoss", "encounterReopenCoding", { reason: "x" }],
  ["cole", "encounterCancel", { reason: "x" }],
])("%s may not %s", async (who, name, input) => {
  const made = await waiting();
  const inputType = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { errors } = await office.as(who).run(`mutation ($input: ${inputType}!) { ${name}(input: $input) { userErrors { code } } }`, { input: { encounterId: made.id, ...input } });
  expect(errors!.map((error) => error.extensions.code)).toEqual(["FORBIDDEN"]);
  expect((await office.as("cora").run(`query ($id: ID!) { encounter(id: $id) { status version } }`, { id: made.id })).data.encounter).toEqual({ status: "READY_FOR_CODING", version: 2 });
  await cancel(made.id);
});

test("the front desk sees neither the queue nor the questions; a patient sees no question of her own visit", async () => {
  const made = await waiting();
  await act("cora", "encounterAskProvider", { encounterId: made.id, question: QUESTION });
  expect((await office.as("finn").run(`{ codingQueue(first: 1) { totalCount } }`)).errors![0]!.extensions.code).toBe("FORBIDDEN");
  for (const who of ["finn", "ada"] as const) {
    const { data, errors } = await office.as(who).run(`query ($id: ID!) { encounter(id: $id) { status codingQuestions { question } } }`, { id: made.id });
    expect(data.encounter).toEqual({ status: "QUESTIONED", codingQuestions: null });
    expect(errors!.map((error) => error.extensions.code)).toEqual(["FORBIDDEN"]);
  }
  await cancel(made.id);
});

test("of two coders at one visit, the one who read it earlier is told so", async () => {
  const made = await waiting();
  const both = await Promise.all([1, 2].map((n) => act("cora", "encounterCode", { encounterId: made.id, expectedVersion: 2, diagnoses: n === 1 ? ["I10"] : ["R42"] })));
  expect(both.filter((answer) => answer.encounter)).toHaveLength(1);
  expect(both.flatMap((answer) => answer.userErrors.map((error: { code: string }) => error.code))).toEqual(["STALE_VERSION"]);
  await cancel(made.id);
});

test("neither a question nor an answer nor a code was ever logged", () => {
  expect(logged.length).toBeGreaterThan(20);
  const log = logged.join("");
  for (const text of [QUESTION, "chest pain", "And at rest?", "E1165", "Modifier missing."]) expect(log).not.toContain(text);
});

test("codes are shown with what they say in the release of the day of service, in a bounded number of statements", async () => {
  const made = await waiting({
    servedFrom: "2026-11-02",
    diagnoses: ["E11.65", "I10", "Q99.9"],
    charges: [
      { procedureCode: "J1885", diagnosisPointers: [1] },
      { procedureCode: "99213", diagnosisPointers: [1] },
    ],
  });
  const look = (id: string, fields: string) => office.as("cora").run(`query ($id: ID!) { encounter(id: $id) { ${fields} } }`, { id });
  expect((await look(made.id, "diagnoses { code description } charges { procedureCode procedureDescription }")).data.encounter).toEqual({
    diagnoses: [
      { code: "E1165", description: "Type 2 diabetes mellitus with hyperglycemia" },
      { code: "I10", description: "Essential (primary) hypertension" },
      { code: "Q999", description: null },
    ],
    charges: [
      { procedureCode: "J1885", procedureDescription: "Injection, ketorolac tromethamine, per 15 mg" },
      { procedureCode: "99213", procedureDescription: null },
    ],
  });
  const statements = async (first: number) =>
    (await office.as("cora").run(`{ encounters(first: ${first}) { nodes { diagnoses { description } charges { procedureDescription } codingQuestions { question } } } }`)).headers[
      "x-carebill-statements"
    ];
  expect(await statements(2)).toBe(await statements(12));
  const denied = await office.as("finn").run(`query ($id: ID!) { encounter(id: $id) { charges { procedureDescription } } }`, { id: made.id });
  expect(denied.data.encounter.charges).toEqual([{ procedureDescription: null }, { procedureDescription: null }]);
  expect(denied.errors).toHaveLength(2);
  await cancel(made.id);
});
