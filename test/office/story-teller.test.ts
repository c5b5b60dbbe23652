import type { GraphQLAnswer, World } from "../../tools/story/caller";
import { Story, StoryDiffers, usd } from "../../tools/story/story";

/** The story must not pass over anything: whatever differs from what it says ends it. */
const answering = (answer: GraphQLAnswer): { story: Story; told: string[]; asked: unknown[][] } => {
  const told: string[] = [];
  const asked: unknown[][] = [];
  const world: World = {
    call: async (...call) => {
      asked.push(call);
      return answer;
    },
    payByCard: async () => {},
  };
  return { story: new Story(world, (line) => told.push(line)), told, asked };
};

test("an amount that differs by a cent ends the story, with both figures", () => {
  const { story, told } = answering({});
  story.check("the payment", [1_100, { a: null }], [1_100, { a: null }]);
  expect(() => story.check("the payment", [1_100], [1_101])).toThrow(new StoryDiffers("the payment: the story says [1101], and it is [1100]."));
  expect(told).toEqual([]);
});

test("an error of a query ends the story", async () => {
  const { story } = answering({ data: { claim: null }, errors: [{ message: "Not found.", path: ["claim"] }] });
  await expect(story.ask("biller", "{ claim }")).rejects.toThrow(new StoryDiffers("biller asked, and was told: Not found. (claim)"));
});

test("a refusal ends the story, unless it belongs to it", async () => {
  const { story } = answering({ data: { claimVoid: { claim: null, userErrors: [{ code: "CLAIM_NOT_VOIDABLE", message: "It was sent.", path: ["claimId"] }] } } });
  await expect(story.act("biller", "claimVoid", {}, "claim { id }")).rejects.toThrow(new StoryDiffers("biller was refused claimVoid: CLAIM_NOT_VOIDABLE at claimId: It was sent."));
  await expect(story.actWith("biller", "claimVoid", "ClaimReasonInput", {}, "claim { id }")).rejects.toThrow(StoryDiffers);
  expect(await story.tryTo("biller", "claimVoid", {}, "claim { id }")).toMatchObject({ userErrors: [{ code: "CLAIM_NOT_VOIDABLE" }] });
});

test("every act carries a key of its own, a question carries none", async () => {
  const { story, asked } = answering({ data: { claimSubmit: { userErrors: [] } } });
  await story.act("biller", "claimSubmit", { claimId: "clm_1" }, "claim { id }");
  await story.act("biller", "claimSubmit", { claimId: "clm_1" }, "claim { id }");
  await story.ask("coder", "{ codes }");
  const keys = asked.map((call) => call[3]);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[1]).not.toBe(keys[0]);
  expect(keys[2]).toBeNull();
  expect(asked[0]![1]).toBe("mutation Story($input: ClaimSubmitInput!) { claimSubmit(input: $input) { claim { id } userErrors { code message path } } }");
});

test.each([
  [0, "$0.00"],
  [5, "$0.05"],
  [1_100, "$11.00"],
  [122_000, "$1,220.00"],
  [123_456_789, "$1,234,567.89"],
  [-8_000, "-$80.00"],
])("%i cents are %s for people", (cents, text) => expect(usd(cents)).toBe(text));
