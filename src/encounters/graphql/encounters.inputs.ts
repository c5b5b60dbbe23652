import { Int } from "type-graphql";
import { ExternalRefInput } from "../../patients";
import { ActPayload, ExpectedVersion, Input, InputField, InputId } from "../../platform/graphql/acts";
import { Payload } from "../../platform/graphql/reads";
import { CentsScalar, DiagnosisCodeScalar, PlainDateScalar, ProcedureCodeScalar } from "../../platform/graphql/scalars";
import type { Cents, PlainDate } from "../../vocabulary";
import type { Ndc, UnitKind } from "../charge";
import type { Accident, Assignment, BenefitsAssignment, ReleaseOfInformation } from "../encounter";
import { AccidentKindEnum, AssignmentEnum, BenefitsAssignmentEnum, NdcUnitEnum, ReleaseOfInformationEnum, UnitKindEnum } from "./encounters.enums";
import { ChargeType, EncounterType } from "./encounters.types";

@Input("AccidentInput", "The accident that the care is due to.")
export class AccidentInput {
  @InputField(() => AccidentKindEnum, "What kind (CLM11).") kind!: Accident["kind"];
  @InputField(() => PlainDateScalar, "When, not after the visit (DTP*439).") on!: PlainDate;
  @InputField(() => String, "The state where it happened, USPS code; required for AUTO, refused otherwise (CLM11-4).", { nullable: true }) state?: string | null;
}

@Input("NdcInput", "The drug that was given.")
export class NdcInput {
  @InputField(() => String, "National Drug Code, eleven digits, hyphens allowed (LIN03).") code!: string;
  @InputField(() => String, "How much, a decimal number above 0 (CTP04).") quantity!: string;
  @InputField(() => NdcUnitEnum, "Of what (CTP05-1).") unit!: Ndc["unit"];
}

@Input("ChargeInput", "A charge. In a list that replaces the whole, chargeId says which charge it is; without it, it is a new one.")
export class ChargeInput {
  @InputId("chg", "The charge that it is: it keeps its id, and its price unless what made it changes. Not for a new visit.", { nullable: true }) chargeId?: string | null;
  @InputField(() => ProcedureCodeScalar, "CPT or HCPCS code (SV101-2).") procedureCode!: string;
  @InputField(() => [String], "At most four, two characters each (SV101-3 to SV101-6).", { nullable: true }) modifiers?: string[] | null;
  @InputField(() => UnitKindEnum, "What quantity counts; UN when omitted (SV103).", { nullable: true }) unitKind?: UnitKind | null;
  @InputField(() => String, "How many, a decimal number above 0 with at most three decimals; 1 when omitted (SV104).", { nullable: true }) quantity?: string | null;
  @InputField(() => CentsScalar, "The total of the line in cents (SV102); when omitted, the practice's fee for one unit times the quantity.", { nullable: true }) chargeCents?: Cents | null;
  @InputField(() => [Int], "Positions of the visit's diagnoses, 1 to 12, at most four, primary first (SV107).", { nullable: true }) diagnosisPointers?: number[] | null;
  @InputField(() => PlainDateScalar, "First day of service; the visit's when omitted (DTP*472).", { nullable: true }) servedOn?: PlainDate | null;
  @InputField(() => PlainDateScalar, "Last day of service; servedOn when omitted (DTP*472).", { nullable: true }) servedTo?: PlainDate | null;
  @InputField(() => String, "Place of service code where it differs from the visit's (SV105).", { nullable: true }) placeOfService?: string | null;
  @InputId("prv", "Who rendered it, where it differs from the visit's (2420A).", { nullable: true }) renderingProviderId?: string | null;
  @InputField(() => String, "What was done, for codes that do not say it; at most 80 characters (SV101-7).", { nullable: true }) description?: string | null;
  @InputField(() => NdcInput, "The drug that was given (LIN, CTP).", { nullable: true }) ndc?: NdcInput | null;
  @InputField(() => Boolean, "Whether it was an emergency; false when omitted (SV109).", { nullable: true }) emergency?: boolean | null;
}

