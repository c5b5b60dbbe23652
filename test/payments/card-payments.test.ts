import Stripe from "stripe";
import request from "supertest";
import { createEncounter } from "../../src/encounters";
import { postJournal, type EntryDraft } from "../../src/ledger";
import { toTypeId, uuidv7 } from "../../src/platform/database/ids";
import { cents, plainDate } from "../../src/vocabulary";
import { CHECKOUT, newKey, openTill, type Till } from "./till";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());
afterEach(() => till.expectSoundBook());

const PAYMENTS = `query ($f: PaymentFilter) { payments(first: 10, filter: $f, orderBy: CREATED_AT_ASC) { nodes {
  id amountCents allocatedCents unappliedCents refundedCents feeCents method methodLabel allocations { amountCents cause }
  receipt { number amountCents unappliedCents methodLabel lines { position amountCents } } } } }`;
const guarantorOf = async (patient: string) =>
  (await till.office.as("ben").run(`query ($id: ID!) { patient(id: $id) { guarantor { id } } }`, { id: till.office.id(patient) })).data.patient.guarantor.id as string;
const paymentsOf = async (patient: string) => (await till.office.as("petra").run(PAYMENTS, { f: { guarantorId: await guarantorOf(patient) } })).data.payments.nodes;

test("Bo pays what he owes by card: the oldest line first, a receipt, a fee, a deposit, and the clearing account is empty", async () => {
  await till.owe("bo", 15_000, "2026-11-02");
  await till.owe("bo", 6_000, "2026-10-01");
  const checkout = await till.checkout("finn", "bo");
  expect(checkout).toMatchObject({
    paymentSession: { id: expect.stringMatching(/^pss_/), amountCents: 21_000, status: "OPEN" },
    publishableKey: "pk_test_front_range",
    checkoutUrl: expect.stringContaining("/embedded/cs_test"),
  });
  await till.pay(checkout);
  const [payment] = await paymentsOf("bo");
  expect(payment).toMatchObject({
    amountCents: 21_000,
    allocatedCents: 21_000,
    unappliedCents: 0,
    feeCents: 639,
    method: "CARD",
    methodLabel: "visa ending 4242",
    allocations: [
      { amountCents: 6_000, cause: "PAYMENT" },
      { amountCents: 15_000, cause: "PAYMENT" },
    ],
    receipt: {
      number: 1001,
      amountCents: 21_000,
      unappliedCents: 0,
      methodLabel: "visa ending 4242",
      lines: [
        { position: 1, amountCents: 6_000 },
        { position: 2, amountCents: 15_000 },
      ],
    },
  });
  expect(await till.balances()).toEqual({ CHARGES: -21_000, PROCESSOR_CLEARING: 20_361, PROCESSOR_FEES: 639 });
  till.simulator.controls.payOut({ includePending: true });
  await till.news();
  expect(await till.balances()).toEqual({ CHARGES: -21_000, BANK: 20_361, PROCESSOR_FEES: 639 });
  const { data } = await till.office.as("petra").run(`{ payouts(first: 5) { nodes { amountCents status } } }`);
  expect(data.payouts.nodes).toEqual([{ amountCents: 20_361, status: "PAID" }]);
  expect(till.mails).toEqual([expect.objectContaining({ to: "bo.lind@example.com", subject: "Receipt 1001 from Riverside Clinic" })]);
  expect(till.mails[0]!.text).not.toMatch(/Bo|Lind/);
});

test("nothing about a patient reaches the processor: every parameter of every request is on the list", async () => {
  const ALLOWED: [RegExp, RegExp][] = [
    [/^mode$/, /^payment$/],
    [/^ui_mode$/, /^embedded_page$/],
    [/^redirect_on_completion$/, /^never$/],
    [/^line_items\[0\]\[price_data\]\[currency\]$/, /^usd$/],
    [/^line_items\[0\]\[price_data\]\[unit_amount\]$/, /^\d+$/],
    [/^line_items\[0\]\[price_data\]\[product_data\]\[name\]$/, /^Payment to (Riverside Clinic|Lakeside Orthopedics)$/],
    [/^line_items\[0\]\[quantity\]$/, /^1$/],
    [/^client_reference_id$/, /^pss_[0-9a-z]{26}$/],
    [/^(payment_intent_data\[)?metadata\]?\[session\]$/, /^pss_[0-9a-z]{26}$/],
    [/^payment_intent_data\[description\]$/, /^Payment to (Riverside Clinic|Lakeside Orthopedics)$/],
    [/^metadata\[refund\]$/, /^rfd_[0-9a-z]{26}$/],
    [/^charge$/, /^(ch|py)_/],
    [/^amount$/, /^\d+$/],
    [/^expand\[0\]$/, /^[a-z_.]+$/],
    [/^(limit|created\[gte\])$/, /^\d+$/],
    [/^(starting_after|payout)$/, /^(evt|txn|po)_\w+$/],
  ];
  expect(till.simulator.requests.length).toBeGreaterThan(3);
  for (const { path, parameters, idempotencyKey } of till.simulator.requests) {
    expect(path).toMatch(/^\/v1\/(checkout\/sessions|charges|refunds|disputes|payouts|balance_transactions|events)(\/\w+)?(\/expire)?$/);
    expect(idempotencyKey ?? "").toMatch(/^$|^(checkout-pss|refund-rfd|close-cs)_|^stripe-node-retry/);
    for (const [name, value] of Object.entries(parameters)) {
      const allowed = ALLOWED.some(([names, values]) => names.test(name) && values.test(value));
      expect({ name, value, allowed }).toEqual({ name, value, allowed: true });
    }
  }
});

