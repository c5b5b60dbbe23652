import type { Cents, PlainDate } from "../../../vocabulary";
import type { Loop, SegmentRange } from "../../x12/model";
import type { Adjustment, Procedure, Provider, ProviderInRole, Reference } from "../parties";
import type { AmbulanceTransport, Attachment, ConditionCertification, Contract, Note, Pricing } from "./claim-model";

/** 2400 — one service. */
export interface ServiceLine extends Loop {
  readonly position?: SegmentRange;
  /** SV101 */
  readonly procedure: Procedure;
  /** SV102 */
  readonly chargeAmount: Cents;
  /** SV103 — UN units, MJ minutes. */
  readonly unitBasis: string;
  /** SV104 — a decimal: miles have tenths. */
  readonly quantity: string;
  /** SV105 — only when other than the claim's. */
  readonly placeOfServiceCode?: string;
  /** SV107-1 to -4 — places in the claim's list of diagnoses, counted from 1. */
  readonly diagnosisPointers: readonly number[];
  /** SV109 — Y for an emergency. */
  readonly emergencyIndicator?: string;
  /** SV111 */
  readonly epsdtIndicator?: string;
  /** SV112 */
  readonly familyPlanningIndicator?: string;
  /** SV115 — 0 when exempt from copay. */
  readonly copayStatusCode?: string;
  readonly durableMedicalEquipment?: DurableMedicalEquipment;
  /** PWK */
  readonly attachments: readonly Attachment[];
  readonly ambulance?: AmbulanceTransport;
  readonly equipmentCertification?: EquipmentCertification;
  readonly conditionCertifications: readonly ConditionCertification[];

  /** DTP*472 — D8, or the first day of RD8. */
  readonly serviceFrom: PlainDate;
  /** DTP*472, the last day of RD8. Absent when the service took one day. */
  readonly serviceTo?: PlainDate;
  /** DTP*471 */
  readonly prescriptionDate?: PlainDate;
  /** DTP*607 */
  readonly certificationRevisionDate?: PlainDate;
  /** DTP*463 */
  readonly beginTherapyDate?: PlainDate;
  /** DTP*461 */
  readonly lastCertificationDate?: PlainDate;
  /** DTP*304 */
  readonly lastSeenDate?: PlainDate;
  /** DTP*738 */
  readonly hemoglobinTestDate?: PlainDate;
  /** DTP*739 */
  readonly creatinineTestDate?: PlainDate;
  /** DTP*011 */
  readonly shippedDate?: PlainDate;
  /** DTP*455 */
  readonly lastXrayDate?: PlainDate;
  /** DTP*454 */
  readonly initialTreatmentDate?: PlainDate;

  /** QTY*PT — patients in the ambulance, when more than one. */
  readonly ambulancePatientCount?: string;
  /** QTY*FL */
  readonly obstetricAdditionalUnits?: string;
  readonly testResults: readonly TestResult[];
  readonly contract?: Contract;

  /** REF*9B */
  readonly repricedLineNumber?: string;
  /** REF*9D */
  readonly adjustedRepricedLineNumber?: string;
  /** REF*G1 — the owner tells which payer, when not the claim's. */
  readonly priorAuthorizations: readonly Reference[];
  /** REF*6R — unique per line and stable over resubmissions: payers echo it. */
  readonly lineItemControlNumber?: string;
  /** REF*EW */
  readonly mammographyCertification?: string;
  /** REF*X4 */
  readonly cliaNumber?: string;
  /** REF*F4 */
  readonly referringCliaNumber?: string;
  /** REF*BT */
  readonly immunizationBatchNumber?: string;
  /** REF*9F */
  readonly referrals: readonly Reference[];
  /** Every other REF. */
  readonly otherReferences: readonly Reference[];

