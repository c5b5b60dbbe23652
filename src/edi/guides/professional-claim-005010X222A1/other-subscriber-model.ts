import type { Cents, PlainDate } from "../../../vocabulary";
import type { Loop } from "../../x12/model";
import type { Address, Adjustment, OutpatientAdjudication, Party, ProviderInRole, Reference } from "../parties";

/** 2320 — another insurance of the patient, and what it did with this claim if it came before. */
export interface OtherSubscriber extends Loop {
  /** SBR01 */
  readonly payerSequence: string;
  /** SBR02 — 18 self, 01 spouse, 19 child ... */
  readonly relationshipCode: string;
  /** SBR03 */
  readonly groupNumber?: string;
  /** SBR04 */
  readonly groupName?: string;
  /** SBR05 */
  readonly insuranceTypeCode?: string;
  /** SBR09 */
  readonly filingIndicatorCode?: string;
  /** CAS — claim level only, exactly as the payer reported; the lines' own are in 2430. */
  readonly adjustments: readonly Adjustment[];
  /** AMT*D */
  readonly payerPaidAmount?: Cents;
  /** AMT*A8 — everything, when the claim was never billed to this payer. */
  readonly nonCoveredAmount?: Cents;
  /** AMT*EAF */
  readonly remainingPatientLiability?: Cents;
  /** OI03 */
  readonly benefitsAssignmentCode?: string;
  /** OI04 */
  readonly patientSignatureSourceCode?: string;
  /** OI06 */
  readonly releaseOfInformationCode?: string;
  readonly outpatientAdjudication?: OutpatientAdjudication;
  readonly subscriber: OtherInsured;
  readonly payer: OtherPayer;
  /** 2330C to 2330G — providers under the other payer's numbers. */
  readonly providers: readonly ProviderInRole[];
}

/** 2330A. */
export interface OtherInsured extends Party, Loop {
  readonly address?: Address;
  /** REF*SY */
  readonly socialSecurityNumber?: string;
  readonly secondaryIds: readonly Reference[];
}

/** 2330B. */
export interface OtherPayer extends Party, Loop {
  readonly address?: Address;
  /** DTP*573 — when it adjudicated; here or in the lines, never both. */
  readonly adjudicationDate?: PlainDate;
  /** REF*G1 */
  readonly priorAuthorizationNumber?: string;
  /** REF*9F */
  readonly referralNumber?: string;
  /** REF*T4 — Y when it adjusted an earlier adjudication. */
  readonly claimAdjustmentIndicator?: string;
  /** REF*F8 — its own number (ICN) of the claim. */
  readonly claimControlNumber?: string;
  /** REF*2U, EI, FY, NF. */
  readonly secondaryIds: readonly Reference[];
}
