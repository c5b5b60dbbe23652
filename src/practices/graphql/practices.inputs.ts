import { Int } from "type-graphql";
import { ActPayload, ExpectedVersion, Input, InputField, InputId } from "../../platform/graphql/acts";
import { Payload } from "../../platform/graphql/reads";
import { CentsScalar, NpiScalar, PlainDateScalar, ProcedureCodeScalar } from "../../platform/graphql/scalars";
import type { Cents, PlainDate } from "../../vocabulary";
import type { FilingBasis } from "../payer";
import { AddressInput } from "./address";
import { FeeScheduleType, FilingBasisEnum, LocationType, PayerType, PracticeType, ProviderType, TaxIdKindEnum } from "./practices.types";

@Input("PracticeCreateInput", "A client to take on.")
export class PracticeCreateInput {
  @InputField(() => String, "The name people use.") name!: string;
  @InputField(() => String, "The name on claims; the name when omitted (2010AA NM103).", { nullable: true }) legalName?: string | null;
  @InputField(() => NpiScalar, "Billing NPI; unique within the service (2010AA NM109).") npi!: string;
  @InputField(() => String, "Tax id, nine digits, with or without hyphens.") taxId!: string;
  @InputField(() => TaxIdKindEnum, "Whether the tax id is an EIN or an SSN.") taxIdKind!: "EIN" | "SSN";
  @InputField(() => String, "Billing taxonomy code (2000A PRV03).") taxonomy!: string;
  @InputField(() => String, "IANA time zone, such as America/Denver.") timeZone!: string;
  @InputField(() => AddressInput, "Billing street address with nine-digit ZIP; no PO box (2010AA).") address!: AddressInput;
  @InputField(() => AddressInput, "Where payers send paper, when elsewhere (2010AB).", { nullable: true }) payToAddress?: AddressInput | null;
  @InputField(() => String, "Telephone, ten digits.") phone!: string;
  @InputField(() => String, "Sender on statements; the name when omitted.", { nullable: true }) statementName?: string | null;
  @InputField(() => AddressInput, "Return address on statements; the address when omitted.", { nullable: true }) statementAddress?: AddressInput | null;
  @InputField(() => CentsScalar, "No statement below this balance, in cents; 1 when omitted.", { nullable: true }) statementMinimumCents?: Cents | null;
}

@Input("PracticeUpdateInput", "Changes to a practice; what is omitted stays.")
export class PracticeUpdateInput {
  @InputId("prc", "The practice.") practiceId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputField(() => String, "The name people use.", { nullable: true }) name?: string;
  @InputField(() => String, "The name on claims (2010AA NM103).", { nullable: true }) legalName?: string;
  @InputField(() => String, "Billing taxonomy code (2000A PRV03).", { nullable: true }) taxonomy?: string;
  @InputField(() => String, "IANA time zone.", { nullable: true }) timeZone?: string;
  @InputField(() => AddressInput, "Billing street address (2010AA).", { nullable: true }) address?: AddressInput;
  @InputField(() => AddressInput, "Where payers send paper (2010AB).", { nullable: true }) payToAddress?: AddressInput;
  @InputField(() => String, "Telephone, ten digits.", { nullable: true }) phone?: string;
  @InputField(() => String, "Sender on statements.", { nullable: true }) statementName?: string;
  @InputField(() => AddressInput, "Return address on statements.", { nullable: true }) statementAddress?: AddressInput;
  @InputField(() => CentsScalar, "No statement below this balance, in cents.", { nullable: true }) statementMinimumCents?: Cents;
}

@Input("LocationAddInput", "A place of care to add.")
export class LocationAddInput {
  @InputId("prc", "The practice.") practiceId!: string;
  @InputField(() => String, "Name on the claim; unique within the practice (2310C NM103).") name!: string;
  @InputField(() => String, "CMS place of service code, two digits (CLM05-1).") placeOfService!: string;
  @InputField(() => NpiScalar, "NPI of the facility.", { nullable: true }) npi?: string | null;
  @InputField(() => String, "CLIA certificate number (REF*X4).", { nullable: true }) cliaNumber?: string | null;
  @InputField(() => AddressInput, "Street address with nine-digit ZIP.") address!: AddressInput;
}

@Input("LocationUpdateInput", "Changes to a place of care; what is omitted stays.")
export class LocationUpdateInput {
  @InputId("loc", "The location.") locationId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputField(() => String, "Name on the claim.", { nullable: true }) name?: string;
  @InputField(() => String, "CMS place of service code.", { nullable: true }) placeOfService?: string;
  @InputField(() => NpiScalar, "NPI of the facility.", { nullable: true }) npi?: string;
  @InputField(() => String, "CLIA certificate number (REF*X4).", { nullable: true }) cliaNumber?: string;
  @InputField(() => AddressInput, "Street address with nine-digit ZIP.", { nullable: true }) address?: AddressInput;
  @InputField(() => Boolean, "False retires it.", { nullable: true }) active?: boolean | null;
}

