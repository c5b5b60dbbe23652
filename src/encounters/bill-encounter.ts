import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Charge } from "./charge";
import { Diagnosis } from "./diagnosis";
import { Encounter } from "./encounter";
import { moveEncounter } from "./encounter-history";

export type EncounterWithLines = { readonly encounter: Encounter; readonly diagnoses: readonly Diagnosis[]; readonly charges: readonly Charge[] };

/** An encounter with its diagnoses and charges in force, each in order. Refuses NOT_FOUND. */
export async function loadEncounterWithLines(work: Work, encounterId: string, options: { lock?: boolean; path?: readonly string[] } = {}): Promise<EncounterWithLines> {
  const encounter = await load(work, Encounter, encounterId, { lock: options.lock ?? false, path: options.path ?? ["encounterId"], what: "encounter" });
  const of = { practiceId: encounter.practiceId, encounterId };
  const diagnoses = await work.em.find(Diagnosis, of, { orderBy: { position: "asc" } });
  const charges = await work.em.find(Charge, of, { orderBy: { position: "asc" } });
  return { encounter, diagnoses, charges };
}

/** For the claims room: the encounter stands on a claim, or was billed to the patient. Refuses NOT_FOUND, MOVE_NOT_ALLOWED. */
export async function markEncounterBilled(work: Work, { encounterId, reason }: { encounterId: string; reason?: string | null }): Promise<Encounter> {
  return work.atomically(async () => {
    const { encounter, charges } = await loadEncounterWithLines(work, encounterId, { lock: true });
    moveEncounter(work, encounter, "bill", reason ?? null);
    for (const charge of charges) charge.billedAt ??= work.now;
    return encounter;
  });
}

/** For the claims room: the claim was voided, the encounter can be billed again. Refuses NOT_FOUND, MOVE_NOT_ALLOWED. */
export async function reopenEncounterBilling(work: Work, { encounterId, reason }: { encounterId: string; reason?: string | null }): Promise<Encounter> {
  return work.atomically(async () => {
    const encounter = await load(work, Encounter, encounterId, { lock: true, path: ["encounterId"], what: "encounter" });
    moveEncounter(work, encounter, "reopenBilling", reason ?? null);
    return encounter;
  });
}
