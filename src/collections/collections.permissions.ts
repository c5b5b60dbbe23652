import type { PermissionTable } from "../platform/access/permissions";

export const collectionsPermissions = {
  "collections:read": {
    description: "See how overdue accounts are asked, and why.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PAYMENT_POSTER", "COLLECTIONS_AGENT", "AUDITOR", "PRACTICE_ADMINISTRATOR"],
  },
  "collections:set-policy": { description: "Set when and how overdue accounts are asked.", roles: ["SERVICE_ADMINISTRATOR", "PRACTICE_ADMINISTRATOR"] },
} as const satisfies PermissionTable;
