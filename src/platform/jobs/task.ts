import type { Work } from "../work/work";

/** Work on the queue: at least once, so each must be safe to repeat. */
export type Task = {
  readonly name: string;
  readonly run: (work: Work, payload: Readonly<Record<string, unknown>>) => Promise<void>;
};

/** Work that the calendar brings: run every minute, and for each day that the sandbox clock passes. Must be safe to repeat. */
export type ClockTask = {
  readonly name: string;
  readonly per: "practice" | "service";
  readonly run: (work: Work) => Promise<void>;
};
