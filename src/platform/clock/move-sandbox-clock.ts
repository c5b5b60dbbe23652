import { Refusal } from "../../vocabulary";
import { invalid } from "../work/guards";
import type { Work } from "../work/work";

const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

export type MoveSandboxClock = { to: Date };

/**
 * Moves the sandbox's clock forward; what would have happened in between happens, day by day, before this answers.
 * Not inside a transaction: what happens are transactions of their own. Refuses SANDBOX_ONLY, INVALID_INPUT.
 */
export async function moveSandboxClock(work: Work, { to }: MoveSandboxClock): Promise<{ now: Date }> {
  const { clockControl } = work.effects;
  if (!clockControl) throw new Refusal("SANDBOX_ONLY", "Time cannot be moved here: only the sandbox has a clock of its own.");
  const ahead = to.getTime() - clockControl.now().getTime();
  if (ahead < 0) throw invalid(["to"], `The clock only moves forward; it is ${clockControl.now().toISOString()} now.`);
  if (ahead > LONGEST_DAYS * DAY_MS) throw invalid(["to"], `The clock moves at most ${LONGEST_DAYS} days at a time; it is ${clockControl.now().toISOString()} now.`);
  return { now: await clockControl.moveTo(to) };
}
