import type { Room } from "../platform/room";
import type { Lifecycle } from "../vocabulary";
import { Charge } from "./charge";
import { Diagnosis } from "./diagnosis";
import { Encounter } from "./encounter";
import { EncounterHistory } from "./encounter-history";
import { encounterLife } from "./encounter-status";
import { encountersEvents } from "./encounters.events";
import { encountersPermissions } from "./encounters.permissions";
import { encountersRefusals } from "./encounters.refusals";
import { EncountersResolver } from "./graphql/encounters.resolver";
import { PatientEncounters } from "./graphql/encounters.types";

export const encountersRoom: Room = {
  name: "encounters",
  entities: [Encounter, Diagnosis, Charge, EncounterHistory],
  resolvers: [EncountersResolver, PatientEncounters],
  permissions: encountersPermissions,
  refusals: encountersRefusals,
  events: encountersEvents,
  lifecycles: [encounterLife as unknown as Lifecycle],
};
