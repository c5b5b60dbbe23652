import { checkBooks } from "../../tools/story/books";
import { findCast, type Cast } from "../../tools/story/cast";
import { newestRemittance } from "../../tools/story/remittances";
import { Story } from "../../tools/story/story";
import { billVisit, checkBook, codeVisit, enterVisit, scrubAndSubmit, type Claim } from "../../tools/story/visits";
import { openTestWorld, type TestWorld } from "./open-world";

/**
 * Every documented member id, from the visit to the book, through the API alone. All claims of a round are sent on one
 * day and the clock moves once for them, because each day that it passes is lived.
 */
const CHECKUP = { diagnoses: ["I10"], procedures: ["99213", "93000", "36415"], totalCents: 22_500 };
const DENIED_16 = "R-1102";
const DENIED_29 = "R-1104";
const REJECTED = "R-1105";
const SHIFTED = "R-1106";
const CROSSED = "R-1107";
const DEDUCTED = "R-1110";

let world: TestWorld;
let story: Story;
let cast: Cast;
const claims: Record<string, Claim> = {};
/** The claims of the patient whose member number is mended again and again. */
let unknownMember: Claim;
let voided: Claim;

beforeAll(async () => {
  world = await openTestWorld();
  story = new Story(world, () => {});
  cast = await findCast(story);
  for (const patient of [DENIED_16, DENIED_29, REJECTED, SHIFTED, CROSSED, DEDUCTED]) claims[patient] = await send(patient);
  await hear();
});
afterEach(async () => void (await checkBooks(story, cast)));
afterAll(() => world.close());

async function send(medicalRecordNumber: string): Promise<Claim> {
  const visit = await enterVisit(story, cast, { medicalRecordNumber, ...CHECKUP });
  await codeVisit(story, visit);
  return billVisit(story, visit);
}

/** The 999 and the 277CAs come. */
async function hear(): Promise<void> {
  await story.wait({ minutes: 2 });
  await story.wait({ minutes: 2 });
}

type Standing = { payers: { adjudication: string; forwarded: boolean }[]; submissions: { frequency: string; status: string; statusCodes: { source: string; code: string }[] }[] };

async function standing({ claimId }: Claim): Promise<Standing> {
  const { claim } = await story.ask("biller", `query Claim($id: ID!) { claim(id: $id) { payers { adjudication forwarded } submissions { frequency status statusCodes { source code } } } }`, {
    id: claimId,
  });
  return claim as Standing;
}

