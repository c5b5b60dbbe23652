import fc from "fast-check";
import { allocate, cents, plainDate } from "../../src/vocabulary";
import { depositRemittance } from "../../src/remittance/deposit-remittance";
import { postRemittance } from "../../src/remittance/post-remittance";
import { receiveRemittance } from "../../src/remittance/receive-remittance";
import { openTestOffice, type TestOffice } from "../support/office";
import { bill, brokenInvariants, type BilledClaim } from "../remittance/support/bill";
import { file, reversalOf, type ClaimSaid } from "../remittance/support/file";
import { patientPays } from "../remittance/support/patient-pays";

/** Through the verbs, on the real database: whatever payers and patients do, the book stays whole. */
const RUNS = Number(process.env.PROPERTY_RUNS_DATABASE ?? 12);
let office: TestOffice;
let npi: string;
beforeAll(async () => {
  office = await openTestOffice();
  npi = (await office.owner("select npi from practice where id = $1", [office.cast.riverside]))[0]!.npi as string;
});
afterAll(() => office.close());

const CODES = [
  ["CO", "45"],
  ["CO", "97"],
  ["CO", "253"],
  ["PR", "1"],
  ["PR", "2"],
  ["PR", "27"],
  ["PR", "96"],
  ["PI", "204"],
  ["OA", "209"],
] as const;
type Step = { readonly do: "remit" | "correct"; readonly weights: readonly number[][] } | { readonly do: "reverse" | "deposit" } | { readonly do: "pay"; readonly amount: number };
const weights = fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: CODES.length + 1, maxLength: CODES.length + 1 }), { minLength: 3, maxLength: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("remit" as const, "correct" as const), weights }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("reverse" as const, "deposit" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("pay" as const), amount: fc.integer({ min: 1, max: 9_000 }) }) },
);

/** Every balance of the claim's lines and of its guarantor, by bucket. */
async function book(claim: BilledClaim): Promise<Record<string, string>> {
  const rows = await office.owner(
    `select concat_ws('|', account, service_line_id, case when account = 'RECEIVABLE_INSURER' then payer_sequence end, case when account = 'RECEIVABLE_PATIENT' then guarantor_id end) as bucket, sum(amount_cents)::text as amount
     from ledger_entry where service_line_id = any ($1::uuid[]) group by 1 having sum(amount_cents) <> 0`,
    [claim.lines.map((line) => line.chargeId)],
  );
  return Object.fromEntries(rows.map((row) => [row.bucket as string, row.amount as string]));
}

let traces = 0;
async function send(claims: readonly ClaimSaid[], paid: number): Promise<string> {
  const work = office.work();
  // What is taken back is deferred, because a payment is never negative.
  const { remittances } = await receiveRemittance(work, { text: file({ payeeNpi: npi, payerId: "BPH01", trace: `RND-${++traces}`, claims, plb: paid < 0 ? [["WO", `RND-${traces}`, paid]] : [] }) });
  const [remittance] = remittances;
  expect(remittance).toMatchObject({ status: "READY" });
  await postRemittance(office.work(), { remittanceId: remittance!.id });
  return remittance!.id;
}

function decided(claim: BilledClaim, all: readonly number[][], icn: string): ClaimSaid {
  const lines = claim.lines.map((line, index) => {
    const shares = all[index]!.every((weight) => weight === 0) ? all[index]!.map((_, place) => (place === 0 ? 1 : 0)) : all[index]!;
    const [paid, ...rest] = allocate(cents(line.cents), shares.map(BigInt));
    const cas = rest.map((amount, place) => [CODES[place]![0], CODES[place]![1], Number(amount)] as const).filter(([, , amount]) => amount !== 0);
    return { code: line.code, charge: Number(line.cents), paid: Number(paid), control: line.control, cas };
  });
  const paid = lines.reduce((total, line) => total + line.paid, 0);
  return { number: claim.controlNumbers[0]!, icn, charge: lines.reduce((total, line) => total + line.charge, 0), paid, lines };
}

test.each(["ada", "cy"] as const)("after any sequence of remittances, reversals, deposits and payments for %s the book is whole, and a reversal restores every balance", async (who) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const claim = await bill(office.work(), {
        patientId: office.cast[who]!,
        locationId: office.cast.mainStreet!,
        renderingProviderId: office.cast.elenaVoss!,
        charges: [
          { code: "99213", cents: 15_001 },
          { code: "36415", cents: 1_499 },
          { code: "85025", cents: 2_903 },
        ],
      });
      let standing: { said: ClaimSaid; before: Record<string, string> } | null = null;
      const undeposited: { id: string; amount: number }[] = [];
      for (const [index, each] of steps.entries()) {
        if (each.do === "remit" || each.do === "correct") {
          const said = decided(claim, each.weights, `I${traces}`);
          const before = await book(claim);
          const id = await send([said], said.paid);
          undeposited.push({ id, amount: said.paid });
          // A second decision without a reversal is held.
          if (standing) expect(await book(claim)).toEqual(before);
          else if (await isPosted(id)) standing = { said, before };
        } else if (each.do === "reverse" && standing) {
          const said = reversalOf(standing.said);
          await send([said], said.paid);
          expect(await book(claim)).toEqual(standing.before);
          // The queue does not run between the steps, so a decision that was held is still held.
          standing = null;
        } else if (each.do === "deposit") {
          const next = undeposited.shift();
          if (next && next.amount > 0)
            await depositRemittance(office.work(), { remittanceId: next.id, amountCents: cents(next.amount), depositedOn: plainDate("2026-11-22"), bankReference: `B${index}` });
        } else if (each.do === "pay") {
          const owed = Object.entries(await book(claim)).find(([bucket, amount]) => bucket.startsWith("RECEIVABLE_PATIENT") && BigInt(amount) > 0n);
          if (owed)
            await patientPays(
              office,
              claim,
              Math.min(each.amount, Number(owed[1])),
              claim.lines.findIndex((line) => owed[0].includes(line.chargeId)),
            );
        }
        expect(await brokenInvariants(office)).toEqual([]);
      }
    }),
    { numRuns: RUNS, endOnFailure: false },
  );
  // What waited for a reversal in another file is tried again on the queue; whatever comes of it, the book is whole.
  await office.drain();
  expect(await brokenInvariants(office)).toEqual([]);
  const [left] = await office.owner(
    `select count(*)::int as n from remittance r where r.status = 'CLOSED' and (select coalesce(sum(amount_cents), 0) from ledger_entry e where e.account = 'PAYER_CASH_CLEARING' and e.remittance_id = r.id) <> 0`,
  );
  expect(left).toEqual({ n: 0 });
});

const isPosted = async (remittanceId: string) => (await office.owner("select state from remittance_claim where remittance_id = $1", [remittanceId]))[0]!.state === "POSTED";
