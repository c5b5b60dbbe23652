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
  REVERSAL_NEEDED: { description: "The payer's earlier decision moved money, so a correction is posted only after its reversal." },
};
