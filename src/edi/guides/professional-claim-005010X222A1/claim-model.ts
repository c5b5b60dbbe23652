import type { Cents, PlainDate } from "../../../vocabulary";
import type { Loop, SegmentRange } from "../../x12/model";
import type { Provider, ProviderInRole, Reference } from "../parties";
import type { ServiceLine } from "./line-model";
import type { OtherSubscriber } from "./other-subscriber-model";

/** 2300 — one claim. */
export interface ProfessionalClaim extends Loop {
  /** Where the claim stands in its transaction set, so that an acknowledgement's segment can be found. */
  readonly position?: SegmentRange;
  /** CLM01 — patient control number: unique per submission and payer, at most 20 characters. */
  readonly patientControlNumber: string;
  /** CLM02 — exactly the sum of the lines. */
  readonly chargeAmount: Cents;
  /** CLM05-1 */
  readonly placeOfServiceCode: string;
  /** CLM05-2 — B: the code is a place of service. */
  readonly facilityCodeQualifier: string;
  /** CLM05-3 — 1 original, 7 replacement, 8 void. */
  readonly frequencyCode: string;
  /** CLM06 — Y when the provider's signature is on file. */
  readonly providerSignatureOnFile: string;
  /** CLM07 — A accepts assignment, B for laboratory services only, C does not. */
  readonly assignmentCode: string;
  /** CLM08 — Y benefits assigned to the provider, N not, W not applicable. */
  readonly benefitsAssignmentCode: string;
  /** CLM09 — I informed consent, Y signed. */
  readonly releaseOfInformationCode: string;
  /** CLM10 — P when the provider signed for the patient. */
  readonly patientSignatureSourceCode?: string;
  /** CLM11-1 to -3 — AA auto accident, EM employment, OA other accident. */
  readonly relatedCauseCodes: readonly string[];
  /** CLM11-4 */
  readonly autoAccidentState?: string;
  /** CLM11-5 */
  readonly autoAccidentCountry?: string;
  /** CLM12 */
  readonly specialProgramCode?: string;
  /** CLM20 */
  readonly delayReasonCode?: string;

  /** DTP*431 */
  readonly onsetDate?: PlainDate;
  /** DTP*454 */
  readonly initialTreatmentDate?: PlainDate;
  /** DTP*304 */
  readonly lastSeenDate?: PlainDate;
  /** DTP*453 */
  readonly acuteManifestationDate?: PlainDate;
  /** DTP*439 */
  readonly accidentDate?: PlainDate;
  /** DTP*484 */
  readonly lastMenstrualPeriodDate?: PlainDate;
  /** DTP*455 */
  readonly lastXrayDate?: PlainDate;
  /** DTP*471 */
  readonly prescriptionDate?: PlainDate;
  /** DTP*314 — the whole time of disability; DTP*360 or 361 when only its start or end is known. */
  readonly disability?: Disability;
  /** DTP*297 */
  readonly lastWorkedDate?: PlainDate;
  /** DTP*296 */
  readonly returnToWorkDate?: PlainDate;
  /** DTP*435 */
  readonly admissionDate?: PlainDate;
  /** DTP*096 */
  readonly dischargeDate?: PlainDate;
  /** DTP*090 */
  readonly assumedCareDate?: PlainDate;
  /** DTP*091 */
  readonly relinquishedCareDate?: PlainDate;
  /** DTP*444 */
  readonly firstContactDate?: PlainDate;
  /** DTP*050 */
  readonly repricerReceivedDate?: PlainDate;

  /** PWK */
  readonly attachments: readonly Attachment[];
  readonly contract?: Contract;
  /** AMT*F5 — what the patient has paid on this claim. */
  readonly patientPaidAmount?: Cents;

  /** REF*4N */
  readonly serviceAuthorizationExceptionCode?: string;
  /** REF*F5 */
  readonly mandatoryCrossoverIndicator?: string;
  /** REF*EW */
  readonly mammographyCertification?: string;
  /** REF*9F */
  readonly referralNumber?: string;
  /** REF*G1 */
  readonly priorAuthorizationNumber?: string;
  /** REF*F8 — the payer's number (ICN) of the claim that this one replaces or voids. */
  readonly payerClaimControlNumber?: string;
  /** REF*X4 */
  readonly cliaNumber?: string;
  /** REF*9A */
  readonly repricedClaimNumber?: string;
  /** REF*9C */
  readonly adjustedRepricedClaimNumber?: string;
  /** REF*LX */
  readonly investigationalDeviceExemptions: readonly string[];
  /** REF*D9 */
  readonly clearinghouseClaimNumber?: string;
  /** REF*EA */
  readonly medicalRecordNumber?: string;
  /** REF*P4 */
  readonly demonstrationProjectId?: string;
  /** REF*1J */
  readonly carePlanOversightNumber?: string;
  /** Every other REF. */
  readonly otherReferences: readonly Reference[];

