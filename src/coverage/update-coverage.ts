import { keepExternalRefs, Patient, type ExternalRefGiven } from "../patients";
import { Practice } from "../practices";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import type { PlainDate } from "../vocabulary";
import { checkedCoverage, type CoverageGiven } from "./checked-coverage";
import { Coverage } from "./coverage";
import { refuseOverlaps } from "./refuse-overlaps";

export type UpdateCoverage = Partial<CoverageGiven> & { coverageId: string; externalRefs?: ExternalRefGiven[] | null; expectedVersion?: number | null };

/** What null takes away; of the other facts null and nothing mean that it stays. */
const CAN_BE_CLEARED = new Set(["groupNumber", "planName", "effectiveTo"]);

/** Changes what is given. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, COVERAGE_OVERLAPS, ALREADY_EXISTS. */
export async function updateCoverage(work: Work, { coverageId, expectedVersion, externalRefs, ...changes }: UpdateCoverage): Promise<Coverage> {
  return work.atomically(async () => {
    const coverage = await lockCoverage(work, coverageId, expectedVersion);
    const practice = await load(work, Practice, coverage.practiceId);
    const given = Object.fromEntries(Object.entries(changes).filter(([name, value]) => value !== undefined && (value !== null || CAN_BE_CLEARED.has(name))));
    // The patient became the subscriber: whoever it was before goes with the old relationship.
    const subscriber = given.subscriberRelationship === "SELF" && !given.subscriber ? null : coverage.subscriber;
    const { payerId, rank, memberId, groupNumber, planName, subscriberRelationship, effectiveFrom, effectiveTo } = coverage;
    const wanted = { payerId, rank, memberId, groupNumber, planName, subscriberRelationship, subscriber, effectiveFrom, effectiveTo, ...given } as CoverageGiven;
    Object.assign(coverage, await checkedCoverage(work, wanted, work.today(practice.timeZone)));
    await refuseOverlaps(work, coverage);
    await keepExternalRefs(work, { practiceId: coverage.practiceId, objectType: "coverage", objectId: coverage.id, externalRefs: externalRefs ?? [] });
    publish(work, "coverage.updated", coverage);
    return coverage;
  });
}

export type EndCoverage = { coverageId: string; lastDay: PlainDate; expectedVersion?: number | null };

/** Gives a coverage its last day, earlier than it had or the first it gets. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT. */
export async function endCoverage(work: Work, { coverageId, lastDay, expectedVersion }: EndCoverage): Promise<Coverage> {
  return work.atomically(async () => {
    const coverage = await lockCoverage(work, coverageId, expectedVersion);
    if (lastDay < coverage.effectiveFrom) throw invalid(["lastDay"], "lastDay is not before the day from which the coverage is in force.");
    if (coverage.effectiveTo && lastDay > coverage.effectiveTo) throw invalid(["lastDay"], "The coverage ends earlier already; coverageUpdate makes it longer.");
    coverage.effectiveTo = lastDay;
    publish(work, "coverage.ended", coverage);
    return coverage;
  });
}

/** The patient first, as whoever adds does: one order of locks, and overlaps are judged by one at a time. */
async function lockCoverage(work: Work, coverageId: string, expectedVersion: number | null | undefined): Promise<Coverage> {
  const { patientId } = await load(work, Coverage, coverageId, { path: ["coverageId"], what: "coverage" });
  await load(work, Patient, patientId, { lock: true });
  const coverage = await load(work, Coverage, coverageId, { lock: true, path: ["coverageId"], what: "coverage" });
  expectVersion(coverage, expectedVersion);
  return coverage;
}

function publish(work: Work, type: string, { practiceId, id, patientId, payerId, rank }: Coverage): void {
  work.publish({ type, practiceId, aggregate: { type: "coverage", id }, data: { patientId, payerId, rank } });
}