test("a part may be paid, not more than is owed and not less than 50 cents; a refusal asks nobody", async () => {
  await till.owe("bo", 9_900);
  const asked = till.simulator.requests.length;
  const ask = async (amountCents: number) => (await till.office.as("finn").run(CHECKOUT, { input: { patientId: till.office.id("bo"), amountCents } }, newKey())).data.paymentSessionCreate;
  for (const amount of [49, 9_901, -100, 0]) {
    expect((await ask(amount)).userErrors).toEqual([{ code: "INVALID_INPUT", message: "amountCents is from 50 to 9900, what is owed.", path: ["amountCents"] }]);
  }
  expect(till.simulator.requests.length).toBe(asked);
  await till.pay(await till.checkout("finn", "bo", 4_900));
  const rest = await till.checkout("finn", "bo");
  expect(rest.paymentSession.amountCents).toBe(5_000);
  await till.pay(rest);
  const nothing = await till.office.as("finn").run(CHECKOUT, { input: { patientId: till.office.id("bo") } }, newKey());
  expect(nothing.data.paymentSessionCreate.userErrors).toEqual([{ code: "NOTHING_OWED", message: "Nothing is owed.", path: null }]);
});

test("a repeated request is one checkout; without a key it is refused", async () => {
  await till.owe("bo", 5_000);
  const [first, again] = [await till.checkout("finn", "bo", 5_000, "repeat-1"), await till.checkout("finn", "bo", 5_000, "repeat-1")];
  expect(again).toEqual(first);
  const without = await till.office.as("finn").run(CHECKOUT, { input: { patientId: till.office.id("bo") } });
  expect(without.errors![0]!.extensions.code).toBe("BAD_USER_INPUT");
  await till.pay(first);
});

test("news that comes twice, last first, or never is one payment", async () => {
  const before = (await paymentsOf("ada")).length;
  await till.owe("ada", 3_000);
  await till.owe("cy", 2_000);
  const checkout = await till.checkout("ada", "ada");
  expect(checkout.paymentSession.amountCents).toBe(5_000);
  till.simulator.controls.pay(checkout.clientSecret!.split("_secret_")[0]!, { card: "5555555555554444" });
  await till.simulator.controls.deliverWebhooks({ order: "reversed" });
  for (const { event } of till.simulator.controls.deliveries().slice(-3)) await till.simulator.controls.redeliver(event);
  await Promise.all([till.office.drain(), till.office.drain()]);
  expect((await paymentsOf("ada")).length).toBe(before + 1);

  await till.owe("ada", 4_000);
  const lost = await till.checkout("ada", "ada");
  const DROPS = 50;
  till.simulator.controls.dropWebhooks(DROPS);
  till.simulator.controls.pay(lost.clientSecret!.split("_secret_")[0]!, { card: "4242424242424242" });
  const dropped = till.simulator.controls.deliveries().filter((delivery) => delivery.status === "dropped").length;
  expect(dropped).toBeGreaterThan(2);
  till.simulator.controls.dropWebhooks(dropped - DROPS);
  await till.news();
  expect((await paymentsOf("ada")).length).toBe(before + 1);
  await till.office.office.jobs.tick();
  await till.office.drain();
  expect((await paymentsOf("ada")).length).toBe(before + 2);
  expect((await paymentsOf("ada")).at(-1)).toMatchObject({ amountCents: 4_000, allocatedCents: 4_000 });
});

