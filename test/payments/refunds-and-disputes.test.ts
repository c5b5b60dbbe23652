import { newKey, openTill, type Till } from "./till";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());
afterEach(() => till.expectSoundBook());

const REFUND = `mutation ($input: RefundCreateInput!) { refundCreate(input: $input) { refund { id amountCents status means failureCode version } userErrors { code message path } } }`;
const PAYMENT = `query ($id: ID!) { payment(id: $id) { amountCents allocatedCents unappliedCents refundedCents disputedCents refunds { status amountCents failureCode } disputes { status withdrawnCents reinstatedCents feeCents } allocations { amountCents cause } } }`;
const paymentOf = async (id: string) => (await till.office.as("petra").run(PAYMENT, { id })).data.payment;
const refund = async (input: Record<string, unknown>, key = newKey()) => (await till.office.as("petra").run(REFUND, { input: { reason: "paid too much", ...input } }, key)).data.refundCreate;

/** A card payment of a patient, and its charge at the processor. */
async function paid(patient: string, owed: number, card = "4242424242424242") {
  await till.owe(patient, owed);
  const checkout = await till.checkout("ben", patient);
  await till.pay(checkout, card);
  const { data } = await till.office.as("petra").run(`query ($id: ID!) { paymentSession(id: $id) { payment { id } } }`, { id: checkout.paymentSession.id });
  const paymentId = data.paymentSession.payment.id as string;
  const [row] = await till.office.owner("select charge_id from payment order by created_at desc limit 1");
  return { paymentId, chargeId: row!.charge_id as string };
}

test("applied money is given back only when the balance may open again, in part, to the cent", async () => {
  const { paymentId } = await paid("bo", 10_000);
  expect(await refund({ paymentId })).toMatchObject({ refund: null, userErrors: [{ code: "NOT_REFUNDABLE", path: ["paymentId"] }] });
  expect(await refund({ paymentId, reopenBalance: true, amountCents: 10_001 })).toMatchObject({ refund: null, userErrors: [{ code: "INVALID_INPUT", path: ["amountCents"] }] });
  const key = newKey();
  const first = await refund({ paymentId, reopenBalance: true, amountCents: 2_500 }, key);
  expect(first).toMatchObject({ refund: { amountCents: 2_500, status: "PAID", means: "PROCESSOR" }, userErrors: [] });
  expect((await refund({ paymentId, reopenBalance: true, amountCents: 2_500 }, key)).refund.id).toBe(first.refund.id);
  expect(await paymentOf(paymentId)).toMatchObject({ allocatedCents: 7_500, refundedCents: 2_500, unappliedCents: 0, refunds: [{ status: "PAID", amountCents: 2_500 }] });
  const balance = await till.office.as("finn").run(`query ($id: ID!) { patientBalance(patientId: $id) { chargedCents youPaidCents youOweCents unappliedCreditCents } }`, { id: till.office.id("bo") });
  expect(balance.data.patientBalance).toEqual({ chargedCents: 10_000, youPaidCents: 7_500, youOweCents: 2_500, unappliedCreditCents: 0 });
  await till.news();
  expect((await paymentOf(paymentId)).refunds).toHaveLength(1);
});

test("a refund that comes back later is credit again, and pays what is owed", async () => {
  const { paymentId } = await paid("bo", 6_000, "4000000000005126");
  const { refund: made } = await refund({ paymentId, reopenBalance: true, amountCents: 6_000 });
  expect(made.status).toBe("PAID");
  till.simulator.controls.runLaterActs();
  await till.news();
  await till.office.office.jobs.tick();
  expect(await paymentOf(paymentId)).toMatchObject({ refundedCents: 0, unappliedCents: 0, allocatedCents: 8_500, refunds: [{ status: "FAILED", failureCode: "expired_or_canceled_card" }] });
  expect((await till.balances()).REFUNDS_PENDING).toBeUndefined();
});

test("what the processor refuses gives the reservation back; what we cannot know stays reserved until the sweep has asked", async () => {
  const { paymentId } = await paid("bo", 8_000);
  till.simulator.controls.failRequests("connection_lost_before", 2);
  const { refund: hanging } = await refund({ paymentId, reopenBalance: true, amountCents: 3_000 });
  expect(hanging.status).toBe("RESERVED");
  expect((await till.balances()).REFUNDS_PENDING).toBe(-3_000);
  await till.office.owner("update refund set checked_at = checked_at - interval '5 minutes' where status = 'RESERVED'");
  await till.office.office.jobs.tick();
  expect((await paymentOf(paymentId)).refunds).toMatchObject([{ status: "PAID", amountCents: 3_000 }]);
  expect((await till.balances()).REFUNDS_PENDING).toBeUndefined();
});

