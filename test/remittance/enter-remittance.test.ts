import { openTestOffice, type TestOffice } from "../support/office";
import { balancesOf, bill, brokenInvariants, type BilledClaim } from "./support/bill";
import { look, receive } from "./support/intake";

let office: TestOffice;
let keys = 0;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(async () => {
  expect(await brokenInvariants(office)).toEqual([]);
  await office.close();
});

const visit = (): Promise<BilledClaim> =>
  bill(office.work(), { patientId: office.cast.cy!, locationId: office.cast.mainStreet!, renderingProviderId: office.cast.elenaVoss!, charges: [{ code: "99213", cents: 15_000 }] });
const ENTER = `mutation ($input: RemittanceEnterInput!) { remittanceEnter(input: $input) { remittance { id source status paymentCents content claims(first: 5) { nodes { state matchedBy outcome } } } userErrors { code path message } } }`;
const enter = async (claim: BilledClaim, change: object = {}, lineChange: object = {}) => {
  const input = {
    practiceId: office.id("riverside"),
    payerId: office.id("bluePeak"),
    traceNumber: `PAPER-${++keys}`,
    paymentMethod: "CHK",
    paymentOn: "2026-11-21",
    paymentCents: 8_000,
    claims: [
      {
        patientControlNumber: claim.controlNumbers[0]!,
        statusCode: "1",
        chargeCents: 15_000,
        paidCents: 8_000,
        payerClaimControlNumber: "P1",
        lines: [
          {
            procedureCode: "99213",
            servedOn: "2026-11-02",
            chargeCents: 15_000,
            paidCents: 8_000,
            adjustments: [
              { groupCode: "CO", reasonCode: "45", amountCents: 5_000 },
              { groupCode: "PR", reasonCode: "1", amountCents: 2_000 },
            ],
            ...lineChange,
          },
        ],
      },
    ],
    ...change,
  };
  const { data, errors } = await office.as("ben").run(ENTER, { input }, { "idempotency-key": `enter-${keys}` });
  expect(errors).toBeUndefined();
  return data.remittanceEnter;
};
const kept = async () => (await office.owner("select (select count(*)::int from remittance) as remittances, (select count(*)::int from ledger_entry) as entries"))[0];

test("a paper EOB is balanced, matched and posted like an 835", async () => {
  const claim = await visit();
  expect(await enter(claim)).toMatchObject({
    remittance: { source: "ENTRY", status: "POSTED", paymentCents: 8_000, claims: { nodes: [{ state: "POSTED", matchedBy: "CONTROL_NUMBER", outcome: "PAID" }] } },
    userErrors: [],
  });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurerPaid: 8_000, contractual: 5_000, patient: 2_000 });
});

test.each([
  ["a line that does not balance", {}, { paidCents: 7_999 }, "REMITTANCE_NOT_BALANCED", ["claims", "0", "lines", "0", "paidCents"], "80.00 was expected, 79.99 is written, -0.01 apart"],
  ["a payment that is not what the claims come to", { paymentCents: 8_100 }, {}, "REMITTANCE_NOT_BALANCED", ["paymentCents"], "80.00 was expected, 81.00 is written, 1.00 apart"],
  ["an empty trace", { traceNumber: " " }, {}, "INVALID_INPUT", ["traceNumber"], "1 to 50 characters"],
  ["a negative payment", { paymentCents: -1 }, {}, "INVALID_INPUT", ["paymentCents"], "zero or more"],
  [
    "a reason that is no code",
    {},
    { adjustments: [{ groupCode: "CO", reasonCode: "contract", amountCents: 7_000 }] },
    "INVALID_INPUT",
    ["claims", "0", "lines", "0", "adjustments", "0", "reasonCode"],
    "reason code",
  ],
] as const)("%s is refused by name with the figures, and nothing is kept", async (_what, change, lineChange, code, where, message) => {
  const claim = await visit();
  const before = await kept();
  const { remittance, userErrors } = await enter(claim, change, lineChange);
  expect(remittance).toBeNull();
  expect(userErrors).toEqual([{ code, path: where, message: expect.stringContaining(message) }]);
  expect(await kept()).toEqual(before);
});

test("an entry needs its key, and a payer of ours", async () => {
  const claim = await visit();
  const missing = await office
    .as("ben")
    .run(ENTER, { input: { practiceId: office.id("riverside"), payerId: office.id("bluePeak"), traceNumber: "X", paymentMethod: "CHK", paymentOn: "2026-11-21", paymentCents: 0, claims: [] } });
  expect(missing.errors![0]!.message).toContain("Idempotency-Key");
  expect((await enter(claim, { payerId: "pyr_01h455vb4pex5vsknk084sn02q" })).userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["payerId"] }]);
});

const SET = `mutation ($input: AdjustmentPolicySetInput!) { adjustmentPolicySet(input: $input) { adjustmentPolicy { groupCode reasonCode treatment effectiveFrom payer { name } } userErrors { code path } } }`;
const set = async (change: object) =>
  (
    await office
      .as("priya")
      .run(SET, { input: { practiceId: office.id("riverside"), groupCode: "CO", reasonCode: "96", treatment: "WRITE_OFF", effectiveFrom: "2026-11-15", note: "the contract says so", ...change } })
  ).data.adjustmentPolicySet;

