import { checkBooks, tellBooks } from "./books";
import { findCast } from "./cast";
import { insuredVisit } from "./chapters/insured-visit";
import { overdueAccount } from "./chapters/overdue-account";
import { patientPays } from "./chapters/patient-pays";
import { denial, recoupment, reversalWithCorrection, sendFourClaims } from "./chapters/what-goes-wrong";
import type { Story } from "./story";

/** From a visit to a paid balance, then what goes wrong and is put right. */
export async function tellStory(story: Story): Promise<void> {
  const cast = await findCast(story);
  const claim = await insuredVisit(story, cast);
  await patientPays(story, cast, claim);
  await checkBooks(story, cast);
  story.tell("The trial balance of the clinic is $0.00, and every invariant of the book holds.");
  const troubles = await sendFourClaims(story, cast);
  await denial(story, cast, troubles);
  await recoupment(story, cast, troubles);
  await reversalWithCorrection(story, cast, troubles);
  await overdueAccount(story, cast, troubles.child);
  story.chapter("The book of Riverside Clinic, account by account.");
  tellBooks(story, await checkBooks(story, cast));
}
