import type { PermissionTable } from "../platform/access/permissions";

const POSTING = ["SERVICE_ADMINISTRATOR", "BILLER", "PAYMENT_POSTER"] as const;

/** The front desk, collectors, EHR programs and patients see what is owed, not what payers said: balances are theirs, remittances are not. */
export const remittancePermissions = {
  "remittances:read": { description: "See remittances: payments of insurers, their claims, lines and adjustments.", roles: [...POSTING, "AUDITOR", "PRACTICE_ADMINISTRATOR"] },
  "remittances:read-content": { description: "See the text of a remittance as it came: names and member ids of many patients.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "AUDITOR"] },
  "remittances:receive": { description: "Hand in remittance files, or enter a paper EOB.", roles: [...POSTING] },
  "remittances:post": { description: "Post remittances, match their claims by hand, accept or discard those that wait.", roles: [...POSTING] },
  "remittances:deposit": { description: "Record that the money of a remittance arrived in the bank.", roles: ["SERVICE_ADMINISTRATOR", "PAYMENT_POSTER", "PRACTICE_ADMINISTRATOR"] },
  "denials:read": { description: "See what payers refused, and why.", roles: [...POSTING, "CODER", "AUDITOR", "PRACTICE_ADMINISTRATOR"] },
  "adjustment-policies:read": { description: "See how unpaid amounts are treated.", roles: [...POSTING, "AUDITOR", "PRACTICE_ADMINISTRATOR"] },
  "adjustment-policies:manage": { description: "Decide how unpaid amounts are treated from a day on.", roles: ["SERVICE_ADMINISTRATOR", "PRACTICE_ADMINISTRATOR"] },
} as const satisfies PermissionTable;