test("a forged event is refused and not kept; one that we were never taught waits and is shown", async () => {
  const count = async () => Number((await till.office.owner("select count(*) from processor_event"))[0]!.count);
  const before = await count();
  const forged = await request(till.office.office.app).post("/webhooks/processor").set("stripe-signature", "t=1,v1=00").set("content-type", "application/json").send('{"id":"evt_forged"}');
  expect(forged.status).toBe(400);
  expect(await count()).toBe(before);
  const body = JSON.stringify({
    id: "evt_new_kind",
    object: "event",
    type: "radar.early_fraud_warning.created",
    created: 1_790_000_000,
    data: { object: { id: "issfr_1", object: "radar.early_fraud_warning" } },
  });
  const signature = new Stripe("sk_test_x").webhooks.generateTestHeaderString({ payload: body, secret: "whsec_front_range" });
  for (const _ of [1, 2]) {
    expect((await request(till.office.office.app).post("/webhooks/processor").set("stripe-signature", signature).set("content-type", "application/json").send(body)).status).toBe(200);
  }
  expect(await count()).toBe(before + 1);
  await till.office.drain();
  const waiting = async () =>
    (await till.office.as("petra").run(`{ processorEvents(first: 5, filter: { status: [STUCK] }) { nodes { id eventId type status reason attempts } } }`)).data.processorEvents.nodes;
  expect(await waiting()).toEqual([
    {
      id: expect.stringMatching(/^pev_/),
      eventId: "evt_new_kind",
      type: "radar.early_fraud_warning.created",
      status: "STUCK",
      reason: "UNKNOWN_TYPE: we were never taught this kind of event",
      attempts: 1,
    },
  ]);
  const [{ id }] = await waiting();
  const retry = await till.office
    .as("petra")
    .run(`mutation ($input: ProcessorEventRetryInput!) { processorEventRetry(input: $input) { processorEvent { status } userErrors { code } } }`, { input: { processorEventId: id } });
  expect(retry.data.processorEventRetry).toEqual({ processorEvent: { status: "STORED" }, userErrors: [] });
  await till.office.drain();
  expect(await waiting()).toMatchObject([{ attempts: 2, status: "STUCK" }]);
});

test("a declined card leaves the checkout open for another; a lost answer is found by the repeat", async () => {
  await till.owe("bo", 7_700);
  till.simulator.controls.failRequests("connection_lost_after", 2);
  const first = await till.checkout("finn", "bo", undefined, "lost-1");
  expect(first).toMatchObject({ paymentSession: { status: "REQUESTED" }, clientSecret: null });
  const checkout = await till.checkout("finn", "bo", undefined, "lost-1");
  expect(checkout).toMatchObject({ paymentSession: { id: first.paymentSession.id, status: "OPEN", amountCents: 7_700 } });
  await till.pay(checkout, "4000000000009995");
  const session = async () =>
    (await till.office.as("finn").run(`query ($id: ID!) { paymentSession(id: $id) { status declinedAttempts lastDeclineCode payment { amountCents } } }`, { id: checkout.paymentSession.id })).data
      .paymentSession;
  expect(await session()).toEqual({ status: "OPEN", declinedAttempts: 1, lastDeclineCode: "insufficient_funds", payment: null });
  await till.pay(checkout);
  expect(await session()).toEqual({ status: "PAID", declinedAttempts: 1, lastDeclineCode: "insufficient_funds", payment: { amountCents: 7_700 } });
});

test("two checkouts of one balance, paid at once, never pay a line twice: the second is credit, and meets the next balance", async () => {
  await till.owe("noor", 10_000);
  const [one, two] = [await till.checkout("ben", "noor"), await till.checkout("ben", "noor")];
  for (const each of [one, two]) till.simulator.controls.pay(each.clientSecret!.split("_secret_")[0]!, { card: "4242424242424242" });
  await till.simulator.controls.deliverWebhooks();
  await Promise.all([till.office.drain(), till.office.drain(), till.office.drain()]);
  const before = await paymentsOf("noor");
  expect(before.map((each: { allocatedCents: number; unappliedCents: number }) => [each.allocatedCents, each.unappliedCents]).sort()).toEqual([
    [0, 10_000],
    [10_000, 0],
  ]);
  await till.owe("noor", 4_000);
  await till.office.office.jobs.tick();
  const after = await paymentsOf("noor");
  expect(after.map((each: { unappliedCents: number }) => each.unappliedCents).sort()).toEqual([0, 6_000]);
  expect(after.flatMap((each: { allocations: { cause: string }[] }) => each.allocations.map((a) => a.cause)).sort()).toEqual(["NEW_BALANCE", "PAYMENT"]);
});

