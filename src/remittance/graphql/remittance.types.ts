import { ID, Int } from "type-graphql";
import { ClaimType, InboundFileType } from "../../claims";
import { ChargeType } from "../../encounters";
import { PatientType } from "../../patients";
import { PayerType, PracticeType } from "../../practices";
import { NodeType } from "../../platform/graphql/node";
import { Children, Column, Connection, Contributes, Expression, Id, Reads, Reference, Shape, Value } from "../../platform/graphql/reads";
import { CentsScalar, DateTimeScalar, JsonScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import type { Cents, PlainDate } from "../../vocabulary";
import {
  AdjustmentGroupEnum,
  ClaimMatchedByEnum,
  ClaimWaitingReasonEnum,
  DispositionEnum,
  LineMatchedByEnum,
  RemittanceClaimKindEnum,
  RemittanceClaimStateEnum,
  RemittanceSourceEnum,
  RemittanceStatusEnum,
  TreatmentEnum,
  WaitingReasonEnum,
} from "./enums";

@Shape("RemittanceProblem", { description: "One thing that is wrong with a remittance, with its figures. Holds no name and no member id.", permit: "inherit" })
export class RemittanceProblemType {
  @Value(() => String, "A stable code: NOT_BALANCED, TRACE_REPEATED, or a code of the X12 reader.") code!: string;
  @Value(() => String, "What is wrong, with the figures.") message!: string;
  @Value(() => String, "The claim that it is about (CLP01).", { nullable: true }) patientControlNumber!: string | null;
  @Value(() => Int, "The line of that claim, from 1.", { nullable: true }) lineNumber!: number | null;
  @Value(() => String, "Segment and element, such as CLP04.", { nullable: true }) segment!: string | null;
  @Value(() => CentsScalar, "What the other figures come to, in cents.", { nullable: true }) expectedCents!: number | null;
  @Value(() => CentsScalar, "What is written, in cents.", { nullable: true }) actualCents!: number | null;
  @Value(() => CentsScalar, "Written less expected, in cents.", { nullable: true }) differenceCents!: number | null;
}

@Reads("RemittanceAdjustment", {
  description: "One reason and amount that a payer did not pay (a CAS triplet), and what became of it.",
  table: "remittance_adjustment",
  prefix: "rad",
  permit: "inherit",
  orders: { POSITION: ["position"] },
})
export class RemittanceAdjustmentType {
  @Id(() => ID) id!: string;
  @Column(() => String, "Group (CAS01): CO, PR, OA, PI; CR of version 4010.") groupCode!: string;
  @Column(() => String, "Claim adjustment reason code, CARC (CAS02, 05 ...).") reasonCode!: string;
  @Column(() => CentsScalar, "In cents (CAS03, 06 ...); positive lowers the payment.") amountCents!: Cents;
  @Column(() => String, "Units that the payer changed (CAS04, 07 ...), a decimal.", { nullable: true }) quantity!: string | null;
  @Column(() => TreatmentEnum, "What the practice's policy said on the day; null before posting.", { nullable: true }) treatment!: string | null;
  @Column(() => DispositionEnum, "What became of it; null before posting.", { nullable: true }) disposition!: string | null;
  @Column(() => CentsScalar, "How much of it was posted, in cents: less than the amount when less was open.") postedCents!: Cents;
}

@Reads("RemittanceLine", {
  description: "A service line as the payer adjudicated it (2110).",
  table: "remittance_line",
  prefix: "rsl",
  permit: "remittances:read",
  implements: () => NodeType as never,
  orders: { POSITION: ["position"] },
})
export class RemittanceLineType {
  @Id(() => ID) id!: string;
  @Column(() => Int, "Its place in the claim, from 1.") position!: number;
  @Column(() => String, "Code that was adjudicated (SVC01-2).") procedureCode!: string;
  @Column(() => [String], "Its modifiers (SVC01-3 to -6).") modifiers!: string[];
  @Column(() => String, "Code that we billed, when the payer recoded (SVC06-2).", { nullable: true }) originalProcedureCode!: string | null;
  @Column(() => CentsScalar, "Charge as the payer received it, in cents (SVC02).") chargeCents!: Cents;
  @Column(() => CentsScalar, "Paid, in cents (SVC03).") paidCents!: Cents;
  @Column(() => String, "Units paid (SVC05), a decimal.") paidUnits!: string;
  @Column(() => CentsScalar, "Allowed, in cents (AMT*B6): for information, never posted.", { nullable: true }) allowedCents!: Cents | null;
  @Column(() => PlainDateScalar, "Day of service (DTM*472 or 150).", { nullable: true }) servedOn!: PlainDate | null;
  @Column(() => String, "Our number of the line, echoed (REF*6R).", { nullable: true }) lineItemControlNumber!: string | null;
  @Column(() => [String], "Remark codes, RARC (LQ*HE).") remarkCodes!: string[];
  @Reference(() => ChargeType, "Our charge; null when it is not matched.", { nullable: true }) charge!: ChargeType | null;
  @Column(() => LineMatchedByEnum, "How it was matched to a charge of ours; null when it is not.", { nullable: true }) matchedBy!: string | null;
  @Children(() => RemittanceAdjustmentType, "What was not paid of it (CAS).", { by: "remittance_line_id", order: [["position", "asc"]] }) adjustments!: RemittanceAdjustmentType[];
}

@Reads("RemittanceClaim", {
  description: "A claim as a payer adjudicated it (2100), and which of ours it is.",
  table: "remittance_claim",
  prefix: "rcl",
  permit: "remittances:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    remittanceId: { kind: "id", column: "remittance_id", prefix: "rem", description: "Of this remittance." },
    claimId: { kind: "id", column: "claim_id", prefix: "clm", description: "About this claim of ours." },
    patientId: { kind: "id", column: "patient_id", prefix: "pat", description: "About this patient." },
    state: { kind: "anyOf", column: "state", type: () => RemittanceClaimStateEnum, description: "In any of these states." },
    waitingReason: { kind: "anyOf", column: "waiting_reason", type: () => ClaimWaitingReasonEnum, description: "Waiting for any of these reasons." },
    matched: {
      kind: "flag",
      sql: (t) => `(${t}.claim_id is not null and ${t}.waiting_reason is distinct from 'LINES_UNMATCHED')`,
      description: "Only those that are matched to a claim of ours with every line (true), or not (false).",
    },
    patientControlNumber: { kind: "anyOf", column: "patient_control_number", type: () => String, description: "With any of these control numbers (CLP01)." },
  },
  orders: { RECEIVED_AT: ["received_at"], POSITION: ["position"] },
})
export class RemittanceClaimType {
  @Id(() => ID) id!: string;
  @Reference(() => RemittanceType as never, "The remittance that it is part of.", { nullable: true }) remittance!: never;
  @Reference(() => ClaimType, "Our claim, once it is matched.", { nullable: true }) claim!: ClaimType | null;
  @Reference(() => PatientType, "The patient, once it is matched.", { nullable: true }) patient!: PatientType | null;
  @Column(() => Int, "Its place in the remittance, from 1.") position!: number;
  @Column(() => RemittanceClaimKindEnum, "What it is, by its status code.") kind!: string;
  @Column(() => String, "Our number of the submission, echoed (CLP01).") patientControlNumber!: string;
  @Column(() => String, "Claim status code (CLP02).") statusCode!: string;
  @Column(() => CentsScalar, "Charge as the payer received it, in cents (CLP03).") chargeCents!: Cents;
  @Column(() => CentsScalar, "Paid, in cents (CLP04).") paidCents!: Cents;
  @Column(() => CentsScalar, "Patient responsibility as the payer sums it, in cents (CLP05): for information.", { nullable: true }) patientResponsibilityCents!: Cents | null;
  @Column(() => String, "Claim filing indicator (CLP06).", { nullable: true }) filingIndicator!: string | null;
  @Column(() => String, "The payer's number of the claim, ICN (CLP07).", { nullable: true }) payerClaimControlNumber!: string | null;
  @Column(() => Boolean, "True when the payer has sent the claim to the next one itself (CLP02 19, 20, 21, or remark MA18 or N89).") forwarded!: boolean;
  @Column(() => String, "To whom it was forwarded (NM1*TT).", { nullable: true }) crossoverPayerName!: string | null;
  @Expression(() => String, "The patient as the payer names them, family name first (NM1*QC).", (t) => `nullif(concat_ws(', ', ${t}.patient_last_name, ${t}.patient_first_name), '')`, {
    nullable: true,
  })
  patientName!: string | null;
  @Column(() => String, "Member id as the payer has it (NM109).", { nullable: true }) memberId!: string | null;
  @Column(() => PlainDateScalar, "First day of service.", { nullable: true }) servedFrom!: PlainDate | null;
  @Column(() => [String], "Remark codes of the claim as a whole (MOA, MIA).") remarkCodes!: string[];
  @Column(() => RemittanceClaimStateEnum, "Where it stands.") state!: string;
  @Column(() => ClaimWaitingReasonEnum, "Why it waits; null when it does not.", { nullable: true }) waitingReason!: string | null;
  @Column(() => JsonScalar, "The figures behind the reason, in cents.") facts!: unknown;
  @Column(() => Int, "As which payer of our claim it was decided: 1 primary, 2 secondary, 3 tertiary.", { nullable: true }) payerSequence!: number | null;
  @Column(() => ClaimMatchedByEnum, "How it was matched.", { nullable: true }) matchedBy!: string | null;
  @Column(() => Boolean, "True when amounts of the claim as a whole were spread over its lines.") distributed!: boolean;
  @Column(() => String, "What the decision comes to: PAID, PARTIAL, ZERO_PAY or DENIED; null before posting.", { nullable: true }) outcome!: string | null;
  @Reference(() => RemittanceClaimType as never, "For a reversal: what it takes back.", { nullable: true }) reverses!: never;
  @Children(() => RemittanceLineType, "Its lines.", { by: "remittance_claim_id", order: [["position", "asc"]], nullable: true }) lines!: RemittanceLineType[] | null;
  @Children(() => RemittanceAdjustmentType, "What was not paid of the claim as a whole (CAS of 2100).", {
    by: "remittance_claim_id",
    where: (t) => `${t}.remittance_line_id is null`,
    order: [["position", "asc"]],
  })
  adjustments!: RemittanceAdjustmentType[];
  @Column(() => DateTimeScalar, "When it was received.") receivedAt!: Date;
  @Column(() => DateTimeScalar, "When it was posted.", { nullable: true }) postedAt!: Date | null;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Reads("ProviderAdjustment", {
  description: "An adjustment of the payment that concerns the provider and no claim (a PLB pair).",
  table: "provider_adjustment",
  prefix: "plb",
  permit: "inherit",
  orders: { POSITION: ["position"] },
})
export class ProviderAdjustmentType {
  @Id(() => ID) id!: string;
  @Column(() => String, "NPI or other id of the provider (PLB01).") providerIdentifier!: string;
  @Column(() => PlainDateScalar, "End of the provider's fiscal year (PLB02).") fiscalPeriodEnd!: PlainDate;
  @Column(() => String, "Reason (PLB03-1): WO recoupment, FB balance forward, 72 refund, L6 interest ...") reasonCode!: string;
  @Column(() => String, "Reference (PLB03-2).", { nullable: true }) reference!: string | null;
  @Column(() => CentsScalar, "In cents (PLB04); positive lowers the payment.") amountCents!: Cents;
  @Column(() => String, "The account it was posted to: INTEREST_INCOME or PROVIDER_PAYER_CLEARING; null before posting.", { nullable: true }) account!: string | null;
  @Column(() => String, "The reference under which it is cleared.", { nullable: true }) clearingReference!: string | null;
}

@Reads("Remittance", {
  description: "What a payer says it pays, and for what: one transaction set of an 835, or a paper EOB that was typed in.",
  table: "remittance",
  prefix: "rem",
  permit: "remittances:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    payerId: { kind: "id", column: "payer_id", prefix: "pyr", description: "From this payer." },
    status: { kind: "anyOf", column: "status", type: () => RemittanceStatusEnum, description: "In any of these states." },
    waitingReason: { kind: "anyOf", column: "waiting_reason", type: () => WaitingReasonEnum, description: "Waiting for any of these reasons." },
    traceNumber: { kind: "anyOf", column: "trace_number", type: () => String, description: "With any of these cheque or trace numbers (TRN02)." },
    paymentOn: { kind: "days", column: "payment_on", description: "Paid in this range of days (BPR16)." },
    receivedOn: { kind: "days", column: "received_on", description: "Received in this range of days, by UTC." },
  },
  orders: { RECEIVED_AT: ["received_at"], PAYMENT_ON: ["payment_on"] },
})
export class RemittanceType {
  @Id(() => ID) id!: string;
  @Reference(() => PracticeType, "The practice that is paid.", { nullable: true }) practice!: PracticeType | null;
  @Reference(() => PayerType, "The payer; null until it is known which of ours it is.", { nullable: true }) payer!: PayerType | null;
  @Column(() => RemittanceSourceEnum, "How it came.") source!: string;
  @Reference(() => InboundFileType, "The file that it came in; null for one that was typed in.", { nullable: true }) inboundFile!: InboundFileType | null;
  @Column(() => String, "The payer as it names itself (1000A N102).") payerName!: string;
  @Column(() => String, "The payee's NPI or tax id (1000B N104).") payeeIdentifier!: string;
  @Column(() => String, "Cheque number, or trace of the transfer (TRN02).") traceNumber!: string;
  @Column(() => String, "Handling (BPR01): I remittance and payment, H notification only ...") handlingCode!: string;
  @Column(() => String, "Method (BPR04): ACH, CHK, FWT, NON.") paymentMethod!: string;
  @Column(() => CentsScalar, "What is paid, in cents (BPR02).") paymentCents!: Cents;
  @Column(() => PlainDateScalar, "When the money moves, or the day of the cheque (BPR16).") paymentOn!: PlainDate;
  @Column(() => Int, "How many claims it has.") claimCount!: number;
  @Column(() => RemittanceStatusEnum, "Where it stands.") status!: string;
  @Column(() => WaitingReasonEnum, "Why it waits; null when it does not.", { nullable: true }) waitingReason!: string | null;
  @Column(() => [RemittanceProblemType], "Everything that is wrong with it, with the figures; at most 200.") problems!: RemittanceProblemType[];
  @Column(() => String, "Why a person accepted or discarded it.", { nullable: true }) decisionReason!: string | null;
  @Column(() => String, "The transaction set as it came, or the entry as JSON.", { permit: "remittances:read-content", nullable: true }) content!: string | null;
  @Connection(() => RemittanceClaimType, "Its claims.", { by: "remittance_id", nullable: true }) claims!: never;
  @Children(() => ProviderAdjustmentType, "Its provider-level adjustments (PLB).", { by: "remittance_id", order: [["position", "asc"]] }) providerAdjustments!: ProviderAdjustmentType[];
  @Column(() => DateTimeScalar, "When it was received.") receivedAt!: Date;
  @Column(() => DateTimeScalar, "When the last of it was posted.", { nullable: true }) postedAt!: Date | null;
  @Column(() => PlainDateScalar, "The day on which the money arrived in the bank.", { nullable: true }) depositedOn!: PlainDate | null;
  @Column(() => String, "What the bank calls the deposit.", { nullable: true }) bankReference!: string | null;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Reads("Denial", {
  description: "An amount that a payer refused: it stays with the payer and is never the patient's.",
  table: "remittance_denial",
  prefix: "dnl",
  permit: "denials:read",
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    claimId: { kind: "id", column: "claim_id", prefix: "clm", description: "Of this claim." },
    payerId: { kind: "id", column: "payer_id", prefix: "pyr", description: "By this payer." },
    reasonCode: { kind: "anyOf", column: "reason_code", type: () => String, description: "For any of these reasons (CARC)." },
    deniedOn: { kind: "days", column: "denied_on", description: "Decided in this range of days." },
    inForce: { kind: "flag", sql: (t) => `${t}.in_force`, description: "Only those that stand (true), or that were reversed or superseded (false)." },
  },
  orders: { DENIED_ON: ["denied_on"] },
})
export class DenialType {
  @Id(() => ID) id!: string;
  @Reference(() => ClaimType, "The claim.", { nullable: true }) claim!: ClaimType | null;
  @Reference(() => PatientType, "The patient.", { nullable: true }) patient!: PatientType | null;
  @Reference(() => PayerType, "Who refused.", { nullable: true }) payer!: PayerType | null;
  @Column(() => Int, "1 primary, 2 secondary, 3 tertiary.") payerSequence!: number;
  @Column(() => String, "The payer's number of the claim, ICN (CLP07).", { nullable: true }) payerClaimControlNumber!: string | null;
  @Column(() => String, "The procedure; null when the claim as a whole was refused.", { nullable: true }) procedureCode!: string | null;
  @Column(() => String, "Group (CAS01).") groupCode!: string;
  @Column(() => String, "Reason, CARC (CAS02).") reasonCode!: string;
  @Column(() => [String], "Remark codes, RARC, of the line or the claim.") remarkCodes!: string[];
  @Column(() => CentsScalar, "What the payer refused, in cents.") amountCents!: Cents;
  @Column(() => PlainDateScalar, "The day of the decision.") deniedOn!: PlainDate;
  @Column(() => Boolean, "False when the payer took it back, or a new submission was decided.") inForce!: boolean;
}

