import { reversalOf } from "../remittance/support/file";
import { decide, newModel, take, takeBack, type Claim, type Model } from "./sequence/model";
import { agree, expectSettled, moveIn, openOfficeInSequence, submit, write, type OfficeInSequence } from "./sequence/office-in-sequence";
import { claimOf, codedVisit } from "./sequence/visits";

/** Two people, or two files, at the same instant: each story ends with exact balances and a whole book. */
let real: OfficeInSequence;
let model: Model;
let traces = 0;
beforeAll(async () => {
  real = await openOfficeInSequence();
});
afterAll(() => real.close());
beforeEach(async () => {
  model = newModel();
  await moveIn(real);
});
afterEach(async () => {
  await agree(model, real);
  await expectSettled(model, real);
});

const RECEIVED = "inboundFile { status } remittances { id }";
const receiveAtOnce = async (...texts: string[]) => {
  const answers = await Promise.all(texts.map((text) => real.act("petra", "remittanceReceive", { text }, RECEIVED)));
  expect(answers.flatMap((answer) => answer.userErrors)).toEqual([]);
  // Two workers of the queue, as a running office has.
  await Promise.all([real.office.drain(), real.office.drain()]);
  return answers.map((answer) => answer.remittances[0].id as string);
};
const look = async (id: string) =>
  (await real.ask("petra", `query ($id: ID!) { remittance(id: $id) { status paymentCents claims(first: 5, orderBy: POSITION_ASC) { nodes { state waitingReason } } } }`, { id })).remittance;
/** Three parts paid, one written off, one coinsurance. */
const PAID = [3, 1, 0, 0, 0, 1, 0];

/** A claim for Gil, who has one insurer; Fay answers for what is his to pay. */
async function sentClaim(charge = 16_000): Promise<Claim> {
  const claim = await claimOf(real, await codedVisit(real, real.people[1]!.id, [charge]), 1);
  model.claims.push(claim);
  model.accountOf.set(claim.lines[0]!, 0);
  claim.numbers[0] = await submit(real, claim.id);
  await real.office.drain();
  return claim;
}
const saying = (claim: Claim, icn: string, weights = PAID) => decide(claim, 1, claim.numbers[0]!, icn, [weights], 0);
const fileOf = (said: ReturnType<typeof saying>["said"]) => write(real, { trace: `PAR-${process.pid}-${++traces}`, payerId: "BPH01", claims: [said] });
/** Fay owes 160.00 for Gil: all of it is his deductible. */
const owes = async () => {
  const claim = saying(await sentClaim(), "OWES", [0, 0, 0, 0, 0, 1, 0]);
  take(model.claims.at(-1)!, { sequence: 1, ...claim, before: null });
  const [id] = await receiveAtOnce(fileOf(claim.said));
  model.remittances.push({ id: id!, amount: 0, deposited: false });
};

const balance = async () =>
  (await real.ask("finn", `query ($id: ID!) { guarantorBalance(guarantorId: $id) { youPaidCents youOweCents unappliedCreditCents } }`, { id: real.people[0]!.guarantorId })).guarantorBalance;

test("two remittances that decide on one claim at the same time: one is posted, the other waits for a reversal", async () => {
  const claim = await sentClaim();
  const [first, second] = [saying(claim, "ICN-A"), saying(claim, "ICN-B", [1, 1, 0, 0, 0, 0, 2])];
  const ids = await receiveAtOnce(fileOf(first.said), fileOf(second.said));
  const looks = await Promise.all(ids.map(look));
  const states = looks.map((each) => each.claims.nodes[0]);
  expect([...states].sort((a, b) => (a.state < b.state ? -1 : 1))).toEqual([
    { state: "POSTED", waitingReason: null },
    { state: "WAITING", waitingReason: "CORRECTION_WITHOUT_REVERSAL" },
  ]);
  const winner = states.findIndex((each) => each.state === "POSTED");
  take(claim, { sequence: 1, ...[first, second][winner]!, before: null });
  claim.held = { ...[first, second][1 - winner]!, remittanceId: ids[1 - winner]! };
  model.remittances.push({ id: ids[winner]!, amount: [first, second][winner]!.said.paid, deposited: false });
});

test("two payments of one account at the same time: no cent is used twice, the rest is credit", async () => {
  await owes();
  const guarantorId = real.people[0]!.guarantorId;
  const amounts = [9_000, 10_001, 500];
  const answers = await Promise.all(amounts.map((amountCents) => real.act("petra", "paymentRecord", { guarantorId, method: "CASH", amountCents }, "payment { id }")));
  for (const [index, { payment, userErrors }] of answers.entries()) {
    expect(userErrors).toEqual([]);
    model.payments.push({ id: payment.id, account: 0, byHand: true, amount: amounts[index]!, given: 0, voided: false });
  }
  await real.office.drain();
  expect(await balance()).toEqual({ youPaidCents: 16_000, youOweCents: 0, unappliedCreditCents: 3_501 });
});

