import { keepExternalRefs, Patient, type ExternalRefGiven } from "../patients";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import type { ChargeGiven } from "./checked-charge";
import { checkedVisit, type VisitGiven } from "./checked-encounter";
import { Encounter } from "./encounter";
import { rememberMove } from "./encounter-history";
import { setCharges } from "./set-charges";
import { setDiagnoses } from "./set-diagnoses";

export type CreateEncounter = VisitGiven & {
  patientId: string;
  /** ICD-10-CM codes without the point, the principal one first. */
  diagnoses?: readonly string[] | null;
  charges?: readonly ChargeGiven[] | null;
  externalRefs?: ExternalRefGiven[] | null;
};

/** Enters a visit. Refuses NOT_FOUND, INVALID_INPUT, PRICE_NOT_FOUND, ALREADY_EXISTS (an external reference). */
export async function createEncounter(work: Work, { patientId, diagnoses, charges, externalRefs, ...visit }: CreateEncounter): Promise<Encounter> {
  return work.atomically(async () => {
    const patient = await load(work, Patient, patientId, { path: ["patientId"], what: "patient" });
    const { practiceId } = patient;
    const encounter = Object.assign(new Encounter(), { practiceId, patientId, statusSince: work.now, createdAt: work.now, updatedAt: work.now }, await checkedVisit(work, patient, visit));
    work.em.persist(encounter);
    rememberMove(work, encounter, "create", null);
    await setDiagnoses(work, encounter, diagnoses ?? []);
    await setCharges(work, encounter, charges ?? []);
    await work.em.flush();
    await keepExternalRefs(work, { practiceId, objectType: "encounter", objectId: encounter.id, externalRefs: externalRefs ?? [] });
    work.publish({ type: "encounter.created", practiceId, aggregate: { type: "encounter", id: encounter.id }, data: { patientId } });
    return encounter;
  });
}
