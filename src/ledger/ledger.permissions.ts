import type { PermissionTable } from "../platform/access/permissions";

export const ledgerPermissions = {
  "ledger:read": {
    description: "See the book: entries, explanations, trial balance, health.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PAYMENT_POSTER", "AUDITOR", "PRACTICE_ADMINISTRATOR"],
  },
} as const satisfies PermissionTable;
