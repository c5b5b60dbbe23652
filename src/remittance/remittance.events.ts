import type { EventDeclaration } from "../platform/room";

export const remittanceEvents: Readonly<Record<string, EventDeclaration>> = {
  "remittance.received": {
    description: "A payer's remittance was taken in.",
    data: { claims: "How many claims it has.", amountCents: "What it pays (BPR02), in cents.", payerId: "The payer, when it is known." },
  },
  "remittance.waiting": { description: "A remittance waits in review; nothing of it is posted.", data: { reason: "Why." } },
  "remittance.unmatched": { description: "A claim of a remittance could not be matched, or not be posted.", data: { remittanceClaimId: "The claim of the remittance.", reason: "Why." } },
  "remittance.matched": { description: "A person said which claim a claim of a remittance is.", data: { remittanceClaimId: "The claim of the remittance.", claimId: "Ours." } },
  "remittance.review_needed": {
    description: "An amount of a posted claim needs a person before it can go on.",
    data: {
      claimId: "The claim.",
      payerSequence: "1 primary, 2 secondary, 3 tertiary.",
      kind: "ELIGIBILITY, CONSENT, PROTECTED, CROSSOVER, DUPLICATE, NOT_OURS, OTHER, UNEXPLAINED, OVERPAID or NEXT_PAYER_OUTDATED.",
      reasonCodes: "Group and CARC, such as PR-27.",
      amountCents: "In cents.",
    },
  },
  "remittance.posted": { description: "Everything of a remittance is posted.", data: { amountCents: "What it pays, in cents." } },
  "remittance.deposited": { description: "The money of a remittance is in the bank.", data: { amountCents: "In cents." } },
  "remittance.discarded": { description: "A remittance that waited was put away.", data: {} },
  "remittance.recoupment": { description: "A payer took money back at provider level (PLB WO).", data: { payerId: "The payer.", reference: "PLB03-2.", amountCents: "In cents." } },
  "remittance.patient_credit_released": {
    description: "A reversal took back what a patient had paid for: the payment is unapplied credit again.",
    data: { claimId: "The claim.", guarantorId: "Whose credit.", amountCents: "In cents." },
  },
  "adjustment_policy.set": {
    description: "A practice decided how an adjustment is treated.",
    data: { groupCode: "CAS01.", reasonCode: "CARC, or * for the rest of the group.", treatment: "The treatment." },
  },
};
