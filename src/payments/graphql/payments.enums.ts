import { registerEnumType } from "type-graphql";

const same = <T extends string>(...names: T[]) => Object.fromEntries(names.map((name) => [name, name])) as { [K in T]: K };

export const PaymentMethodEnum = same("CARD", "BANK_ACCOUNT", "CASH", "CHEQUE");
registerEnumType(PaymentMethodEnum, {
  name: "PaymentMethod",
  description: "How money came.",
  valuesConfig: {
    CARD: { description: "A card, through the processor." },
    BANK_ACCOUNT: { description: "A bank account, through the processor." },
    CASH: { description: "Cash, by hand." },
    CHEQUE: { description: "A cheque, by hand." },
  },
});

export const HandPaymentMethodEnum = same("CASH", "CHEQUE");
registerEnumType(HandPaymentMethodEnum, {
  name: "HandPaymentMethod",
  description: "What is written down by hand.",
  valuesConfig: { CASH: { description: "Cash." }, CHEQUE: { description: "A cheque; reference is its number." } },
});

export const PaymentStatusEnum = same("RECEIVED", "VOIDED");
registerEnumType(PaymentStatusEnum, {
  name: "PaymentStatus",
  description: "Whether a payment stands.",
  valuesConfig: { RECEIVED: { description: "It stands." }, VOIDED: { description: "It was written down wrongly, or bounced." } },
});

export const PaymentSessionStatusEnum = same("REQUESTED", "OPEN", "PROCESSING", "PAID", "FAILED", "EXPIRED");
registerEnumType(PaymentSessionStatusEnum, {
  name: "PaymentSessionStatus",
  description: "Where a checkout is.",
  valuesConfig: {
    REQUESTED: { description: "Recorded here; the processor has not answered yet." },
    OPEN: { description: "Can be paid." },
    PROCESSING: { description: "A bank was asked and answers in some days." },
    PAID: { description: "Paid: the payment is in the book." },
    FAILED: { description: "Refused by the processor or the bank." },
    EXPIRED: { description: "Nobody paid in time." },
  },
});

export const PaymentSessionPurposeEnum = same("ACCOUNT", "STATEMENT", "PAY_LINK");
registerEnumType(PaymentSessionPurposeEnum, {
  name: "PaymentSessionPurpose",
  description: "What a checkout was opened for.",
  valuesConfig: {
    ACCOUNT: { description: "What the account owes." },
    STATEMENT: { description: "What is open of one statement." },
    PAY_LINK: { description: "What is open of the statement that a pay link names." },
  },
});

export const RefundStatusEnum = same("RESERVED", "PENDING", "PAID", "FAILED", "CANCELLED");
registerEnumType(RefundStatusEnum, {
  name: "RefundStatus",
  description: "Where a refund is.",
  valuesConfig: {
    RESERVED: { description: "Set aside in the book; nobody has paid it yet." },
    PENDING: { description: "The processor took it and pays in some days." },
    PAID: { description: "Given back." },
    FAILED: { description: "It came back, or was refused: the money is credit again." },
    CANCELLED: { description: "Called off before anybody was asked." },
  },
});

export const RefundMeansEnum = same("PROCESSOR", "CHEQUE");
registerEnumType(RefundMeansEnum, {
  name: "RefundMeans",
  description: "How money goes back: the way it came.",
  valuesConfig: { PROCESSOR: { description: "To the card or account." }, CHEQUE: { description: "By a cheque that a person writes." } },
});

export const AllocationCauseEnum = same("PAYMENT", "NEW_BALANCE", "BY_HAND", "BALANCE_CORRECTED", "REFUND", "DISPUTE", "VOID");
registerEnumType(AllocationCauseEnum, {
  name: "AllocationCause",
  description: "Why money was put on a line or taken back from it.",
  valuesConfig: {
    PAYMENT: { description: "The payment came." },
    NEW_BALANCE: { description: "Credit was here and a balance became the patient's: applied automatically." },
    BY_HAND: { description: "A person applied credit." },
    BALANCE_CORRECTED: { description: "The line owes less than was paid: the excess is credit again." },
    REFUND: { description: "It was given back." },
    DISPUTE: { description: "The payer's bank took it." },
    VOID: { description: "The payment was voided." },
  },
});

export const DisputeStatusEnum = same("INQUIRY", "OPEN", "WON", "LOST", "CLOSED");
registerEnumType(DisputeStatusEnum, {
  name: "PaymentDisputeStatus",
  description: "Where a dispute is.",
  valuesConfig: {
    INQUIRY: { description: "The bank only asks; no money moved." },
    OPEN: { description: "The bank took the money and waits for an answer." },
    WON: { description: "The money came back." },
    LOST: { description: "The payer keeps the money." },
    CLOSED: { description: "An inquiry that came to nothing." },
  },
});

export const PayoutStatusEnum = same("PAID", "FAILED");
registerEnumType(PayoutStatusEnum, {
  name: "PayoutStatus",
  description: "Where a deposit is.",
  valuesConfig: { PAID: { description: "In the bank." }, FAILED: { description: "The bank sent it back." } },
});

export const ProcessorEventStatusEnum = same("STORED", "DONE", "STUCK");
registerEnumType(ProcessorEventStatusEnum, {
  name: "ProcessorEventStatus",
  description: "What became of a piece of the processor's news.",
  valuesConfig: { STORED: { description: "Kept; its turn comes." }, DONE: { description: "Worked on." }, STUCK: { description: "Waits for a person, with a reason." } },
});

export const FoundByEnum = same("WEBHOOK", "SWEEP");
registerEnumType(FoundByEnum, {
  name: "ProcessorEventFoundBy",
  description: "How the news came.",
  valuesConfig: { WEBHOOK: { description: "It was told to us." }, SWEEP: { description: "We asked what we had missed." } },
});
