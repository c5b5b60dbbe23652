import type { EventDeclaration } from "../platform/room";

const account = { guarantorId: "The account.", amountCents: "In cents." };

export const paymentsEvents: Readonly<Record<string, EventDeclaration>> = {
  "payment.received": { description: "Money from a guarantor is in the book.", data: { ...account, method: "CARD, BANK_ACCOUNT, CASH or CHEQUE." } },
  "payment.allocated": { description: "A payment was applied to service lines.", data: { ...account, serviceLineIds: "The lines." } },
  "payment.failed": { description: "An attempt to pay by card or bank account failed.", data: { ...account, code: "The processor's code, such as insufficient_funds." } },
  "payment.voided": { description: "Cash or a cheque was taken out of the book again.", data: account },
  "payment.refunded": { description: "Money was given back.", data: { ...account, refundId: "The refund." } },
  "payment.refund_failed": { description: "Money that was to be given back is credit again.", data: { ...account, refundId: "The refund.", code: "The processor's code." } },
  "payment.disputed": { description: "The payer's bank disputes a payment.", data: { ...account, disputeId: "The dispute.", reasonCode: "The processor's code." } },
  "payment.dispute_closed": { description: "A dispute ended.", data: { ...account, disputeId: "The dispute.", outcome: "WON, LOST or CLOSED (an inquiry)." } },
  "payout.arrived": { description: "The processor's deposit is in the bank.", data: { amountCents: "This practice's part, in cents." } },
  "payout.failed": { description: "The bank sent a deposit back.", data: { amountCents: "This practice's part, in cents." } },
};
