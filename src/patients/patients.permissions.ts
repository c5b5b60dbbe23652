import type { PermissionTable } from "../platform/access/permissions";

export const patientsPermissions = {
  "patients:read": {
    description: "See patients, their contacts and guarantors.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "CODER", "PAYMENT_POSTER", "COLLECTIONS_AGENT", "AUDITOR", "PRACTICE_ADMINISTRATOR", "PROVIDER", "FRONT_DESK", "EHR_APP", "PATIENT"],
  },
  "patients:write": { description: "Register patients and change them.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PRACTICE_ADMINISTRATOR", "FRONT_DESK", "EHR_APP"] },
} as const satisfies PermissionTable;
