import type { PermissionTable } from "../platform/access/permissions";

export const staffPermissions = {
  "staff:read": {
    description: "See the people and programs that act for the billing service.",
    roles: ["SERVICE_ADMINISTRATOR", "AUDITOR"],
  },
  "staff:manage": {
    description: "Add people and programs, change their roles, end their access.",
    roles: ["SERVICE_ADMINISTRATOR"],
  },
} as const satisfies PermissionTable;
