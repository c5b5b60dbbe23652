import { toTypeId } from "../../src/platform/database/ids";
import { openTestOffice, type TestOffice, type Who } from "../support/office";
import { balancesOf, bill, brokenInvariants, type BilledClaim } from "./support/bill";
import { reversalOf, type ClaimSaid } from "./support/file";
import { look, receive } from "./support/intake";
import { patientPays } from "./support/patient-pays";

let office: TestOffice;
let keys = 0;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());
afterEach(async () => expect(await brokenInvariants(office)).toEqual([]));

const visit = (patient: "ada" | "cy", charges: readonly { code: string; cents: number }[] = [{ code: "99213", cents: 15_000 }]) =>
  bill(office.work(), { patientId: office.cast[patient]!, locationId: office.cast.mainStreet!, renderingProviderId: office.cast.elenaVoss!, charges });

type Cas = readonly [string, string, number];
/** Each line refused as said, nothing paid. */
const refused = (claim: BilledClaim, ...cas: readonly (readonly Cas[])[]): ClaimSaid => ({
  number: claim.controlNumbers[0]!,
  charge: claim.lines.reduce((total, line) => total + Number(line.cents), 0),
  paid: 0,
  lines: claim.lines.map((line, index) => ({ code: line.code, charge: Number(line.cents), paid: 0, control: line.control, cas: cas[index]! })),
});
const deny = (claim: BilledClaim, ...cas: readonly (readonly Cas[])[]) => receive(office, { trace: `DENY-${++keys}`, claims: [refused(claim, ...cas)] });

const act = async (who: Who, name: string, type: string, input: Record<string, unknown>) => {
  const text = `mutation ($input: ${type}!) { ${name}(input: $input) { claim { id workflow nextActionOwner currentSequence insurerOwesCents patientOwesCents } balanceDecision { id outcome amountCents stands version decidedBy reason ground lines { amountCents } } userErrors { code path } } }`;
  const { data, errors } = await office.as(who).run(text, { input }, { "idempotency-key": `decide-${++keys}` });
  return errors ? { errors: errors.map((error) => error.extensions.code) } : data[name];
};
const writeOff = (claim: BilledClaim, more: Record<string, unknown> = {}, who: Who = "ben") =>
  act(who, "claimWriteOff", "ClaimWriteOffInput", { claimId: claim.id, kind: "ADMINISTRATIVE_WRITE_OFF", reason: "Records could not be found", ...more });
const shift = (claim: BilledClaim, more: Record<string, unknown>, who: Who = "ben") => act(who, "claimShiftBalance", "ClaimShiftBalanceInput", { claimId: claim.id, reason: "Reviewed", ...more });
const toPatient = (claim: BilledClaim, ground: string, more: Record<string, unknown> = {}) => shift(claim, { to: "PATIENT", ground, ...more });
const reverse = (name: "claimWriteOffReverse" | "claimShiftBalanceReverse", balanceDecisionId: string) =>
  act("ben", name, "BalanceDecisionReverseInput", { balanceDecisionId, reason: "Decided too early" });
const openTasks = async (claim: BilledClaim) =>
  (await office.owner("select kind from task where status = 'OPEN' and (subject_id = $1 or subject_id in (select id from remittance_claim where claim_id = $1)) order by kind", [claim.claimId])).map(
    (row) => row.kind,
  );
const chargeId = (claim: BilledClaim, line: number) => toTypeId("chg", claim.lines[line]!.chargeId);

test("what was written off of a shifted balance is put back by the payer's reversal too, and is not reversed twice", async () => {
  const claim = await visit("cy");
  const said = refused(claim, [["PR", "31", 15_000]]);
  await receive(office, { trace: `DENY-${++keys}`, claims: [said] });
  await toPatient(claim, "PATIENT_NOT_COVERED");
  const { data } = await office
    .as("ben")
    .run(
      `mutation ($input: GuarantorWriteOffInput!) { guarantorWriteOff(input: $input) { accountWriteOff { id } userErrors { code } } }`,
      { input: { guarantorId: toTypeId("gua", claim.guarantorId), kind: "CHARITY", reason: "Approved", lines: [{ chargeId: chargeId(claim, 0), amountCents: 9_000 }] } },
      { "idempotency-key": `decide-${++keys}` },
    );
  expect(data.guarantorWriteOff.userErrors).toEqual([]);
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, patient: 6_000, CHARITY: 9_000 });
  await receive(office, { trace: `BACK-${++keys}`, claims: [reversalOf(said)] });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurer1: 15_000 });
  const again = await office
    .as("ben")
    .run(
      `mutation ($input: AccountWriteOffReverseInput!) { guarantorWriteOffReverse(input: $input) { accountWriteOff { id } userErrors { code } } }`,
      { input: { accountWriteOffId: data.guarantorWriteOff.accountWriteOff.id, reason: "Again" } },
      { "idempotency-key": `decide-${++keys}` },
    );
  expect(again.data.guarantorWriteOffReverse).toEqual({ accountWriteOff: null, userErrors: [{ code: "DECISION_NOT_STANDING" }] });
});

