/** What a guard found: one line for the list, and a line per problem. No problems means that it passed. */
export type Verdict = { readonly summary: string; readonly problems: readonly string[] };

export type Step = {
  readonly name: string;
  /** What it holds, in a sentence: shown by `npm run check -- --list`. */
  readonly holds: string;
  readonly run: () => Verdict | Promise<Verdict>;
};

export type Outcome = { readonly step: Step; readonly verdict: Verdict; readonly ms: number };

/** All steps, two at a time, told in their order as soon as they and those before them are done. A step that throws has failed. */
export async function runSteps(steps: readonly Step[], tell: (outcome: Outcome) => void, atATime = 2): Promise<readonly Outcome[]> {
  const outcomes: (Outcome | undefined)[] = steps.map(() => undefined);
  let next = 0;
  let told = 0;
  const worker = async () => {
    while (next < steps.length) {
      const index = next++;
      outcomes[index] = await runStep(steps[index]!);
      while (told < outcomes.length && outcomes[told]) tell(outcomes[told++]!);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return outcomes as Outcome[];
}

async function runStep(step: Step): Promise<Outcome> {
  const started = performance.now();
  const verdict = await Promise.resolve()
    .then(step.run)
    .catch((error: Error): Verdict => ({ summary: "could not run", problems: [error.stack ?? String(error)] }));
  return { step, verdict, ms: performance.now() - started };
}

const MOST_SHOWN = 60;

export function printOutcome({ step, verdict, ms }: Outcome): string {
  const passed = verdict.problems.length === 0;
  const shown = verdict.problems.slice(0, MOST_SHOWN).map((problem) => `      ${problem.replaceAll("\n", "\n      ")}`);
  const more = verdict.problems.length - shown.length;
  if (more > 0) shown.push(`      … and ${more} more`);
  return [`${passed ? "ok  " : "FAIL"}  ${step.name.padEnd(18)} ${verdict.summary} (${(ms / 1000).toFixed(1)} s)`, ...shown].join("\n");
}
