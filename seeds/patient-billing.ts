import { setDunningPolicy, type DunningStep } from "../src/collections";
import { setStatementPolicy } from "../src/statements";
import type { Work } from "../src/platform/work/work";
import { cents, plainDate } from "../src/vocabulary";

/** A month between statements, three askings, a person's call, then an agency could take it: four months after the first statement. */
const STEPS: DunningStep[] = [
  { daysAfterFirstStatement: 30, channel: "EMAIL", template: "REMINDER" },
  { daysAfterFirstStatement: 60, channel: "LETTER", template: "SECOND_NOTICE" },
  { daysAfterFirstStatement: 75, channel: "TASK", template: "SECOND_NOTICE" },
  { daysAfterFirstStatement: 90, channel: "LETTER", template: "FINAL_NOTICE" },
];

/** How both practices ask their patients for money: the industry's usual days, to be changed by policy. */
export async function seedPatientBilling(work: Work, { riverside, lakeside }: { riverside: { id: string }; lakeside: { id: string } }): Promise<void> {
  const effectiveFrom = plainDate("2026-01-01");
  for (const { id: practiceId } of [riverside, lakeside]) {
    await setStatementPolicy(work, { practiceId, effectiveFrom, daysBetween: 28, dueDays: 30, payLinkDays: 60, payLinkAttempts: 5 });
    await setDunningPolicy(work, { practiceId, effectiveFrom, minimumCents: cents(500), agencyAfterDays: 120, steps: STEPS });
  }
}
