import { expectVersion, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Encounter } from "./encounter";
import { moveEncounter } from "./encounter-history";

export type MoveEncounterGiven = { encounterId: string; expectedVersion?: number | null };

/** Hands a visit to the coders: it waits in their queue. Refuses NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED. */
export async function submitEncounterForCoding(work: Work, { encounterId, expectedVersion }: MoveEncounterGiven): Promise<Encounter> {
  return work.atomically(async () => {
    const encounter = await load(work, Encounter, encounterId, { lock: true, path: ["encounterId"], what: "encounter" });
    expectVersion(encounter, expectedVersion);
    moveEncounter(work, encounter, "submitForCoding");
    work.publish({ type: "encounter.ready_for_coding", practiceId: encounter.practiceId, aggregate: { type: "encounter", id: encounter.id }, data: { patientId: encounter.patientId } });
    return encounter;
  });
}
