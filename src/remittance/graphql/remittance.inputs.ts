import { ExpectedVersion, Input, InputField, InputId } from "../../platform/graphql/acts";
import { CentsScalar, PlainDateScalar, ProcedureCodeScalar } from "../../platform/graphql/scalars";
import type { Cents, PlainDate } from "../../vocabulary";
import type { Treatment } from "../policy/treatment";
import { AdjustmentGroupEnum, PaymentMethodEnum, TreatmentEnum } from "./enums";
import { Int } from "type-graphql";

@Input("RemittanceReceiveInput", "An 835 file: text or base64, one of the two. The whole request is at most 25 MB; larger files are sent as base64 of their gzip, up to 64 MB unpacked.")
export class RemittanceReceiveInput {
  @InputField(() => String, "What the file is called, for people.", { nullable: true }) name?: string | null;
  @InputField(() => String, "The file as text.", { nullable: true, file: true }) text?: string | null;
  @InputField(() => String, "The file's bytes, or those of its gzip, as base64.", { nullable: true, file: true }) base64?: string | null;
}

@Input("AdjustmentEntryInput", "A reason and amount that was not paid (a CAS triplet).")
export class AdjustmentEntryInput {
  @InputField(() => AdjustmentGroupEnum, "Group (CAS01).") groupCode!: string;
  @InputField(() => String, "Reason, CARC (CAS02).") reasonCode!: string;
  @InputField(() => CentsScalar, "In cents (CAS03); positive lowers the payment.") amountCents!: Cents;
  @InputField(() => String, "Units (CAS04), a decimal.", { nullable: true }) quantity?: string | null;
}

@Input("RemittanceLineEntryInput", "A line of a paper EOB (2110).")
export class RemittanceLineEntryInput {
  @InputField(() => ProcedureCodeScalar, "Procedure (SVC01-2).") procedureCode!: string;
  @InputField(() => [String], "Modifiers (SVC01-3 to -6).", { nullable: true }) modifiers?: string[] | null;
  @InputField(() => String, "Our number of the line, when the paper has it (REF*6R).", { nullable: true }) lineItemControlNumber?: string | null;
  @InputField(() => PlainDateScalar, "Day of service (DTM*472).", { nullable: true }) servedOn?: PlainDate | null;
  @InputField(() => CentsScalar, "Charge, in cents (SVC02).") chargeCents!: Cents;
  @InputField(() => CentsScalar, "Paid, in cents (SVC03).") paidCents!: Cents;
  @InputField(() => String, "Units paid (SVC05), a decimal; 1 when omitted.", { nullable: true }) paidUnits?: string | null;
  @InputField(() => [AdjustmentEntryInput], "What was not paid (CAS).", { nullable: true }) adjustments?: AdjustmentEntryInput[] | null;
  @InputField(() => [String], "Remark codes, RARC (LQ*HE).", { nullable: true }) remarkCodes?: string[] | null;
}

@Input("RemittanceClaimEntryInput", "A claim of a paper EOB (2100).")
export class RemittanceClaimEntryInput {
  @InputField(() => String, "Our number of the claim as the paper shows it (CLP01); empty when it shows none.") patientControlNumber!: string;
  @InputField(() => String, "Claim status code (CLP02): 1, 2, 3 processed; 4 denied; 19, 20, 21 forwarded; 22 reversal.") statusCode!: string;
  @InputField(() => CentsScalar, "Charge, in cents (CLP03).") chargeCents!: Cents;
  @InputField(() => CentsScalar, "Paid, in cents (CLP04).") paidCents!: Cents;
  @InputField(() => String, "The payer's number of the claim, ICN (CLP07).", { nullable: true }) payerClaimControlNumber?: string | null;
  @InputField(() => [AdjustmentEntryInput], "What was not paid of the claim as a whole.", { nullable: true }) adjustments?: AdjustmentEntryInput[] | null;
  @InputField(() => [String], "Remark codes of the claim (MOA).", { nullable: true }) remarkCodes?: string[] | null;
  @InputField(() => [RemittanceLineEntryInput], "Its lines; none when the paper speaks of the claim as a whole.") lines!: RemittanceLineEntryInput[];
}

@Input("ProviderAdjustmentEntryInput", "A provider-level adjustment of a paper EOB (PLB).")
export class ProviderAdjustmentEntryInput {
  @InputField(() => String, "Reason (PLB03-1), such as WO or L6.") reasonCode!: string;
  @InputField(() => String, "Reference (PLB03-2).", { nullable: true }) reference?: string | null;
  @InputField(() => CentsScalar, "In cents (PLB04); positive lowers the payment.") amountCents!: Cents;
}

