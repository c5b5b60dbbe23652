import type { PermissionTable } from "../platform/access/permissions";

export const practicesPermissions = {
  "practices:read": {
    description: "See practices with their places of care, clinicians and fees.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "CODER", "PAYMENT_POSTER", "COLLECTIONS_AGENT", "TRANSCRIPTIONIST", "AUDITOR", "PRACTICE_ADMINISTRATOR", "PROVIDER", "FRONT_DESK", "EHR_APP", "PATIENT"],
  },
  "practices:read-tax": {
    description: "See a practice's tax id.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "AUDITOR", "PRACTICE_ADMINISTRATOR"],
  },
  "practices:create": { description: "Take a practice on as a client.", roles: ["SERVICE_ADMINISTRATOR"] },
  "practices:manage": { description: "Change a practice, its places of care, clinicians and fees.", roles: ["SERVICE_ADMINISTRATOR", "PRACTICE_ADMINISTRATOR"] },
  "payers:read": {
    description: "See the insurers of the billing service.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "CODER", "PAYMENT_POSTER", "COLLECTIONS_AGENT", "AUDITOR", "PRACTICE_ADMINISTRATOR", "PROVIDER", "FRONT_DESK", "EHR_APP", "PATIENT"],
  },
  "payers:manage": { description: "Add insurers and change how claims are filed with them.", roles: ["SERVICE_ADMINISTRATOR", "BILLER"] },
} as const satisfies PermissionTable;
