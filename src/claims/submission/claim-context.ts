import type { Accident, Assignment, BenefitsAssignment, Ndc, ReleaseOfInformation, UnitKind } from "../../encounters";
import type { Subscriber, SubscriberRelationship } from "../../coverage";
import type { Sex } from "../../patients";
import type { FilingBasis } from "../../practices";
import type { Address, Cents, PlainDate } from "../../vocabulary";
import type { CoordinationOfBenefits } from "../claim-adjudication";
import type { AdjudicationOutcome } from "../claim-payer";
import type { Frequency } from "../claim-submission";

/**
 * Everything that a claim says to one payer, as plain data: what the scrubber judges, what the 837P is written from and
 * what a submission freezes. No rows, no clock, no database: the same context gives the same findings and the same file.
 */
export type ClaimContext = {
  readonly claimNumber: string;
  /** Whose turn it is: 1 primary, 2 secondary, 3 tertiary. */
  readonly sequence: number;
  readonly frequency: Frequency;
  /** REF*F8, with frequency 7 and 8. */
  readonly replacesPayerControlNumber: string | null;
  readonly totalChargeCents: Cents;
  readonly servedFrom: PlainDate;
  readonly servedTo: PlainDate;
  readonly placeOfService: string;
  readonly priorAuthorizationNumber: string | null;
  readonly accident: Accident | null;
  readonly onsetOn: PlainDate | null;
  readonly admittedOn: PlainDate | null;
  readonly dischargedOn: PlainDate | null;
  readonly providerSignatureOnFile: boolean;
  readonly patientSignatureOnFile: boolean;
  readonly assignment: Assignment;
  readonly benefitsAssignment: BenefitsAssignment;
  readonly releaseOfInformation: ReleaseOfInformation;
  readonly diagnoses: readonly string[];
  readonly billing: BillingParty;
  readonly location: { readonly name: string; readonly npi: string | null; readonly cliaNumber: string | null; readonly address: Address };
  readonly rendering: Clinician;
  readonly referring: Clinician | null;
  readonly supervising: Clinician | null;
  readonly patient: PatientParty;
  /** All of the claim's payers, in sequence. */
  readonly payers: readonly PayerInContext[];
  readonly lines: readonly LineInContext[];
  /** AMT*F5 — what the book says that the patient's side has paid on these lines. */
  readonly patientPaidCents: Cents;
  /** The day on which it is judged or sent, in the practice's zone. */
  readonly today: PlainDate;
};

export type BillingParty = {
  readonly legalName: string;
  readonly npi: string;
  readonly taxId: string;
  readonly taxIdKind: "EIN" | "SSN";
  readonly taxonomy: string;
  readonly address: Address;
  readonly payToAddress: Address | null;
  readonly phone: string;
};

export type Clinician = { readonly npi: string; readonly firstName: string; readonly lastName: string; readonly taxonomy: string };

export type PatientParty = {
  readonly firstName: string;
  readonly middleName: string | null;
  readonly lastName: string;
  readonly suffix: string | null;
  readonly birthDate: PlainDate;
  readonly sex: Sex;
  readonly address: Address;
};

export type PayerInContext = {
  readonly sequence: number;
  readonly name: string;
  readonly electronicPayerId: string;
  readonly filingIndicator: string;
  readonly filingLimitDays: number;
  readonly filingBasis: FilingBasis;
  readonly takesReplacements: boolean;
  readonly active: boolean;
  readonly address: Address | null;
  readonly coverage: {
    readonly memberId: string;
    readonly groupNumber: string | null;
    readonly planName: string | null;
    readonly relationship: SubscriberRelationship;
    readonly subscriber: Subscriber | null;
    readonly effectiveFrom: PlainDate;
    readonly effectiveTo: PlainDate | null;
  };
  /** It has the claim from the payer before it. */
  readonly forwarded: boolean;
  /** What it has decided and not taken back. */
  readonly adjudication: {
    readonly outcome: AdjudicationOutcome;
    readonly payerClaimControlNumber: string | null;
    readonly adjudicatedOn: PlainDate;
    readonly paidCents: Cents;
    readonly cob: CoordinationOfBenefits;
  } | null;
};

export type LineInContext = {
  readonly lineNumber: number;
  readonly chargeId: string;
  readonly lineItemControlNumber: string;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  readonly unitKind: UnitKind;
  readonly quantity: string;
  readonly chargeCents: Cents;
  readonly diagnosisPointers: readonly number[];
  readonly servedOn: PlainDate;
  readonly servedTo: PlainDate;
  readonly placeOfService: string | null;
  readonly rendering: Clinician | null;
  readonly description: string | null;
  readonly ndc: Ndc | null;
  readonly emergency: boolean;
};

/** The payer whose turn it is. */
export function payerOf(context: ClaimContext): PayerInContext {
  return context.payers.find((payer) => payer.sequence === context.sequence)!;
}

/** Payers before it whose decision it must be told. */
export function priorPayersOf(context: ClaimContext): PayerInContext[] {
  return context.payers.filter((payer) => payer.sequence < context.sequence);
}