async function newestStatus(claim: Claim): Promise<string> {
  const [{ frequency, status }] = (await standing(claim)).submissions as [Standing["submissions"][0]];
  return `${frequency} ${status}`;
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

test("REJECT: the clearinghouse sends it back, a task waits, and the book stands still", async () => {
  const claim = claims[REJECTED]!;
  expect((await standing(claim)).submissions).toEqual([{ frequency: "1", status: "CH_REJECTED", statusCodes: [{ source: "277CA", code: "A7:164:IL" }] }]);
  expect(await tasksAbout(claim.claimId)).toEqual(["REJECTION OPEN"]);
  await checkBook(story, claim, [22_500, 0, 0, 0, 22_500, 0]);
});

test("with the right member id a rejected claim is sent again as an original", async () => {
  await giveMemberId(REJECTED, "BPH-DEDUCT-005");
  await scrubAndSubmit(story, claims[REJECTED]!, "1");
  await hear();
  for (const claim of Object.values(claims)) expect(await newestStatus(claim)).toBe("1 PAYER_ACCEPTED");
  await story.wait({ days: 10 });
  await checkBook(story, claims[REJECTED]!, [22_500, 9_000, 0, 0, 0, 13_500]);
});

test("DEDUCT: everything allowed is the patient's", async () => {
  await checkBook(story, claims[DEDUCTED]!, [22_500, 9_000, 0, 0, 0, 13_500]);
});

test("DENY29: filed too late stays with the payer, as a denial and a task", async () => {
  const claim = claims[DENIED_29]!;
  await checkBook(story, claim, [22_500, 0, 0, 0, 22_500, 0]);
  expect((await standing(claim)).payers).toEqual([{ adjudication: "DENIED", forwarded: false }]);
  expect(await tasksAbout(claim.claimId)).toEqual(["DENIAL OPEN"]);
});

test("CROSS: the primary forwards, and we must not send", async () => {
  const claim = claims[CROSSED]!;
  await checkBook(story, claim, [22_500, 9_000, 8_000, 0, 5_500, 0]);
  expect((await standing(claim)).payers).toEqual([
    { adjudication: "PAID", forwarded: false },
    { adjudication: "NONE", forwarded: true },
  ]);
  const refused = await story.tryTo("biller", "claimSubmit", { claimId: claim.claimId }, "submission { id }");
  expect(refused).toMatchObject({ submission: null, userErrors: [{ code: "CLAIM_FORWARDED" }] });
});

test("a second round: a secondary claim, a replacement, a member whom the payer does not know", async () => {
  await checkBook(story, claims[SHIFTED]!, [22_500, 9_000, 0, 0, 13_500, 0]);
  await scrubAndSubmit(story, claims[SHIFTED]!, "1");
  await checkBook(story, claims[DENIED_16]!, [22_500, 0, 0, 0, 22_500, 0]);
  await story.act(
    "biller",
    "claimCorrect",
    { claimId: claims[DENIED_16]!.claimId, reason: "The payer asked for the authorisation number.", priorAuthorizationNumber: "AUTH-77" },
    "claim { workflow }",
  );
  await scrubAndSubmit(story, claims[DENIED_16]!, "7");
  await giveMemberId(REJECTED, "BPH-NOBODY-005");
  unknownMember = await send(REJECTED);
  await hear();
  expect(await newestStatus(claims[SHIFTED]!)).toBe("1 PAYER_ACCEPTED");
  expect(await newestStatus(claims[DENIED_16]!)).toBe("7 PAYER_ACCEPTED");
  expect((await standing(unknownMember)).submissions).toEqual([{ frequency: "1", status: "PAYER_REJECTED", statusCodes: [{ source: "277CA", code: "A3:33:IL" }] }]);
});

test("BADFILE: the 999 rejects the file; with the right number the claim goes out once more", async () => {
  await giveMemberId(REJECTED, "BPH-BADFILE-005");
  await scrubAndSubmit(story, unknownMember, "1");
  await hear();
  expect(await newestStatus(unknownMember)).toBe("1 ACK_999_REJECTED");
  await giveMemberId(REJECTED, "BPH-PAYS-005");
  await scrubAndSubmit(story, unknownMember, "1");
  await hear();
  expect(await newestStatus(unknownMember)).toBe("1 PAYER_ACCEPTED");
  await story.wait({ days: 10 });
  await checkBook(story, unknownMember, [22_500, 9_000, 8_000, 0, 0, 5_500]);
});

test("CROSS: the secondary has answered by itself", async () => {
  await checkBook(story, claims[CROSSED]!, [22_500, 9_000, 12_400, 0, 0, 1_100]);
});

test("SHIFT: the secondary pays its part of everything that the primary allowed", async () => {
  await checkBook(story, claims[SHIFTED]!, [22_500, 9_000, 10_800, 0, 0, 2_700]);
});

test("DENY16: the replacement is paid", async () => {
  await checkBook(story, claims[DENIED_16]!, [22_500, 9_000, 8_000, 0, 0, 5_500]);
  expect((await standing(claims[DENIED_16]!)).payers).toEqual([{ adjudication: "PAID", forwarded: false }]);
});

test("a void is confirmed by the payer before the book moves; money that it lacks is carried forward", async () => {
  voided = unknownMember;
  await story.actWith("biller", "claimVoidWithPayer", "ClaimReasonInput", { claimId: voided.claimId, reason: "The visit was another patient's." }, "submission { frequency }");
  await hear();
  expect(await newestStatus(voided)).toBe("8 PAYER_ACCEPTED");
  await checkBook(story, voided, [22_500, 9_000, 8_000, 0, 0, 5_500]);
  await story.wait({ days: 10 });
  const remittance = await newestRemittance(story, cast, "Blue Peak Health");
  expect(remittance).toMatchObject({ paymentCents: 0, claims: [{ statusCode: "22", paidCents: -8_000, state: "POSTED" }], providerAdjustments: [{ reasonCode: "FB", amountCents: -8_000 }] });
  expect(await bookOf(voided)).toEqual({ chargedCents: 0, adjustedCents: 0, insurerPaidCents: 0, patientOwesCents: 0, insurerOwesCents: 0 });
});

async function bookOf({ claimId }: Claim): Promise<Record<string, number>> {
  const { explainBalance } = await story.ask(
    "biller",
    "query Book($input: ExplainBalanceInput!) { explainBalance(input: $input) { chargedCents adjustedCents insurerPaidCents patientOwesCents insurerOwesCents } }",
    { input: { claimId } },
  );
  return explainBalance;
}
