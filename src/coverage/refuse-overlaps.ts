import { toTypeId } from "../platform/database/ids";
import type { Work } from "../platform/work/work";
import { Refusal, type PlainDate } from "../vocabulary";
import { Coverage } from "./coverage";

type Period = { effectiveFrom: PlainDate; effectiveTo: PlainDate | null };
export type CoverageKey = Period & Pick<Coverage, "id" | "practiceId" | "patientId" | "rank" | "payerId" | "memberId">;

/**
 * One payer of a rank at a time, and a policy once at a time. The caller holds the patient's row locked, so that two
 * who add at once cannot both find the place free. Refuses COVERAGE_OVERLAPS.
 */
export async function refuseOverlaps(work: Work, coverage: CoverageKey): Promise<void> {
  const { practiceId, patientId, id, rank, payerId, memberId } = coverage;
  const others = await work.em.find(Coverage, { practiceId, patientId, id: { $ne: id }, $or: [{ rank }, { payerId, memberId }] }, { orderBy: { effectiveFrom: "asc" } });
  const other = others.find((each) => overlap(each, coverage));
  if (!other) return;
  const name = toTypeId("cov", other.id);
  throw other.rank === rank
    ? new Refusal("COVERAGE_OVERLAPS", `The patient's coverage ${name} has this rank on some of these days; end it first, or choose other days or another rank.`, { coverage: other.id }, ["rank"])
    : new Refusal("COVERAGE_OVERLAPS", `The patient's coverage ${name} is this policy already, at another rank, on some of these days.`, { coverage: other.id }, ["memberId"]);
}

function overlap(a: Period, b: Period): boolean {
  return (b.effectiveTo === null || a.effectiveFrom <= b.effectiveTo) && (a.effectiveTo === null || b.effectiveFrom <= a.effectiveTo);
}
