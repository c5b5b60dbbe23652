import type { PermissionTable } from "../platform/access/permissions";

export const coveragePermissions = {
  "coverage:read": {
    description: "See which payers insure a patient, in which order and from when to when.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "CODER", "PAYMENT_POSTER", "COLLECTIONS_AGENT", "AUDITOR", "PRACTICE_ADMINISTRATOR", "PROVIDER", "FRONT_DESK", "EHR_APP", "PATIENT"],
  },
  "coverage:read-identifiers": {
    description: "See member and group numbers and who holds the policy, and search by member number.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PAYMENT_POSTER", "AUDITOR", "PRACTICE_ADMINISTRATOR", "FRONT_DESK", "EHR_APP"],
  },
  "coverage:write": { description: "Add, change and end coverages.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PRACTICE_ADMINISTRATOR", "FRONT_DESK", "EHR_APP"] },
} as const satisfies PermissionTable;
