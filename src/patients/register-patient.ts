import { Refusal, type PlainDate } from "../vocabulary";
import { takeAddress, Practice, type AddressGiven } from "../practices";
import { expectVersion, invalid, load, takeName } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { keepExternalRefs, type ExternalRefGiven } from "./external-reference";
import { Guarantor } from "./guarantor";
import { Patient, type GuarantorRelationship, type Sex } from "./patient";

export type GuarantorGiven = {
  firstName: string;
  lastName: string;
  birthDate?: PlainDate | null;
  address: AddressGiven;
  phone?: string | null;
  email?: string | null;
  emailConsent?: boolean | null;
};

export type CreatePatient = {
  practiceId: string;
  medicalRecordNumber: string;
  firstName: string;
  middleName?: string | null;
  lastName: string;
  suffix?: string | null;
  birthDate: PlainDate;
  sex: Sex;
  address: AddressGiven;
  phone?: string | null;
  email?: string | null;
  emailConsent?: boolean | null;
  /** An existing guarantor, or a new one; neither: the patient answers for themselves. */
  guarantorId?: string | null;
  guarantor?: GuarantorGiven | null;
  guarantorRelationship?: GuarantorRelationship | null;
  externalRefs?: ExternalRefGiven[] | null;
};

/** Registers a patient with the account that answers for the bills. Refuses NOT_FOUND, INVALID_INPUT, ALREADY_EXISTS. */
export async function createPatient(work: Work, input: CreatePatient): Promise<Patient> {
  return work.atomically(async () => {
    const practice = await load(work, Practice, input.practiceId, { path: ["practiceId"], what: "practice" });
    const medicalRecordNumber = input.medicalRecordNumber.trim();
    if (!medicalRecordNumber || medicalRecordNumber.length > 50) throw invalid(["medicalRecordNumber"], "medicalRecordNumber has 1 to 50 characters.");
    if (await work.em.findOne(Patient, { practiceId: practice.id, medicalRecordNumber })) {
      throw new Refusal("ALREADY_EXISTS", "The practice has a patient with this medical record number already.", {}, ["medicalRecordNumber"]);
    }
    const person = checkedPerson(input, work.today(practice.timeZone));
    const { guarantor, relationship } = await guarantorOf(work, input, practice.id);
    const patient = Object.assign(new Patient(), {
      practiceId: practice.id,
      medicalRecordNumber,
      ...person,
      guarantorId: guarantor.id,
      guarantorRelationship: relationship,
      createdAt: work.now,
    });
    work.em.persist(guarantor).persist(patient);
    await work.em.flush();
    await keepExternalRefs(work, { practiceId: practice.id, objectType: "patient", objectId: patient.id, externalRefs: input.externalRefs ?? [] });
    work.publish({ type: "patient.created", practiceId: practice.id, aggregate: { type: "patient", id: patient.id } });
    return patient;
  });
}

export type UpdatePatient = Partial<Omit<CreatePatient, "practiceId" | "guarantor" | "medicalRecordNumber">> & { patientId: string; active?: boolean | null; expectedVersion?: number | null };

/** Changes what is given. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, ALREADY_EXISTS. */
export async function updatePatient(work: Work, { patientId, expectedVersion, active, externalRefs, guarantorId, guarantorRelationship, ...changes }: UpdatePatient): Promise<Patient> {
  return work.atomically(async () => {
    const patient = await load(work, Patient, patientId, { lock: true, path: ["patientId"], what: "patient" });
    expectVersion(patient, expectedVersion);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined && value !== null));
    const practice = await load(work, Practice, patient.practiceId);
    Object.assign(patient, checkedPerson({ ...patient, ...given } as CreatePatient, work.today(practice.timeZone)));
    if (guarantorId) patient.guarantorId = (await load(work, Guarantor, guarantorId, { path: ["guarantorId"], what: "guarantor" })).id;
    if (guarantorRelationship) patient.guarantorRelationship = guarantorRelationship;
    if (active !== null && active !== undefined) patient.active = active;
    await keepExternalRefs(work, { practiceId: patient.practiceId, objectType: "patient", objectId: patient.id, externalRefs: externalRefs ?? [] });
    work.publish({ type: "patient.updated", practiceId: patient.practiceId, aggregate: { type: "patient", id: patient.id } });
    return patient;
  });
}

async function guarantorOf(work: Work, input: CreatePatient, practiceId: string): Promise<{ guarantor: Guarantor; relationship: GuarantorRelationship }> {
  if (input.guarantorId && input.guarantor) throw invalid(["guarantor"], "Give guarantorId or guarantor, not both.");
  if (input.guarantorId) {
    const guarantor = await load(work, Guarantor, input.guarantorId, { path: ["guarantorId"], what: "guarantor" });
    if (guarantor.practiceId !== practiceId) throw new Refusal("NOT_FOUND", "There is no such guarantor, or it is not yours.", {}, ["guarantorId"]);
    return { guarantor, relationship: input.guarantorRelationship ?? "OTHER" };
  }
  if (input.guarantor) {
    return { guarantor: newGuarantor(work, practiceId, input.guarantor, ["guarantor"]), relationship: input.guarantorRelationship ?? "PARENT" };
  }
  return { guarantor: newGuarantor(work, practiceId, input, []), relationship: "SELF" };
}

function newGuarantor(work: Work, practiceId: string, given: GuarantorGiven, path: readonly string[]): Guarantor {
  return Object.assign(new Guarantor(), {
    practiceId,
    firstName: takeName([...path, "firstName"], given.firstName, 35),
    lastName: takeName([...path, "lastName"], given.lastName, 60),
    birthDate: given.birthDate ?? null,
    address: takeAddress(given.address, [...path, "address"]),
    phone: phoneOf(given.phone, [...path, "phone"]),
    email: emailOf(given.email, [...path, "email"]),
    emailConsent: given.emailConsent ?? false,
    createdAt: work.now,
  });
}

function checkedPerson(input: CreatePatient, today: PlainDate) {
  if (input.birthDate > today) throw invalid(["birthDate"], "birthDate is today or earlier (DMG02).");
  return {
    firstName: takeName(["firstName"], input.firstName, 35),
    middleName: input.middleName?.trim() || null,
    lastName: takeName(["lastName"], input.lastName, 60),
    suffix: input.suffix?.trim() || null,
    birthDate: input.birthDate,
    sex: input.sex,
    address: takeAddress(input.address, ["address"]),
    phone: phoneOf(input.phone, ["phone"]),
    email: emailOf(input.email, ["email"]),
  };
}

function phoneOf(given: string | null | undefined, path: readonly string[]): string | null {
  if (!given) return null;
  const digits = given.replace(/\D/g, "").replace(/^1(?=\d{10}$)/, "");
  if (digits.length !== 10) throw invalid(path, "phone has ten digits.");
  return digits;
}

function emailOf(given: string | null | undefined, path: readonly string[]): string | null {
  if (!given) return null;
  const email = given.trim();
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) throw invalid(path, "email is an address such as ada@example.com.");
  return email;
}
