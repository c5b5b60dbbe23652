import type { RefusalTable } from "../vocabulary";

export const paymentsRefusals: RefusalTable = {
  PROCESSOR_NOT_CONFIGURED: { description: "The billing service has no card processor; take cash or a cheque, or have one configured." },
  NOTHING_OWED: { description: "Nothing is owed there, or less than a card payment can be (50 cents)." },
  NO_CREDIT: { description: "The guarantor has no unapplied credit." },
  NOT_REFUNDABLE: { description: "Nothing of the payment is unapplied. With reopenBalance, what was applied is given back and its lines are owed again." },
  PAYMENT_DISPUTED: { description: "The payer's bank has taken or asks for this money; it is not refunded as well." },
  PAYMENT_NOT_VOIDABLE: { description: "Only cash and cheques without a refund are voided; card money goes back by refundCreate." },
};
