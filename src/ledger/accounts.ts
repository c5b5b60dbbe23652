/**
 * The chart of accounts: one book per practice, debit positive, credit negative (billing-rules 18). `key` names the
 * dimensions under which a balance is kept with every posting; accounts that would be one hot row for the whole
 * practice (bank, income) keep none and are summed.
 */
export type Dimension = "serviceLineId" | "payerSequence" | "guarantorId" | "remittanceId" | "payerId" | "reference";
type AccountDeclaration = { kind: "asset" | "liability" | "revenue" | "contra-revenue" | "income" | "expense"; key: readonly Dimension[] | null; description: string };

export const ACCOUNTS = {
  RECEIVABLE_INSURER: { kind: "asset", key: ["serviceLineId", "payerSequence"], description: "What an insurer owes for a service line, per payer sequence." },
  RECEIVABLE_PATIENT: { kind: "asset", key: ["serviceLineId", "guarantorId"], description: "What the guarantor owes for a service line." },
  RECEIVABLE_AGENCY: { kind: "asset", key: ["serviceLineId"], description: "A patient's debt placed with a collection agency." },
  CHARGES: { kind: "revenue", key: ["serviceLineId"], description: "Gross charges." },
  CONTRACTUAL_ADJUSTMENT: { kind: "contra-revenue", key: ["serviceLineId"], description: "Written off under the payer's contract (CO allow-list)." },
  SEQUESTRATION: { kind: "contra-revenue", key: ["serviceLineId"], description: "Medicare sequestration (CARC 253)." },
  COURTESY_DISCOUNT: { kind: "contra-revenue", key: ["serviceLineId"], description: "Courtesy and self-pay discounts." },
  PROMPT_PAY_DISCOUNT: { kind: "contra-revenue", key: ["serviceLineId"], description: "Discount for paying promptly." },
  CHARITY: { kind: "contra-revenue", key: ["serviceLineId"], description: "Financial assistance: inability to pay." },
  ADMINISTRATIVE_WRITE_OFF: { kind: "contra-revenue", key: ["serviceLineId"], description: "Written off by decision, with a reason and an approver." },
  SMALL_BALANCE: { kind: "contra-revenue", key: ["serviceLineId"], description: "Balances too small to bill." },
  BAD_DEBT: { kind: "expense", key: ["serviceLineId"], description: "Unpaid though able to pay." },
  PAYER_CASH_CLEARING: { kind: "asset", key: ["remittanceId", "serviceLineId"], description: "What a remittance says it pays; closed to zero by its deposit." },
  PROVIDER_PAYER_CLEARING: { kind: "liability", key: ["payerId", "reference"], description: "Provider-level adjustments per payer and PLB reference; trends to zero." },
  PROCESSOR_CLEARING: { kind: "asset", key: null, description: "Card payments at the processor until paid out." },
  BANK: { kind: "asset", key: null, description: "Deposits, payouts, refund cheques." },
  UNAPPLIED_PATIENT_CREDIT: { kind: "liability", key: ["guarantorId", "serviceLineId"], description: "Money of a guarantor: received (credit), then applied to a line (debit that names the line)." },
  REFUNDS_PENDING: { kind: "liability", key: ["guarantorId", "reference"], description: "Reserved for a refund until the processor or the cheque has paid it." },
  PAYER_REFUNDS_PAYABLE: { kind: "liability", key: ["payerId", "reference"], description: "Owed back to a payer." },
  INTEREST_INCOME: { kind: "income", key: null, description: "Interest from payers (PLB L6)." },
  PROCESSOR_FEES: { kind: "expense", key: null, description: "What the processor keeps." },
  AGENCY_FEES: { kind: "expense", key: null, description: "What a collection agency keeps." },
  DISPUTE_FEES: { kind: "expense", key: null, description: "What a card dispute costs." },
} as const satisfies Record<string, AccountDeclaration>;

export type Account = keyof typeof ACCOUNTS;

/** Accounts whose debit takes a charge off a line for good. */
export const ADJUSTMENT_ACCOUNTS = [
  "CONTRACTUAL_ADJUSTMENT",
  "SEQUESTRATION",
  "COURTESY_DISCOUNT",
  "PROMPT_PAY_DISCOUNT",
  "CHARITY",
  "ADMINISTRATIVE_WRITE_OFF",
  "SMALL_BALANCE",
  "BAD_DEBT",
] as const satisfies readonly Account[];
