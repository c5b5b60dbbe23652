import type { Draft, ProfessionalClaim, ProfessionalClaims } from "../../src/edi";
import { cents, plainDate } from "../../src/vocabulary";

/** A plain office visit, of which other claims are made by adding to it. */
export const LINE = {
  procedure: { qualifier: "HC", code: "99213" },
  chargeAmount: cents(12050),
  unitBasis: "UN",
  quantity: "1",
  diagnosisPointers: [1],
  serviceFrom: plainDate("2026-03-02"),
};
export const CLAIM = {
  patientControlNumber: "RV-1001",
  chargeAmount: cents(12050),
  placeOfServiceCode: "11",
  facilityCodeQualifier: "B",
  frequencyCode: "1",
  providerSignatureOnFile: "Y",
  assignmentCode: "A",
  benefitsAssignmentCode: "Y",
  releaseOfInformationCode: "Y",
  diagnoses: [{ qualifier: "ABK", code: "J06.9" }],
  lines: [LINE],
};
export const PERSON = { entityType: "person", name: "Park", firstName: "Ada", identifierQualifier: "MI", identifier: "M1" } as const;
export const PAYER = { entityType: "organization", name: "Alpha Health Plan", identifierQualifier: "PI", identifier: "ALPHA01" } as const;

export function batchOf(...claims: readonly Draft<ProfessionalClaim>[]): Draft<ProfessionalClaims> {
  return {
    purposeCode: "00",
    referenceId: "B1",
    createdOn: plainDate("2026-03-03"),
    createdAtTime: "0800",
    typeCode: "CH",
    submitter: { entityType: "organization", name: "Riverside Clinic", identifierQualifier: "46", identifier: "S1" },
    receiver: { entityType: "organization", name: "Clearing One", identifierQualifier: "46", identifier: "R1" },
    billingProviders: [
      {
        provider: { entityType: "organization", name: "Riverside Clinic", identifierQualifier: "XX", identifier: "1234567893" },
        subscribers: [{ payerSequence: "P", relationshipCode: "18", person: PERSON, payer: PAYER, claims }],
      },
    ],
  };
}
