import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Encounter } from "./encounter";
import { moveEncounter } from "./encounter-history";

export type CancelEncounter = { encounterId: string; reason: string; expectedVersion?: number | null };

/** Ends a visit that will not be billed. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED (billed: void the claim first). */
export async function cancelEncounter(work: Work, { encounterId, reason, expectedVersion }: CancelEncounter): Promise<Encounter> {
  return work.atomically(async () => {
    const encounter = await load(work, Encounter, encounterId, { lock: true, path: ["encounterId"], what: "encounter" });
    expectVersion(encounter, expectedVersion);
    moveEncounter(work, encounter, "cancel", takeReason(reason, ["reason"]));
    work.publish({ type: "encounter.cancelled", practiceId: encounter.practiceId, aggregate: { type: "encounter", id: encounter.id }, data: { patientId: encounter.patientId } });
    return encounter;
  });
}

/** Why, in a person's words: it may hold PHI, so it is kept in the history only. */
export function takeReason(text: string, path: readonly string[], most = 500): string {
  const reason = text.trim();
  if (!reason || reason.length > most) throw invalid(path, `${path.at(-1)} has 1 to ${most} characters.`);
  return reason;
}
