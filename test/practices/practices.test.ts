import { seedNpi } from "../../seeds/practices";
import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const act = async (who: Parameters<TestOffice["as"]>[0], name: string, type: string, input: object, select: string) => {
  const answer = await office.as(who).run(`mutation ($input: ${type}!) { ${name}(input: $input) { ${select} userErrors { code path } } }`, { input });
  return answer.errors ? answer.errors : answer.data[name];
};
const address = { street: "500 Pine Street", city: "Boulder", state: "CO", zip: "80301-5000" };
const pineStreet = () => ({
  name: "Pine Street Pediatrics",
  npi: seedNpi("177777777"),
  taxId: "84-1112223",
  taxIdKind: "EIN",
  taxonomy: "208000000X",
  timeZone: "America/Denver",
  address,
  phone: "303-555-0177",
});

test("a practice is taken on, and the service's staff reach it at once", async () => {
  const { practice } = await act("dana", "practiceCreate", "PracticeCreateInput", pineStreet(), "practice { id name legalName statementAddress { street zip } statementMinimumCents }");
  expect(practice).toMatchObject({ name: "Pine Street Pediatrics", legalName: "Pine Street Pediatrics", statementAddress: { street: "500 Pine Street", zip: "803015000" }, statementMinimumCents: 1 });
  const { data } = await office.as("ben").run(`query ($id: ID!) { practice(id: $id) { name taxId } }`, { id: practice.id });
  expect(data.practice).toEqual({ name: "Pine Street Pediatrics", taxId: "841112223" });
  expect(await act("dana", "practiceCreate", "PracticeCreateInput", pineStreet(), "practice { id }")).toEqual({ practice: null, userErrors: [{ code: "ALREADY_EXISTS", path: ["npi"] }] });
});

test.each([
  ["a PO box as billing address", { address: { ...address, street: "PO Box 12" } }, ["address", "street"]],
  ["a five-digit ZIP", { address: { ...address, zip: "80301" } }, ["address", "zip"]],
  ["a tax id of eight digits", { taxId: "84-111222" }, ["taxId"]],
  ["a time zone that is none", { timeZone: "Denver" }, ["timeZone"]],
  ["a taxonomy that is none", { taxonomy: "pediatrics" }, ["taxonomy"]],
])("%s is refused by name and nothing is kept", async (_what, change, path) => {
  const count = () => office.owner("select count(*) from practice");
  const before = await count();
  expect(await act("dana", "practiceCreate", "PracticeCreateInput", { ...pineStreet(), npi: seedNpi("166666666"), ...change }, "practice { id }")).toEqual({
    practice: null,
    userErrors: [{ code: "INVALID_INPUT", path }],
  });
  expect(await count()).toEqual(before);
});

test("an NPI with a wrong check digit is refused by its scalar, which says what would be right and repeats nothing", async () => {
  const errors = await act("dana", "practiceCreate", "PracticeCreateInput", { ...pineStreet(), npi: "1777777770" }, "practice { id }");
  expect(errors[0]).toMatchObject({ message: 'Variable "$input" is wrong at "input.npi"; NPI is ten digits, starting with 1 or 2, with a valid check digit.', extensions: { code: "BAD_USER_INPUT" } });
});

test("the practice's administrator changes her practice and no other, and takes on none", async () => {
  const mine = await act("priya", "practiceUpdate", "PracticeUpdateInput", { practiceId: office.id("riverside"), expectedVersion: 1, phone: "303 555 0199" }, "practice { phone version }");
  expect(mine).toEqual({ practice: { phone: "3035550199", version: 2 }, userErrors: [] });
  expect(await act("priya", "practiceUpdate", "PracticeUpdateInput", { practiceId: office.id("lakeside"), phone: "303 555 0199" }, "practice { phone }")).toEqual({
    practice: null,
    userErrors: [{ code: "NOT_FOUND", path: ["practiceId"] }],
  });
  expect(await act("priya", "practiceCreate", "PracticeCreateInput", pineStreet(), "practice { id }")).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
});

