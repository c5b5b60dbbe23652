import type { JobRunner } from "../jobs/runner";
import type { SandboxClock } from "./sandbox-clock";

/** The hand on the sandbox's clock. Supplied by the office itself, and only in the sandbox. */
export interface ClockControl {
  now(): Date;
  /** Answers the time it is afterwards: `target`, or later when another request moved it further meanwhile. */
  moveTo(target: Date): Promise<Date>;
}

declare module "../work/effects" {
  interface Effects {
    clockControl?: ClockControl;
  }
}

const ROUNDS = 10;

/**
 * For each day that passes: what the calendar brings, everything that this puts on the queue, what the world outside
 * answers, and again until nobody has anything to say (a claim that goes out is acknowledged and rejected the same
 * day). One move at a time.
 */
export function clockControl(clock: SandboxClock, jobs: JobRunner, outsideLives: () => Promise<number>): ClockControl {
  const live = async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await jobs.tick();
      await jobs.settle();
      if ((await outsideLives()) === 0) return;
    }
  };
  let last: Promise<void> = Promise.resolve();
  return {
    now: () => clock.now(),
    async moveTo(target) {
      const move = async () => {
        if (target.getTime() > clock.now().getTime()) await clock.moveTo(target, live);
      };
      const mine = last.then(move);
      last = mine.catch(() => {});
      await mine;
      return clock.now();
    },
  };
}
