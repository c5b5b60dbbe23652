import { invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Patient } from "./patient";
import { PatientContact, type ContactKind } from "./patient-contact";

export type AddPatientContact = { patientId: string; kind: ContactKind; name: string; phone?: string | null; email?: string | null };

/** Adds someone to call about a patient. Refuses NOT_FOUND, INVALID_INPUT. */
export async function addPatientContact(work: Work, { patientId, kind, name, phone, email }: AddPatientContact): Promise<Patient> {
  return work.atomically(async () => {
    const patient = await load(work, Patient, patientId, { path: ["patientId"], what: "patient" });
    if (!name.trim()) throw invalid(["name"], "name is not empty.");
    if (!phone?.trim() && !email?.trim()) throw invalid(["phone"], "A contact has a phone or an email.");
    work.em.persist(
      Object.assign(new PatientContact(), { practiceId: patient.practiceId, patientId, kind, name: name.trim(), phone: phone?.trim() || null, email: email?.trim() || null, createdAt: work.now }),
    );
    return patient;
  });
}