test("a denial for missing records that stands is written off: the book names it, the task ends, and a reversal restores it to the cent", async () => {
  const claim = await visit("cy");
  await deny(claim, [["CO", "16", 15_000]]);
  expect(await openTasks(claim)).toEqual(["DENIAL"]);
  const written = await writeOff(claim);
  expect(written).toEqual({
    claim: { id: claim.id, workflow: expect.any(String), nextActionOwner: "NONE", currentSequence: 1, insurerOwesCents: 0, patientOwesCents: 0 },
    balanceDecision: {
      id: expect.stringMatching(/^bdc_/),
      outcome: "ADMINISTRATIVE_WRITE_OFF",
      amountCents: 15_000,
      stands: true,
      version: 1,
      decidedBy: "Ben Okafor",
      reason: "Records could not be found",
      ground: null,
      lines: [{ amountCents: 15_000 }],
    },
    userErrors: [],
  });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, ADMINISTRATIVE_WRITE_OFF: 15_000 });
  await office.drain();
  expect(await openTasks(claim)).toEqual([]);
  expect(await office.owner("select move, from_state, to_state, reason, actor_name from claim_history where claim_id = $1 and move = 'writeOff'", [claim.claimId])).toEqual([
    { move: "writeOff", from_state: "PRIMARY", to_state: "ADMINISTRATIVE_WRITE_OFF", reason: "Records could not be found", actor_name: "Ben Okafor" },
  ]);
  expect(await office.owner("select reason from journal where kind = 'claim-write-off' and source_id = (select id from claim_balance_decision where claim_id = $1)", [claim.claimId])).toEqual([
    { reason: "Records could not be found" },
  ]);

  const { id } = written.balanceDecision;
  expect(await reverse("claimShiftBalanceReverse", id)).toMatchObject({ claim: null, userErrors: [{ code: "NOT_FOUND" }] });
  expect(await reverse("claimWriteOffReverse", id)).toMatchObject({ claim: { nextActionOwner: "BILLER", insurerOwesCents: 15_000 }, balanceDecision: { stands: false }, userErrors: [] });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurer1: 15_000 });
  expect(await reverse("claimWriteOffReverse", id)).toMatchObject({ claim: null, userErrors: [{ code: "DECISION_REVERSED", path: ["balanceDecisionId"] }] });
  await office.drain();
  expect(await openTasks(claim)).toEqual(["DENIAL"]);
});

test("some of a line, and never more than is owed; what is refused changes nothing", async () => {
  const claim = await visit("cy", [
    { code: "99213", cents: 15_000 },
    { code: "36415", cents: 2_000 },
  ]);
  const line = (index: number, amountCents?: number) => ({ lines: [{ chargeId: chargeId(claim, index), ...(amountCents === undefined ? {} : { amountCents }) }] });
  expect(await writeOff(claim)).toMatchObject({ claim: null, userErrors: [{ code: "PAYER_HAS_NOT_DECIDED", path: ["claimId"] }] });
  await deny(claim, [["CO", "16", 15_000]], [["CO", "16", 2_000]]);
  expect((await writeOff(claim, line(1, 2_001))).userErrors).toEqual([{ code: "MORE_THAN_OWED", path: ["lines", "0", "amountCents"] }]);
  expect((await writeOff(claim, line(1, 0))).userErrors).toEqual([{ code: "INVALID_INPUT", path: ["lines", "0", "amountCents"] }]);
  expect((await writeOff(claim, { lines: [...line(1).lines, ...line(1).lines] })).userErrors).toEqual([{ code: "INVALID_INPUT", path: ["lines", "1", "chargeId"] }]);
  expect((await writeOff(claim, { reason: " " })).userErrors).toEqual([{ code: "INVALID_INPUT", path: ["reason"] }]);
  expect((await writeOff(claim, { payerSequence: 2 })).userErrors).toEqual([{ code: "INVALID_INPUT", path: ["payerSequence"] }]);
  for (const who of ["audrey", "cora", "finn", "cole"] as const) expect(await writeOff(claim, {}, who)).toEqual({ errors: ["FORBIDDEN"] });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 17_000, insurer1: 17_000 });
  expect(await writeOff(claim, { ...line(1, 500), kind: "SMALL_BALANCE" })).toMatchObject({ claim: { insurerOwesCents: 16_500, nextActionOwner: "BILLER" }, userErrors: [] });
  expect(await writeOff(claim, { ...line(1), kind: "CHARITY" })).toMatchObject({ balanceDecision: { amountCents: 1_500 }, userErrors: [] });
  expect((await writeOff(claim, line(1))).userErrors).toEqual([{ code: "PAYER_OWES_NOTHING", path: ["lines", "0", "chargeId"] }]);
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 17_000, insurer1: 15_000, SMALL_BALANCE: 500, CHARITY: 1_500 });
  await office.drain();
  expect(await openTasks(claim)).toEqual(["DENIAL"]);
});

