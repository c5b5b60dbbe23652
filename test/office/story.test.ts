import { checkBooks } from "../../tools/story/books";
import { findCast, type Cast } from "../../tools/story/cast";
import { insuredVisit } from "../../tools/story/chapters/insured-visit";
import { overdueAccount } from "../../tools/story/chapters/overdue-account";
import { patientPays } from "../../tools/story/chapters/patient-pays";
import { denial, recoupment, reversalWithCorrection, sendFourClaims, type Troubles } from "../../tools/story/chapters/what-goes-wrong";
import { Story } from "../../tools/story/story";
import type { Claim } from "../../tools/story/visits";
import { openTestWorld, type TestWorld } from "./open-world";

/** The chapters of `npm run story`, one after the other: each goes on where the last one ended. */
let world: TestWorld;
let story: Story;
let cast: Cast;
let claim: Claim;
let troubles: Troubles;
const told: string[] = [];

beforeAll(async () => {
  world = await openTestWorld();
  story = new Story(world, (line) => told.push(line));
  cast = await findCast(story);
});
afterAll(() => world.close());

test("an insured visit is paid by both insurers, and 11.00 are the patient's", async () => {
  claim = await insuredVisit(story, cast);
  expect(await checkBooks(story, cast)).toEqual({ BANK: 12_400, CHARGES: -22_500, CONTRACTUAL_ADJUSTMENT: 9_000, PAYER_CASH_CLEARING: 0, RECEIVABLE_INSURER: 0, RECEIVABLE_PATIENT: 1_100 });
});

test("the patient pays by card, and the balance is zero", async () => {
  await patientPays(story, cast, claim);
  await checkBooks(story, cast);
});

test("a denied claim stays with the payer", async () => {
  troubles = await sendFourClaims(story, cast);
  await denial(story, cast, troubles);
  await checkBooks(story, cast);
});

test("a recoupment is kept from another payment, and touches no patient's account", async () => {
  await recoupment(story, cast, troubles);
  await checkBooks(story, cast);
});

test("a reversal restores what was before, and the correction is posted after it", async () => {
  await reversalWithCorrection(story, cast, troubles);
  await checkBooks(story, cast);
});

test("an overdue account is reminded by the policy, and a cheque ends it", async () => {
  await overdueAccount(story, cast, troubles.child);
  const { PROCESSOR_CLEARING: clearing, PROCESSOR_FEES: fees, ...book } = await checkBooks(story, cast);
  expect(clearing! + fees!).toBe(1_100);
  expect(book).toEqual({
    BANK: 12_400 + 16_000 + 4_560 + 1_800 + 6_640,
    CHARGES: -122_000,
    CONTRACTUAL_ADJUSTMENT: 9_000 + 6_750 + 9_000 + 12_800,
    PAYER_CASH_CLEARING: 0,
    PROVIDER_PAYER_CLEARING: 8_000,
    RECEIVABLE_INSURER: 22_500,
    RECEIVABLE_PATIENT: 5_950 + 5_500,
    UNAPPLIED_PATIENT_CREDIT: 0,
  });
});

test("what is printed is told for people: no id, and every amount in dollars", () => {
  expect(told.filter((line) => /_[0-9a-z]{26}|[0-9a-f]{8}-[0-9a-f]{4}-/.test(line))).toEqual([]);
  expect(told.filter((line) => line.includes("$")).length).toBeGreaterThan(20);
});
