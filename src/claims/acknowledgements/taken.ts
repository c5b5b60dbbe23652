/** What became of an acknowledgement file: how many claims it moved or confirmed, and what of it must wait for a person. */
export type Taken = { done: number; readonly reasons: string[] };

/** A control number as we count them; null for what no file of ours ever had. */
export function controlNumberOf(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** What a file says, for a person: short, and nothing that a terminal or a page would act on. */
export function quoted(text: string): string {
  return text.replace(/[^\x20-\x7E]/g, "?").slice(0, 30) || "(nothing)";
}

/** Reasons that repeat are said once with their number; control numbers are ours, so they may be named. */
export function summarize(reasons: readonly string[]): string[] {
  const shown = [...new Set(reasons)];
  return shown.length > 5 ? [...shown.slice(0, 5), `And ${shown.length - 5} more.`] : shown;
}