test("two billers write the same claim off in the same moment: one of them does", async () => {
  const claim = await visit("cy");
  await deny(claim, [["CO", "50", 15_000]]);
  const answers = await Promise.all([writeOff(claim), writeOff(claim, {}, "dana")]);
  expect(answers.map((answer) => answer.userErrors.map((error: { code: string }) => error.code)).sort()).toEqual([[], ["PAYER_OWES_NOTHING"]]);
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, ADMINISTRATIVE_WRITE_OFF: 15_000 });
});

test("no coverage (PR-27), looked up and true: the patient is asked, the review and the denial end", async () => {
  const claim = await visit("cy");
  await deny(claim, [["PR", "27", 15_000]]);
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurer1: 15_000 });
  expect(await openTasks(claim)).toEqual(["DENIAL", "PAYMENT_REVIEW"]);
  expect((await toPatient(claim, "CONSENT_SIGNED")).userErrors).toEqual([{ code: "NOT_BILLABLE_TO_PATIENT", path: ["claimId"] }]);
  expect((await toPatient(claim, "DENIAL_STANDS")).userErrors).toEqual([{ code: "INVALID_INPUT", path: ["ground"] }]);
  const shifted = await toPatient(claim, "PATIENT_NOT_COVERED");
  expect(shifted).toMatchObject({
    claim: { nextActionOwner: "PATIENT", insurerOwesCents: 0, patientOwesCents: 15_000 },
    balanceDecision: { outcome: "TO_PATIENT", ground: "PATIENT_NOT_COVERED", amountCents: 15_000 },
    userErrors: [],
  });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, patient: 15_000 });
  await office.drain();
  expect(await openTasks(claim)).toEqual([]);

  await patientPays(office, claim, 4_000);
  expect((await reverse("claimShiftBalanceReverse", shifted.balanceDecision.id)).userErrors).toEqual([{ code: "DECISION_NOT_STANDING", path: ["balanceDecisionId"] }]);
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, patient: 11_000, patientPaid: 4_000 });
});

test("a payer that takes its PR-27 back takes the shift with it: the payment is credit again, and the insurer owes", async () => {
  const claim = await visit("cy");
  const said = refused(claim, [["PR", "27", 15_000]]);
  await receive(office, { trace: `DENY-${++keys}`, claims: [said] });
  await toPatient(claim, "PATIENT_NOT_COVERED");
  await patientPays(office, claim, 4_000);
  const { remittances } = await receive(office, { trace: `BACK-${++keys}`, claims: [reversalOf(said)] });
  expect((await look(office, remittances[0]!.id)).claims.nodes).toMatchObject([{ kind: "REVERSAL", state: "POSTED" }]);
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurer1: 15_000 });
  expect((await writeOff(claim)).userErrors).toEqual([{ code: "PAYER_HAS_NOT_DECIDED", path: ["claimId"] }]);
});

