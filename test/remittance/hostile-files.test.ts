import { gzipSync } from "node:zlib";
import { receiveRemittance } from "../../src/remittance/receive-remittance";
import { takeRemittanceFile } from "../../src/remittance/intake/take-remittance-file";
import { postRemittance } from "../../src/remittance/post-remittance";
import { openTestOffice, type TestOffice } from "../support/office";
import { balancesOf, bill, brokenInvariants, type BilledClaim } from "./support/bill";
import { file, type ClaimSaid } from "./support/file";

/** 300 in CI; 10,000 by hand: MUTATIONS=10000 jest test/remittance/hostile */
const MUTATIONS = Number(process.env.MUTATIONS ?? 300);
let office: TestOffice;
let npi: string;
let keys = 0;
beforeAll(async () => {
  office = await openTestOffice();
  npi = (await office.owner("select npi from practice where id = $1", [office.cast.riverside]))[0]!.npi as string;
});
afterAll(() => office.close());

const visit = (): Promise<BilledClaim> =>
  bill(office.work(), {
    patientId: office.cast.cy!,
    locationId: office.cast.mainStreet!,
    renderingProviderId: office.cast.elenaVoss!,
    charges: [
      { code: "99213", cents: 15_000 },
      { code: "36415", cents: 1_500 },
    ],
  });
const said = (claim: BilledClaim): ClaimSaid => ({
  number: claim.controlNumbers[0]!,
  charge: 16_500,
  paid: 9_000,
  lines: [
    {
      code: "99213",
      charge: 15_000,
      paid: 8_000,
      control: claim.lines[0]!.control,
      cas: [
        ["CO", "45", 5_000],
        ["PR", "2", 2_000],
      ],
    },
    { code: "36415", charge: 1_500, paid: 1_000, control: claim.lines[1]!.control, cas: [["CO", "97", 500]] },
  ],
});
const good = (trace: string, claim: BilledClaim) => file({ payeeNpi: npi, payerId: "BPH01", trace, claims: [said(claim)] });
const upload = async (input: object) => {
  const { data, errors } = await office
    .as("petra")
    .run(
      `mutation ($input: RemittanceReceiveInput!) { remittanceReceive(input: $input) { inboundFile { status reason } remittances { status waitingReason problems { code segment } } userErrors { code path } } }`,
      { input },
      { "idempotency-key": `h${++keys}` },
    );
  expect(errors).toBeUndefined();
  await office.drain();
  return data.remittanceReceive;
};
const entries = async () => (await office.owner("select count(*)::int as n from ledger_entry"))[0]!.n as number;
/** A remittance that is posted has put exactly what it pays into clearing; one that waits has put nothing. */
const halfPosted = () =>
  office.owner(
    `select r.id, r.status from remittance r cross join lateral (select coalesce(sum(amount_cents), 0) as cash, count(*) as n from ledger_entry e where e.remittance_id = r.id and account = 'PAYER_CASH_CLEARING') e
     where (r.status in ('WAITING', 'READY', 'DISCARDED') and e.n > 0) or (r.status = 'POSTED' and e.cash <> r.payment_cents) or (r.status = 'CLOSED' and e.cash <> 0)`,
  );

test.each([
  ["empty", "", "WAITING", "The file is empty."],
  ["blank", " \n ", "WAITING", "The file is empty."],
  ["no X12 at all", "Dear Sir or Madam, please find enclosed", "WAITING", "This is no X12 interchange."],
])("a file that is %s waits with the reason", async (_what, text, status, reason) => {
  expect(await upload({ text })).toEqual({ inboundFile: { status, reason }, remittances: [], userErrors: [] });
});

test("binary waits; what is no base64, or a gzip that breaks off, is refused by name", async () => {
  expect(await upload({ base64: Buffer.from([0, 1, 2, 255, 254, 0, 77]).toString("base64") })).toMatchObject({ inboundFile: { status: "WAITING" }, remittances: [] });
  expect(await upload({ base64: "not base64!" })).toMatchObject({ userErrors: [{ code: "INVALID_INPUT", path: ["base64"] }] });
  const packed = gzipSync(Buffer.from("ISA*00*"));
  expect(await upload({ base64: packed.subarray(0, packed.length - 6).toString("base64") })).toMatchObject({ userErrors: [{ code: "INVALID_INPUT", path: ["base64"] }] });
  expect(await upload({})).toMatchObject({ userErrors: [{ code: "INVALID_INPUT", path: ["text"] }] });
  // 200 MB of nothing in 200 kB.
  expect(await upload({ base64: gzipSync(Buffer.alloc(200_000_000)).toString("base64") })).toMatchObject({ userErrors: [{ code: "INVALID_INPUT", path: ["base64"] }] });
});

