import { COMPLIANCE_GUARDS, judgeStep, type GuardFacts } from "../../src/collections";
import { whatIsDue } from "../../src/collections/run-dunning";
import type { DunningStep } from "../../src/collections";
import { cents, plainDate } from "../../src/vocabulary";

const fine: GuardFacts = { today: plainDate("2026-12-01"), channel: "EMAIL", balance: cents(10_000), minimum: cents(500), holds: [], email: "a@example.com", emailConsent: true };

test.each<[string, Partial<GuardFacts>, "go" | "wait" | "skip"]>([
  ["nothing is against it", {}, "go"],
  ["no consent to e-mail", { emailConsent: false }, "skip"],
  ["no address", { email: null }, "skip"],
  ["no consent, but a letter", { emailConsent: false, channel: "LETTER" }, "go"],
  ["a cent below the minimum", { balance: cents(499) }, "wait"],
  ["exactly the minimum", { balance: cents(500) }, "go"],
  ["held", { holds: ["DECEASED"] }, "wait"],
  ["held and no consent: waiting outranks passing over", { holds: ["DECEASED"], emailConsent: false }, "wait"],
])("%s", (_what, change, verdict) => {
  const judgement = judgeStep({ ...fine, ...change });
  expect(judgement.verdict).toBe(verdict);
  expect(judgement.results).toHaveLength(COMPLIANCE_GUARDS.length);
});

const steps: DunningStep[] = [
  { daysAfterFirstStatement: 30, channel: "EMAIL", template: "REMINDER" },
  { daysAfterFirstStatement: 45, channel: "LETTER", template: "FINAL_NOTICE" },
];
test.each<[string, number, string | null, string, string | null]>([
  ["the day before the first step", 0, null, "2026-10-30", null],
  ["the day of the first step", 0, null, "2026-10-31", "EMAIL"],
  ["long after, nothing taken: only the first", 0, null, "2027-03-01", "EMAIL"],
  ["the first taken late: the second waits for the distance between them", 1, "2026-12-10", "2026-12-24", null],
  ["and comes after it", 1, "2026-12-10", "2026-12-25", "LETTER"],
  ["all taken, the agency's day", 2, "2026-11-15", "2026-12-30", "agency"],
  ["all taken late: the agency waits too", 2, "2026-12-25", "2026-12-30", null],
])("%s", (_what, stepsTaken, lastStepOn, today, expected) => {
  const due = whatIsDue({ cycleStartedOn: plainDate("2026-10-01"), stepsTaken, lastStepOn: lastStepOn ? plainDate(lastStepOn) : null }, { steps, agencyAfterDays: 90 }, plainDate(today));
  expect(due && typeof due === "object" ? due.channel : due).toBe(expected);
});
