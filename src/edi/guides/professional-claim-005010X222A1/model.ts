import type { PlainDate } from "../../../vocabulary";
import type { Loop } from "../../x12/model";
import type { Address, Contact, Demographics, EntityType, Party, Reference } from "../parties";
import type { ProfessionalClaim } from "./claim-model";

/** One 837P transaction set: claims that one submitter sends to one receiver, under their billing providers. */
export interface ProfessionalClaims extends Loop {
  /** BHT02 — 00 original, 18 reissue of a file that was never received. */
  readonly purposeCode: string;
  /** BHT03 — the submitter's number of this batch. */
  readonly referenceId: string;
  /** BHT04 */
  readonly createdOn: PlainDate;
  /** BHT05 — HHMM or HHMMSS. */
  readonly createdAtTime: string;
  /** BHT06 — CH chargeable claims, RP encounters, 31 subrogation. */
  readonly typeCode: string;
  readonly submitter: Submitter;
  readonly receiver: Receiver;
  readonly billingProviders: readonly BillingProvider[];
}

/** 1000A. */
export interface Submitter extends Party, Loop {
  readonly contacts: readonly Contact[];
}

/** 1000B. */
export interface Receiver extends Party, Loop {}

/** 2000A — a billing provider and those who are insured. */
export interface BillingProvider extends Loop {
  /** PRV*BI — taxonomy code. */
  readonly taxonomyCode?: string;
  /** CUR02 — only when not US dollars. */
  readonly currencyCode?: string;
  readonly provider: BillingProviderName;
  /** 2010AB — where payments go, when elsewhere; the place for a PO box. */
  readonly payTo?: PayToAddress;
  /** 2010AC — the plan to which payment goes, in subrogation. */
  readonly payToPlan?: PayToPlan;
  readonly subscribers: readonly Subscriber[];
}

/** 2010AA. */
export interface BillingProviderName extends Party, Loop {
  /** N3, N4 — a street address with ZIP+4. */
  readonly address?: Address;
  /** REF*EI — employer identification number. */
  readonly employerId?: string;
  /** REF*SY — social security number, of a person. */
  readonly socialSecurityNumber?: string;
  /** REF*0B, 1G and others. */
  readonly secondaryIds: readonly Reference[];
  readonly contacts: readonly Contact[];
}

/** 2010AB. */
export interface PayToAddress extends Loop {
  /** NM102 */
  readonly entityType: EntityType;
  readonly address?: Address;
}

/** 2010AC. */
export interface PayToPlan extends Party, Loop {
  readonly address?: Address;
  readonly secondaryIds: readonly Reference[];
}

/** 2000B — the insured person, the payer, and the claims of the insured and of dependents. */
export interface Subscriber extends Loop {
  /** SBR01 — P primary, S secondary, T tertiary, A to H further, U unknown. */
  readonly payerSequence: string;
  /** SBR02 — 18 when the patient is the subscriber, else absent. */
  readonly relationshipCode?: string;
  /** SBR03 */
  readonly groupNumber?: string;
  /** SBR04 */
  readonly groupName?: string;
  /** SBR05 — why Medicare is not primary: only for Medicare. */
  readonly insuranceTypeCode?: string;
  /** SBR09 */
  readonly filingIndicatorCode?: string;
  /** PAT of the subscriber: only when something is to be said of a subscriber who is the patient. */
  readonly patientInformation?: PatientInformation;
  readonly person: InsuredPerson;
  readonly payer: Payer;
  /** 2300 under the subscriber: the patient is the subscriber. */
  readonly claims: readonly ProfessionalClaim[];
  /** 2000C */
  readonly patients: readonly Patient[];
}

/** PAT, without the relationship. */
export interface PatientInformation {
  /** PAT06 */
  readonly deathDate?: PlainDate;
  /** PAT08 — in pounds (PAT07 is 01). */
  readonly weightPounds?: string;
  /** PAT09 — Y when pregnant. */
  readonly pregnancyCode?: string;
}

/** 2010BA. */
export interface InsuredPerson extends Party, Loop {
  readonly address?: Address;
  readonly demographics?: Demographics;
  /** REF*SY */
  readonly socialSecurityNumber?: string;
  /** REF*Y4 — number of the casualty claim. */
  readonly propertyCasualtyClaimNumber?: string;
  readonly secondaryIds: readonly Reference[];
  /** PER*IC — casualty claims only. */
  readonly contacts: readonly Contact[];
}

/** 2010BB. */
export interface Payer extends Party, Loop {
  readonly address?: Address;
  /** REF — 2U, EI, FY, NF of the payer; G2, LU are the billing provider's numbers with it. */
  readonly secondaryIds: readonly Reference[];
}

/** 2000C — a patient who is not the subscriber and has no member id of the payer. */
export interface Patient extends PatientInformation, Loop {
  /** PAT01 — 01 spouse, 19 child, 20 employee, 21 unknown, 39, 40, 53, G8 other. */
  readonly relationshipCode: string;
  readonly person: PatientPerson;
  readonly claims: readonly ProfessionalClaim[];
}

/** 2010CA. */
export interface PatientPerson extends Party, Loop {
  readonly address?: Address;
  readonly demographics?: Demographics;
  /** REF*Y4 */
  readonly propertyCasualtyClaimNumber?: string;
  readonly secondaryIds: readonly Reference[];
  readonly contacts: readonly Contact[];
}
