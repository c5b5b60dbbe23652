import { Refusal } from "../../vocabulary";
import { invalid } from "../work/guards";
import type { Work } from "../work/work";

const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** An instant, or how much later than now. */
export type MoveSandboxClock = { to?: Date | null; days?: number | null; minutes?: number | null };

/**
 * Moves the sandbox's clock forward; what would have happened in between happens, day by day, before this answers.
 * Not inside a transaction: what happens are transactions of their own. Refuses SANDBOX_ONLY, INVALID_INPUT.
 */
export async function moveSandboxClock(work: Work, asked: MoveSandboxClock): Promise<{ now: Date }> {
  const { clockControl } = work.effects;
  if (!clockControl) throw new Refusal("SANDBOX_ONLY", "Time cannot be moved here: only the sandbox has a clock of its own.");
  const now = clockControl.now();
  const { to, path } = targetOf(asked, now);
  const ahead = to.getTime() - now.getTime();
  if (!(ahead >= 0)) throw invalid(path, `The clock only moves forward; it is ${now.toISOString()} now.`);
  if (ahead > LONGEST_DAYS * DAY_MS) throw invalid(path, `The clock moves at most ${LONGEST_DAYS} days at a time; it is ${now.toISOString()} now.`);
  return { now: await clockControl.moveTo(to) };
}

function targetOf({ to, days, minutes }: MoveSandboxClock, now: Date): { to: Date; path: string[] } {
  const isLater = typeof days === "number" || typeof minutes === "number";
  if (to && isLater) throw invalid(["to"], "Give the instant, or the days and minutes until it; not both.");
  if (to) return { to, path: ["to"] };
  if (!isLater) throw invalid(["to"], "Say where to: an instant, or the days and minutes until it.");
  const path = [typeof days === "number" ? "days" : "minutes"];
  if ((days ?? 0) < 0 || (minutes ?? 0) < 0) throw invalid(path, `The clock only moves forward; it is ${now.toISOString()} now.`);
  const ahead = (days ?? 0) * DAY_MS + (minutes ?? 0) * MINUTE_MS;
  // Beyond the limit a date may not exist at all; the limit is judged by the caller.
  return { to: new Date(now.getTime() + Math.min(ahead, 2 * LONGEST_DAYS * DAY_MS)), path };
}
