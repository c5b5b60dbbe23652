import type { PermissionTable } from "../platform/access/permissions";

const BILLING = ["SERVICE_ADMINISTRATOR", "BILLER"] as const;

export const claimsPermissions = {
  "claims:read": {
    description: "See claims with their states and amounts; no diagnosis and no procedure.",
    roles: [...BILLING, "CODER", "PAYMENT_POSTER", "COLLECTIONS_AGENT", "AUDITOR", "PRACTICE_ADMINISTRATOR", "PROVIDER", "FRONT_DESK", "EHR_APP", "PATIENT"],
  },
  "claims:read-clinical": {
    description: "See what a claim says of care: diagnoses, procedures, drugs, accident, findings, and what payers answered line by line.",
    roles: [...BILLING, "CODER", "PAYMENT_POSTER", "AUDITOR", "PRACTICE_ADMINISTRATOR", "PROVIDER", "EHR_APP"],
  },
  "claims:read-history": {
    description: "See who moved a claim, when and why, and how its submissions fared.",
    roles: [...BILLING, "CODER", "PAYMENT_POSTER", "AUDITOR", "PRACTICE_ADMINISTRATOR", "EHR_APP"],
  },
  "claims:read-x12": { description: "See the 837P text that was sent: everything about the patient, the policy and the care.", roles: [...BILLING, "AUDITOR"] },
  "claims:create": { description: "Make claims of coded encounters, or bill the patient for them.", roles: [...BILLING] },
  "claims:scrub": { description: "Have a claim judged by the scrub rules.", roles: [...BILLING, "CODER"] },
  "claims:hold": { description: "Hold a claim back, and let it go on.", roles: [...BILLING] },
  "claims:correct": { description: "Change what a claim says after it was made.", roles: [...BILLING] },
  "claims:submit": { description: "Send claims to payers.", roles: [...BILLING] },
  "claims:void": { description: "Take a claim back: before it was sent, or with the payer.", roles: [...BILLING] },
  "claims:write-off": { description: "Give up what a payer owes on a claim, and take that back.", roles: [...BILLING] },
  "claims:shift-balance": { description: "Ask the next payer or the patient for what a payer refuses, and take that back.", roles: [...BILLING] },
  "clearinghouse:read": { description: "See the files that came from the clearinghouse, what became of them, and the files that were sent.", roles: [...BILLING, "PAYMENT_POSTER", "AUDITOR"] },
  "clearinghouse:read-content": { description: "See the text of a file from the clearinghouse: it holds the data of many patients.", roles: [...BILLING, "AUDITOR"] },
  "clearinghouse:submit": { description: "Hand in a file as if the clearinghouse had sent it, and have a waiting one tried again.", roles: [...BILLING, "PAYMENT_POSTER"] },
  "clearinghouse:manage": { description: "Set up the account with the clearinghouse.", roles: ["SERVICE_ADMINISTRATOR"] },
} as const satisfies PermissionTable;
