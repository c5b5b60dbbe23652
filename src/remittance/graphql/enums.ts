import { registerEnumType } from "type-graphql";
import { CLAIM_KINDS, CLAIM_WAITING_REASONS, type ClaimMatchedBy, type ClaimWaitingReason, type RemittanceClaimKind } from "../remittance-claim";
import { REMITTANCE_CLAIM_STATES, REMITTANCE_STATUSES, type RemittanceClaimState, type RemittanceStatus } from "../remittance-lifecycle";
import { REMITTANCE_SOURCES, WAITING_REASONS, type RemittanceSource, type WaitingReason } from "../remittance";
import { TREATMENTS, type Treatment } from "../policy/treatment";
import type { Disposition } from "../posting/posting-plan";

function enumOf<T extends string>(name: string, description: string, values: Readonly<Record<T, string>>): Record<T, T> {
  const made = Object.fromEntries(Object.keys(values).map((value) => [value, value])) as Record<T, T>;
  registerEnumType(made, { name, description, valuesConfig: Object.fromEntries(Object.entries<string>(values).map(([value, meaning]) => [value, { description: meaning }])) as never });
  return made;
}

/** Completeness of a table of meanings is checked by its type; that nothing is left over, by this. */
const meanings = <T extends string>(_all: readonly T[], table: Readonly<Record<T, string>>) => table;

