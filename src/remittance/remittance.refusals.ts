import type { RefusalTable } from "../vocabulary";

export const remittanceRefusals: RefusalTable = {
  REMITTANCE_WAITS: { description: "The remittance waits in review, or was discarded; nothing of it is posted. Its problems say why." },
  REMITTANCE_NOT_BALANCED: {
    description:
      "The figures of the entry do not agree: charge less adjustments is what a line and a claim pay, and the claims less the provider-level adjustments are the payment. The message holds the figures.",
  },
  REMITTANCE_NOT_ACCEPTABLE: {
    description: "The remittance waits because its figures cannot be trusted; no decision makes them right. Discard it, and take the payer's corrected file or enter the paper.",
  },
  DEPOSIT_DIFFERS: { description: "The amount deposited is not what the remittance pays (BPR02)." },
  ALREADY_DEPOSITED: { description: "The deposit of this remittance is recorded." },
  NOTHING_TO_DEPOSIT: { description: "The remittance pays nothing." },
  PAYER_NOT_ON_CLAIM: { description: "The claim has no payer of this sequence." },
  NEXT_PAYER_OWES_NOTHING: { description: "The claim has no further payer, or no payer has left anything to it yet." },
  NO_NEXT_PAYER: { description: "The claim has no further payer that could be asked." },
  NEXT_PAYER_HAS_DECIDED: { description: "The next payer has decided already, on what it was told then: it would have to be told anew (frequency 7) by a person." },
  NEXT_PAYER_FIRST: { description: "The claim has a further payer: what one payer refuses is asked of the next before it is asked of the patient." },
  NOT_BILLABLE_TO_PATIENT: {
    description:
      "What the payer reported is not the patient's on this ground: CO and PI never are, nor what is protected (QMB, Medicaid). Facts name the payer's reasons and what may be asked, in cents.",
  },
  REVERSAL_NEEDED: { description: "The payer's earlier decision moved money, so a correction is posted only after its reversal." },
};