test("a practice writes off another reason from a day on; what was paid before is treated as before", async () => {
  expect(await set({ payerId: office.id("bluePeak") })).toEqual({
    adjustmentPolicy: { groupCode: "CO", reasonCode: "96", treatment: "WRITE_OFF", effectiveFrom: "2026-11-15", payer: { name: "Blue Peak Health" } },
    userErrors: [],
  });
  const [older, newer] = [await visit(), await visit()];
  const said = (claim: BilledClaim) => [
    { number: claim.controlNumbers[0]!, charge: 15_000, paid: 10_000, lines: [{ code: "99213", charge: 15_000, paid: 10_000, cas: [["CO", "96", 5_000]] as const }] },
  ];
  await receive(office, { trace: "POL-1", on: "2026-11-14", claims: said(older) });
  const second = await receive(office, { trace: "POL-2", on: "2026-11-15", claims: said(newer) });
  expect(await balancesOf(office, older.claimId)).toEqual({ charges: 15_000, insurerPaid: 10_000, insurer1: 5_000 });
  expect(await balancesOf(office, newer.claimId)).toEqual({ charges: 15_000, insurerPaid: 10_000, contractual: 5_000 });
  expect((await look(office, second.remittances[0]!.id)).claims.nodes[0].outcome).toBe("PAID");
});

test.each([
  ["what stands under CO is never the patient's", { treatment: "RESPONSIBILITY" }, "INVALID_INPUT", ["treatment"]],
  ["nor what stands under PI, on any path to the patient", { groupCode: "PI", treatment: "CONSENT_REVIEW" }, "INVALID_INPUT", ["treatment"]],
  ["a code is a code", { reasonCode: "forty-five" }, "INVALID_INPUT", ["reasonCode"]],
  ["a rule has a reason", { note: " " }, "INVALID_INPUT", ["note"]],
  ["two rules never begin on one day", { reasonCode: "45", effectiveFrom: "2000-01-01" }, "ALREADY_EXISTS", ["effectiveFrom"]],
  ["not another practice's", { practiceId: () => office.id("lakeside") }, "NOT_FOUND", ["practiceId"]],
] as const)("policy: %s", async (_what, change, code, where) => {
  const input = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, typeof value === "function" ? value() : value]));
  expect(await set(input)).toEqual({ adjustmentPolicy: null, userErrors: [{ code, path: where }] });
});

test("the policy of a practice can be read, the defaults included", async () => {
  const { data } = await office.as("audrey").run(`query ($f: AdjustmentPolicyFilter) { adjustmentPolicies(first: 10, filter: $f) { nodes { groupCode reasonCode treatment effectiveFrom } } }`, {
    f: { practiceId: office.id("riverside"), groupCode: ["CO"], reasonCode: ["45", "253", "*"] },
  });
  expect(data.adjustmentPolicies.nodes.sort((a: { reasonCode: string }, b: { reasonCode: string }) => (a.reasonCode < b.reasonCode ? -1 : 1))).toEqual([
    { groupCode: "CO", reasonCode: "*", treatment: "DENIAL", effectiveFrom: "2000-01-01" },
    { groupCode: "CO", reasonCode: "253", treatment: "SEQUESTRATION", effectiveFrom: "2000-01-01" },
    { groupCode: "CO", reasonCode: "45", treatment: "WRITE_OFF", effectiveFrom: "2000-01-01" },
  ]);
});

test("a claim shows what payers decided on it, in a bounded number of statements", async () => {
  const claim = await visit();
  await receive(office, {
    trace: "SHOW-1",
    claims: [{ number: claim.controlNumbers[0]!, charge: 15_000, paid: 9_000, lines: [{ code: "99213", charge: 15_000, paid: 9_000, cas: [["CO", "45", 6_000]] }] }],
  });
  const { data, errors } = await office
    .as("ben")
    .run(`query ($id: ID!) { claim(id: $id) { remittances(first: 5) { nodes { outcome paidCents remittance { traceNumber } lines { paidCents charge { id } } } } } }`, { id: claim.id });
  expect(errors).toBeUndefined();
  expect(data.claim.remittances.nodes).toMatchObject([
    { outcome: "PAID", paidCents: 9_000, remittance: { traceNumber: "SHOW-1" }, lines: [{ paidCents: 9_000, charge: { id: expect.stringMatching(/^chg_/) } }] },
  ]);
  const ask = async (first: number) =>
    (
      await office
        .as("ben")
        .run(
          `{ remittances(first: ${first}) { nodes { payer { name } practice { name } claims(first: 3) { nodes { claim { claimNumber } lines { adjustments { reasonCode } } } } providerAdjustments { reasonCode } } } }`,
        )
    ).headers["x-carebill-statements"];
  expect(await ask(1)).toBe(await ask(4));
});

test("the front desk sees a claim and not what payers said of it", async () => {
  const claim = await visit();
  const { data, errors } = await office.as("finn").run(`query ($id: ID!) { claim(id: $id) { claimNumber remittances(first: 5) { nodes { outcome } } } }`, { id: claim.id });
  expect(data.claim).toMatchObject({ claimNumber: expect.any(String), remittances: null });
  expect(errors![0]!.extensions.code).toBe("FORBIDDEN");
});
