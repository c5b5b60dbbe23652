import type { PermissionTable } from "../platform/access/permissions";

export const paymentsPermissions = {
  "payments:read": {
    description: "See payments, receipts, refunds and checkouts; a patient sees their own account's.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PAYMENT_POSTER", "COLLECTIONS_AGENT", "AUDITOR", "PRACTICE_ADMINISTRATOR", "FRONT_DESK", "EHR_APP", "PATIENT"],
  },
  "payments:take": {
    description: "Open a checkout for what an account owes; a patient for their own.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PAYMENT_POSTER", "COLLECTIONS_AGENT", "PRACTICE_ADMINISTRATOR", "FRONT_DESK", "EHR_APP", "PATIENT"],
  },
  "payments:record": { description: "Write down cash and cheques.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PAYMENT_POSTER", "PRACTICE_ADMINISTRATOR", "FRONT_DESK"] },
  "payments:correct": { description: "Void cash and cheques, apply credit by hand.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "PAYMENT_POSTER", "PRACTICE_ADMINISTRATOR"] },
  "payments:refund": { description: "Give money back.", roles: ["SERVICE_ADMINISTRATOR", "PAYMENT_POSTER", "PRACTICE_ADMINISTRATOR"] },
  "payments:reconcile": { description: "See the processor's news, disputes and deposits.", roles: ["SERVICE_ADMINISTRATOR", "PAYMENT_POSTER", "AUDITOR"] },
  "payments:retry-events": { description: "Work again on the processor's news that waits.", roles: ["SERVICE_ADMINISTRATOR", "PAYMENT_POSTER"] },
} as const satisfies PermissionTable;
