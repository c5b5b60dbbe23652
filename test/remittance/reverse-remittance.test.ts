import { openTestOffice, type TestOffice } from "../support/office";
import { balancesOf, bill, brokenInvariants, sendAgain, type BilledClaim } from "./support/bill";
import { reversalOf, type ClaimSaid } from "./support/file";
import { clearing, deposit, look, receive } from "./support/intake";
import { patientPays, unapplied } from "./support/patient-pays";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(async () => {
  expect(await brokenInvariants(office)).toEqual([]);
  await office.close();
});

const visit = (who: "ada" | "cy" = "cy"): Promise<BilledClaim> =>
  bill(office.work(), { patientId: office.cast[who]!, locationId: office.cast.mainStreet!, renderingProviderId: office.cast.elenaVoss!, charges: [{ code: "99213", cents: 15_000 }] });
const said = (claim: BilledClaim, paid: number, cas: readonly (readonly [string, string, number])[], more: Partial<ClaimSaid> = {}): ClaimSaid => ({
  number: claim.controlNumbers[0]!,
  charge: 15_000,
  paid,
  lines: [{ code: "99213", charge: 15_000, paid, control: claim.lines[0]!.control, cas }],
  ...more,
});
const adjudication = async (claim: BilledClaim) => (await office.owner("select adjudication from claim_payer where claim_id = $1 and sequence = 1", [claim.claimId]))[0]!.adjudication;

test("a reversal restores every balance, the claim awaits its correction, and the correction posts; both in one file, in the wrong order", async () => {
  const claim = await visit("ada");
  const before = await balancesOf(office, claim.claimId);
  const first = said(claim, 8_000, [
    ["CO", "45", 5_000],
    ["PR", "2", 2_000],
  ]);
  await receive(office, { trace: "R-1", claims: [first] });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurerPaid: 8_000, contractual: 5_000, insurer2: 2_000 });
  await receive(office, { trace: "R-2", claims: [reversalOf(first)], plb: [["WO", "FCN1", -8_000]] });
  expect(await balancesOf(office, claim.claimId)).toEqual(before);
  expect(await adjudication(claim)).toBe("REVERSED_AWAITING_CORRECTION");
  expect(await office.owner("select data from event where type = 'claim.reversed' and aggregate_id = $1", [claim.claimId])).toEqual([{ data: { payerSequence: 1 } }]);

  const second = await visit();
  const original = said(second, 9_000, [["CO", "45", 6_000]]);
  await receive(office, { trace: "R-3", claims: [original] });
  const correction = said(second, 7_000, [
    ["CO", "45", 6_500],
    ["PR", "3", 1_500],
  ]);
  const both = await receive(office, { trace: "R-4", claims: [correction, reversalOf(original)], plb: [["WO", "FCN2", -2_000]] });
  expect((await look(office, both.remittances[0]!.id)).claims.nodes).toMatchObject([
    { kind: "PAYMENT", state: "POSTED" },
    { kind: "REVERSAL", state: "POSTED", reverses: { id: expect.stringMatching(/^rcl_/) } },
  ]);
  expect(await balancesOf(office, second.claimId)).toEqual({ charges: 15_000, insurerPaid: 7_000, contractual: 6_500, patient: 1_500 });
  expect(await adjudication(second)).toBe("PAID");
});

test("each entry of a reversal swaps the sides of one of the original, linked to its journal", async () => {
  const claim = await visit();
  const original = said(claim, 8_000, [
    ["CO", "45", 4_000],
    ["CO", "253", 1_000],
    ["PR", "1", 2_000],
  ]);
  await receive(office, { trace: "L-1", claims: [original] });
  await receive(office, { trace: "L-2", claims: [reversalOf(original)], plb: [["WO", "FCN3", -8_000]] });
  const rows = await office.owner(
    `select account, group_code, reason_code, amount_cents::int as amount, j.reverses_journal_id is not null as reversing from ledger_entry e join journal j on j.id = e.journal_id
     where e.claim_id = $1 and j.kind = 'remittance' order by e.id`,
    [claim.claimId],
  );
  const of = (reversing: boolean, sign: number) =>
    rows
      .filter((row) => row.reversing === reversing)
      .map((row) => `${row.account} ${row.group_code} ${row.reason_code} ${(row.amount as number) * sign}`)
      .sort();
  expect(of(false, 1)).toHaveLength(8);
  expect(of(true, -1)).toEqual(of(false, 1));
});

