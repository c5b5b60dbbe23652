import { readFileSync } from "node:fs";
import path from "node:path";
import { plainDate } from "../../src/vocabulary";
import { addCoverage } from "../../src/coverage";
import { createPatient } from "../../src/patients";
import { addLocation, addPayer, addProvider, createPractice } from "../../src/practices";
import { jobActor } from "../../src/platform/access/actor";
import { checkLedger } from "../../src/ledger";
import { seedNpi } from "../../seeds/practices";
import { openTestOffice, type TestOffice } from "../support/office";
import { balancesOf, bill, type BilledClaim } from "./support/bill";
import { deposit, look, receiveText, type Taken } from "./support/intake";

/** Every synthetic sample against a practice that has billed exactly these claims, to the cent. */
let office: TestOffice;
let ems: string;
let visit: { locationId: string; renderingProviderId: string };
const patients: Record<string, string> = {};
let serial = 0;

const ADDRESS = { street: "1 Main Street", city: "Columbus", state: "OH", zip: "432150001" };
const worker = () => office.office.makeWork(jobActor({ billingServiceId: office.cast.billingServiceId!, practiceIds: [ems], patientIds: "all" }, "test"));

beforeAll(async () => {
  office = await openTestOffice();
  const founder = office.office.makeWork(jobActor({ billingServiceId: office.cast.billingServiceId!, practiceIds: [], patientIds: "all" }, "test"));
  // The samples' payee has the NPI of Riverside; the second one of sample 14 is a practice of its own.
  ems = office.cast.riverside!;
  await createPractice(founder, {
    name: "Lake EMS",
    npi: "1245319599",
    taxId: "31-7654321",
    taxIdKind: "EIN",
    taxonomy: "341600000X",
    timeZone: "America/New_York",
    address: ADDRESS,
    phone: "614-555-0100",
  });
  const work = worker();
  visit = {
    locationId: (await addLocation(work, { practiceId: ems, name: "Base", placeOfService: "41", address: ADDRESS })).id,
    renderingProviderId: (await addProvider(work, { practiceId: ems, npi: seedNpi("166666666"), firstName: "Rhea", lastName: "Moss", taxonomy: "146L00000X" })).id,
  };
  const payer = (name: string, electronicPayerId: string, filingIndicator: string) => addPayer(work, { name, electronicPayerId, filingIndicator, filingLimitDays: 365 });
  const alpha = (await payer("Alpha Health Plan", "ALPHA01", "CI")).id;
  const beta = (await payer("Beta Medicaid", "BETA01", "MC")).id;
  const person = async (key: string, firstName: string, lastName: string, memberId: string, payers: readonly string[]) => {
    const patient = await createPatient(work, { practiceId: ems, medicalRecordNumber: key, firstName, lastName, birthDate: plainDate("1970-01-01"), sex: "FEMALE", address: ADDRESS });
    for (const [index, payerId] of payers.entries()) {
      await addCoverage(work, { patientId: patient.id, payerId, rank: (index + 1) as 1, memberId, subscriberRelationship: "SELF", effectiveFrom: plainDate("2024-01-01") });
    }
    patients[key] = patient.id;
  };
  await person("doe", "Jane", "Doe", "MEM001", [alpha]);
  await person("doeTwice", "Jane", "Doe-Twice", "MEM001", [alpha, beta]);
  await person("roe", "Richard", "Roe", "MEM002", [alpha]);
  await person("poe", "Pat", "Poe", "MEM003", [alpha]);
});
afterAll(async () => {
  const broken = (await checkLedger((text, values) => office.owner(text, [...values]), ems)).filter((check) => !check.ok);
  expect(broken).toEqual([]);
  await office.close();
});

