import type { PermissionTable } from "../platform/access/permissions";

export const encountersPermissions = {
  "encounters:read": {
    description: "See visits: when, where, by whom, in which state, and what they cost.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "CODER", "PAYMENT_POSTER", "COLLECTIONS_AGENT", "AUDITOR", "PRACTICE_ADMINISTRATOR", "PROVIDER", "FRONT_DESK", "EHR_APP", "PATIENT"],
  },
  "encounters:read-clinical": {
    description: "See what visits were about: diagnoses, procedures, drugs, accidents, reasons and questions; and search by them.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "CODER", "PAYMENT_POSTER", "AUDITOR", "PRACTICE_ADMINISTRATOR", "PROVIDER", "EHR_APP"],
  },
  "encounters:write": {
    description: "Enter visits with their diagnoses and charges, change them before they are coded, hand them to the coders.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PRACTICE_ADMINISTRATOR", "PROVIDER", "EHR_APP"],
  },
  "encounters:cancel": { description: "Cancel visits that were not billed.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PRACTICE_ADMINISTRATOR", "EHR_APP"] },
} as const satisfies PermissionTable;