test("a NUL anywhere in a file is no reason to fail (seed 4004)", async () => {
  const claim = await visit();
  const text = good("NUL", claim);
  for (const at of ["SOME PAYER", "1999999999", "NUL", "RIVERSIDE", claim.controlNumbers[0]!, "99213", "CO*45", "8000", "BPH01"]) {
    const where = text.indexOf(at);
    if (where < 0) continue;
    const { inboundFile, userErrors } = await upload({ text: `${text.slice(0, where)}\0${text.slice(where)}` });
    expect(userErrors).toEqual([]);
    expect(["PROCESSED", "WAITING"]).toContain(inboundFile.status);
  }
});

test("a file that breaks off anywhere posts nothing, and the whole one that follows posts", async () => {
  const claim = await visit();
  const whole = good("CUT", claim);
  const before = await entries();
  for (const share of [0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.995]) {
    const { remittances } = await upload({ text: whole.slice(0, Math.floor(whole.length * share)) });
    for (const remittance of remittances) expect(remittance.status).toBe("WAITING");
  }
  expect(await entries()).toBe(before);
  // Its trace was seen in the pieces, so somebody says that the whole one is the true one.
  const { remittances } = await upload({ base64: gzipSync(whole).toString("base64") });
  expect(remittances).toMatchObject([{ status: "WAITING", waitingReason: "TRACE_REPEATED" }]);
  expect(await entries()).toBe(before);
});

test.each([
  ["SE counts other segments", (text: string) => text.replace(/SE\*\d+\*/, "SE*99*"), "FILE_DAMAGED"],
  ["GE counts other transaction sets", (text: string) => text.replace(/GE\*1\*/, "GE*2*"), "FILE_DAMAGED"],
  ["IEA bears another control number", (text: string) => text.replace(/IEA\*1\*\d+/, "IEA*1*999999999"), "FILE_DAMAGED"],
  ["an amount is no amount", (text: string) => text.replace("CAS*CO*45*50", "CAS*CO*45*5O"), "UNREADABLE"],
  ["an amount has a third decimal", (text: string) => text.replace("CAS*CO*45*50", "CAS*CO*45*50.001"), "UNREADABLE"],
])("wrong counts and figures: %s, and it waits", async (what, change, reason) => {
  const claim = await visit();
  const text = good(`W-${what}`, claim);
  const changed = change(text);
  expect(changed).not.toBe(text);
  const before = await entries();
  const { remittances } = await upload({ text: changed });
  expect(remittances).toMatchObject([{ status: "WAITING", waitingReason: reason }]);
  expect(await entries()).toBe(before);
});

