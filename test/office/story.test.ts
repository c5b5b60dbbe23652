import { checkBooks } from "../../tools/story/books";
import { findCast, type Cast } from "../../tools/story/cast";
import { insuredVisit } from "../../tools/story/chapters/insured-visit";
import { Story } from "../../tools/story/story";
import { openTestWorld, type TestWorld } from "./open-world";

let world: TestWorld;
let story: Story;
let cast: Cast;

beforeAll(async () => {
  world = await openTestWorld();
  story = new Story(world, () => {});
  cast = await findCast(story);
});
afterAll(() => world.close());

test("an insured visit is paid by both insurers, and 11.00 are the patient's", async () => {
  await insuredVisit(story, cast);
  await checkBooks(story, cast);
});
