import { keepExternalRefs, Patient, type ExternalRefGiven } from "../patients";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { follow } from "../vocabulary";
import { checkedVisit, type VisitGiven } from "./checked-encounter";
import { Encounter } from "./encounter";
import { encounterLife, type EncounterMove } from "./encounter-status";
import { chargesOf, setCharges, type ChargeInList } from "./set-charges";
import { setDiagnoses } from "./set-diagnoses";

export type UpdateEncounter = Partial<VisitGiven> & {
  encounterId: string;
  diagnoses?: readonly string[] | null;
  charges?: readonly ChargeInList[] | null;
  externalRefs?: ExternalRefGiven[] | null;
  expectedVersion?: number | null;
};

/** What null takes away; of the other facts null and nothing mean that it stays. */
const CAN_BE_CLEARED = new Set(["referringProviderId", "supervisingProviderId", "priorAuthorizationNumber", "accident", "onsetOn", "admittedOn", "dischargedOn"]);

/**
 * Changes what is given while the visit is not coded yet; diagnoses and charges are lists that replace the whole.
 * Refuses NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, INVALID_INPUT, PRICE_NOT_FOUND, PRICE_MUST_BE_GIVEN, ALREADY_EXISTS.
 */
export async function updateEncounter(work: Work, { encounterId, expectedVersion, diagnoses, charges, externalRefs, ...changes }: UpdateEncounter): Promise<Encounter> {
  return work.atomically(async () => {
    const encounter = await openEncounter(work, { encounterId, expectedVersion, move: "update" });
    touch(work, encounter);
    await changeVisit(work, encounter, changes);
    if (diagnoses) await setDiagnoses(work, encounter, diagnoses);
    if (charges) await setCharges(work, encounter, charges);
    await keepChargesInVisit(work, encounter);
    await keepExternalRefs(work, { practiceId: encounter.practiceId, objectType: "encounter", objectId: encounter.id, externalRefs: externalRefs ?? [] });
    return encounter;
  });
}

/** The encounter, locked, of the version expected and in a state that allows the move. */
export async function openEncounter(work: Work, { encounterId, expectedVersion, move }: { encounterId: string; expectedVersion?: number | null; move: EncounterMove }): Promise<Encounter> {
  const encounter = await load(work, Encounter, encounterId, { lock: true, path: ["encounterId"], what: "encounter" });
  expectVersion(encounter, expectedVersion);
  follow(encounterLife, encounter.status, move);
  return encounter;
}

/** Its version counts every change of it, its diagnoses and its charges. */
export function touch(work: Work, encounter: Encounter): void {
  encounter.updatedAt = work.now;
  work.publish({ type: "encounter.updated", practiceId: encounter.practiceId, aggregate: { type: "encounter", id: encounter.id }, data: { patientId: encounter.patientId } });
}

async function changeVisit(work: Work, encounter: Encounter, changes: Partial<VisitGiven>): Promise<void> {
  const given = Object.fromEntries(Object.entries(changes).filter(([name, value]) => value !== undefined && (value !== null || CAN_BE_CLEARED.has(name))));
  if (!Object.keys(given).length) return;
  // One day of service stays one day when the day moves.
  if (given.servedFrom && !given.servedTo && encounter.servedTo === encounter.servedFrom) given.servedTo = given.servedFrom;
  // Another place brings its own place of service, unless one is given with it.
  if (given.locationId && !given.placeOfService && given.locationId !== encounter.locationId) given.placeOfService = null;
  const patient = await load(work, Patient, encounter.patientId);
  Object.assign(encounter, await checkedVisit(work, patient, { ...encounter, ...given }, encounter));
}

async function keepChargesInVisit(work: Work, encounter: Encounter): Promise<void> {
  await work.em.flush();
  const outside = (await chargesOf(work, encounter)).find((charge) => charge.servedOn < encounter.servedFrom || charge.servedTo > encounter.servedTo);
  if (outside) throw invalid(["servedFrom"], `Charge ${outside.position} was on a day outside of these; give charges with their new days in the same change.`);
}
