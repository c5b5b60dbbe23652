import { toTypeId } from "../../src/platform/database/ids";
import type { Who } from "../support/office";
import { newKey, openTill, type Till } from "../payments/till";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());
afterEach(() => till.expectSoundBook());

const guarantor = async (patient: string) => (await till.office.owner("select guarantor_id from patient where id = $1", [till.office.cast[patient]]))[0]!.guarantor_id as string;
const run = async (who: Who, name: string, type: string, input: Record<string, unknown>) => {
  const text = `mutation ($input: ${type}!) { ${name}(input: $input) { guarantor { id } accountWriteOff { id kind amountCents stands version decidedBy lines { amountCents } } userErrors { code path } } }`;
  const { data, errors } = await till.office.as(who).run(text, { input }, newKey());
  return errors ? { errors: errors.map((error) => error.extensions.code) } : data[name];
};
const writeOff = async (patient: string, more: Record<string, unknown> = {}, who: Who = "ben") =>
  run(who, "guarantorWriteOff", "GuarantorWriteOffInput", { guarantorId: toTypeId("gua", await guarantor(patient)), kind: "BAD_DEBT", reason: "Two letters came back", ...more });
const reverse = (accountWriteOffId: string) => run("ben", "guarantorWriteOffReverse", "AccountWriteOffReverseInput", { accountWriteOffId, reason: "Charity was approved" });
const owed = async (patient: string) =>
  Object.fromEntries(
    (
      await till.office.owner("select account, sum(amount_cents)::int as amount from ledger_entry where guarantor_id = $1 and account <> 'CHARGES' group by 1 having sum(amount_cents) <> 0", [
        await guarantor(patient),
      ])
    ).map((row) => [row.account, row.amount]),
  );
const status = async (patient: string) => (await till.office.owner("select status from collection_account where guarantor_id = $1", [await guarantor(patient)]))[0]?.status;

test("a bad debt is written off: nobody is asked any more; a reversal brings it back to the cent", async () => {
  await till.owe("bo", 12_345);
  const issued = await till.office
    .as("ben")
    .run(`mutation ($input: PatientStatementIssueInput!) { patientStatementIssue(input: $input) { userErrors { code } } }`, { input: { patientId: till.office.id("bo") } }, newKey());
  expect(issued.data.patientStatementIssue.userErrors).toEqual([]);
  await till.office.drain();
  expect(await status("bo")).toBe("IN_DUNNING");
  for (const who of ["audrey", "cole", "finn", "bo"] as const) expect(await writeOff("bo", {}, who)).toEqual({ errors: ["FORBIDDEN"] });
  const written = await writeOff("bo");
  expect(written).toEqual({
    guarantor: { id: expect.stringMatching(/^gua_/) },
    accountWriteOff: { id: expect.stringMatching(/^awo_/), kind: "BAD_DEBT", amountCents: 12_345, stands: true, version: 1, decidedBy: "Ben Okafor", lines: [{ amountCents: 12_345 }] },
    userErrors: [],
  });
  await till.office.drain();
  expect(await owed("bo")).toEqual({ BAD_DEBT: 12_345 });
  expect(await status("bo")).toBe("CURRENT");
  expect((await writeOff("bo")).userErrors).toEqual([{ code: "NOTHING_OWED", path: ["guarantorId"] }]);
  expect(await reverse(written.accountWriteOff.id)).toMatchObject({ accountWriteOff: { stands: false }, userErrors: [] });
  expect(await owed("bo")).toEqual({ RECEIVABLE_PATIENT: 12_345 });
  expect((await reverse(written.accountWriteOff.id)).userErrors).toEqual([{ code: "DECISION_REVERSED", path: ["accountWriteOffId"] }]);
  const both = await Promise.all([writeOff("bo", { kind: "CHARITY" }), writeOff("bo", { kind: "CHARITY" }, "dana")]);
  expect(both.map((answer) => answer.userErrors.map((error: { code: string }) => error.code)).sort()).toEqual([[], ["NOTHING_OWED"]]);
  expect(await owed("bo")).toEqual({ CHARITY: 12_345 });
});

test("the account's own money comes first, and a line gives up no more than it owes", async () => {
  const pay = await till.office
    .as("petra")
    .run(
      `mutation ($input: PaymentRecordInput!) { paymentRecord(input: $input) { userErrors { code message path } } }`,
      { input: { patientId: till.office.id("noor"), method: "CASH", amountCents: 3_000 } },
      newKey(),
    );
  expect(pay.data.paymentRecord.userErrors).toEqual([]);
  const line = toTypeId("chg", await till.owe("noor", 5_000));
  expect((await writeOff("noor", { lines: [{ chargeId: line, amountCents: 2_001 }] })).userErrors).toEqual([{ code: "MORE_THAN_OWED", path: ["lines", "0", "amountCents"] }]);
  expect((await writeOff("noor", { lines: [{ chargeId: line, amountCents: -1 }] })).userErrors).toEqual([{ code: "INVALID_INPUT", path: ["lines", "0", "amountCents"] }]);
  expect((await writeOff("noor", { reason: "" })).userErrors).toEqual([{ code: "INVALID_INPUT", path: ["reason"] }]);
  expect(await owed("noor")).toEqual({ RECEIVABLE_PATIENT: 5_000, UNAPPLIED_PATIENT_CREDIT: -3_000, BANK: 3_000 });
  expect(await writeOff("noor", { kind: "COURTESY_DISCOUNT", lines: [{ chargeId: line, amountCents: 500 }] })).toMatchObject({ accountWriteOff: { amountCents: 500 }, userErrors: [] });
  expect(await writeOff("noor", { kind: "SMALL_BALANCE" })).toMatchObject({ accountWriteOff: { amountCents: 1_500 }, userErrors: [] });
  expect(await owed("noor")).toEqual({ COURTESY_DISCOUNT: 500, SMALL_BALANCE: 1_500, BANK: 3_000 });
});
