import type { PermissionTable } from "../platform/access/permissions";

export const codingPermissions = {
  "codes:read": {
    description: "Search code sets.",
    roles: ["SERVICE_ADMINISTRATOR", "BILLER", "CODER", "PAYMENT_POSTER", "COLLECTIONS_AGENT", "TRANSCRIPTIONIST", "AUDITOR", "PRACTICE_ADMINISTRATOR", "PROVIDER", "FRONT_DESK", "EHR_APP"],
  },
  "codes:load": { description: "Load code sets, and see what came of each file.", roles: ["SERVICE_ADMINISTRATOR"] },
  "codes:read-loads": { description: "See which code sets were loaded, and problems of files.", roles: ["SERVICE_ADMINISTRATOR", "CODER", "AUDITOR"] },
  "coding:read-queue": { description: "See which visits wait for coding.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "CODER", "AUDITOR"] },
  "coding:code": { description: "Code visits in the queue, complete them, ask the provider.", roles: ["SERVICE_ADMINISTRATOR", "CODER"] },
  "coding:answer": { description: "Answer coders' questions.", roles: ["PROVIDER", "EHR_APP"] },
  "coding:reopen": { description: "Give a coded visit back to the coders.", roles: ["SERVICE_ADMINISTRATOR", "BILLER", "CODER"] },
} as const satisfies PermissionTable;
