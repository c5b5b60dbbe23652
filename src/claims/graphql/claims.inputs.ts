import { ID, Int } from "type-graphql";
import { AccidentKindEnum, EncounterType, type Accident, type Ndc } from "../../encounters";
import { ActPayload, ExpectedVersion, Input, InputField, InputId, InputIds, UserErrorType } from "../../platform/graphql/acts";
import { Payload, PayloadList, Shape, Value } from "../../platform/graphql/reads";
import { DiagnosisCodeScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import type { PlainDate } from "../../vocabulary";
import { UsageEnum } from "./claims.enums";
import { ClaimSubmissionType, ClaimType, FindingType } from "./claims.types";
import { ClearinghouseAccountType, InboundFileType } from "./clearinghouse.types";

@Input("ClaimCreateInput", "Visits to make claims of.")
export class ClaimCreateInput {
  @InputIds("enc", "Coded visits of one patient, 1 to 50, that agree in everything a claim says once.") encounterIds!: string[];
}

@Input("EncounterBillPatientInput", "A visit to bill to the patient.")
export class EncounterBillPatientInput {
  @InputId("enc", "A coded visit.") encounterId!: string;
}

@Input("ClaimScrubInput", "A claim to judge.")
export class ClaimScrubInput {
  @InputId("clm", "The claim.") claimId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("ClaimSubmitInput", "A claim to send to its current payer.")
export class ClaimSubmitInput {
  @InputId("clm", "The claim.") claimId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("ClaimReasonInput", "A claim, and why.")
export class ClaimReasonInput {
  @InputId("clm", "The claim.") claimId!: string;
  @InputField(() => String, "Why; kept in the history. 1 to 500 characters.") reason!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("ClaimReleaseInput", "A held claim that may go on.")
export class ClaimReleaseInput {
  @InputId("clm", "The claim.") claimId!: string;
  @InputField(() => String, "Why; kept in the history.", { nullable: true }) reason?: string | null;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("ClaimAccidentInput", "The accident that the care is due to.")
export class ClaimAccidentInput {
  @InputField(() => AccidentKindEnum, "What kind (CLM11-1).") kind!: Accident["kind"];
  @InputField(() => PlainDateScalar, "The day (DTP*439).") on!: PlainDate;
  @InputField(() => String, "USPS code of the state, for an automobile accident (CLM11-4).", { nullable: true }) state?: string | null;
}

@Input("ClaimDrugInput", "A drug.")
export class ClaimDrugInput {
  @InputField(() => String, "National drug code, eleven digits (LIN03).") code!: string;
  @InputField(() => String, "How much, a decimal number (CTP04).") quantity!: string;
  @InputField(() => String, "F2, GR, ME, ML or UN (CTP05-1).") unit!: Ndc["unit"];
}

@Input("ClaimLineCorrectInput", "Changes to one line; what is omitted stays.")
export class ClaimLineCorrectInput {
  @InputField(() => Int, "The line, from 1 (LX01).") lineNumber!: number;
  @InputField(() => [String], "All its modifiers (SV101-3 to -6).", { nullable: true }) modifiers?: string[] | null;
  @InputField(() => [Int], "All its pointers: places in the claim's diagnoses, from 1 (SV107).", { nullable: true }) diagnosisPointers?: number[] | null;
  @InputField(() => String, "Place of service (SV105).", { nullable: true }) placeOfService?: string | null;
  @InputField(() => String, "What was done (SV101-7), at most 80 characters.", { nullable: true }) description?: string | null;
  @InputField(() => ClaimDrugInput, "The drug (2410).", { nullable: true }) ndc?: ClaimDrugInput | null;
}

@Input("ClaimCorrectInput", "Changes to what a claim says; what is omitted stays. Charges are not changed here: void the claim and bill anew.")
export class ClaimCorrectInput {
  @InputId("clm", "The claim.") claimId!: string;
  @InputField(() => String, "Why; kept in the history. 1 to 500 characters.") reason!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputField(() => [DiagnosisCodeScalar], "All its diagnoses, the principal first, at most 12 (HI).", { nullable: true }) diagnoses?: string[] | null;
  @InputField(() => String, "Prior authorisation number (REF*G1); empty takes it away.", { nullable: true }) priorAuthorizationNumber?: string | null;
  @InputField(() => ClaimAccidentInput, "The accident (CLM11).", { nullable: true }) accident?: ClaimAccidentInput | null;
  @InputId("prv", "Who referred the patient (2310A).", { nullable: true }) referringProviderId?: string | null;
  @InputId("prv", "Who supervised (2310D).", { nullable: true }) supervisingProviderId?: string | null;
  @InputField(() => String, "Place of service, two digits (CLM05-1).", { nullable: true }) placeOfService?: string | null;
  @InputField(() => [ClaimLineCorrectInput], "Changes to lines.", { nullable: true }) lines?: ClaimLineCorrectInput[] | null;
}

@Input("InboundFileSubmitInput", "A file as the clearinghouse would send it.")
export class InboundFileSubmitInput {
  @InputField(() => String, "A name, for people.") name!: string;
  @InputField(() => String, "The whole X12 text: 999, 277CA, TA1 or 835.", { file: true }) content!: string;
}

@Input("InboundFileRetryInput", "A waiting file to try again.")
export class InboundFileRetryInput {
  @InputId("ifl", "The file.") inboundFileId!: string;
}

@Input("ClearinghouseAccountSetInput", "How the billing service's files are addressed.")
export class ClearinghouseAccountSetInput {
  @InputField(() => String, "Our id with the clearinghouse, 2 to 15 letters and digits (ISA06, GS02, 1000A NM109).") submitterId!: string;
  @InputField(() => String, "Its qualifier; ZZ when omitted (ISA05).", { nullable: true }) submitterQualifier?: string | null;
  @InputField(() => String, "Our name (1000A NM103).") submitterName!: string;
  @InputField(() => String, "Whom to ask (1000A PER02).") contactName!: string;
  @InputField(() => String, "Telephone, ten digits (1000A PER04).") contactPhone!: string;
  @InputField(() => String, "E-mail address (1000A PER06).", { nullable: true }) contactEmail?: string | null;
  @InputField(() => String, "The clearinghouse's id, 2 to 15 letters and digits (ISA08, GS03, 1000B NM109).") receiverId!: string;
  @InputField(() => String, "Its qualifier; ZZ when omitted (ISA07).", { nullable: true }) receiverQualifier?: string | null;
  @InputField(() => String, "The clearinghouse's name (1000B NM103).") receiverName!: string;
  @InputField(() => UsageEnum, "Test or production (ISA15).") usage!: "T" | "P";
  @ExpectedVersion() expectedVersion?: number | null;
}

@ActPayload("ClaimPayload")
export class ClaimPayload {
  @Payload(() => ClaimType, "The claim.") claim!: ClaimType | null;
}
@ActPayload("ClaimCreatePayload")
export class ClaimCreatePayload {
  @PayloadList(() => ClaimType, "The claims: one, or several when the visits have more than 50 lines or 12 diagnoses.") claims!: ClaimType[] | null;
}
@ActPayload("ClaimSubmitPayload")
export class ClaimSubmitPayload {
  @Payload(() => ClaimType, "The claim.") claim!: ClaimType | null;
  @Payload(() => ClaimSubmissionType, "What was frozen and is on its way.") submission!: ClaimSubmissionType | null;
}
@ActPayload("EncounterBillPatientPayload")
export class EncounterBillPatientPayload {
  @Payload(() => EncounterType, "The visit.") encounter!: EncounterType | null;
}
@ActPayload("InboundFilePayload")
export class InboundFilePayload {
  @Payload(() => InboundFileType, "The file; the one that was there already when the same bytes were handed in before.") inboundFile!: InboundFileType | null;
}
@ActPayload("ClearinghouseAccountPayload")
export class ClearinghouseAccountPayload {
  @Payload(() => ClearinghouseAccountType, "The account.") clearinghouseAccount!: ClearinghouseAccountType | null;
}

@Shape("ClaimSubmitResult", { description: "What became of one claim of a batch.", permit: "inherit" })
export class ClaimSubmitResultType {
  @Value(() => ID, "The claim, as it was asked for.") claimId!: string;
  @Value(() => ID, "Its submission; null when it was refused.", { nullable: true }) submissionId!: string | null;
  @Value(() => [UserErrorType], "Empty when it was submitted. Otherwise why not; nothing has changed on this claim.") userErrors!: unknown[];
}
@ActPayload("ClaimSubmitBulkPayload")
export class ClaimSubmitBulkPayload {
  @Value(() => [ClaimSubmitResultType], "One per item, in order.", { nullable: true }) results!: ClaimSubmitResultType[] | null;
}

@Shape("ClaimNotReady", { description: "The claim has errors: all of them, at once.", permit: "public", implements: () => UserErrorType as never })
export class ClaimNotReadyType {
  @Value(() => [FindingType], "What the rules found; null without claims:read-clinical.", { nullable: true, permit: "claims:read-clinical" }) findings!: FindingType[] | null;
}
