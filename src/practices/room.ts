import type { Room } from "../platform/room";
import { Fee, FeeSchedule } from "./fee-schedule";
import { PracticesResolver } from "./graphql/practices.resolver";
import { Location } from "./location";
import { Payer } from "./payer";
import { Practice } from "./practice";
import { practicesPermissions } from "./practices.permissions";
import { Provider } from "./provider";

export const practicesRoom: Room = {
  name: "practices",
  entities: [Practice, Location, Provider, Payer, FeeSchedule, Fee],
  resolvers: [PracticesResolver],
  permissions: practicesPermissions,
  refusals: {},
  events: { "practice.created": { description: "A practice became a client.", data: {} } },
};
