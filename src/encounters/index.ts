export { loadEncounterWithLines, markEncounterBilled, reopenEncounterBilling, type EncounterWithLines } from "./bill-encounter";
export { Charge, type Ndc, type UnitKind } from "./charge";
export { Diagnosis } from "./diagnosis";
export { Encounter, type Accident, type Assignment, type BenefitsAssignment, type ReleaseOfInformation } from "./encounter";
export { EncounterHistory, moveEncounter } from "./encounter-history";
export { encounterLife, type EncounterMove, type EncounterStatus } from "./encounter-status";
export { encountersRoom } from "./room";
