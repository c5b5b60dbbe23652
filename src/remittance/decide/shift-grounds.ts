import type { Treatment } from "../policy/treatment";

/**
 * On which grounds a balance that a payer refuses may be asked of somebody else (billing-rules 3 and 4). For the
 * patient each ground names the payer's own reasons that it answers, by group and by how the practice treats them:
 * what stands under CO or PI is in none of them, so it never reaches the patient.
 */
export const SHIFT_GROUNDS = {
  DENIAL_STANDS: { to: "NEXT_PAYER", group: null, treatments: [], withMedicaid: true, description: "The payer will not pay; the next payer is asked. Only to the next payer." },
  PATIENT_NOT_COVERED: {
    to: "PATIENT",
    group: "PR",
    treatments: ["ELIGIBILITY_REVIEW"],
    withMedicaid: true,
    description: "The coverage was looked up, and the payer is right that there was none (PR-27, PR-31). Only to the patient.",
  },
  CONSENT_SIGNED: {
    to: "PATIENT",
    group: "PR",
    treatments: ["CONSENT_REVIEW"],
    withMedicaid: false,
    description: "The patient signed an advance notice (ABN) or a consent, and no surprise-billing protection applies (PR-45, PR-96, PR-204). Only to the patient.",
  },
  NO_OTHER_PAYER_ANSWERS: {
    to: "PATIENT",
    group: "PR",
    treatments: ["RESPONSIBILITY"],
    withMedicaid: false,
    description: "The claim was forwarded to a payer that we do not know, and it turned out that nobody else pays: deductible, coinsurance and copay are the patient's. Only to the patient.",
  },
} as const satisfies Record<string, { to: "NEXT_PAYER" | "PATIENT"; group: string | null; treatments: readonly Treatment[]; withMedicaid: boolean; description: string }>;
export type ShiftGround = keyof typeof SHIFT_GROUNDS;
