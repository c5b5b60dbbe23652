import type { EventDeclaration } from "../platform/room";

const payerSequence = "1 primary, 2 secondary, 3 tertiary.";

export const claimsEvents: Readonly<Record<string, EventDeclaration>> = {
  "claim.created": {
    description: "A claim was made of coded encounters; its charges are in the book.",
    data: { patientId: "The patient.", payerId: "The first payer.", chargeCents: "Total charge (CLM02), in cents." },
  },
  "claim.scrub_failed": { description: "A claim was judged and has errors.", data: { ruleIds: "The rules that it breaks." } },
  "claim.ready": { description: "A claim has no errors and can be sent.", data: { payerSequence } },
  "claim.submitted": { description: "A claim was frozen and is on its way to a payer.", data: { payerSequence, submissionId: "The submission.", frequency: "1 original, 7 replacement, 8 void." } },
  "claim.rejected": {
    description: "A claim was refused before it entered adjudication: mend it and send it again.",
    data: { payerSequence, submissionId: "The submission.", status: "ACK_999_REJECTED, CH_REJECTED or PAYER_REJECTED.", codes: "The codes that were given." },
  },
  "claim.accepted": { description: "A payer has taken a claim in for adjudication.", data: { payerSequence, submissionId: "The submission." } },
  "claim.denied": {
    description: "A payer refuses all or a part of a claim; what it refuses stays with the payer.",
    data: { payerSequence, reasonCodes: "CARCs.", amountCents: "What it refuses, in cents." },
  },
  "claim.paid": {
    description: "A payer has adjudicated a claim and refuses nothing of it; it may still have paid nothing, as to a deductible.",
    data: { payerSequence, outcome: "PAID, PARTIAL or ZERO_PAY.", paidCents: "CLP04, in cents." },
  },
  "claim.reversed": { description: "A payer took back what it had decided; statements and dunning wait for the correction.", data: { payerSequence } },
  "claim.voided": { description: "A claim was taken back; its charges are out of the book.", data: {} },
  "encounter.billed_to_patient": { description: "The charges of an encounter became the patient's debt without a claim.", data: { patientId: "The patient.", amountCents: "In cents." } },
};