@Input("EncounterCreateInput", "A visit to enter.")
export class EncounterCreateInput {
  @InputId("pat", "Who was cared for.") patientId!: string;
  @InputId("loc", "Where.") locationId!: string;
  @InputId("prv", "Who rendered the care (2310B).") renderingProviderId!: string;
  @InputId("prv", "Who referred the patient (2310A).", { nullable: true }) referringProviderId?: string | null;
  @InputId("prv", "Who supervised (2310D).", { nullable: true }) supervisingProviderId?: string | null;
  @InputField(() => PlainDateScalar, "First day of the visit, today or earlier.") servedFrom!: PlainDate;
  @InputField(() => PlainDateScalar, "Last day of the visit; servedFrom when omitted.", { nullable: true }) servedTo?: PlainDate | null;
  @InputField(() => String, "CMS place of service code; the location's when omitted (CLM05-1).", { nullable: true }) placeOfService?: string | null;
  @InputField(() => String, "Prior authorisation number, at most 50 characters (REF*G1).", { nullable: true }) priorAuthorizationNumber?: string | null;
  @InputField(() => AccidentInput, "The accident that the care is due to (CLM11).", { nullable: true }) accident?: AccidentInput | null;
  @InputField(() => PlainDateScalar, "Onset of the current illness (DTP*431).", { nullable: true }) onsetOn?: PlainDate | null;
  @InputField(() => PlainDateScalar, "Admission of an inpatient (DTP*435).", { nullable: true }) admittedOn?: PlainDate | null;
  @InputField(() => PlainDateScalar, "Discharge of an inpatient (DTP*096).", { nullable: true }) dischargedOn?: PlainDate | null;
  @InputField(() => Boolean, "Whether the provider's signature is on file; true when omitted (CLM06).", { nullable: true }) providerSignatureOnFile?: boolean | null;
  @InputField(() => Boolean, "Whether the patient's signature is on file; true when omitted (CLM10).", { nullable: true }) patientSignatureOnFile?: boolean | null;
  @InputField(() => AssignmentEnum, "Whether the provider takes assignment; ASSIGNED when omitted (CLM07).", { nullable: true }) assignment?: Assignment | null;
  @InputField(() => BenefitsAssignmentEnum, "Whether the payer may pay the provider; YES when omitted (CLM08).", { nullable: true }) benefitsAssignment?: BenefitsAssignment | null;
  @InputField(() => ReleaseOfInformationEnum, "Why medical data may be given to the payer; SIGNED when omitted (CLM09).", { nullable: true }) releaseOfInformation?: ReleaseOfInformation | null;
  @InputField(() => [DiagnosisCodeScalar], "ICD-10-CM, at most twelve, the principal one first (HI).", { nullable: true }) diagnoses?: string[] | null;
  @InputField(() => [ChargeInput], "What was done, at most a hundred charges.", { nullable: true }) charges?: ChargeInput[] | null;
  @InputField(() => [ExternalRefInput], "What other systems call the visit.", { nullable: true }) externalRefs?: ExternalRefInput[] | null;
}

@Input("EncounterUpdateInput", "Changes to a visit that is not coded yet; what is omitted stays.")
export class EncounterUpdateInput {
  @InputId("enc", "The visit.") encounterId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputId("loc", "Where; brings its place of service unless one is given.", { nullable: true }) locationId?: string;
  @InputId("prv", "Who rendered the care (2310B).", { nullable: true }) renderingProviderId?: string;
  @InputId("prv", "Who referred the patient (2310A); null clears it.", { nullable: true }) referringProviderId?: string | null;
  @InputId("prv", "Who supervised (2310D); null clears it.", { nullable: true }) supervisingProviderId?: string | null;
  @InputField(() => PlainDateScalar, "First day of the visit.", { nullable: true }) servedFrom?: PlainDate;
  @InputField(() => PlainDateScalar, "Last day of the visit.", { nullable: true }) servedTo?: PlainDate;
  @InputField(() => String, "CMS place of service code (CLM05-1).", { nullable: true }) placeOfService?: string;
  @InputField(() => String, "Prior authorisation number (REF*G1); null clears it.", { nullable: true }) priorAuthorizationNumber?: string | null;
  @InputField(() => AccidentInput, "The accident, whole (CLM11); null clears it.", { nullable: true }) accident?: AccidentInput | null;
  @InputField(() => PlainDateScalar, "Onset of the current illness (DTP*431); null clears it.", { nullable: true }) onsetOn?: PlainDate | null;
  @InputField(() => PlainDateScalar, "Admission of an inpatient (DTP*435); null clears it.", { nullable: true }) admittedOn?: PlainDate | null;
  @InputField(() => PlainDateScalar, "Discharge of an inpatient (DTP*096); null clears it.", { nullable: true }) dischargedOn?: PlainDate | null;
  @InputField(() => Boolean, "Whether the provider's signature is on file (CLM06).", { nullable: true }) providerSignatureOnFile?: boolean;
  @InputField(() => Boolean, "Whether the patient's signature is on file (CLM10).", { nullable: true }) patientSignatureOnFile?: boolean;
  @InputField(() => AssignmentEnum, "Whether the provider takes assignment (CLM07).", { nullable: true }) assignment?: Assignment;
  @InputField(() => BenefitsAssignmentEnum, "Whether the payer may pay the provider (CLM08).", { nullable: true }) benefitsAssignment?: BenefitsAssignment;
  @InputField(() => ReleaseOfInformationEnum, "Why medical data may be given to the payer (CLM09).", { nullable: true }) releaseOfInformation?: ReleaseOfInformation;
  @InputField(() => [DiagnosisCodeScalar], "All diagnoses, in order: replaces the list (HI).", { nullable: true }) diagnoses?: string[];
  @InputField(() => [ChargeInput], "All charges, in order: replaces the list. One with chargeId stays that charge; one that is not listed is removed.", { nullable: true }) charges?: ChargeInput[];
  @InputField(() => [ExternalRefInput], "References to add.", { nullable: true }) externalRefs?: ExternalRefInput[] | null;
}

