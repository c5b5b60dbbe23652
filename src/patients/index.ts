export { ExternalReference, keepExternalRefs, type ExternalRefGiven } from "./external-reference";
export { externalRefFilter, ExternalRefInput, ExternalRefType, GuarantorType, PatientType, SexEnum } from "./graphql/patients.types";
export { Guarantor } from "./guarantor";
export { Patient, type Sex } from "./patient";
export { createPatient, type CreatePatient } from "./register-patient";
export { patientsRoom } from "./room";
