import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { build, ROOT, run, temporaryDirectory, type Program } from "./program";

const BETWEEN_STEPS = "=== next step ===";

type Step = { readonly title: string; readonly shell: string; readonly answer: string };

/** The steps of "Ten minutes with the API": what is pasted into a shell, and what the README promises for it. */
function stepsOf(readme: string): Step[] {
  const chapter = /^## Ten minutes with the API$([\s\S]*?)^## /m.exec(readme)![1]!;
  return [...chapter.matchAll(/```sh\n([\s\S]*?)```(?:\n```(?:json)?\n([\s\S]*?)```)?/g)].map((found) => ({
    title: [...chapter.slice(0, found.index).matchAll(/^\*\*(\d+\. .+?)\*\*/gm)].at(-1)?.[1] ?? "before the first step",
    shell: found[1]!,
    answer: found[2] ?? "",
  }));
}

/** White space does not matter; "…" and "..." stand for whatever is there. */
function promised(answer: string): RegExp {
  const parts = answer.replaceAll(/\s+/g, "").split(/…|,?\.\.\.,?/);
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join(".*?")}$`);
}

const steps = stepsOf(readFileSync(path.join(ROOT, "README.md"), "utf8"));
const place = temporaryDirectory();
let program: Program;
let answers: string[] = [];

beforeAll(async () => {
  build();
  const data = path.join(place.path, "data");
  program = run(data, { CAREBILL_CARD_PORT: "0" });
  const { port } = await program.open();
  const cards = /cards\s+http:\/\/127\.0\.0\.1:(\d+)\/simulator/.exec(program.said())![1]!;
  // Addresses and files of this run in place of the README's.
  const ours: readonly (readonly [string, string])[] = [
    ["/tmp/", '"$HERE"/'],
    [".data/tokens/$1", '"$HERE"/data/tokens/$1'],
    ["localhost:4000", `localhost:${port}`],
    ["localhost:4001", `127.0.0.1:${cards}`],
  ];
  const script = steps.map(({ shell }) => ours.reduce((text, [theirs, mine]) => text.replaceAll(theirs, () => mine), shell)).join(`\necho '${BETWEEN_STEPS}'\n`);
  const { stdout } = await promisify(execFile)("bash", ["-c", script], { cwd: ROOT, env: { PATH: process.env.PATH, HERE: place.path }, timeout: 120_000, maxBuffer: 10_000_000 });
  answers = stdout.split(`${BETWEEN_STEPS}\n`);
}, 180_000);

afterAll(async () => {
  program.child.kill("SIGINT");
  await program.ended();
  place.remove();
});

test("the README has the whole thread", () => expect(steps.map(({ title }) => title.split(".")[0])).toEqual(expect.arrayContaining(["1", "9", "18"])));

test.each(steps.map((step, index) => [`${step.title} (${index + 1})`, step, index] as const))("the README's step %s answers as it says", (_title, { answer }, index) => {
  expect(answers[index]!.replaceAll(/\s+/g, "")).toMatch(promised(answer));
});