test("places of care, clinicians and payers are added, changed and retired", async () => {
  const { location } = await act(
    "dana",
    "locationAdd",
    "LocationAddInput",
    { practiceId: office.id("riverside"), name: "Riverside Annex", placeOfService: "11", cliaNumber: "06d1234567", address },
    "location { id cliaNumber version }",
  );
  expect(location).toMatchObject({ cliaNumber: "06D1234567", version: 1 });
  expect(await act("dana", "locationUpdate", "LocationUpdateInput", { locationId: location.id, active: false }, "location { active version }")).toEqual({
    location: { active: false, version: 2 },
    userErrors: [],
  });
  const { provider } = await act(
    "priya",
    "providerAdd",
    "ProviderAddInput",
    { practiceId: office.id("riverside"), npi: seedNpi("188888888"), firstName: "June", lastName: "Abbott", taxonomy: "207Q00000X" },
    "provider { id npi }",
  );
  expect(await act("priya", "providerUpdate", "ProviderUpdateInput", { providerId: provider.id, credentials: "DO" }, "provider { credentials }")).toEqual({
    provider: { credentials: "DO" },
    userErrors: [],
  });
  const { payer } = await act(
    "ben",
    "payerAdd",
    "PayerAddInput",
    { name: "Granite Life", electronicPayerId: "grn88", filingIndicator: "CI", filingLimitDays: 95 },
    "payer { id electronicPayerId filingBasis takesReplacements }",
  );
  expect(payer).toMatchObject({ electronicPayerId: "GRN88", filingBasis: "SERVICE_FROM", takesReplacements: true });
  expect(await act("ben", "payerUpdate", "PayerUpdateInput", { payerId: payer.id, filingLimitDays: 0 }, "payer { id }")).toEqual({
    payer: null,
    userErrors: [{ code: "INVALID_INPUT", path: ["filingLimitDays"] }],
  });
});

test("a fee schedule starts on its day, once, each code once", async () => {
  const set = (input: object) =>
    act(
      "priya",
      "feeScheduleSet",
      "FeeScheduleSetInput",
      { practiceId: office.id("riverside"), name: "2027", effectiveFrom: "2027-01-01", ...input },
      "feeSchedule { effectiveFrom fees(first: 5, orderBy: PROCEDURE_CODE_ASC) { nodes { procedureCode modifier amountCents } } }",
    );
  expect(
    await set({
      fees: [
        { procedureCode: "99213", amountCents: 100 },
        { procedureCode: "99213", amountCents: 200 },
      ],
    }),
  ).toMatchObject({ feeSchedule: null, userErrors: [{ path: ["fees", "1", "procedureCode"] }] });
  expect(
    await set({
      fees: [
        { procedureCode: "99213", amountCents: 15_500 },
        { procedureCode: "99213", modifier: "25", amountCents: 16_000 },
      ],
    }),
  ).toEqual({
    feeSchedule: {
      effectiveFrom: "2027-01-01",
      fees: {
        nodes: [
          { procedureCode: "99213", modifier: "", amountCents: 15_500 },
          { procedureCode: "99213", modifier: "25", amountCents: 16_000 },
        ],
      },
    },
    userErrors: [],
  });
  expect(await set({ fees: [{ procedureCode: "99214", amountCents: 1 }] })).toEqual({ feeSchedule: null, userErrors: [{ code: "ALREADY_EXISTS", path: ["effectiveFrom"] }] });
});

test("people and programs are added by the service's administrator, who gives away no ownership", async () => {
  const add = (input: object) => act("dana", "staffUserAdd", "StaffUserAddInput", { email: "new@frontrange.example", name: "New Person", roles: ["BILLER"], ...input }, "staffUser { name roles }");
  expect(await add({})).toEqual({ staffUser: { name: "New Person", roles: ["BILLER"] }, userErrors: [] });
  expect(await add({})).toEqual({ staffUser: null, userErrors: [{ code: "ALREADY_EXISTS", path: ["email"] }] });
  expect(await add({ email: "o@x.example", roles: ["SERVICE_OWNER"] })).toEqual({ staffUser: null, userErrors: [{ code: "ROLE_NOT_GRANTABLE", path: ["roles"] }] });
  expect(await act("dana", "appAdd", "AppAddInput", { name: "Portal", practiceIds: [office.id("lakeside")] }, "app { name active }")).toEqual({
    app: { name: "Portal", active: true },
    userErrors: [],
  });
});
