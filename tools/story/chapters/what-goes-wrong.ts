import { CURTIS_WHO_IS_RECOUPED, CY, LEILA_WHO_IS_CORRECTED, TOBIAS_WHO_IS_DENIED, type Cast } from "../cast";
import { deposit, newestRemittance } from "../remittances";
import { usd, type Story } from "../story";
import { billVisit, codeVisit, enterVisit, readAcknowledgement, tellBook, type Claim, type VisitPlan } from "../visits";

const BLUE_PEAK = "Blue Peak Health";
/** 225.00, of which Blue Peak pays 80.00. */
const CHECKUP = { diagnoses: ["I10"], procedures: ["99213", "93000", "36415"], totalCents: 22_500 };
/** 320.00, of which Blue Peak pays 125.60. */
const INJURY = { diagnoses: ["S93401A"], procedures: ["99214", "71046"], totalCents: 32_000 };

export type Troubles = { readonly denied: Claim; readonly corrected: Claim; readonly recouped: Claim; readonly child: Claim };

/** Three visits on one day; then a fourth, two days later, from whose payment Blue Peak keeps money back. */
export async function sendFourClaims(story: Story, cast: Cast): Promise<Troubles> {
  story.chapter("Three patients come the same day: Tobias Renner, Leila Bergstrom, Curtis Delacroix. Two days later it is Cy Park, Ada's son.");
  const denied = await sendClaim(story, cast, { medicalRecordNumber: TOBIAS_WHO_IS_DENIED, ...CHECKUP });
  const corrected = await sendClaim(story, cast, { medicalRecordNumber: LEILA_WHO_IS_CORRECTED, ...CHECKUP });
  const recouped = await sendClaim(story, cast, { medicalRecordNumber: CURTIS_WHO_IS_RECOUPED, ...CHECKUP });
  await story.wait({ days: 2 });
  const child = await sendClaim(story, cast, { medicalRecordNumber: CY, ...INJURY });
  story.tell(`Four claims are with Blue Peak Health: three of ${usd(22_500)}, and Cy's of ${usd(32_000)}, for which his mother is the subscriber.`);
  return { denied, corrected, recouped, child };
}

async function sendClaim(story: Story, cast: Cast, plan: VisitPlan): Promise<Claim> {
  const visit = await enterVisit(story, cast, plan);
  await codeVisit(story, visit);
  const claim = await billVisit(story, visit);
  await readAcknowledgement(story, claim);
  return claim;
}

/** One 835 for three claims. What is denied stays with the payer and on somebody's desk; the patient hears nothing. */
export async function denial(story: Story, cast: Cast, { denied, corrected, recouped }: Troubles): Promise<void> {
  story.chapter("Blue Peak pays two of the three claims and denies Tobias Renner's.");
  await story.wait({ days: 8 });
  const remittance = await newestRemittance(story, cast, BLUE_PEAK);
  story.check("what the remittance says", [remittance.paymentCents, remittance.claims.map(({ statusCode, paidCents }) => `${statusCode} ${paidCents}`).sort()], [16_000, ["1 8000", "1 8000", "4 0"]]);
  story.tell(`One payment of ${usd(16_000)} for three claims.`);
  await deposit(story, remittance);
  await tellBook(story, corrected, [22_500, 9_000, 8_000, 0, 0, 5_500]);
  await tellBook(story, recouped, [22_500, 9_000, 8_000, 0, 0, 5_500]);
  await tellBook(story, denied, [22_500, 0, 0, 0, 22_500, 0]);
  const task = await openTask(story, cast, "DENIAL", denied.claimId);
  story.check("why it was denied", task.reasonCodes, ["CO-97"]);
  story.tell(`Tobias Renner's ${usd(22_500)} are denied (CO-97, included in another service). They stay with Blue Peak, a task waits in the denials queue, and he is billed nothing.`);
}

/** PLB WO: money that the payer wants back is kept from another patient's payment, and nobody's account is touched. */
export async function recoupment(story: Story, cast: Cast, { recouped, child }: Troubles): Promise<void> {
  story.chapter("Blue Peak wants the money for Curtis Delacroix back, and keeps it from its next payment.");
  await story.wait({ days: 2 });
  const remittance = await newestRemittance(story, cast, BLUE_PEAK);
  const { reasonCode, reference, amountCents } = remittance.providerAdjustments[0]!;
  story.check("what is paid, and what is kept back", [remittance.claims[0]!.paidCents, reasonCode, amountCents, remittance.paymentCents], [12_560, "WO", 8_000, 4_560]);
  story.tell(`For Cy Park it pays ${usd(12_560)}, but ${usd(8_000)} are kept back (PLB WO ${reference}): ${usd(4_560)} come.`);
  await deposit(story, remittance);
  await tellBook(story, child, [32_000, 12_800, 12_560, 0, 0, 6_640]);
  await tellBook(story, recouped, [22_500, 9_000, 8_000, 0, 0, 5_500]);
  const task = await openTask(story, cast, "RECOUPMENT", remittance.id);
  story.check("the amount on the task", task.amountCents, 8_000);
  const { providerPayerClearing } = await story.ask("practice-administrator", "query Clearing($id: ID!) { providerPayerClearing(practiceId: $id) { payerName reference balanceCents } }", {
    id: cast.practiceId,
  });
  story.check("what is open between the clinic and Blue Peak", providerPayerClearing, [{ payerName: BLUE_PEAK, reference, balanceCents: 8_000 }]);
  story.tell(`No patient's account is touched: the ${usd(8_000)} stand in the clearing with Blue Peak under ${reference}, and a task asks what they were for.`);
}

/** CLP02 22: the payer takes its decision back and sends another in the same file. */
export async function reversalWithCorrection(story: Story, cast: Cast, { corrected }: Troubles): Promise<void> {
  story.chapter("Two weeks after it paid for Leila Bergstrom, Blue Peak corrects itself.");
  await story.wait({ days: 12 });
  const remittance = await newestRemittance(story, cast, BLUE_PEAK);
  story.check(
    "reversal and correction",
    [remittance.paymentCents, remittance.claims.map(({ statusCode, paidCents }) => [statusCode, paidCents])],
    [
      1_800,
      [
        ["22", -8_000],
        ["1", 9_800],
      ],
    ],
  );
  story.tell(`One remittance takes the ${usd(8_000)} back (status 22) and pays ${usd(9_800)}, because it now allows 70 %: ${usd(1_800)} come.`);
  await deposit(story, remittance);
  await tellBook(story, corrected, [22_500, 6_750, 9_800, 0, 0, 5_950]);
  story.tell("Nothing in the book was changed: the first decision stands there, its exact reversal, and the second one.");
}

type Task = { readonly id: string; readonly status: string; readonly title: string; readonly reasonCodes: readonly string[]; readonly amountCents: number | null; readonly subjectId: string };

async function openTask(story: Story, { practiceId }: Cast, kind: string, subjectId: string): Promise<Task> {
  const { tasks } = await story.ask(
    "biller",
    `query Tasks($practiceId: ID!, $kind: [TaskKind!]) { tasks(first: 50, filter: { practiceId: $practiceId, kind: $kind }) { nodes { id status title reasonCodes amountCents subjectId } } }`,
    { practiceId, kind: [kind] },
  );
  const found = tasks.nodes.filter((task: Task) => task.subjectId === subjectId && task.status === "OPEN");
  story.check(`tasks of kind ${kind} about it`, found.length, 1);
  return found[0];
}
