import { writeFileSync } from "node:fs";
import path from "node:path";
import { rooms } from "../src/office";
import { officeChecks } from "./checks/office-checks";
import { printOutcome, runSteps } from "./checks/step";

/**
 * `npm run check`: every guard, each with its line, all of them whatever fails. `npm run check -- lint tidy` runs some,
 * `npm run check -- --list` says what each holds.
 */
async function main(wanted: readonly string[]): Promise<void> {
  const root = path.resolve(__dirname, "..");
  const checks = officeChecks(root, rooms);
  if (wanted.includes("--list")) {
    for (const { name, holds } of checks.steps) console.log(`${name.padEnd(18)} ${holds}`);
    return;
  }
  const words = wanted.join(" ");
  const steps = checks.steps.filter(({ name }) => !wanted.length || new RegExp(`(^| )${name}( |$)`).test(words));
  if (!steps.length) throw new Error(`There is no guard named ${words}; there are: ${checks.steps.map(({ name }) => name).join(", ")}.`);
  const started = performance.now();
  try {
    const outcomes = await runSteps(steps, (outcome) => console.log(printOutcome(outcome)));
    const failed = outcomes.filter(({ verdict }) => verdict.problems.length > 0);
    const names = failed.map(({ step }) => step.name).join(", ");
    console.log(`\n${outcomes.length - failed.length} guards passed, ${failed.length} failed${names && ` (${names})`}, in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    if (process.env.CAREBILL_CHECK_SUMMARY) writeFileSync(process.env.CAREBILL_CHECK_SUMMARY, `${outcomes.length - failed.length} ${failed.length}\n`);
    process.exitCode = failed.length ? 1 : 0;
  } finally {
    await checks.close();
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.stack ?? error.message);
  process.exitCode = 1;
});
