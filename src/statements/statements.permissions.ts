import type { PermissionTable } from "../platform/access/permissions";

export const statementsPermissions = {
  "balances:read": {
    description: "See what accounts owe, per service line in amounts and days; a patient sees their own.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PAYMENT_POSTER", "COLLECTIONS_AGENT", "AUDITOR", "PRACTICE_ADMINISTRATOR", "FRONT_DESK", "EHR_APP", "PATIENT"],
  },
  "balances:read-services": {
    description: "See which service a balance is for: procedure codes and descriptions on balances and statements, and the statement on paper.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PAYMENT_POSTER", "AUDITOR", "PRACTICE_ADMINISTRATOR", "EHR_APP", "PATIENT"],
  },
  "statements:issue": { description: "Issue statements, alone and in runs, and make pay links.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PRACTICE_ADMINISTRATOR"] },
  "statements:read-runs": { description: "See runs of statements with what became of each account.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "AUDITOR", "PRACTICE_ADMINISTRATOR"] },
  "statements:set-policy": { description: "Set how a practice's statements are made.", roles: ["SERVICE_ADMINISTRATOR", "PRACTICE_ADMINISTRATOR"] },
  "accounts:read-holds": { description: "See why an account is held.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PAYMENT_POSTER", "COLLECTIONS_AGENT", "AUDITOR", "PRACTICE_ADMINISTRATOR"] },
  "accounts:hold": { description: "Hold accounts and release them.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "COLLECTIONS_AGENT", "PRACTICE_ADMINISTRATOR"] },
} as const satisfies PermissionTable;