export const RemittanceStatusEnum = enumOf<RemittanceStatus>(
  "RemittanceStatus",
  "Where a remittance stands.",
  meanings(REMITTANCE_STATUSES, {
    WAITING: "In review: nothing of it is posted.",
    READY: "Balanced; its claims are posted next.",
    PARTLY_POSTED: "Some of its claims are posted, others wait.",
    POSTED: "Everything is posted; the deposit is to come.",
    CLOSED: "Posted, and the money is in the bank, or there was none.",
    DISCARDED: "Put away from review; nothing of it was posted.",
  }),
);
export const RemittanceSourceEnum = enumOf<RemittanceSource>(
  "RemittanceSource",
  "How a remittance came.",
  meanings(REMITTANCE_SOURCES, {
    CLEARINGHOUSE: "In a file from the clearinghouse.",
    API: "In a file that a caller handed in.",
    ENTRY: "Typed in from paper.",
  }),
);
export const WaitingReasonEnum = enumOf<WaitingReason>(
  "RemittanceWaitingReason",
  "Why a remittance waits; its problems hold the figures.",
  meanings(WAITING_REASONS, {
    UNREADABLE: "An element that money depends on cannot be read.",
    FILE_DAMAGED: "The file is cut off, or its counts and control numbers do not agree.",
    NOT_BALANCED: "Its figures do not agree with each other.",
    TRACE_REPEATED: "The payer has sent this trace number before with other content.",
    PAYER_UNKNOWN: "It has provider-level adjustments, and none of our payers has these ids or this name.",
    FOREIGN_CURRENCY: "Its amounts are not in US dollars (CUR).",
    DEBIT: "It takes money instead of paying (BPR02, BPR03).",
  }),
);
export const RemittanceClaimStateEnum = enumOf<RemittanceClaimState>(
  "RemittanceClaimState",
  "Where a claim of a remittance stands.",
  meanings(REMITTANCE_CLAIM_STATES, {
    UNMATCHED: "Which claim of ours it is, is not known.",
    MATCHED: "Tied to a claim of ours; posted next.",
    WAITING: "Tied to a claim of ours, and cannot be posted for the reason given.",
    POSTED: "In the book.",
    REVERSED: "Was in the book; the payer took it back.",
    SUPERSEDED: "A denial that the answer to a new submission replaced.",
    NOT_POSTED: "Says nothing about money: not this payer's claim, a predetermination, or a duplicate.",
  }),
);
export const RemittanceClaimKindEnum = enumOf<RemittanceClaimKind>(
  "RemittanceClaimKind",
  "What a claim of a remittance is (CLP02).",
  meanings(CLAIM_KINDS, {
    PAYMENT: "A decision, with or without money.",
    REVERSAL: "Takes an earlier decision back (22).",
    NOT_OURS: "Not this payer's claim; it was forwarded (23).",
    PREDETERMINATION: "What would be paid (25); nothing is posted.",
  }),
);
export const ClaimWaitingReasonEnum = enumOf<ClaimWaitingReason>(
  "RemittanceClaimWaitingReason",
  "Why a claim of a remittance waits.",
  meanings(CLAIM_WAITING_REASONS, {
    CONTROL_NUMBER_UNKNOWN: "We sent no claim with this control number (CLP01), and its services fit none.",
    SEVERAL_CLAIMS_FIT: "More than one claim of the patient has these services.",
    LINES_UNMATCHED: "A line fits none of the claim's.",
    LINES_DO_NOT_SUM: "The lines' charges (SVC02) are not the claim's (CLP03).",
    LINE_CHARGE_DIFFERS: "A line's charge is not what we billed.",
    CLAIM_CHARGE_DIFFERS: "The claim's charge is not what we billed.",
    PAYER_NOT_ON_CLAIM: "The payer insures nothing of this claim.",
    CLAIM_VOIDED: "The claim was voided.",
    PAYMENT_UNEXPECTED: "It pays although it says nothing about money (CLP02 23 or 25).",
    PAYMENT_NEGATIVE: "It pays a negative amount without being a reversal.",
    RESPONSIBILITY_NEGATIVE: "What it leaves to the patient sums to less than nothing.",
    REVERSAL_GROUP: "It corrects within itself (group CR of version 4010).",
    ORIGINAL_NOT_FOUND: "A reversal of a decision that is not posted.",
    ORIGINAL_DIFFERS: "A reversal whose amounts are not exactly those of the decision.",
    CORRECTION_WITHOUT_REVERSAL: "A second decision on the same charges; the first was not taken back.",
  }),
);
export const ClaimMatchedByEnum = enumOf<ClaimMatchedBy>("RemittanceMatchedBy", "How a claim of a remittance was matched.", {
  CONTROL_NUMBER: "By our patient control number (CLP01).",
  LINE_CONTROL_NUMBERS: "By our line item control numbers (REF*6R).",
  SERVICE: "By codes, modifiers, dates, charges and the patient.",
  HAND: "By a person.",
});
export const LineMatchedByEnum = enumOf<"CONTROL_NUMBER" | "SERVICE" | "HAND">("RemittanceLineMatchedBy", "How a line of a remittance was matched.", {
  CONTROL_NUMBER: "By our line item control number (REF*6R).",
  SERVICE: "By code, modifiers, date and charge.",
  HAND: "By a person.",
});
export const TreatmentEnum = enumOf<Treatment>("AdjustmentTreatment", "What posting does with an amount that a payer did not pay.", TREATMENTS);
export const DispositionEnum = enumOf<Disposition>("AdjustmentDisposition", "What became of an adjustment.", {
  WRITTEN_OFF: "Written off.",
  TO_NEXT_PAYER: "The next payer owes it.",
  TO_PATIENT: "The patient's side owes it.",
  DENIED: "Stays with the insurer as a denial.",
  IN_REVIEW: "Stays with the insurer until somebody has looked.",
  INFORMATION: "Nothing was posted.",
});
export const AdjustmentGroupEnum = enumOf<"CO" | "PR" | "OA" | "PI">("AdjustmentGroup", "Claim adjustment group (CAS01).", {
  CO: "Contract or provider: never the patient's.",
  PR: "The patient's or the next payer's.",
  OA: "Neither.",
  PI: "The payer's own decision: never the patient's.",
});
export const PaymentMethodEnum = enumOf<"CHK" | "ACH" | "FWT" | "NON">("RemittancePaymentMethod", "How the payer pays (BPR04).", {
  CHK: "Cheque.",
  ACH: "Automated clearing house.",
  FWT: "Wire.",
  NON: "No payment.",
});