/** The same numbers each time, so that a file that hurts can be made again. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return ((state >>> 0) ^ ((state >>> 0) >>> 13)) % below;
  };
}

function mutate(text: string, seed: number): string {
  const roll = dice(seed);
  let result = text;
  for (let times = 1 + roll(3); times > 0; times--) {
    const at = roll(result.length);
    const segments = result.split("~");
    switch (roll(9)) {
      case 0:
        result = result.slice(0, at) + result.slice(at + 1 + roll(20));
        break;
      case 1:
        result = result.slice(0, at) + String.fromCharCode(roll(256)) + result.slice(at + 1);
        break;
      case 2:
        result = result.slice(0, at) + ["*", "~", ":", "^", "\0", "9", "-", "\uD800", "ISA*", "SE*", "~ST*835*0002~", "99999999999999999999"][roll(12)]! + result.slice(at);
        break;
      case 3:
        result = result.slice(0, at);
        break;
      case 4:
        segments.splice(roll(segments.length), 1);
        result = segments.join("~");
        break;
      case 5:
        segments.splice(roll(segments.length), 0, segments[roll(segments.length)]!);
        result = segments.join("~");
        break;
      case 6: {
        const [a, b] = [roll(segments.length), roll(segments.length)];
        [segments[a], segments[b]] = [segments[b]!, segments[a]!];
        result = segments.join("~");
        break;
      }
      case 7:
        result = result.replace(/\d+/g, (digits) => (roll(25) === 0 ? String(roll(100_000)) : digits));
        break;
      default:
        result = result.replaceAll(["CO", "PR", "45", "99213", "*1*", "CLP", "SVC", "BPR"][roll(8)]!, ["XX", "22", "", "-1", "1e9", "CAS", "PLB", "LX"][roll(8)]!);
    }
    if (!result) return "";
  }
  return result;
}

test(`${MUTATIONS} mutated files neither crash, hang nor half post`, async () => {
  const claims = [await visit(), await visit(), await visit()];
  const bases = claims.map((claim, index) => good(`MUT-${index}`, claim));
  bases.push(
    file({
      payeeNpi: npi,
      payerId: "BPH01",
      trace: "MUT-M",
      claims: claims.map(said),
      plb: [
        ["WO", "R", 1_000],
        ["L6", "I", -200],
      ],
    }),
  );
  const outcomes: Record<string, number> = {};
  let slowest = 0;
  for (let seed = Number(process.env.MUTATIONS_FROM ?? 1); seed <= MUTATIONS; seed++) {
    const text = mutate(bases[seed % bases.length]!, seed * 7919);
    const started = performance.now();
    try {
      const { inboundFile, remittances } = await receiveRemittance(office.work(), { text, name: `mutated-${seed}` });
      for (const remittance of remittances) {
        if (remittance.status !== "WAITING") await postRemittance(office.work(), { remittanceId: remittance.id });
        outcomes[remittance.waitingReason ?? "taken"] = (outcomes[remittance.waitingReason ?? "taken"] ?? 0) + 1;
      }
      if (!remittances.length) outcomes[`file ${inboundFile.status}`] = (outcomes[`file ${inboundFile.status}`] ?? 0) + 1;
    } catch (error) {
      throw new Error(`seed ${seed}: ${(error as Error).stack}`, { cause: error });
    }
    slowest = Math.max(slowest, performance.now() - started);
    if (seed % 500 === 0 || seed === MUTATIONS) {
      expect(await halfPosted()).toEqual([]);
      expect(await brokenInvariants(office)).toEqual([]);
    }
  }
  expect(slowest).toBeLessThan(10_000);
  // Enough of them got far enough to test something.
  expect(Object.keys(outcomes).length).toBeGreaterThan(3);
  if (process.env.MUTATIONS) console.info(`mutations ${MUTATIONS}, slowest ${Math.round(slowest)} ms`, outcomes);
  await office.drain();
  expect(await halfPosted()).toEqual([]);
  expect(await brokenInvariants(office)).toEqual([]);
}, 3_600_000);

test("a file of 20 MB is kept at once, read in the background, and every claim of it waits or posts", async () => {
  const claim = await visit();
  const many = Number(process.env.LARGE_CLAIMS ?? 1_000);
  const line = { code: "99213", charge: 15_000, paid: 10_000, cas: [["CO", "45", 5_000]] as const, on: "2026-01-05", remarks: ["N130", "MA01", "N522"] };
  const strangers = Array.from({ length: many }, (_, index) => ({ number: `STRANGER${index}`, charge: 60_000, paid: 40_000, lines: [line, line, line, line] }));
  const text = file({ payeeNpi: npi, payerId: "BPH01", trace: "LARGE", claims: [said(claim), ...strangers] });
  const started = performance.now();
  const answer = await upload({ base64: gzipSync(text).toString("base64") });
  expect(answer.userErrors).toEqual([]);
  if (process.env.LARGE_CLAIMS)
    console.info(`${(text.length / 1e6).toFixed(1)} MB taken and posted in ${Math.round(performance.now() - started)} ms, ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`);
  const [row] = await office.owner("select status, claim_count from remittance where trace_number = 'LARGE'");
  expect(row).toEqual({ status: "PARTLY_POSTED", claim_count: many + 1 });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 16_500, insurerPaid: 9_000, contractual: 5_000, patient: 2_000, insurer1: 500 });
  // Taking it again changes nothing.
  const [kept] = await office.owner("select inbound_file_id as id from remittance where trace_number = 'LARGE'");
  const before = await entries();
  await takeRemittanceFile(office.work(), { inboundFileId: kept!.id as string });
  expect(await office.owner("select count(*)::int as n from remittance where trace_number = 'LARGE'")).toEqual([{ n: 1 }]);
  expect(await entries()).toBe(before);
}, 1_800_000);
