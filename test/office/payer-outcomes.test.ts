import { checkBooks } from "../../tools/story/books";
import { findCast, type Cast } from "../../tools/story/cast";
import { newestRemittance } from "../../tools/story/remittances";
import { Story } from "../../tools/story/story";
import { billVisit, checkBook, codeVisit, enterVisit, readAcknowledgement, scrubAndSubmit, type Claim } from "../../tools/story/visits";
import { openTestWorld, type TestWorld } from "./open-world";

/** Every documented member id, from the visit to the book, through the API alone. */
const CHECKUP = { diagnoses: ["I10"], procedures: ["99213", "93000", "36415"], totalCents: 22_500 };

let world: TestWorld;
let story: Story;
let cast: Cast;

beforeAll(async () => {
  world = await openTestWorld();
  story = new Story(world, () => {});
  cast = await findCast(story);
});
afterEach(async () => void (await checkBooks(story, cast)));
afterAll(() => world.close());

/** A visit of its own day for each claim: the same service twice a day would be a duplicate. */
async function send(medicalRecordNumber: string): Promise<Claim> {
  const visit = await enterVisit(story, cast, { medicalRecordNumber, ...CHECKUP });
  await codeVisit(story, visit);
  return billVisit(story, visit);
}

async function sendAndPay(medicalRecordNumber: string): Promise<Claim> {
  const claim = await send(medicalRecordNumber);
  await readAcknowledgement(story, claim);
  await story.wait({ days: 10 });
  return claim;
}

type Standing = { workflow: string; currentSequence: number; submissionStatus: string | null; nextActionOwner: string; payers: { adjudication: string; forwarded: boolean }[]; submissions: { frequency: string; status: string; statusCodes: { source: string; code: string }[] }[] };

async function standing({ claimId }: Claim): Promise<Standing> {
  const { claim } = await story.ask(
    "biller",
    `query Claim($id: ID!) { claim(id: $id) { workflow currentSequence submissionStatus nextActionOwner payers { adjudication forwarded } submissions { frequency status statusCodes { source code } } } }`,
    { id: claimId },
  );
  return claim as Standing;
}

async function tasksAbout(subjectId: string): Promise<string[]> {
  const { tasks } = await story.ask("biller", `query Tasks($id: ID!) { tasks(first: 100, filter: { practiceId: $id }) { nodes { kind status subjectId } } }`, { id: cast.practiceId });
  return tasks.nodes.filter((task: { subjectId: string }) => task.subjectId === subjectId).map(({ kind, status }: { kind: string; status: string }) => `${kind} ${status}`);
}

/** Coverage with another member id, as when somebody had misread the card. */
async function giveMemberId(medicalRecordNumber: string, memberId: string): Promise<void> {
  const { id } = await cast.patient(medicalRecordNumber);
  const { patient } = await story.ask("biller", "query Coverages($id: ID!) { patient(id: $id) { coverages { id rank version } } }", { id });
  const [primary] = patient.coverages.filter(({ rank }: { rank: string }) => rank === "PRIMARY");
  await story.act("biller", "coverageUpdate", { coverageId: primary.id, expectedVersion: primary.version, memberId }, "coverage { memberId }");
}

test("SHIFT: the primary pays nothing, and the secondary pays its part of everything allowed", async () => {
  const claim = await sendAndPay("R-1106");
  await checkBook(story, claim, [22_500, 9_000, 0, 0, 13_500, 0]);
  await scrubAndSubmit(story, claim, "1");
  await readAcknowledgement(story, claim);
  await story.wait({ days: 10 });
  await checkBook(story, claim, [22_500, 9_000, 10_800, 0, 0, 2_700]);
});

test("CROSS: the primary forwards, we must not send, and the secondary answers by itself", async () => {
  const claim = await sendAndPay("R-1107");
  await checkBook(story, claim, [22_500, 9_000, 8_000, 0, 5_500, 0]);
  expect((await standing(claim)).payers).toEqual([{ adjudication: "PAID", forwarded: false }, { adjudication: "NONE", forwarded: true }]);
  const refused = await story.tryTo("biller", "claimSubmit", { claimId: claim.claimId }, "submission { id }");
  expect(refused).toMatchObject({ submission: null, userErrors: [{ code: "CLAIM_FORWARDED" }] });
  await story.wait({ days: 7 });
  expect(await newestRemittance(story, cast, "Acorn Mutual")).toMatchObject({ paymentCents: 4_400, claims: [{ statusCode: "2", paidCents: 4_400, state: "POSTED" }] });
  await checkBook(story, claim, [22_500, 9_000, 12_400, 0, 0, 1_100]);
});

