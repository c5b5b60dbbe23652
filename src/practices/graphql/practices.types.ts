import { ID, Int, registerEnumType } from "type-graphql";
import { NodeType } from "../../platform/graphql/node";
import { Children, Column, Connection, Id, Reads } from "../../platform/graphql/reads";
import { CentsScalar, DateTimeScalar, NpiScalar, PlainDateScalar, ProcedureCodeScalar } from "../../platform/graphql/scalars";
import type { Address, Cents, PlainDate } from "../../vocabulary";
import type { FilingBasis } from "../payer";
import { AddressType } from "./address";

export const TaxIdKindEnum = { EIN: "EIN", SSN: "SSN" } as const;
registerEnumType(TaxIdKindEnum, {
  name: "TaxIdKind",
  description: "Which number identifies the billing provider to the tax office (REF01: EI or SY).",
  valuesConfig: { EIN: { description: "Employer identification number (EI)." }, SSN: { description: "Social security number (SY)." } },
});

export const FilingBasisEnum = { SERVICE_FROM: "SERVICE_FROM", SERVICE_THROUGH: "SERVICE_THROUGH", PRIMARY_REMITTANCE: "PRIMARY_REMITTANCE" } as const;
registerEnumType(FilingBasisEnum, {
  name: "FilingBasis",
  description: "The day from which a payer counts its filing limit.",
  valuesConfig: {
    SERVICE_FROM: { description: "First day of service." },
    SERVICE_THROUGH: { description: "Last day of service." },
    PRIMARY_REMITTANCE: { description: "Day of the primary payer's remittance." },
  },
});