  /** K3 */
  readonly fileInformation: readonly string[];
  readonly notes: readonly Note[];
  readonly ambulance?: AmbulanceTransport;
  readonly spinalManipulation?: SpinalManipulation;
  readonly conditionCertifications: readonly ConditionCertification[];
  /** HI — the principal first. At most 12. */
  readonly diagnoses: readonly Diagnosis[];
  /** HI*BP and BO — anesthesia related surgical procedures. */
  readonly anesthesiaProcedures: readonly HealthCareCode[];
  /** HI*BG */
  readonly conditionCodes: readonly string[];
  readonly pricing?: Pricing;

  /** 2310A — DN referring, P3 primary care. */
  readonly referringProviders: readonly ProviderInRole[];
  /** 2310B */
  readonly renderingProvider?: Provider;
  /** 2310C */
  readonly serviceFacility?: Provider;
  /** 2310D */
  readonly supervisingProvider?: Provider;
  /** 2310E */
  readonly ambulancePickUp?: Provider;
  /** 2310F */
  readonly ambulanceDropOff?: Provider;
  /** 2320 */
  readonly otherSubscribers: readonly OtherSubscriber[];
  /** 2400 — at most 50. LX01 is their place in this list. */
  readonly lines: readonly ServiceLine[];
}

/** DTP*314 (both), 360 (from), 361 (to). */
export interface Disability {
  readonly from?: PlainDate;
  readonly to?: PlainDate;
}

/** PWK — a paper or a file that goes with the claim. */
export interface Attachment {
  /** PWK01 — what it is. */
  readonly reportTypeCode: string;
  /** PWK02 — AA on request, BM by mail, EL electronically, EM, FT, FX. */
  readonly transmissionCode: string;
  /** PWK06 — its number (PWK05 is AC). */
  readonly controlNumber?: string;
}

/** CN1 */
export interface Contract {
  /** CN101 */
  readonly typeCode: string;
  /** CN102 */
  readonly amount?: Cents;
  /** CN103 */
  readonly percentage?: string;
  /** CN104 */
  readonly code?: string;
  /** CN105 */
  readonly termsDiscountPercentage?: string;
  /** CN106 */
  readonly version?: string;
}

/** NTE */
export interface Note {
  /** NTE01 — ADD, CER, DCP, DGN, TPO. */
  readonly code: string;
  /** NTE02 */
  readonly text: string;
}

/** CR1 — of a claim or of a line. */
export interface AmbulanceTransport {
  /** CR102 — in pounds (CR101 is LB). */
  readonly patientWeightPounds?: string;
  /** CR104 — A nearest facility ... F residential facility. */
  readonly transportReasonCode: string;
  /** CR106 — loaded miles (CR105 is DH). Zero when nobody was carried. */
  readonly miles: string;
  /** CR109 */
  readonly roundTripPurpose?: string;
  /** CR110 */
  readonly stretcherPurpose?: string;
}

/** CR2 */
export interface SpinalManipulation {
  /** CR208 */
  readonly conditionCode: string;
  /** CR210 */
  readonly description1?: string;
  /** CR211 */
  readonly description2?: string;
}

/** CRC */
export interface ConditionCertification {
  /** CRC01 — 07 ambulance, 75 homebound, ZZ EPSDT referral, E1 to E3 vision, 09 equipment, 70 hospice. */
  readonly categoryCode: string;
  /** CRC02 — Y the conditions apply, N they do not. */
  readonly appliesCode: string;
  /** CRC03 to CRC07 */
  readonly conditionCodes: readonly string[];
}

/** HI, diagnoses. */
export interface Diagnosis {
  /** ABK principal and ABF further, of ICD-10; BK and BF of ICD-9. */
  readonly qualifier: string;
  /** Without the decimal point. */
  readonly code: string;
}

/** HI, others. */
export interface HealthCareCode {
  readonly qualifier: string;
  readonly code: string;
}

/** HCP — the price that a repricer set. */
export interface Pricing {
  /** HCP01 */
  readonly methodologyCode: string;
  /** HCP02 */
  readonly allowedAmount?: Cents;
  /** HCP03 */
  readonly savingsAmount?: Cents;
  /** HCP04 */
  readonly repricingOrganizationId?: string;
  /** HCP05 */
  readonly rate?: string;
  /** HCP06 */
  readonly approvedGroupCode?: string;
  /** HCP07 */
  readonly approvedGroupAmount?: Cents;
  /** HCP09 and HCP10 */
  readonly approvedProcedureQualifier?: string;
  readonly approvedProcedureCode?: string;
  /** HCP11 and HCP12 */
  readonly approvedUnitBasis?: string;
  readonly approvedQuantity?: string;
  /** HCP13 */
  readonly rejectReasonCode?: string;
  /** HCP14 */
  readonly policyComplianceCode?: string;
  /** HCP15 */
  readonly exceptionCode?: string;
}
