import { DayColumn, InstantColumn, JsonColumn, MoneyColumn, PracticeRow, PracticeTable, WholeColumn } from "../platform/database/columns";
import { invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import type { Cents, PlainDate } from "../vocabulary";

export const CHANNELS = ["EMAIL", "LETTER", "TASK"] as const;
export type Channel = (typeof CHANNELS)[number];
/** What a step says; the words are in dunning-notice.ts, the same by e-mail and on paper. */
export const TEMPLATES = ["REMINDER", "SECOND_NOTICE", "FINAL_NOTICE"] as const;
export type Template = (typeof TEMPLATES)[number];

export type DunningStep = {
  /** From the first statement of the cycle, because an account ages from when it was asked, not from the visit. */
  readonly daysAfterFirstStatement: number;
  readonly channel: Channel;
  readonly template: Template;
};

/** When and how overdue accounts of a practice are asked, from a day on. Another policy replaces it; it is never changed. */
@PracticeTable("dunning_policy")
export class DunningPolicy extends PracticeRow {
  @DayColumn() effectiveFrom!: PlainDate;
  /** 1, 2, 3 … within the practice: actions name it. */
  @WholeColumn() number!: number;
  /** Nobody is reminded of less. */
  @MoneyColumn() minimumCents!: Cents;
  /** After the last step, days after the first statement from which an agency could take it; null: never. */
  @WholeColumn({ nullable: true }) agencyAfterDays: number | null = null;
  @JsonColumn() steps!: DunningStep[];
  @InstantColumn() createdAt!: Date;
}

export type SetDunningPolicy = { practiceId: string; effectiveFrom: PlainDate; minimumCents: Cents; agencyAfterDays?: number | null; steps: DunningStep[] };

const LONGEST_DAYS = 1000;

/** Sets the policy from a day on. Refuses NOT_FOUND, INVALID_INPUT. */
export async function setDunningPolicy(work: Work, { practiceId, effectiveFrom, minimumCents, agencyAfterDays = null, steps }: SetDunningPolicy): Promise<DunningPolicy> {
  return work.atomically(async () => {
    const practice = await load(work, Practice, practiceId, { lock: true, path: ["practiceId"], what: "practice" });
    if (effectiveFrom < work.today(practice.timeZone) && (await work.em.count(DunningPolicy, { practiceId })))
      throw invalid(["effectiveFrom"], "effectiveFrom is today or later: what was done under a policy stays done under it.");
    if (minimumCents <= 0n) throw invalid(["minimumCents"], "minimumCents is above zero.");
    if (!steps.length || steps.length > 20) throw invalid(["steps"], "steps are 1 to 20.");
    steps.forEach((step, index) => {
      const earliest = index ? steps[index - 1]!.daysAfterFirstStatement + 1 : 1;
      if (step.daysAfterFirstStatement < earliest || step.daysAfterFirstStatement > LONGEST_DAYS)
        throw invalid(["steps", String(index), "daysAfterFirstStatement"], `daysAfterFirstStatement is from ${earliest} to ${LONGEST_DAYS}: each step is later than the one before.`);
    });
    if (agencyAfterDays !== null && agencyAfterDays <= steps.at(-1)!.daysAfterFirstStatement) throw invalid(["agencyAfterDays"], "agencyAfterDays is after the last step.");
    const number = 1 + (await work.em.count(DunningPolicy, { practiceId }));
    const policy = Object.assign(new DunningPolicy(), { practiceId: practice.id, effectiveFrom, number, minimumCents, agencyAfterDays, steps, createdAt: work.now });
    work.em.persist(policy);
    return policy;
  });
}

/** The policy on a day, or null: then nobody is reminded. */
export function dunningPolicyOn(work: Work, practiceId: string, on: PlainDate): Promise<DunningPolicy | null> {
  return work.em.findOne(DunningPolicy, { practiceId, effectiveFrom: { $lte: on } }, { orderBy: { effectiveFrom: "desc", number: "desc" } });
}