  /** AMT*T */
  readonly salesTaxAmount?: Cents;
  /** AMT*F4 */
  readonly postageAmount?: Cents;
  /** K3 */
  readonly fileInformation: readonly string[];
  readonly notes: readonly Note[];
  readonly purchasedService?: PurchasedService;
  readonly pricing?: Pricing;
  readonly drug?: Drug;

  /** 2420A */
  readonly renderingProvider?: Provider;
  /** 2420B */
  readonly purchasedServiceProvider?: Provider;
  /** 2420C */
  readonly serviceFacility?: Provider;
  /** 2420D */
  readonly supervisingProvider?: Provider;
  /** 2420E */
  readonly orderingProvider?: Provider;
  /** 2420F — DN referring, P3 primary care. */
  readonly referringProviders: readonly ProviderInRole[];
  /** 2420G */
  readonly ambulancePickUp?: Provider;
  /** 2420H */
  readonly ambulanceDropOff?: Provider;
  /** 2430 */
  readonly adjudications: readonly LineAdjudication[];
  /** 2440 */
  readonly forms: readonly SupportingForm[];
}

/** SV5 */
export interface DurableMedicalEquipment {
  /** SV501-1 and SV501-2 */
  readonly procedureQualifier: string;
  readonly procedureCode: string;
  /** SV502 and SV503 */
  readonly unitBasis: string;
  readonly lengthOfNeedDays: string;
  /** SV504 */
  readonly rentalAmount: Cents;
  /** SV505 */
  readonly purchaseAmount: Cents;
  /** SV506 — 1 weekly, 4 monthly, 6 daily. */
  readonly rentalFrequencyCode: string;
}

/** CR3 */
export interface EquipmentCertification {
  /** CR301 — I initial, R renewal, S revised. */
  readonly typeCode: string;
  /** CR302 */
  readonly unitBasis: string;
  /** CR303 */
  readonly duration: string;
}

/** MEA */
export interface TestResult {
  /** MEA01 */
  readonly referenceCode: string;
  /** MEA02 */
  readonly qualifier: string;
  /** MEA03 */
  readonly value: string;
}

/** PS1 */
export interface PurchasedService {
  /** PS101 */
  readonly providerIdentifier: string;
  /** PS102 */
  readonly chargeAmount: Cents;
}

/** 2410 — LIN and CTP. */
export interface Drug extends Loop {
  /** LIN02 — N4 a national drug code. */
  readonly qualifier: string;
  /** LIN03 — eleven digits. */
  readonly code: string;
  /** CTP04 */
  readonly quantity?: string;
  /** CTP05-1 — F2, GR, ME, ML, UN. */
  readonly unitBasis?: string;
  /** REF*XZ */
  readonly prescriptionNumber?: string;
  /** REF*VY */
  readonly linkSequenceNumber?: string;
}

/** 2430 — what another payer did with this line. */
export interface LineAdjudication extends Loop {
  /** SVD01 — the payer's id, as in NM109 of its 2330B. */
  readonly payerIdentifier: string;
  /** SVD02 */
  readonly paidAmount: Cents;
  /** SVD03 */
  readonly procedure: Procedure;
  /** SVD05 */
  readonly paidQuantity: string;
  /** SVD06 — LX01 of the line into which this one was bundled. */
  readonly bundledIntoLine?: string;
  readonly adjustments: readonly Adjustment[];
  /** DTP*573 */
  readonly adjudicationDate?: PlainDate;
  /** AMT*EAF */
  readonly remainingPatientLiability?: Cents;
}

/** 2440 — LQ and its FRM answers. */
export interface SupportingForm extends Loop {
  /** LQ01 */
  readonly codeListQualifier: string;
  /** LQ02 */
  readonly formCode: string;
  readonly answers: readonly FormAnswer[];
}

/** FRM */
export interface FormAnswer {
  /** FRM01 */
  readonly question: string;
  /** FRM02 */
  readonly yesNo?: string;
  /** FRM03 */
  readonly text?: string;
  /** FRM04 */
  readonly date?: PlainDate;
  /** FRM05 */
  readonly percentage?: string;
}
