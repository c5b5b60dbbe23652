import { ADA, type Cast } from "../cast";
import { deposit, newestRemittance } from "../remittances";
import { usd, type Story } from "../story";
import { billVisit, codeVisit, enterVisit, readAcknowledgement, scrubAndSubmit, tellBook, type Claim } from "../visits";

/** Days until the simulated payer pays (PAYMENT_DAYS of its README). */
export const UNTIL_PAYMENT = { days: 10 };

/** A visit, its codes, its claim, and what both insurers make of it. Leaves 11.00 with the patient. */
export async function insuredVisit(story: Story, cast: Cast): Promise<Claim> {
  story.chapter("Ada Park sees Dr. Voss. She is insured with Blue Peak Health, and second with Acorn Mutual.");
  const visit = await enterVisit(story, cast, { medicalRecordNumber: ADA, diagnoses: ["I10"], procedures: ["99213", "93000", "36415"], totalCents: 22_500 });
  story.tell(`The EHR sends the visit: office visit $150.00, electrocardiogram $60.00, blood draw $15.00, by the fee schedule ${usd(visit.totalCents)}.`);
  await codeVisit(story, visit);
  story.tell("The coder finds it in the queue, checks diagnosis and procedures against the code sets of the day, and completes it.");

  const claim = await billVisit(story, visit);
  story.tell(`The biller makes claim ${claim.number}; no rule finds an error, and it goes to Blue Peak Health as an 837P file.`);
  await tellBook(story, claim, [22_500, 0, 0, 0, 22_500, 0]);
  const { payerClaimControlNumber } = await readAcknowledgement(story, claim);
  story.tell(`Minutes later the 999 says that the file is well formed, and the 277CA that Blue Peak Health took the claim in, as ${payerClaimControlNumber}.`);

  await story.wait(UNTIL_PAYMENT);
  const primary = await newestRemittance(story, cast, "Blue Peak Health");
  story.check("what Blue Peak pays", [primary.paymentCents, primary.claims.map(({ statusCode, paidCents }) => [statusCode, paidCents])], [8_000, [["1", 8_000]]]);
  story.tell(`Ten days later Blue Peak's 835 comes: it allows $135.00, pays ${usd(8_000)} and leaves copay, deductible and coinsurance of ${usd(5_500)}.`);
  await tellBook(story, claim, [22_500, 9_000, 8_000, 0, 5_500, 0]);
  story.tell("The $55.00 are Acorn Mutual's first: nobody bills the patient while an insurer may still pay.");
  await deposit(story, primary);

  await scrubAndSubmit(story, claim, "1");
  await readAcknowledgement(story, claim);
  story.tell("The same claim goes to Acorn Mutual, with Blue Peak's decision line by line (loops 2320 and 2430).");
  await story.wait(UNTIL_PAYMENT);
  const secondary = await newestRemittance(story, cast, "Acorn Mutual");
  story.check("what Acorn pays", [secondary.paymentCents, secondary.claims.map(({ statusCode, paidCents }) => [statusCode, paidCents])], [4_400, [["2", 4_400]]]);
  story.tell(`Acorn Mutual pays ${usd(4_400)} of it. What is left, ${usd(1_100)}, is Ada's.`);
  await tellBook(story, claim, [22_500, 9_000, 12_400, 0, 0, 1_100]);
  await deposit(story, secondary);
  return claim;
}