test("CO never reaches the patient, and of a mixed line only what is PR does, once", async () => {
  const denied = await visit("cy");
  await deny(denied, [["CO", "16", 15_000]]);
  for (const ground of ["PATIENT_NOT_COVERED", "CONSENT_SIGNED", "NO_OTHER_PAYER_ANSWERS"]) {
    expect((await toPatient(denied, ground)).userErrors).toEqual([{ code: "NOT_BILLABLE_TO_PATIENT", path: ["claimId"] }]);
    expect((await toPatient(denied, ground, { lines: [{ chargeId: chargeId(denied, 0), amountCents: 1 }] })).userErrors).toEqual([{ code: "NOT_BILLABLE_TO_PATIENT", path: ["lines", "0"] }]);
  }
  expect(await balancesOf(office, denied.claimId)).toEqual({ charges: 15_000, insurer1: 15_000 });

  const mixed = await visit("cy");
  await deny(mixed, [
    ["CO", "16", 9_000],
    ["PR", "96", 6_000],
  ]);
  expect((await toPatient(mixed, "CONSENT_SIGNED", { lines: [{ chargeId: chargeId(mixed, 0), amountCents: 6_001 }] })).userErrors).toEqual([{ code: "NOT_BILLABLE_TO_PATIENT", path: ["lines", "0"] }]);
  expect(await toPatient(mixed, "CONSENT_SIGNED")).toMatchObject({ balanceDecision: { amountCents: 6_000 }, claim: { nextActionOwner: "BILLER" }, userErrors: [] });
  expect((await toPatient(mixed, "CONSENT_SIGNED")).userErrors).toEqual([{ code: "NOT_BILLABLE_TO_PATIENT", path: ["claimId"] }]);
  expect(await balancesOf(office, mixed.claimId)).toEqual({ charges: 15_000, insurer1: 9_000, patient: 6_000 });
  const overlapping = await visit("cy");
  await deny(overlapping, [
    ["CO", "45", -3_000],
    ["CO", "16", 11_000],
    ["PR", "96", 7_000],
  ]);
  expect(await balancesOf(office, overlapping.claimId)).toEqual({ charges: 15_000, insurer1: 18_000, contractual: -3_000 });
  expect(await writeOff(overlapping, { lines: [{ chargeId: chargeId(overlapping, 0), amountCents: 11_000 }] })).toMatchObject({ userErrors: [] });
  expect(await toPatient(overlapping, "CONSENT_SIGNED")).toMatchObject({ balanceDecision: { amountCents: 7_000 }, userErrors: [] });
  expect(await balancesOf(office, overlapping.claimId)).toEqual({ charges: 15_000, patient: 7_000, contractual: -3_000, ADMINISTRATIVE_WRITE_OFF: 11_000 });
  for (const who of ["audrey", "cora", "petra"] as const) expect(await shift(mixed, { to: "PATIENT", ground: "CONSENT_SIGNED" }, who)).toEqual({ errors: ["FORBIDDEN"] });
});

test("what the primary refuses goes to the secondary before the patient, and the claim is the secondary's", async () => {
  const claim = await visit("ada");
  expect((await shift(claim, { to: "NEXT_PAYER", ground: "DENIAL_STANDS" })).userErrors).toEqual([{ code: "PAYER_HAS_NOT_DECIDED", path: ["claimId"] }]);
  await deny(claim, [
    ["CO", "16", 9_000],
    ["PR", "27", 6_000],
  ]);
  expect((await toPatient(claim, "PATIENT_NOT_COVERED")).userErrors).toEqual([{ code: "NEXT_PAYER_FIRST", path: ["to"] }]);
  const shifted = await shift(claim, { to: "NEXT_PAYER", ground: "DENIAL_STANDS" });
  expect(shifted).toMatchObject({
    claim: { currentSequence: 2, nextActionOwner: "BILLER", insurerOwesCents: 15_000 },
    balanceDecision: { outcome: "TO_NEXT_PAYER", amountCents: 15_000 },
    userErrors: [],
  });
  expect(await balancesOf(office, claim.claimId)).toEqual({ charges: 15_000, insurer2: 15_000 });
  await office.drain();
  expect(await openTasks(claim)).toEqual([]);
  expect((await shift(claim, { to: "NEXT_PAYER", ground: "DENIAL_STANDS", payerSequence: 1 })).userErrors).toEqual([{ code: "PAYER_OWES_NOTHING", path: ["claimId"] }]);
  const alone = await visit("cy");
  await deny(alone, [["CO", "16", 15_000]]);
  expect((await shift(alone, { to: "NEXT_PAYER", ground: "DENIAL_STANDS" })).userErrors).toEqual([{ code: "NO_NEXT_PAYER", path: ["to"] }]);
});
