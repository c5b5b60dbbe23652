/** What became of an acknowledgement file: how many claims it moved or confirmed, and what of it must wait for a person. */
export type Taken = { done: number; readonly reasons: string[] };

/** Reasons that repeat are said once with their number; control numbers are ours, so they may be named. */
export function summarize(reasons: readonly string[]): string[] {
  const shown = [...new Set(reasons)];
  return shown.length > 5 ? [...shown.slice(0, 5), `And ${shown.length - 5} more.`] : shown;
}
