import type { PermissionTable } from "../platform/access/permissions";
import type { Room } from "../platform/room";
import { ArAgingLineResolver, ReportsResolver } from "./graphql/reports.resolver";

export const reportsPermissions = {
  "reports:read": {
    description: "See the reports: what is owed, by whom, how old.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PAYMENT_POSTER", "AUDITOR", "PRACTICE_ADMINISTRATOR"],
  },
} as const satisfies PermissionTable;

export const reportsRoom: Room = { name: "reports", entities: [], resolvers: [ReportsResolver, ArAgingLineResolver], permissions: reportsPermissions, refusals: {}, events: {} };