type Billed = readonly [patient: string, servedOn: string, ...charges: { code: string; modifiers?: string[]; cents: number; quantity?: string }[]];
const rh = (code: string, amount: number, quantity = "1") => ({ code, modifiers: ["RH"], cents: amount, quantity });
const ACCOUNTS: Record<string, Billed> = {
  ACCT1: ["doe", "2025-01-01", rh("A0427", 100_000), rh("A0425", 25_000, "20")],
  ACCT2: ["roe", "2025-01-02", rh("A0428", 90_000)],
  ACCT3: ["poe", "2024-12-01", { code: "A0429", modifiers: ["HH"], cents: 50_000 }],
  ACCT4: ["roe", "2025-01-03", { code: "80048", cents: 12_000 }, { code: "84460", cents: 8_000 }],
  ACCT5: ["doeTwice", "2025-01-04", rh("A0427", 100_000)],
  ACCT6: ["doeTwice", "2025-01-05", rh("A0427", 100_000), rh("A0425", 25_000, "20")],
  ACCT7: ["poe", "2025-01-05", rh("A0427", 700_001), rh("A0425", 499_999, "99")],
  ACCT8: ["roe", "2025-01-06", rh("A0428", 50_000)],
  ACCT9: ["roe", "2025-01-07", rh("A0428", 70_000)],
  ACCT10: ["roe", "2025-01-08", rh("A0428", 20_000), rh("A0425", 10_000, "10")],
  ACCT11: ["roe", "2025-01-08", rh("A0428", 20_000)],
};

type Scene = { claims: Record<string, BilledClaim>; taken: Taken; remittance: Awaited<ReturnType<typeof look>> };

/** Bills the accounts that the sample speaks of, puts our control numbers in their place, and takes it in under a trace of its own. */
async function play(sample: string, claims: Record<string, BilledClaim> = {}, trace = `T${++serial}`): Promise<Scene> {
  let text = readFileSync(path.join(__dirname, `../edi/fixtures/835/synthetic__${sample}.edi`), "utf8");
  for (const account of new Set(text.match(/ACCT\d+/g) ?? [])) claims[account] ??= await billed(account);
  text = text
    .replace(/ACCT\d+/g, (account) => claims[account]!.controlNumbers[account === "ACCT5" ? 1 : 0]!)
    .replace(/TRN([*|])1[*|](\w+)/g, (_all, separator: string, own: string) => `TRN${separator}1${separator}${trace}${own.endsWith("14A") ? "A" : ""}`);
  const taken = await receiveText(office, text);
  return { claims, taken, remittance: taken.remittances[0] ? await look(office, taken.remittances[0].id) : null };
}

async function billed(account: string): Promise<BilledClaim> {
  const [patient, servedOn, ...charges] = ACCOUNTS[account]!;
  return bill(worker(), { patientId: patients[patient]!, ...visit, servedOn, charges });
}

/** The decision that samples 03 and 04 take back. */
const original = (number: string, trace: string) =>
  `ISA*00*          *00*          *ZZ*PAYERX         *ZZ*PROVIDERY      *250101*1200*^*00501*${String(++serial + 500).padStart(9, "0")}*0*T*:~GS*HP*PAYERX*PROVIDERY*20250101*1200*1*X*005010X221A1~ST*835*0001~BPR*I*320*C*ACH************20250101~TRN*1*${trace}*1512345678~N1*PR*ALPHA HEALTH PLAN~REF*2U*ALPHA01~N1*PE*RIVER EMS*XX*1234567893~LX*1~CLP*${number}*1*500*320*80*12*ICN0003*41*1~SVC*HC:A0429:HH*500*320**1~DTM*472*20241201~CAS*CO*45*100~CAS*PR*2*80~SE*13*0001~GE*1*1~IEA*1*${String(serial + 500).padStart(9, "0")}~`;
const PAID_AMBULANCE = { charges: 125_000, insurerPaid: 61_240, contractual: 48_450, patient: 15_310 };
const references = async (...wanted: string[]) =>
  Object.fromEntries(
    (
      await office.owner(
        "select reference, sum(amount_cents)::int as amount from ledger_entry where practice_id = $1 and account = 'PROVIDER_PAYER_CLEARING' and reference = any ($2) group by 1 having sum(amount_cents) <> 0",
        [ems, wanted],
      )
    ).map((row) => [row.reference as string, row.amount as number]),
  );
