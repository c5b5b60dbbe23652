import type { Room } from "../platform/room";
import { ExternalReference } from "./external-reference";
import { PatientsResolver } from "./graphql/patients.resolver";
import { Guarantor } from "./guarantor";
import { Patient } from "./patient";
import { PatientContact } from "./patient-contact";
import { patientsPermissions } from "./patients.permissions";

export const patientsRoom: Room = {
  name: "patients",
  entities: [Patient, Guarantor, PatientContact, ExternalReference],
  resolvers: [PatientsResolver],
  permissions: patientsPermissions,
  refusals: {},
  events: {
    "patient.created": { description: "A patient was registered.", data: {} },
    "patient.updated": { description: "A patient's record was changed.", data: {} },
  },
};
