import { DayColumn, InstantColumn, PracticeRow, PracticeTable, WholeColumn } from "../platform/database/columns";
import { invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { Refusal, type PlainDate } from "../vocabulary";

/** How a practice's statements are made from a day on. A new row replaces an earlier one; none is changed. */
@PracticeTable("statement_policy")
export class StatementPolicy extends PracticeRow {
  @DayColumn() effectiveFrom!: PlainDate;
  /** A run sends no second statement of an unchanged account sooner. */
  @WholeColumn() daysBetween!: number;
  /** From issue to the day by which it is to be paid. */
  @WholeColumn() dueDays!: number;
  @WholeColumn() payLinkDays!: number;
  /** Wrong dates of birth until a link is closed. */
  @WholeColumn() payLinkAttempts!: number;
  @InstantColumn() createdAt!: Date;
}

export type SetStatementPolicy = { practiceId: string; effectiveFrom: PlainDate; daysBetween: number; dueDays: number; payLinkDays: number; payLinkAttempts: number };

/** Sets the rules from a day on. Refuses NOT_FOUND, INVALID_INPUT. */
export async function setStatementPolicy(work: Work, { practiceId, effectiveFrom, ...rules }: SetStatementPolicy): Promise<StatementPolicy> {
  return work.atomically(async () => {
    const practice = await load(work, Practice, practiceId, { path: ["practiceId"], what: "practice" });
    for (const [name, most] of [
      ["daysBetween", 365],
      ["dueDays", 365],
      ["payLinkDays", 365],
      ["payLinkAttempts", 20],
    ] as const) {
      if (rules[name] < 1 || rules[name] > most) throw invalid([name], `${name} is from 1 to ${most}.`);
    }
    const policy = Object.assign(new StatementPolicy(), { practiceId: practice.id, effectiveFrom, ...rules, createdAt: work.now });
    work.em.persist(policy);
    return policy;
  });
}

/** The rules on a day, or NO_STATEMENT_POLICY. */
export async function statementPolicyOn(work: Work, practiceId: string, on: PlainDate): Promise<StatementPolicy> {
  const policy = await work.em.findOne(StatementPolicy, { practiceId, effectiveFrom: { $lte: on } }, { orderBy: { effectiveFrom: "desc", id: "desc" } });
  if (!policy) throw new Refusal("NO_STATEMENT_POLICY", "The practice has no statement policy for today; set one with statementPolicySet.");
  return policy;
}