@Input("ProviderAddInput", "A clinician to add.")
export class ProviderAddInput {
  @InputId("prc", "The practice.") practiceId!: string;
  @InputField(() => NpiScalar, "National Provider Identifier; unique within the practice.") npi!: string;
  @InputField(() => String, "Given name (NM104).") firstName!: string;
  @InputField(() => String, "Family name (NM103).") lastName!: string;
  @InputField(() => String, "Credentials, such as MD.", { nullable: true }) credentials?: string | null;
  @InputField(() => String, "Provider taxonomy code (PRV03).") taxonomy!: string;
}

@Input("ProviderUpdateInput", "Changes to a clinician; what is omitted stays.")
export class ProviderUpdateInput {
  @InputId("prv", "The provider.") providerId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputField(() => String, "Given name (NM104).", { nullable: true }) firstName?: string;
  @InputField(() => String, "Family name (NM103).", { nullable: true }) lastName?: string;
  @InputField(() => String, "Credentials.", { nullable: true }) credentials?: string;
  @InputField(() => String, "Provider taxonomy code (PRV03).", { nullable: true }) taxonomy?: string;
  @InputField(() => Boolean, "False retires the provider.", { nullable: true }) active?: boolean | null;
}

@Input("PayerAddInput", "An insurer to add, for all practices of the service.")
export class PayerAddInput {
  @InputField(() => String, "Name (2010BB NM103).") name!: string;
  @InputField(() => String, "The id under which the clearinghouse knows it (2010BB NM109).") electronicPayerId!: string;
  @InputField(() => String, "Claim filing indicator code (SBR09).") filingIndicator!: string;
  @InputField(() => Int, "Days within which a first claim must be received.") filingLimitDays!: number;
  @InputField(() => FilingBasisEnum, "The day from which the limit counts; SERVICE_FROM when omitted.", { nullable: true }) filingBasis?: FilingBasis | null;
  @InputField(() => Boolean, "False when the payer takes no replacement or void claims; true when omitted.", { nullable: true }) takesReplacements?: boolean | null;
  @InputField(() => AddressInput, "Where it receives paper.", { nullable: true }) address?: AddressInput | null;
  @InputField(() => String, "Telephone, ten digits.", { nullable: true }) phone?: string | null;
}

@Input("PayerUpdateInput", "Changes to an insurer; what is omitted stays.")
export class PayerUpdateInput {
  @InputId("pyr", "The payer.") payerId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputField(() => String, "Name (2010BB NM103).", { nullable: true }) name?: string;
  @InputField(() => String, "Claim filing indicator code (SBR09).", { nullable: true }) filingIndicator?: string;
  @InputField(() => Int, "Days within which a first claim must be received.", { nullable: true }) filingLimitDays?: number;
  @InputField(() => FilingBasisEnum, "The day from which the limit counts.", { nullable: true }) filingBasis?: FilingBasis;
  @InputField(() => Boolean, "False when the payer takes no replacement or void claims.", { nullable: true }) takesReplacements?: boolean;
  @InputField(() => AddressInput, "Where it receives paper.", { nullable: true }) address?: AddressInput;
  @InputField(() => String, "Telephone, ten digits.", { nullable: true }) phone?: string;
  @InputField(() => Boolean, "False retires the payer.", { nullable: true }) active?: boolean | null;
}

@Input("FeeInput", "The charge for one unit of a procedure.")
export class FeeInput {
  @InputField(() => ProcedureCodeScalar, "CPT or HCPCS code.") procedureCode!: string;
  @InputField(() => String, "First modifier that the fee is for; omit for the code alone.", { nullable: true }) modifier?: string | null;
  @InputField(() => CentsScalar, "Charge for one unit, in cents, zero or more.") amountCents!: Cents;
}

@Input("FeeScheduleSetInput", "What a practice charges from a day on.")
export class FeeScheduleSetInput {
  @InputId("prc", "The practice.") practiceId!: string;
  @InputField(() => String, "Its name.") name!: string;
  @InputField(() => PlainDateScalar, "The first day of service that it prices; one schedule a day.") effectiveFrom!: PlainDate;
  @InputField(() => [FeeInput], "Its fees, each code and modifier once.") fees!: FeeInput[];
}

@ActPayload("PracticePayload")
export class PracticePayload {
  @Payload(() => PracticeType, "The practice.") practice!: PracticeType | null;
}
@ActPayload("LocationPayload")
export class LocationPayload {
  @Payload(() => LocationType, "The location.") location!: LocationType | null;
}
@ActPayload("ProviderPayload")
export class ProviderPayload {
  @Payload(() => ProviderType, "The provider.") provider!: ProviderType | null;
}
@ActPayload("PayerPayload")
export class PayerPayload {
  @Payload(() => PayerType, "The payer.") payer!: PayerType | null;
}
@ActPayload("FeeSchedulePayload")
export class FeeSchedulePayload {
  @Payload(() => FeeScheduleType, "The fee schedule.") feeSchedule!: FeeScheduleType | null;
}