@Input("ChargeAddInput", "A charge to add at the end of a visit that is not coded yet.")
export class ChargeAddInput {
  @InputId("enc", "The visit.") encounterId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputField(() => ChargeInput, "The charge, without chargeId.") charge!: ChargeInput;
}

@Input("ChargeUpdateInput", "Changes to one charge; what is omitted stays.")
export class ChargeUpdateInput {
  @InputId("chg", "The charge.") chargeId!: string;
  @InputField(() => Int, "The version of the visit that you read; STALE_VERSION when it is no longer that.", { nullable: true }) expectedVersion?: number | null;
  @InputField(() => ProcedureCodeScalar, "CPT or HCPCS code (SV101-2).", { nullable: true }) procedureCode?: string;
  @InputField(() => [String], "All modifiers (SV101-3 to SV101-6).", { nullable: true }) modifiers?: string[];
  @InputField(() => UnitKindEnum, "What quantity counts (SV103).", { nullable: true }) unitKind?: UnitKind;
  @InputField(() => String, "How many (SV104).", { nullable: true }) quantity?: string;
  @InputField(() => CentsScalar, "The total of the line in cents (SV102). Omitted, a price from the fee schedule follows the change; one that was given must be given again.", { nullable: true })
  chargeCents?: Cents;
  @InputField(() => [Int], "All pointers (SV107).", { nullable: true }) diagnosisPointers?: number[];
  @InputField(() => PlainDateScalar, "First day of service (DTP*472).", { nullable: true }) servedOn?: PlainDate;
  @InputField(() => PlainDateScalar, "Last day of service (DTP*472).", { nullable: true }) servedTo?: PlainDate;
  @InputField(() => String, "Place of service code (SV105); null clears it.", { nullable: true }) placeOfService?: string | null;
  @InputId("prv", "Who rendered it (2420A); null clears it.", { nullable: true }) renderingProviderId?: string | null;
  @InputField(() => String, "What was done (SV101-7); null clears it.", { nullable: true }) description?: string | null;
  @InputField(() => NdcInput, "The drug, whole (LIN, CTP); null clears it.", { nullable: true }) ndc?: NdcInput | null;
  @InputField(() => Boolean, "Whether it was an emergency (SV109).", { nullable: true }) emergency?: boolean;
}

@Input("ChargeRemoveInput", "A charge to take away.")
export class ChargeRemoveInput {
  @InputId("chg", "The charge.") chargeId!: string;
  @InputField(() => Int, "The version of the visit that you read; STALE_VERSION when it is no longer that.", { nullable: true }) expectedVersion?: number | null;
}

@Input("EncounterSubmitForCodingInput", "A visit to hand to the coders.")
export class EncounterSubmitForCodingInput {
  @InputId("enc", "The visit.") encounterId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("EncounterCancelInput", "A visit that will not be billed.")
export class EncounterCancelInput {
  @InputId("enc", "The visit.") encounterId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputField(() => String, "Why, 1 to 500 characters; kept in the history.") reason!: string;
}

@ActPayload("EncounterPayload")
export class EncounterPayload {
  @Payload(() => EncounterType, "The visit.") encounter!: EncounterType | null;
}

@ActPayload("ChargePayload")
export class ChargePayload {
  @Payload(() => EncounterType, "The visit.") encounter!: EncounterType | null;
  @Payload(() => ChargeType, "The charge.") charge!: ChargeType | null;
}