@Reads("Location", {
  description: "A place of care: the service facility (2310C) when it is not the billing provider's own address.",
  table: "location",
  prefix: "loc",
  permit: "practices:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    active: { kind: "flag", sql: (t) => `${t}.active`, description: "Only those in use (true) or retired (false)." },
  },
  orders: { NAME: ["name"], CREATED_AT: ["created_at"] },
})
export class LocationType {
  @Id(() => ID) id!: string;
  @Column(() => String, "Name on the claim (2310C NM103).") name!: string;
  @Column(() => String, "CMS place of service code, two digits (CLM05-1).") placeOfService!: string;
  @Column(() => NpiScalar, "NPI of the facility (2310C NM109).", { nullable: true }) npi!: string | null;
  @Column(() => String, "CLIA certificate number of its laboratory (REF*X4).", { nullable: true }) cliaNumber!: string | null;
  @Column(() => AddressType, "Street address.") address!: Address;
  @Column(() => Boolean, "False when it has been retired.") active!: boolean;
  @Column(() => DateTimeScalar, "When it was added.") createdAt!: Date;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Reads("Provider", {
  description: "A clinician who renders, refers or supervises (2310B, 2310A, 2310D).",
  table: "provider",
  prefix: "prv",
  permit: "practices:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    npi: { kind: "anyOf", column: "npi", type: () => NpiScalar, description: "With any of these NPIs." },
    active: { kind: "flag", sql: (t) => `${t}.active`, description: "Only those in use (true) or retired (false)." },
  },
  orders: { NAME: ["last_name", "first_name"], CREATED_AT: ["created_at"] },
})
export class ProviderType {
  @Id(() => ID) id!: string;
  @Column(() => NpiScalar, "National Provider Identifier (NM109).") npi!: string;
  @Column(() => String, "Given name (NM104).") firstName!: string;
  @Column(() => String, "Family name (NM103).") lastName!: string;
  @Column(() => String, "Credentials, such as MD.", { nullable: true }) credentials!: string | null;
  @Column(() => String, "Provider taxonomy code (PRV03).") taxonomy!: string;
  @Column(() => Boolean, "False when retired.") active!: boolean;
  @Column(() => DateTimeScalar, "When the provider was added.") createdAt!: Date;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Reads("Payer", {
  description: "An insurer as the billing service files with it.",
  table: "payer",
  prefix: "pyr",
  tenancy: "service",
  permit: "payers:read",
  implements: () => NodeType as never,
  filters: {
    electronicPayerId: { kind: "anyOf", column: "electronic_payer_id", type: () => String, description: "With any of these electronic payer ids (NM109 of 2010BB)." },
    active: { kind: "flag", sql: (t) => `${t}.active`, description: "Only those in use (true) or retired (false)." },
  },
  orders: { NAME: ["name"], CREATED_AT: ["created_at"] },
})
export class PayerType {
  @Id(() => ID) id!: string;
  @Column(() => String, "Name (2010BB NM103).") name!: string;
  @Column(() => String, "The id under which the clearinghouse knows it (2010BB NM109).") electronicPayerId!: string;
  @Column(() => String, "Claim filing indicator code (SBR09), such as CI, BL, MB.") filingIndicator!: string;
  @Column(() => Int, "Days from the basis within which a first claim must be received.") filingLimitDays!: number;
  @Column(() => FilingBasisEnum, "The day from which the filing limit counts.") filingBasis!: FilingBasis;
  @Column(() => Boolean, "False when the payer takes no replacement or void claims (frequency 7 or 8).") takesReplacements!: boolean;
  @Column(() => AddressType, "Where it receives paper.", { nullable: true }) address!: Address | null;
  @Column(() => String, "Ten digits.", { nullable: true }) phone!: string | null;
  @Column(() => Boolean, "False when retired.") active!: boolean;
  @Column(() => DateTimeScalar, "When it was added.") createdAt!: Date;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Reads("Fee", { description: "The charge for one unit of a procedure.", table: "fee", prefix: "fee", permit: "practices:read", orders: { PROCEDURE_CODE: ["procedure_code", "modifier"] } })
export class FeeType {
  @Column(() => ProcedureCodeScalar, "CPT or HCPCS code (SV101-2).") procedureCode!: string;
  @Column(() => String, "First modifier that the fee is for; empty for the code alone (SV101-3).") modifier!: string;
  @Column(() => CentsScalar, "Charge for one unit, in cents.") amountCents!: Cents;
}

@Reads("FeeSchedule", {
  description: "What a practice charges from a day on, until its next schedule begins.",
  table: "fee_schedule",
  prefix: "fsc",
  permit: "practices:read",
  implements: () => NodeType as never,
  filters: { practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." } },
  orders: { EFFECTIVE_FROM: ["effective_from"] },
})
export class FeeScheduleType {
  @Id(() => ID) id!: string;
  @Column(() => String, "Its name.") name!: string;
  @Column(() => PlainDateScalar, "The first day of service that it prices.") effectiveFrom!: PlainDate;
  @Connection(() => FeeType, "Its fees.", { by: "fee_schedule_id" }) fees!: never;
  @Column(() => DateTimeScalar, "When it was set.") createdAt!: Date;
}

@Reads("Practice", {
  description: "A client of the billing service: billing provider on its claims (2010AA) and sender of its statements.",
  table: "practice",
  prefix: "prc",
  tenancy: "service",
  permit: "practices:read",
  implements: () => NodeType as never,
  filters: { npi: { kind: "anyOf", column: "npi", type: () => NpiScalar, description: "With any of these NPIs." } },
  orders: { NAME: ["name"], CREATED_AT: ["created_at"] },
})
export class PracticeType {
  @Id(() => ID) id!: string;
  @Column(() => String, "The name people use.") name!: string;
  @Column(() => String, "The name on claims (2010AA NM103).") legalName!: string;
  @Column(() => NpiScalar, "Billing NPI (2010AA NM109).") npi!: string;
  @Column(() => String, "Tax id, nine digits (REF02 of 2010AA).", { nullable: true, permit: "practices:read-tax" }) taxId!: string | null;
  @Column(() => TaxIdKindEnum, "Whether the tax id is an EIN or an SSN.") taxIdKind!: "EIN" | "SSN";
  @Column(() => String, "Billing taxonomy code (2000A PRV03).") taxonomy!: string;
  @Column(() => String, "IANA time zone; days of service and statements are days of this zone.") timeZone!: string;
  @Column(() => AddressType, "Billing street address (2010AA N3, N4).") address!: Address;
  @Column(() => AddressType, "Where payers send paper, when elsewhere (2010AB).", { nullable: true }) payToAddress!: Address | null;
  @Column(() => String, "Telephone, ten digits.") phone!: string;
  @Column(() => String, "Sender on patients' statements.") statementName!: string;
  @Column(() => AddressType, "Return address on patients' statements.") statementAddress!: Address;
  @Column(() => CentsScalar, "No statement below this balance, in cents.") statementMinimumCents!: Cents;
  @Children(() => LocationType, "Its places of care.", { by: "practice_id", order: [["name", "asc"]] }) locations!: LocationType[];
  @Connection(() => ProviderType, "Its clinicians.", { by: "practice_id" }) providers!: never;
  @Children(() => FeeScheduleType, "Its fee schedules, the newest first.", { by: "practice_id", order: [["effective_from", "desc"]] }) feeSchedules!: FeeScheduleType[];
  @Column(() => DateTimeScalar, "When it became a client.") createdAt!: Date;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}