test("DEDUCT: everything allowed is the patient's", async () => {
  const claim = await sendAndPay("R-1110");
  await checkBook(story, claim, [22_500, 9_000, 0, 0, 0, 13_500]);
});

test("DENY29: filed too late stays with the payer, as a denial and a task", async () => {
  const claim = await sendAndPay("R-1104");
  await checkBook(story, claim, [22_500, 0, 0, 0, 22_500, 0]);
  expect((await standing(claim)).payers).toEqual([{ adjudication: "DENIED", forwarded: false }]);
  expect(await tasksAbout(claim.claimId)).toEqual(["DENIAL OPEN"]);
});

test("DENY16: a corrected claim replaces the denied one and is paid", async () => {
  const claim = await sendAndPay("R-1102");
  await checkBook(story, claim, [22_500, 0, 0, 0, 22_500, 0]);
  await story.act("biller", "claimCorrect", { claimId: claim.claimId, reason: "The payer asked for the authorisation number.", priorAuthorizationNumber: "AUTH-77" }, "claim { workflow }");
  await scrubAndSubmit(story, claim, "7");
  await readAcknowledgement(story, claim);
  await story.wait({ days: 10 });
  await checkBook(story, claim, [22_500, 9_000, 8_000, 0, 0, 5_500]);
  expect((await standing(claim)).payers).toEqual([{ adjudication: "PAID", forwarded: false }]);
});

test("REJECT: the clearinghouse sends it back, the book stands still; with the right member id it is sent again as an original", async () => {
  const claim = await send("R-1105");
  await story.wait({ minutes: 2 });
  await story.wait({ minutes: 2 });
  expect((await standing(claim)).submissions).toEqual([{ frequency: "1", status: "CH_REJECTED", statusCodes: [{ source: "277CA", code: "A7:164:IL" }] }]);
  expect(await tasksAbout(claim.claimId)).toEqual(["REJECTION OPEN"]);
  await checkBook(story, claim, [22_500, 0, 0, 0, 22_500, 0]);
  await giveMemberId("R-1105", "BPH-PAYS-005");
  await scrubAndSubmit(story, claim, "1");
  await readAcknowledgement(story, claim);
  await story.wait({ days: 10 });
  await checkBook(story, claim, [22_500, 9_000, 8_000, 0, 0, 5_500]);
});

test("a member whom the payer does not know, then a file that the 999 rejects, then the right number", async () => {
  await giveMemberId("R-1105", "BPH-NOBODY-005");
  const claim = await send("R-1105");
  await story.wait({ minutes: 2 });
  await story.wait({ minutes: 2 });
  expect((await standing(claim)).submissions).toEqual([{ frequency: "1", status: "PAYER_REJECTED", statusCodes: [{ source: "277CA", code: "A3:33:IL" }] }]);
  await giveMemberId("R-1105", "BPH-BADFILE-005");
  await scrubAndSubmit(story, claim, "1");
  await story.wait({ minutes: 2 });
  await story.wait({ minutes: 2 });
  expect((await standing(claim)).submissions[0]).toMatchObject({ frequency: "1", status: "ACK_999_REJECTED" });
  await giveMemberId("R-1105", "BPH-DEDUCT-005");
  await scrubAndSubmit(story, claim, "1");
  await readAcknowledgement(story, claim);
  await story.wait({ days: 10 });
  await checkBook(story, claim, [22_500, 9_000, 0, 0, 0, 13_500]);
});

test("a void with the payer: the book is as if the payer had never decided, and the missing money is carried forward", async () => {
  const claim = await sendAndPay("R-1105");
  await checkBook(story, claim, [22_500, 9_000, 0, 0, 0, 13_500]);
  await giveMemberId("R-1105", "BPH-PAYS-005");
  const paid = await sendAndPay("R-1105");
  await checkBook(story, paid, [22_500, 9_000, 8_000, 0, 0, 5_500]);
  await story.actWith("biller", "claimVoidWithPayer", "ClaimReasonInput", { claimId: paid.claimId, reason: "The visit was another patient's." }, "submission { frequency }");
  await readAcknowledgement(story, paid);
  await checkBook(story, paid, [22_500, 9_000, 8_000, 0, 0, 5_500]);
  await story.wait({ days: 10 });
  const remittance = await newestRemittance(story, cast, "Blue Peak Health");
  expect(remittance).toMatchObject({ paymentCents: 0, claims: [{ statusCode: "22", paidCents: -8_000, state: "POSTED" }], providerAdjustments: [{ reasonCode: "FB", amountCents: -8_000 }] });
  const { payers } = await standing(paid);
  expect(payers).toEqual([{ adjudication: "REVERSED_AWAITING_CORRECTION", forwarded: false }]);
});