test("money that the patient has paid in between becomes unapplied credit again, and nothing is owed twice", async () => {
  const claim = await visit();
  const start = await unapplied(office, claim.guarantorId);
  const original = said(claim, 8_000, [
    ["CO", "45", 5_000],
    ["PR", "2", 2_000],
  ]);
  await receive(office, { trace: "P-1", claims: [original] });
  await patientPays(office, claim, 500);
  const second = await patientPays(office, claim, 1_000);
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurerPaid: 8_000, contractual: 5_000, patient: 500, patientPaid: 1_500 });
  await receive(office, { trace: "P-2", claims: [reversalOf(original)], plb: [["WO", "FCN4", -8_000]] });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurer1: 15_000 });
  expect(await unapplied(office, claim.guarantorId)).toBe(start + 1_500);
  expect(await office.owner("select (data->>'amountCents')::int as amount from event where type = 'remittance.patient_credit_released' and data->>'claimId' = $1", [claim.claimId])).toEqual([
    { amount: 1_500 },
  ]);
  expect(await office.owner("select sum(amount_cents)::int as n from ledger_entry where payment_id = $1 and account = 'UNAPPLIED_PATIENT_CREDIT'", [second])).toEqual([{ n: -1_000 }]);
});

test.each([
  [
    "a cent less",
    (claim: ClaimSaid) => ({
      ...reversalOf(claim),
      paid: -7_999,
      lines: [
        {
          ...reversalOf(claim).lines![0]!,
          paid: -7_999,
          cas: [
            ["CO", "45", -5_001],
            ["PR", "2", -2_000],
          ] as const,
        },
      ],
    }),
    "ORIGINAL_DIFFERS",
    -7_999,
  ],
  [
    "another reason",
    (claim: ClaimSaid) => ({
      ...reversalOf(claim),
      lines: [
        {
          ...reversalOf(claim).lines![0]!,
          cas: [
            ["CO", "59", -5_000],
            ["PR", "2", -2_000],
          ] as const,
        },
      ],
    }),
    "ORIGINAL_DIFFERS",
    -8_000,
  ],
  ["another claim number of the payer", (claim: ClaimSaid) => ({ ...reversalOf(claim), icn: "OTHER" }), "ORIGINAL_NOT_FOUND", -8_000],
] as const)("a reversal with %s waits, and changes nothing", async (what, change, reason, paid) => {
  const claim = await visit();
  const original = said(claim, 8_000, [
    ["CO", "45", 5_000],
    ["PR", "2", 2_000],
  ]);
  await receive(office, { trace: `D1-${what}`, claims: [original] });
  const posted = await balancesOf(office, claim.claimId);
  const { remittances } = await receive(office, { trace: `D2-${what}`, claims: [change(original)], plb: [["WO", "F", paid]] });
  expect((await look(office, remittances[0]!.id)).claims.nodes).toMatchObject([{ state: "WAITING", waitingReason: reason }]);
  expect(await balancesOf(office, claim.claimId)).toEqual(posted);
  expect(await adjudication(claim)).toBe("PAID");
});

test("a correction whose reversal is missing is held, and posts when the reversal comes in a later file", async () => {
  const claim = await visit();
  const original = said(claim, 8_000, [["CO", "45", 7_000]]);
  await receive(office, { trace: "C-1", claims: [original] });
  const held = await receive(office, { trace: "C-2", claims: [said(claim, 6_000, [["CO", "45", 9_000]], { icn: "ICN-NEW" })] });
  expect(await look(office, held.remittances[0]!.id)).toMatchObject({ status: "READY", claims: { nodes: [{ state: "WAITING", waitingReason: "CORRECTION_WITHOUT_REVERSAL" }] } });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurerPaid: 8_000, contractual: 7_000 });
  const { data } = await office
    .as("ben")
    .run(
      `mutation ($input: RemittanceClaimReleaseInput!) { remittanceClaimRelease(input: $input) { userErrors { code } } }`,
      { input: { remittanceClaimId: (await look(office, held.remittances[0]!.id)).claims.nodes[0].id, reason: "just post it" } },
      { "idempotency-key": "rel-1" },
    );
  expect(data.remittanceClaimRelease.userErrors).toEqual([{ code: "REVERSAL_NEEDED" }]);
  await receive(office, { trace: "C-3", claims: [reversalOf(original)], plb: [["WO", "FCN5", -8_000]] });
  expect(await look(office, held.remittances[0]!.id)).toMatchObject({ status: "POSTED", claims: { nodes: [{ state: "POSTED" }] } });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurerPaid: 6_000, contractual: 9_000 });
});

