import { checkBooks, tellBooks } from "./books";
import { findCast } from "./cast";
import { insuredVisit } from "./chapters/insured-visit";
import type { Story } from "./story";

/** From a visit to a paid balance, then what goes wrong and is put right. */
export async function tellStory(story: Story): Promise<void> {
  const cast = await findCast(story);
  await insuredVisit(story, cast);
  story.chapter("The book of Riverside Clinic");
  tellBooks(story, await checkBooks(story, cast));
}