const interest = async () => Number((await office.owner("select coalesce(-sum(amount_cents), 0) as n from ledger_entry where practice_id = $1 and account = 'INTEREST_INCOME'", [ems]))[0]!.n);

test.each([
  ["01_paid_ambulance", ["POSTED"], { ACCT1: PAID_AMBULANCE }, 61_240],
  ["02_denial_zero_pay", ["POSTED"], { ACCT2: { charges: 90_000, insurer1: 90_000 } }, 0],
  ["06_WO_recovery", ["POSTED"], { ACCT1: PAID_AMBULANCE }, 51_240],
  ["07_WO_and_72_refund", ["POSTED"], { ACCT1: PAID_AMBULANCE }, 61_240],
  ["08_interest_L6", ["POSTED"], { ACCT1: PAID_AMBULANCE }, 61_765],
  ["09_many_PLB", ["POSTED"], { ACCT1: PAID_AMBULANCE }, 54_015],
  ["10_bundled_lines", ["POSTED"], { ACCT4: { charges: 20_000, insurerPaid: 10_000, contractual: 2_000, insurer1: 8_000 } }, 10_000],
  ["12_medicare_sequestration_crossover", ["POSTED"], { ACCT6: { charges: 125_000, insurerPaid: 60_015, contractual: 48_450, sequestration: 1_225, insurer2: 15_310 } }, 60_015],
  ["13_claim_level_only", ["POSTED"], { ACCT7: { charges: 1_200_000, insurerPaid: 800_000, contractual: 300_000, patient: 100_000 } }, 800_000],
  ["15_other_delimiters", ["POSTED"], { ACCT1: PAID_AMBULANCE }, 61_240],
  ["16_six_triplets", ["POSTED"], { ACCT8: { charges: 50_000, insurerPaid: 5_000, contractual: 10_000, sequestration: 100, patient: 6_000, insurer1: 28_900 } }, 5_000],
  ["17_not_our_claim_23", ["NOT_POSTED"], { ACCT9: { charges: 70_000, insurer1: 70_000 } }, 0],
  [
    "18_partial_and_duplicate_denial",
    ["POSTED", "POSTED"],
    { ACCT10: { charges: 30_000, insurerPaid: 10_000, contractual: 10_000, insurer1: 10_000 }, ACCT11: { charges: 20_000, insurer1: 20_000 } },
    10_000,
  ],
] as const)("%s", async (sample, states, balances, payment) => {
  const { claims, remittance, taken } = await play(sample);
  expect(remittance.claims.nodes.map((claim: { state: string }) => claim.state)).toEqual(states);
  for (const [account, expected] of Object.entries(balances)) expect(await balancesOf(office, claims[account]!.claimId)).toEqual(expected);
  expect(remittance.paymentCents).toBe(payment);
  if (payment) {
    expect(remittance.status).toBe("POSTED");
    expect((await deposit(office, taken.remittances[0]!.id, payment)).remittance.status).toBe("CLOSED");
  } else expect(remittance.status).toBe("CLOSED");
});

test("03: the reversal and its correction in one file, to which another claim belongs", async () => {
  const claims = { ACCT3: await billed("ACCT3") };
  await receiveText(office, original(claims.ACCT3.controlNumbers[0]!, "BEFORE-03"));
  expect(await balancesOf(office, claims.ACCT3.claimId)).toEqual({ charges: 50_000, insurerPaid: 32_000, contractual: 10_000, patient: 8_000 });
  const { claims: all, remittance } = await play("03_reversal_correction", claims);
  expect(remittance.claims.nodes).toMatchObject([{ kind: "REVERSAL", state: "POSTED" }, { kind: "PAYMENT", state: "POSTED" }, { state: "POSTED" }]);
  expect(await balancesOf(office, claims.ACCT3.claimId)).toEqual({ charges: 50_000, insurerPaid: 22_000, contractual: 20_000, patient: 8_000 });
  expect(await balancesOf(office, all.ACCT1!.claimId)).toEqual(PAID_AMBULANCE);
});