test("a reversal that comes before its original is known waits for it, and then takes it back", async () => {
  const claim = await visit();
  const original = said(claim, 8_000, [["CO", "45", 7_000]]);
  const early = await receive(office, { trace: "E-1", claims: [reversalOf(original)], plb: [["WO", "FCN6", -8_000]] });
  expect((await look(office, early.remittances[0]!.id)).claims.nodes).toMatchObject([{ state: "WAITING", waitingReason: "ORIGINAL_NOT_FOUND" }]);
  const late = await receive(office, { trace: "E-2", claims: [original] });
  expect((await look(office, early.remittances[0]!.id)).claims.nodes).toMatchObject([{ state: "POSTED" }]);
  expect((await look(office, late.remittances[0]!.id)).claims.nodes).toMatchObject([{ state: "REVERSED" }]);
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurer1: 15_000 });
});

test("a denial gives way to the answer to a new submission, not to a second answer to the same", async () => {
  const claim = await visit();
  await receive(office, { trace: "N-1", claims: [said(claim, 0, [["CO", "16", 15_000]])] });
  const same = await receive(office, { trace: "N-2", claims: [said(claim, 9_000, [["CO", "45", 6_000]], { icn: "ICN-2" })] });
  const held = (await look(office, same.remittances[0]!.id)).claims.nodes[0];
  expect(held).toMatchObject({ state: "WAITING", waitingReason: "CORRECTION_WITHOUT_REVERSAL" });
  const again = await sendAgain(office.work(), claim);
  await receive(office, { trace: "N-3", claims: [said(claim, 10_000, [["CO", "45", 5_000]], { number: again, icn: "ICN-3" })] });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurerPaid: 10_000, contractual: 5_000 });
  const { data } = await office.as("ben").run(`query ($f: DenialFilter) { denials(first: 5, filter: $f) { nodes { reasonCode inForce } } }`, { f: { claimId: claim.id } });
  expect(data.denials.nodes).toEqual([{ reasonCode: "16", inForce: false }]);
});

test("a duplicate denial of what is paid is set aside, not posted", async () => {
  const claim = await visit();
  await receive(office, { trace: "U-1", claims: [said(claim, 9_000, [["CO", "45", 6_000]])] });
  const { remittances } = await receive(office, { trace: "U-2", claims: [said(claim, 0, [["OA", "18", 15_000]], { status: "4", icn: "ICN-DUP" })] });
  expect(await look(office, remittances[0]!.id)).toMatchObject({ status: "CLOSED", claims: { nodes: [{ state: "NOT_POSTED", waitingReason: null }] } });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurerPaid: 9_000, contractual: 6_000 });
  expect(await adjudication(claim)).toBe("PAID");
});

test("a payer that splits a claim decides on its lines one by one", async () => {
  const claim = await bill(office.work(), {
    patientId: office.cast.cy!,
    locationId: office.cast.mainStreet!,
    renderingProviderId: office.cast.elenaVoss!,
    charges: [
      { code: "99213", cents: 10_000 },
      { code: "36415", cents: 2_000 },
    ],
  });
  const part = (index: number, charge: number, icn: string): ClaimSaid => ({
    number: claim.controlNumbers[0]!,
    icn,
    charge,
    paid: charge - 500,
    lines: [{ code: claim.lines[index]!.code, charge, paid: charge - 500, control: claim.lines[index]!.control, cas: [["CO", "45", 500]] }],
  });
  await receive(office, { trace: "S-1", claims: [part(0, 10_000, "A"), part(1, 2_000, "B")] });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 12_000, insurerPaid: 11_000, contractual: 1_000 });
});