test("a payment and the reversal of what it pays for at the same time: the money is credit, whoever came first", async () => {
  await owes();
  const claim = model.claims.at(-1)!;
  const decision = claim.decisions[0]!;
  const text = fileOf(reversalOf(decision.said));
  const guarantorId = real.people[0]!.guarantorId;
  const [{ payment }, ids] = await Promise.all([real.act("petra", "paymentRecord", { guarantorId, method: "CASH", amountCents: 7_000 }, "payment { id }"), receiveAtOnce(text)]);
  await real.office.drain();
  model.payments.push({ id: payment.id, account: 0, byHand: true, amount: 7_000, given: 0, voided: false });
  takeBack(claim, decision);
  model.remittances.push({ id: ids[0]!, amount: 0, deposited: false });
  expect(await balance()).toEqual({ youPaidCents: 0, youOweCents: 0, unappliedCreditCents: 7_000 });
});

test("a refund and the reversal of what the money had paid for at the same time: it is given back once", async () => {
  await owes();
  const claim = model.claims.at(-1)!;
  const decision = claim.decisions[0]!;
  const guarantorId = real.people[0]!.guarantorId;
  const { payment } = await real.act("petra", "paymentRecord", { guarantorId, method: "CASH", amountCents: 7_000 }, "payment { id }");
  await real.office.drain();
  const refund = () => real.act("petra", "refundCreate", { paymentId: payment.id, amountCents: 4_000, reason: "moved away", reopenBalance: true }, "refund { id }");
  const [first, second, ids] = await Promise.all([refund(), refund(), receiveAtOnce(fileOf(reversalOf(decision.said)))]);
  await real.office.drain();
  expect([first, second].map((each) => each.userErrors.map((error: { code: string }) => error.code)).sort()).toEqual([[], ["INVALID_INPUT"]]);
  model.payments.push({ id: payment.id, account: 0, byHand: true, amount: 7_000, given: 4_000, voided: false });
  takeBack(claim, decision);
  model.remittances.push({ id: ids[0]!, amount: 0, deposited: false });
  expect(await balance()).toEqual({ youPaidCents: 0, youOweCents: 0, unappliedCreditCents: 3_000 });
});

test("the same 835 handed in three times at once is one remittance, posted once", async () => {
  const claim = await sentClaim();
  const decision = saying(claim, "ICN-SAME");
  const text = fileOf(decision.said);
  const ids = await receiveAtOnce(text, text, text);
  expect(new Set(ids).size).toBe(1);
  expect(await look(ids[0]!)).toEqual({ status: "POSTED", paymentCents: decision.said.paid, claims: { nodes: [{ state: "POSTED", waitingReason: null }] } });
  take(claim, { sequence: 1, ...decision, before: null });
  model.remittances.push({ id: ids[0]!, amount: decision.said.paid, deposited: false });
});

test("one visit billed by three people at once becomes one claim; the others are told that nothing is left to bill", async () => {
  const encounterId = await codedVisit(real, real.people[1]!.id, [12_345]);
  const answers = await Promise.all([
    real.act("ben", "claimCreate", { encounterIds: [encounterId] }, "claims { id totalChargeCents }"),
    real.act("ben", "claimCreate", { encounterIds: [encounterId] }, "claims { id totalChargeCents }"),
    real.act("ben", "encounterBillPatient", { encounterId }, "encounter { id }"),
  ]);
  expect(answers.map((answer) => answer.userErrors.map((error: { code: string }) => error.code)).sort()).toEqual([[], ["NOTHING_TO_BILL"], ["NOTHING_TO_BILL"]]);
  await real.office.drain();
  const lines = await real.office.owner(
    "select sum(amount_cents)::int as charged, count(*)::int as entries from ledger_entry where account = 'CHARGES' and service_line_id in (select id from charge where encounter_id = (select encounter_id from charge order by id desc limit 1))",
  );
  expect(lines).toEqual([{ charged: -12_345, entries: 1 }]);
});

test("a deposit recorded twice at once is one deposit", async () => {
  const claim = await sentClaim();
  const decision = saying(claim, "ICN-DEP");
  const [id] = await receiveAtOnce(fileOf(decision.said));
  const deposit = () => real.act("petra", "remittanceDeposit", { remittanceId: id, amountCents: decision.said.paid, depositedOn: "2026-11-22", bankReference: "DEP" }, "remittance { status }");
  const answers = await Promise.all([deposit(), deposit()]);
  expect(answers.map((answer) => answer.userErrors.map((error: { code: string }) => error.code)).sort()).toEqual([[], ["ALREADY_DEPOSITED"]]);
  take(claim, { sequence: 1, ...decision, before: null });
  model.remittances.push({ id: id!, amount: decision.said.paid, deposited: true });
});