test("a disputed payment: the money is gone, its lines are owed again, the account is held; won, everything stands as before", async () => {
  const { paymentId, chargeId } = await paid("noor", 12_000);
  const before = await till.balances();
  const dispute = till.simulator.controls.dispute(chargeId);
  await till.news();
  expect(await paymentOf(paymentId)).toMatchObject({ allocatedCents: 0, disputedCents: 12_000, disputes: [{ status: "OPEN", withdrawnCents: 12_000, reinstatedCents: 0, feeCents: 1_500 }] });
  expect(await till.balances()).toMatchObject({ RECEIVABLE_PATIENT: (before.RECEIVABLE_PATIENT ?? 0) + 12_000, DISPUTE_FEES: 1_500 });
  expect(await refund({ paymentId, reopenBalance: true })).toMatchObject({ userErrors: [{ code: "PAYMENT_DISPUTED" }] });
  const holds = async () =>
    (await till.office.as("ben").run(`query ($id: ID!) { patient(id: $id) { guarantor { holds { reason automatic } } } }`, { id: till.office.id("noor") })).data.patient.guarantor.holds;
  expect(await holds()).toEqual([{ reason: "CARD_DISPUTE", automatic: true }]);
  till.simulator.controls.winDispute(dispute.id);
  await till.news();
  expect(await paymentOf(paymentId)).toMatchObject({ allocatedCents: 12_000, disputedCents: 0, disputes: [{ status: "WON", reinstatedCents: 12_000 }] });
  expect(await holds()).toEqual([]);
  expect(await till.balances()).toEqual({ ...before, DISPUTE_FEES: 1_500, PROCESSOR_CLEARING: before.PROCESSOR_CLEARING! - 1_500 });
});

test("a deposit of two practices' payments, fees, refunds and disputes goes to each bank in its part and leaves nothing; one that fails comes back", async () => {
  await paid("noor", 4_000);
  const payout = till.simulator.controls.payOut({ includePending: true });
  await till.news();
  expect((await till.balances()).PROCESSOR_CLEARING).toBeUndefined();
  const parts = async () =>
    (await till.office.as("petra").run(`{ payouts(first: 9) { nodes { amountCents status practice { name } } } }`)).data.payouts.nodes as {
      amountCents: number;
      status: string;
      practice: { name: string };
    }[];
  expect(new Set((await parts()).map((part) => part.practice.name))).toEqual(new Set(["Riverside Clinic", "Lakeside Orthopedics"]));
  expect((await parts()).reduce((total, part) => total + part.amountCents, 0)).toBe(payout.amount);
  till.simulator.controls.payoutFails(payout.id);
  await till.news();
  expect((await till.balances()).BANK).toBeUndefined();
  expect((await till.balances()).PROCESSOR_CLEARING).toBe(payout.amount);
  till.simulator.controls.payOut({ includePending: true });
  await till.news();
  expect(await till.balances()).toMatchObject({ BANK: payout.amount });
  expect((await till.balances()).PROCESSOR_CLEARING).toBeUndefined();
});

test("cash and cheques: written down, refunded by cheque, voided when wrong; each refusal names its field and changes nothing", async () => {
  const RECORD = `mutation ($input: PaymentRecordInput!) { paymentRecord(input: $input) { payment { id amountCents unappliedCents methodLabel receipt { number } } userErrors { code path } } }`;
  const record = async (input: Record<string, unknown>) => (await till.office.as("finn").run(RECORD, { input: { patientId: till.office.id("ada"), ...input } }, newKey())).data.paymentRecord;
  const count = async () => Number((await till.office.owner("select count(*) from payment"))[0]!.count);
  const before = await count();
  for (const [input, path] of [
    [{ method: "CASH", amountCents: 0 }, "amountCents"],
    [{ method: "CHEQUE", amountCents: 100 }, "reference"],
    [{ method: "CASH", amountCents: 100, receivedOn: "2099-01-01" }, "receivedOn"],
    [{ method: "CASH", amountCents: 100, patientId: till.office.id("noor") }, "patientId"],
  ] as const) {
    expect(await record(input)).toMatchObject({ payment: null, userErrors: [{ path: [path] }] });
  }
  expect(await count()).toBe(before);
  const { payment } = await record({ method: "CHEQUE", amountCents: 5_000, reference: "1044" });
  expect(payment).toMatchObject({ amountCents: 5_000, unappliedCents: 5_000, methodLabel: "cheque 1044", receipt: { number: expect.any(Number) } });
  const { refund: back } = await refund({ paymentId: payment.id, amountCents: 2_000 });
  expect(back).toMatchObject({ status: "RESERVED", means: "CHEQUE" });
  const pay = await till.office
    .as("petra")
    .run(`mutation ($input: RefundPayInput!) { refundPay(input: $input) { refund { status chequeNumber } userErrors { code } } }`, { input: { refundId: back.id, chequeNumber: "88" } }, newKey());
  expect(pay.data.refundPay).toEqual({ refund: { status: "PAID", chequeNumber: "88" }, userErrors: [] });
  const { refund: called } = await refund({ paymentId: payment.id, amountCents: 1_000 });
  await till.office.as("petra").run(`mutation ($input: RefundCancelInput!) { refundCancel(input: $input) { refund { status } } }`, { input: { refundId: called.id } }, newKey());
  expect(await paymentOf(payment.id)).toMatchObject({ unappliedCents: 3_000, refundedCents: 2_000 });
  const { payment: wrong } = await record({ method: "CASH", amountCents: 700 });
  const VOID = `mutation ($input: PaymentVoidInput!) { paymentVoid(input: $input) { payment { status unappliedCents } userErrors { code } } }`;
  expect((await till.office.as("petra").run(VOID, { input: { paymentId: wrong.id, reason: "typed twice" } }, newKey())).data.paymentVoid).toEqual({
    payment: { status: "VOIDED", unappliedCents: 0 },
    userErrors: [],
  });
  expect((await till.office.as("petra").run(VOID, { input: { paymentId: wrong.id, reason: "again" } }, newKey())).data.paymentVoid.userErrors).toEqual([{ code: "MOVE_NOT_ALLOWED" }]);
});