test("a copay waits for its visit while the insurer has not said what is the patient's, and goes there first", async () => {
  const guarantorId = await guarantorOf("cy");
  const work = till.office.work();
  const visit = await createEncounter(work, {
    patientId: till.office.cast.cy!,
    locationId: till.office.cast.mainStreet!,
    renderingProviderId: till.office.cast.elenaVoss!,
    servedFrom: plainDate("2026-11-02"),
    diagnoses: ["E119"],
    charges: [{ procedureCode: "99213", quantity: "1", diagnosisPointers: [1] }],
  });
  const [charge] = await till.office.owner("select id from charge where encounter_id = $1", [visit.id]);
  const [row] = await till.office.owner("select guarantor_id from patient where id = $1", [till.office.cast.cy]);
  const line = { patientId: till.office.cast.cy!, guarantorId: row!.guarantor_id as string, serviceLineId: charge!.id as string };
  const post = (entries: EntryDraft[]) => {
    const posting = till.office.work();
    return posting.atomically(() => postJournal(posting, { practiceId: till.office.cast.riverside!, kind: "test", sourceId: uuidv7(), effectiveOn: plainDate("2026-11-02"), entries }));
  };
  await post([
    { ...line, account: "RECEIVABLE_INSURER", payerSequence: 1, amount: cents(15_000) },
    { ...line, account: "CHARGES", amount: cents(-15_000) },
  ]);
  const record = await till.office
    .as("finn")
    .run(
      `mutation ($input: PaymentRecordInput!) { paymentRecord(input: $input) { payment { id unappliedCents } userErrors { code path } } }`,
      { input: { guarantorId, method: "CASH", amountCents: 2_500, encounterId: toTypeId("enc", visit.id) } },
      newKey(),
    );
  expect(record.data.paymentRecord).toEqual({ payment: { id: expect.any(String), unappliedCents: 2_500 }, userErrors: [] });
  await till.owe("ada", 900, "2026-01-05");
  await till.office.office.jobs.tick();
  const copay = async () =>
    (
      await till.office
        .as("petra")
        .run(`query ($id: ID!) { payment(id: $id) { unappliedCents allocations { amountCents cause patient { firstName } } } }`, { id: record.data.paymentRecord.payment.id })
    ).data.payment;
  expect(await copay()).toEqual({ unappliedCents: 2_500, allocations: [] });
  await post([
    { ...line, account: "RECEIVABLE_PATIENT", amount: cents(2_000) },
    { ...line, account: "RECEIVABLE_INSURER", payerSequence: 1, amount: cents(-15_000) },
    { ...line, account: "CONTRACTUAL_ADJUSTMENT", amount: cents(13_000) },
  ]);
  await till.office.office.jobs.tick();
  expect(await copay()).toEqual({
    unappliedCents: 0,
    allocations: [
      { amountCents: 2_000, cause: "NEW_BALANCE", patient: { firstName: "Cy" } },
      { amountCents: 500, cause: "NEW_BALANCE", patient: { firstName: "Ada" } },
    ],
  });
});

test("who pays at the desk has no page left open that takes the money again", async () => {
  await till.owe("bo", 4_400);
  const checkout = await till.checkout("finn", "bo");
  await till.office
    .as("finn")
    .run(
      `mutation ($input: PaymentRecordInput!) { paymentRecord(input: $input) { userErrors { code } } }`,
      { input: { patientId: till.office.id("bo"), method: "CASH", amountCents: 4_400 } },
      newKey(),
    );
  await till.office.drain();
  const session = (await till.office.as("finn").run(`query ($id: ID!) { paymentSession(id: $id) { status } }`, { id: checkout.paymentSession.id })).data.paymentSession;
  expect(session.status).toBe("EXPIRED");
  expect(() => till.simulator.controls.pay(checkout.clientSecret!.split("_secret_")[0]!, { card: "4242424242424242" })).toThrow("expired");
});

test("who may: a coder sees no payment, an auditor takes none, a patient none of another's, a stranger nothing", async () => {
  const coder = await till.office.as("cora").run(`{ payments(first: 1) { nodes { id } } }`);
  expect(coder.errors![0]!.extensions.code).toBe("FORBIDDEN");
  for (const who of ["audrey", "cora"] as const) {
    const { errors } = await till.office.as(who).run(CHECKOUT, { input: { patientId: till.office.id("bo") } }, newKey());
    expect(errors![0]!.extensions.code).toBe("FORBIDDEN");
  }
  const other = await till.office.as("ada").run(CHECKOUT, { input: { patientId: till.office.id("bo") } }, newKey());
  expect(other.data.paymentSessionCreate.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["patientId"] }]);
  const mine = (await till.office.as("ada").run(`{ payments(first: 20) { nodes { guarantor { firstName } } } }`)).data.payments.nodes;
  expect(new Set(mine.map((each: { guarantor: { firstName: string } }) => each.guarantor.firstName))).toEqual(new Set(["Ada"]));
  expect((await till.office.as("nobody").run(`{ payments(first: 1) { nodes { id } } }`)).errors![0]!.extensions.code).toBe("UNAUTHENTICATED");
});
