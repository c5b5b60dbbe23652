import { Refusal, type Cents, type PlainDate } from "../vocabulary";
import { invalid, load, takeName } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Fee, FeeSchedule } from "./fee-schedule";
import { Practice } from "./practice";

export type SetFeeSchedule = {
  practiceId: string;
  name: string;
  effectiveFrom: PlainDate;
  fees: { procedureCode: string; modifier?: string | null; amountCents: Cents }[];
};

/**
 * What the practice charges from a day on. A schedule is never edited: prices already charged keep theirs, a change
 * is a new schedule with a later day. Refuses NOT_FOUND, INVALID_INPUT, ALREADY_EXISTS.
 */
export async function setFeeSchedule(work: Work, input: SetFeeSchedule): Promise<FeeSchedule> {
  return work.atomically(async () => {
    await load(work, Practice, input.practiceId, { path: ["practiceId"], what: "practice" });
    if (!input.fees.length) throw invalid(["fees"], "fees has at least one fee.");
    const { practiceId, name, effectiveFrom } = input;
    if (await work.em.findOne(FeeSchedule, { practiceId, effectiveFrom })) throw new Refusal("ALREADY_EXISTS", "The practice has a schedule from this day already.", {}, ["effectiveFrom"]);
    const schedule = Object.assign(new FeeSchedule(), { practiceId, name: takeName(["name"], name, 200), effectiveFrom, createdAt: work.now });
    work.em.persist(schedule);
    const seen = new Set<string>();
    input.fees.forEach(({ procedureCode, modifier, amountCents }, index) => {
      if (amountCents < 0n) throw invalid(["fees", String(index), "amountCents"], "A fee is zero or more.");
      if (modifier?.trim() && !/^[A-Z0-9]{2}$/i.test(modifier.trim())) throw invalid(["fees", String(index), "modifier"], "A modifier has two letters or digits (SV101-3).");
      const key = `${procedureCode}-${modifier?.trim().toUpperCase() ?? ""}`;
      if (seen.has(key)) throw invalid(["fees", String(index), "procedureCode"], "Each code and modifier stands once.");
      seen.add(key);
      work.em.persist(Object.assign(new Fee(), { practiceId, feeScheduleId: schedule.id, procedureCode, modifier: modifier?.trim().toUpperCase() ?? "", amountCents }));
    });
    await work.em.flush();
    return schedule;
  });
}

/**
 * The practice's price of one unit on a day: of the code with its first modifier, else of the code alone; null when
 * the schedule in force names neither.
 */
export async function findFee(work: Work, { practiceId, procedureCode, modifier, on }: { practiceId: string; procedureCode: string; modifier: string | null; on: PlainDate }): Promise<Cents | null> {
  const [schedule] = await work.em.find(FeeSchedule, { practiceId, effectiveFrom: { $lte: on } }, { orderBy: { effectiveFrom: "desc" }, limit: 1 });
  if (!schedule) return null;
  const fees = await work.em.find(Fee, { practiceId, feeScheduleId: schedule.id, procedureCode, modifier: { $in: ["", modifier ?? ""] } });
  return (fees.find((fee) => modifier && fee.modifier === modifier) ?? fees.find((fee) => fee.modifier === ""))?.amountCents ?? null;
}
