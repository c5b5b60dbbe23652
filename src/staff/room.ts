import type { Room } from "../platform/room";
import { App } from "./app";
import { StaffResolver } from "./graphql/staff.resolver";
import { staffPermissions } from "./staff.permissions";
import { staffRefusals } from "./staff.refusals";
import { StaffUser } from "./staff-user";

export const staffRoom: Room = {
  name: "staff",
  entities: [StaffUser, App],
  resolvers: [StaffResolver],
  permissions: staffPermissions,
  refusals: staffRefusals,
  events: {},
};
