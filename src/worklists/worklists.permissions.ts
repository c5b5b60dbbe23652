import type { PermissionTable } from "../platform/access/permissions";

export const worklistsPermissions = {
  "tasks:read": {
    description: "See the worklists.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "CODER", "PAYMENT_POSTER", "AUDITOR", "PRACTICE_ADMINISTRATOR", "PROVIDER"],
  },
  "tasks:work": {
    description: "Open, assign, snooze, complete and dismiss tasks.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "CODER", "PAYMENT_POSTER", "PRACTICE_ADMINISTRATOR"],
  },
} as const satisfies PermissionTable;