test("04 and 05: what is taken back is carried forward, and the next file takes it up", async () => {
  const claims = { ACCT3: await billed("ACCT3") };
  await receiveText(office, original(claims.ACCT3.controlNumbers[0]!, "BEFORE-04"));
  const forward = await play("04_reversal_FB_forward", claims, "NOPAY02");
  expect(forward.remittance).toMatchObject({ status: "CLOSED", claims: { nodes: [{ kind: "REVERSAL", state: "POSTED" }] } });
  expect(await balancesOf(office, claims.ACCT3.claimId)).toEqual({ charges: 50_000, insurer1: 50_000 });
  expect(await references("NOPAY02", "EFT0001")).toEqual({ NOPAY02: -32_000 });
  const applied = await play("05_FB_applied");
  expect(await references("NOPAY02", "EFT0001")).toEqual({});
  expect((await deposit(office, applied.taken.remittances[0]!.id, 29_240)).remittance.status).toBe("CLOSED");
});

test("06, 07, 08, 09: what concerns the provider is kept per reference, and interest is income", async () => {
  // The samples ran above; their references are their own.
  expect(await references("ICN9999", "ICN8888")).toEqual({ ICN9999: 10_000 });
  expect(await references("A1", "A2", "A3", "A4", "A5", "A6", "LATE")).toEqual({ A1: 5_000, A2: 1_000, A4: 2_000, A5: -750, A6: 100, LATE: 125 });
  expect(await interest()).toBe(525 + 250);
});

test("11: the secondary's OA-23 is information; what it pays is what the primary left", async () => {
  const claims = { ACCT5: await billed("ACCT5") };
  const number = claims.ACCT5.controlNumbers[0]!;
  await receiveText(
    office,
    original(number, "BEFORE-11")
      .replace("BPR*I*320*", "BPR*I*480*")
      .replace(/CLP\*.*?SE\*13/s, `CLP*${number}*1*1000*480*120*12*ICN5*41*1~SVC*HC:A0427:RH*1000*480**1~DTM*472*20250104~CAS*CO*45*400~CAS*PR*2*120~SE*13`),
  );
  expect(await balancesOf(office, claims.ACCT5.claimId)).toEqual({ charges: 100_000, insurerPaid: 48_000, contractual: 40_000, insurer2: 12_000 });
  const { remittance } = await play("11_secondary_OA23", claims);
  expect(remittance.claims.nodes).toMatchObject([{ state: "POSTED", payerSequence: 2, outcome: "PAID" }]);
  expect(await balancesOf(office, claims.ACCT5.claimId)).toEqual({ charges: 100_000, insurerPaid: 60_000, contractual: 40_000 });
});

test("12: a claim that the payer forwarded is not sent again by us", async () => {
  const { claims, remittance } = await play("12_medicare_sequestration_crossover");
  expect(remittance.claims.nodes[0]).toMatchObject({ forwarded: true, state: "POSTED" });
  expect(await office.owner("select sequence, adjudication, forwarded from claim_payer where claim_id = $1 order by 1", [claims.ACCT6!.claimId])).toEqual([
    { sequence: 1, adjudication: "PAID", forwarded: false },
    { sequence: 2, adjudication: "NONE", forwarded: true },
  ]);
});

test("14: two transaction sets for two practices, the second with nothing but provider adjustments", async () => {
  const { taken, claims } = await play("14_two_ST_and_PLB_only");
  expect(taken.inboundFile).toEqual({ status: "PROCESSED", reason: "2 remittances." });
  expect(await balancesOf(office, claims.ACCT1!.claimId)).toEqual(PAID_AMBULANCE);
  const rows = await office.owner(
    "select p.name, r.status from remittance r join practice p on p.id = r.practice_id where r.id = any (select id from remittance where inbound_file_id = (select id from inbound_file order by received_at desc, id desc limit 1)) order by r.transaction_number",
  );
  expect(rows).toEqual([
    { name: "Riverside Clinic", status: "POSTED" },
    { name: "Lake EMS", status: "CLOSED" },
  ]);
});