@Reads("AdjustmentPolicy", {
  description: "A rule of a practice for what payers do not pay: from its day on, until a newer one for the same code.",
  table: "adjustment_policy",
  prefix: "apl",
  permit: "adjustment-policies:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    groupCode: { kind: "anyOf", column: "group_code", type: () => AdjustmentGroupEnum, description: "Of any of these groups." },
    reasonCode: { kind: "anyOf", column: "reason_code", type: () => String, description: "For any of these reasons, or *." },
  },
  orders: { CODE: ["group_code", "reason_code"], EFFECTIVE_FROM: ["effective_from"] },
})
export class AdjustmentPolicyType {
  @Id(() => ID) id!: string;
  @Reference(() => PayerType, "Only for this payer; null for all.", { nullable: true }) payer!: PayerType | null;
  @Column(() => AdjustmentGroupEnum, "Group (CAS01).") groupCode!: string;
  @Column(() => String, "Reason, CARC (CAS02), or * for all others of the group.") reasonCode!: string;
  @Column(() => TreatmentEnum, "What posting does with it.") treatment!: string;
  @Column(() => PlainDateScalar, "The first payment day to which it applies (BPR16).") effectiveFrom!: PlainDate;
  @Column(() => String, "Why.") note!: string;
  @Column(() => DateTimeScalar, "When it was set.") createdAt!: Date;
}

@Shape("ProviderPayerClearing", { description: "What is open between a practice and a payer under one reference (PLB03-2). It trends to zero; what is old is looked at.", permit: "remittances:read" })
export class ProviderPayerClearingType {
  @Value(() => ID, "The payer (`pyr_…`).") payerId!: string;
  @Value(() => String, "The payer's name.") payerName!: string;
  @Value(() => String, "The reference.") reference!: string;
  @Value(() => CentsScalar, "In cents: debit positive, the payer has taken what it has not yet explained or given back; credit negative, the payer has yet to take it.") balanceCents!: Cents;
  @Value(() => PlainDateScalar, "Business date of its oldest entry.") since!: PlainDate;
  @Value(() => Int, "Days since then, by the practice's calendar.") ageDays!: number;
}

@Contributes(() => ClaimType)
export class ClaimRemittances {
  @Connection(() => RemittanceClaimType, "What payers decided on the claim, as their remittances said it.", { by: "claim_id", nullable: true }) remittances!: never;
}
