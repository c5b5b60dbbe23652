import type { Cast } from "./cast";
import { usd, type Story } from "./story";

export type Visit = { readonly encounterId: string; readonly patientId: string; readonly totalCents: number };
export type Claim = { readonly claimId: string; readonly patientId: string; readonly number: string };

export type VisitPlan = {
  readonly medicalRecordNumber: string;
  readonly diagnoses: readonly string[];
  readonly procedures: readonly string[];
  /** What the fee schedule makes of it. */
  readonly totalCents: number;
};

/** The EHR sends the visit; prices come from the fee schedule. */
export async function enterVisit(story: Story, cast: Cast, { medicalRecordNumber, diagnoses, procedures, totalCents }: VisitPlan): Promise<Visit> {
  const { id: patientId } = await cast.patient(medicalRecordNumber);
  const input = {
    patientId,
    locationId: cast.locationId,
    renderingProviderId: cast.providerId,
    servedFrom: await story.today(),
    diagnoses,
    charges: procedures.map((procedureCode) => ({ procedureCode, diagnosisPointers: [1] })),
  };
  const { encounter } = await story.act("ehr-app", "encounterCreate", input, "encounter { id totalChargeCents version }");
  story.check("the price of the visit", encounter.totalChargeCents, totalCents);
  await story.act("ehr-app", "encounterSubmitForCoding", { encounterId: encounter.id, expectedVersion: encounter.version }, "encounter { id }");
  return { encounterId: encounter.id, patientId, totalCents };
}

/** The coder finds it in the queue and says that the codes are right. */
export async function codeVisit(story: Story, { encounterId }: Visit): Promise<void> {
  const { codingQueue } = await story.ask("coder", "query { codingQueue(first: 50) { nodes { id version } } }");
  const waiting = codingQueue.nodes.find((node: { id: string }) => node.id === encounterId);
  story.check("the visit waits in the coding queue", waiting?.id, encounterId);
  const { encounter } = await story.act("coder", "encounterCompleteCoding", { encounterId, expectedVersion: waiting.version }, "encounter { status }");
  story.check("the visit after coding", encounter.status, "CODED");
}

/** A claim is made, judged and sent. */
export async function billVisit(story: Story, { encounterId, patientId, totalCents }: Visit): Promise<Claim> {
  const { claims } = await story.act("biller", "claimCreate", { encounterIds: [encounterId] }, "claims { id claimNumber totalChargeCents insurerOwesCents }");
  story.check("one claim of one visit", claims.length, 1);
  const [{ id: claimId, claimNumber, totalChargeCents, insurerOwesCents }] = claims;
  story.check("what the claim asks for, and what the insurer owes", [totalChargeCents, insurerOwesCents], [totalCents, totalCents]);
  const claim = { claimId, patientId, number: claimNumber };
  await scrubAndSubmit(story, claim, "1");
  return claim;
}

/** Judges the claim by every rule, then freezes and sends it. */
export async function scrubAndSubmit(story: Story, { claimId }: Claim, frequency: "1" | "7"): Promise<void> {
  const { claim } = await story.act("biller", "claimScrub", { claimId }, "claim { workflow findings { ruleId severity } }");
  story.check("errors that the scrub found", [claim.workflow, claim.findings.filter((each: { severity: string }) => each.severity === "ERROR")], ["READY", []]);
  const { submission } = await story.act("biller", "claimSubmit", { claimId }, "submission { frequency status }");
  story.check("what was sent", submission.frequency, frequency);
}

/** The 999 and the 277CAs have come when the clock has moved a little. */
export async function readAcknowledgement(story: Story, { claimId }: Claim): Promise<{ payerClaimControlNumber: string }> {
  await story.wait({ minutes: 2 });
  await story.wait({ minutes: 2 });
  const { claim } = await story.ask(
    "biller",
    `query Claim($id: ID!) { claim(id: $id) { submissionStatus submissions { status payerClaimControlNumber } history { axis toState } } }`,
    { id: claimId },
  );
  const newest = claim.submissions[0];
  story.check("the submission", newest.status, "PAYER_ACCEPTED");
  return { payerClaimControlNumber: newest.payerClaimControlNumber };
}

/** Everything that the book knows of a claim, and the identity that holds at any time. */
export async function explain(story: Story, { claimId }: Claim): Promise<Explanation> {
  const { explainBalance } = await story.ask(
    "biller",
    `query Explain($input: ExplainBalanceInput!) { explainBalance(input: $input) {
      chargedCents adjustedCents insurerPaidCents patientPaidCents insurerOwesCents patientOwesCents agencyOwesCents } }`,
    { input: { claimId } },
  );
  const { chargedCents, agencyOwesCents, ...parts } = explainBalance as Explanation & { agencyOwesCents: number };
  const { adjustedCents, insurerPaidCents, patientPaidCents, insurerOwesCents, patientOwesCents } = parts;
  story.check("charged is the sum of its parts", adjustedCents + insurerPaidCents + patientPaidCents + insurerOwesCents + patientOwesCents + agencyOwesCents, chargedCents);
  return { chargedCents, ...parts };
}

export type Explanation = {
  readonly chargedCents: number;
  readonly adjustedCents: number;
  readonly insurerPaidCents: number;
  readonly patientPaidCents: number;
  readonly insurerOwesCents: number;
  readonly patientOwesCents: number;
};

/** What the book says of a claim, in cents: charged, written off, insurers paid, patient paid, insurers owe, patient owes. */
export type Book = readonly [number, number, number, number, number, number];

/** Compares the book with the story, to the cent, and tells it. */
export async function tellBook(story: Story, claim: Claim, book: Book): Promise<void> {
  await checkBook(story, claim, book);
  const [charged, adjusted, insurers, patient, insurersOwe, patientOwes] = book;
  story.tell(`The book: charged ${usd(charged)}; written off ${usd(adjusted)}, insurers paid ${usd(insurers)}, the patient paid ${usd(patient)}; insurers owe ${usd(insurersOwe)}, the patient owes ${usd(patientOwes)}.`);
}

export async function checkBook(story: Story, claim: Claim, expected: Book): Promise<void> {
  const { chargedCents, adjustedCents, insurerPaidCents, patientPaidCents, insurerOwesCents, patientOwesCents } = await explain(story, claim);
  story.check(`the book about claim ${claim.number}`, [chargedCents, adjustedCents, insurerPaidCents, patientPaidCents, insurerOwesCents, patientOwesCents], [...expected]);
}
