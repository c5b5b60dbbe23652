import { keepExternalRefs, Patient, type ExternalRefGiven } from "../patients";
import { Practice } from "../practices";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { checkedCoverage, type CoverageGiven } from "./checked-coverage";
import { Coverage } from "./coverage";
import { refuseOverlaps } from "./refuse-overlaps";

export type AddCoverage = CoverageGiven & { patientId: string; externalRefs?: ExternalRefGiven[] | null };

/** Enters who insures a patient. Refuses NOT_FOUND, INVALID_INPUT, COVERAGE_OVERLAPS, ALREADY_EXISTS (an external reference). */
export async function addCoverage(work: Work, { patientId, externalRefs, ...given }: AddCoverage): Promise<Coverage> {
  return work.atomically(async () => {
    const patient = await load(work, Patient, patientId, { lock: true, path: ["patientId"], what: "patient" });
    const practice = await load(work, Practice, patient.practiceId);
    const coverage = Object.assign(new Coverage(), { practiceId: patient.practiceId, patientId, createdAt: work.now }, await checkedCoverage(work, given, work.today(practice.timeZone)));
    await refuseOverlaps(work, coverage);
    work.em.persist(coverage);
    await work.em.flush();
    await keepExternalRefs(work, { practiceId: patient.practiceId, objectType: "coverage", objectId: coverage.id, externalRefs: externalRefs ?? [] });
    work.publish({ type: "coverage.added", practiceId: patient.practiceId, aggregate: { type: "coverage", id: coverage.id }, data: { patientId, payerId: coverage.payerId, rank: coverage.rank } });
    return coverage;
  });
}
