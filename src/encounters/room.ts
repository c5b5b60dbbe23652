import type { Room } from "../platform/room";
import type { Lifecycle } from "../vocabulary";
import { Charge } from "./charge";
import { Diagnosis } from "./diagnosis";
import { Encounter } from "./encounter";
import { EncounterHistory } from "./encounter-history";
import { encounterLife } from "./encounter-status";

export const encountersRoom: Room = {
  name: "encounters",
  entities: [Encounter, Diagnosis, Charge, EncounterHistory],
  resolvers: [],
  permissions: {},
  refusals: {},
  events: {},
  lifecycles: [encounterLife as unknown as Lifecycle],
};