@Input("RemittanceEnterInput", "A paper EOB.")
export class RemittanceEnterInput {
  @InputId("prc", "The practice that is paid.") practiceId!: string;
  @InputId("pyr", "The payer.") payerId!: string;
  @InputField(() => String, "Cheque number, or trace of the transfer (TRN02), 1 to 50 characters.") traceNumber!: string;
  @InputField(() => PaymentMethodEnum, "How it is paid (BPR04).") paymentMethod!: string;
  @InputField(() => PlainDateScalar, "Day of the cheque or the transfer (BPR16).") paymentOn!: PlainDate;
  @InputField(() => CentsScalar, "What is paid, in cents (BPR02).") paymentCents!: Cents;
  @InputField(() => [RemittanceClaimEntryInput], "Its claims, at most 200.") claims!: RemittanceClaimEntryInput[];
  @InputField(() => [ProviderAdjustmentEntryInput], "Its provider-level adjustments (PLB).", { nullable: true }) providerAdjustments?: ProviderAdjustmentEntryInput[] | null;
}

@Input("RemittancePostInput", "A remittance to post.")
export class RemittancePostInput {
  @InputId("rem", "The remittance.") remittanceId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("RemittanceAcceptInput", "A remittance that waits although its figures agree.")
export class RemittanceAcceptInput {
  @InputId("rem", "The remittance.") remittanceId!: string;
  @InputId("pyr", "The payer, when it was not recognised.", { nullable: true }) payerId?: string | null;
  @InputField(() => String, "Why it is accepted.") reason!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("RemittanceDiscardInput", "A remittance that waits and is put away.")
export class RemittanceDiscardInput {
  @InputId("rem", "The remittance.") remittanceId!: string;
  @InputField(() => String, "Why it is discarded.") reason!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("RemittanceDepositInput", "The arrival of a remittance's money in the bank.")
export class RemittanceDepositInput {
  @InputId("rem", "The remittance.") remittanceId!: string;
  @InputField(() => CentsScalar, "What arrived, in cents: exactly what the remittance pays (BPR02).") amountCents!: Cents;
  @InputField(() => PlainDateScalar, "The day on which it arrived.") depositedOn!: PlainDate;
  @InputField(() => String, "What the bank statement calls it, 1 to 80 characters.") bankReference!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("RemittanceLineMatchInput", "Which charge a line of a remittance is.")
export class RemittanceLineMatchInput {
  @InputId("rsl", "The line of the remittance.") remittanceLineId!: string;
  @InputId("chg", "The charge.") chargeId!: string;
}

@Input("RemittanceClaimMatchInput", "Which claim of ours a claim of a remittance is.")
export class RemittanceClaimMatchInput {
  @InputId("rcl", "The claim of the remittance.") remittanceClaimId!: string;
  @InputId("clm", "Our claim, of the same practice.") claimId!: string;
  @InputField(() => Int, "As which payer of the claim it was decided: 1, 2 or 3; found out when omitted.", { nullable: true }) payerSequence?: number | null;
  @InputField(() => [RemittanceLineMatchInput], "Lines that do not match by themselves.", { nullable: true }) lines?: RemittanceLineMatchInput[] | null;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("RemittanceClaimReleaseInput", "A correction to be posted without a reversal.")
export class RemittanceClaimReleaseInput {
  @InputId("rcl", "The claim of the remittance.") remittanceClaimId!: string;
  @InputField(() => String, "Why no reversal is needed.") reason!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("ClaimBillNextPayerInput", "A claim whose denied part is given up, so that the next payer is asked.")
export class ClaimBillNextPayerInput {
  @InputId("clm", "The claim.") claimId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("AdjustmentPolicySetInput", "How an adjustment is treated from a day on.")
export class AdjustmentPolicySetInput {
  @InputId("prc", "The practice.") practiceId!: string;
  @InputId("pyr", "Only for this payer; for all when omitted.", { nullable: true }) payerId?: string | null;
  @InputField(() => AdjustmentGroupEnum, "Group (CAS01).") groupCode!: string;
  @InputField(() => String, "Reason, CARC (CAS02), or * for all others of the group.") reasonCode!: string;
  @InputField(() => TreatmentEnum, "What posting does with it; what stands under CO and PI is never the patient's.") treatment!: Treatment;
  @InputField(() => PlainDateScalar, "The first payment day to which it applies (BPR16).") effectiveFrom!: PlainDate;
  @InputField(() => String, "Why.") note!: string;
}