test("what a payer pays beyond what is open is owed back to it, not negative on the line", async () => {
  const claim = await visit("ada");
  await receive(office, {
    trace: "O-1",
    claims: [
      said(claim, 8_000, [
        ["CO", "45", 5_000],
        ["PR", "2", 2_000],
      ]),
    ],
  });
  await receive(office, { trace: "O-2", payerId: "ACM02", claims: [said(claim, 2_600, [["OA", "23", 12_400]], { number: claim.controlNumbers[1]!, status: "2" })] });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurerPaid: 10_000, contractual: 5_000 });
  expect(await office.owner("select amount_cents::int as amount, reference from ledger_entry where account = 'PAYER_REFUNDS_PAYABLE' and claim_id = $1", [claim.claimId])).toEqual([
    { amount: -600, reference: `ICN${claim.controlNumbers[1]!}` },
  ]);
});

test("recouped now: the next payment is lower and its deposit closes the file; deferred: the reference holds it until the payer takes it", async () => {
  const [now, later, other] = [await visit(), await visit(), await visit()];
  const paid = (claim: BilledClaim) => said(claim, 6_000, [["CO", "45", 9_000]]);
  const first = await receive(office, { trace: "W-1", claims: [paid(now), paid(later)] });
  expect((await deposit(office, first.remittances[0]!.id, 12_000)).remittance.status).toBe("CLOSED");
  // Taken at once: 60.00 for the new claim less 60.00 for the reversal is no payment at all.
  const zero = await receive(office, { trace: "W-2", claims: [reversalOf(paid(now)), paid(other)] });
  expect(await look(office, zero.remittances[0]!.id)).toMatchObject({ status: "CLOSED", paymentCents: 0 });
  // Deferred: nothing is taken yet; it stands under the payer's reference.
  await receive(office, { trace: "W-3", claims: [reversalOf(paid(later))], plb: [["WO", "FCN-9", -6_000]] });
  const open = async () =>
    (
      await office.as("petra").run(`query ($id: ID!) { providerPayerClearing(practiceId: $id) { payerName reference balanceCents since } }`, { id: office.id("riverside") })
    ).data.providerPayerClearing.filter((row: { reference: string }) => row.reference === "FCN-9");
  expect(await open()).toEqual([{ payerName: "Blue Peak Health", reference: "FCN-9", balanceCents: -6_000, since: "2026-11-20" }]);
  const fresh = await visit();
  const taking = await receive(office, {
    trace: "W-4",
    claims: [paid(fresh)],
    plb: [
      ["WO", "FCN-9", 6_000],
      ["L6", "INT", -125],
    ],
  });
  expect(await open()).toEqual([]);
  expect((await deposit(office, taking.remittances[0]!.id, 125)).remittance.status).toBe("CLOSED");
  expect(await office.owner("select data from event where type = 'remittance.recoupment' and data->>'reference' = 'FCN-9'")).toEqual([
    { data: { payerId: office.cast.bluePeak, reference: "FCN-9", amountCents: 6_000 } },
  ]);
  expect(Object.keys(await clearing(office)).filter((trace) => trace.startsWith("W-"))).toEqual([]);
});

test("a balance carried forward meets the file that takes it up, whichever reference the payer writes", async () => {
  const [claim, other] = [await visit(), await visit()];
  const paid = said(claim, 6_000, [["CO", "45", 9_000]]);
  await receive(office, { trace: "F-1", claims: [paid] });
  await receive(office, { trace: "F-2", claims: [reversalOf(paid)], plb: [["FB", "WHATEVER", -6_000]] });
  await receive(office, { trace: "F-3", claims: [said(other, 9_000, [["CO", "45", 6_000]])], plb: [["FB", "F-2", 6_000]] });
  const { data } = await office.as("petra").run(`query ($id: ID!) { providerPayerClearing(practiceId: $id) { reference } }`, { id: office.id("riverside") });
  expect(data.providerPayerClearing.filter((row: { reference: string }) => ["F-2", "WHATEVER"].includes(row.reference))).toEqual([]);
});
