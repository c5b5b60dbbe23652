import { setStatementPolicy } from "../src/statements";
import type { Work } from "../src/platform/work/work";
import { plainDate } from "../src/vocabulary";

/** How both practices ask their patients for money: the industry's usual days, to be changed by policy. */
export async function seedPatientBilling(work: Work, { riverside, lakeside }: { riverside: { id: string }; lakeside: { id: string } }): Promise<void> {
  const effectiveFrom = plainDate("2026-01-01");
  for (const { id: practiceId } of [riverside, lakeside]) {
    await setStatementPolicy(work, { practiceId, effectiveFrom, daysBetween: 28, dueDays: 30, payLinkDays: 60, payLinkAttempts: 5 });
  }
}
