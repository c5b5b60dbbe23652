import type { Cast } from "./cast";
import { usd, type Story } from "./story";

export type Visit = { readonly encounterId: string; readonly patientId: string; readonly patientName: string; readonly totalCents: number };
export type Claim = { readonly claimId: string; readonly patientId: string; readonly patientName: string; readonly number: string };

export type VisitPlan = {
  readonly medicalRecordNumber: string;
  readonly diagnoses: readonly string[];
  readonly procedures: readonly string[];
  /** What the fee schedule makes of it. */
  readonly totalCents: number;
};

/** The EHR sends the visit; prices come from the fee schedule. */
export async function enterVisit(story: Story, cast: Cast, { medicalRecordNumber, diagnoses, procedures, totalCents }: VisitPlan): Promise<Visit> {
  const { id: patientId, fullName } = await cast.patient(medicalRecordNumber);
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
  return { encounterId: encounter.id, patientId, patientName: fullName.split(", ").reverse().join(" "), totalCents };
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
export async function billVisit(story: Story, { encounterId, patientId, patientName, totalCents }: Visit): Promise<Claim> {
  const { claims } = await story.act("biller", "claimCreate", { encounterIds: [encounterId] }, "claims { id claimNumber totalChargeCents insurerOwesCents }");
  story.check("one claim of one visit", claims.length, 1);
  const [{ id: claimId, claimNumber, totalChargeCents, insurerOwesCents }] = claims;
  story.check("what the claim asks for, and what the insurer owes", [totalChargeCents, insurerOwesCents], [totalCents, totalCents]);
  const claim = { claimId, patientId, patientName, number: claimNumber };
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
  const { claim, inboundFiles } = await story.ask(
    "biller",
    `query Heard($id: ID!) {
      claim(id: $id) { submissions { status payerClaimControlNumber } }
      inboundFiles(first: 3, orderBy: RECEIVED_AT_DESC) { nodes { kind status } } }`,
    { id: claimId },
  );
  const files = inboundFiles.nodes.map(({ kind, status }: { kind: string; status: string }) => `${kind} ${status}`).sort();
  story.check("the files that came: the 999, the clearinghouse's 277CA, the payer's", files, ["A_277CA PROCESSED", "A_277CA PROCESSED", "A_999 PROCESSED"]);
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
  const parts: readonly (readonly [string, number])[] = [
    ["written off", adjusted],
    ["insurers paid", insurers],
    ["the patient paid", patient],
    ["insurers owe", insurersOwe],
    ["the patient owes", patientOwes],
  ];
  story.tell(`   The book on ${claim.patientName}: charged ${usd(charged)} = ${parts.flatMap(([what, cents]) => (cents === 0 ? [] : [`${what} ${usd(cents)}`])).join(" + ")}.`);
}

export async function checkBook(story: Story, claim: Claim, expected: Book): Promise<void> {
  const { chargedCents, adjustedCents, insurerPaidCents, patientPaidCents, insurerOwesCents, patientOwesCents } = await explain(story, claim);
  story.check(`the book about claim ${claim.number}`, [chargedCents, adjustedCents, insurerPaidCents, patientPaidCents, insurerOwesCents, patientOwesCents], [...expected]);
}
