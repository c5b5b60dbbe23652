import type { Work } from "../platform/work/work";
import type { PlainDate } from "../vocabulary";
import { Coverage } from "./coverage";

/** Who insures a patient on a day, primary first. There is at most one of each rank. */
export async function coveragesInForce(work: Work, { practiceId, patientId, on }: { practiceId: string; patientId: string; on: PlainDate }): Promise<Coverage[]> {
  return work.em.find(
    Coverage,
    { practiceId, patientId, effectiveFrom: { $lte: on }, $or: [{ effectiveTo: null }, { effectiveTo: { $gte: on } }] },
    { orderBy: { rank: "asc" } },
  );
}
