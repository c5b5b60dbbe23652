import type { Cents, PlainDate } from "../../../vocabulary";
import type { Loop, SegmentRange } from "../../x12/model";
import type { Address, Adjustment, Contact, OutpatientAdjudication, Party, Procedure, Reference } from "../parties";

/** One 835 transaction set: a payment (or the news that there is none), and what it is for. */
export interface Remittance extends Loop {
  /** BPR01 — I remittance and payment together, H notification only, C, D, U, X ... */
  readonly handlingCode: string;
  /** BPR02 — what the payer pays with this transaction. */
  readonly paymentAmount: Cents;
  /** BPR03 — C credit, D debit. */
  readonly creditDebitCode: string;
  /** BPR04 — ACH, CHK, FWT, BOP, NON (no payment). */
  readonly paymentMethod: string;
  /** BPR05 — CCP or CTX with ACH. */
  readonly paymentFormat?: string;
  /** BPR06 to BPR09 — the payer's bank account. */
  readonly senderBankQualifier?: string;
  readonly senderBankId?: string;
  readonly senderAccountQualifier?: string;
  readonly senderAccountNumber?: string;
  /** BPR10 */
  readonly originatingCompanyId?: string;
  /** BPR11 */
  readonly originatingCompanySupplementalCode?: string;
  /** BPR12 to BPR15 — the payee's bank account. */
  readonly receiverBankQualifier?: string;
  readonly receiverBankId?: string;
  readonly receiverAccountQualifier?: string;
  readonly receiverAccountNumber?: string;
  /** BPR16 — when the money moves, or the date of the cheque. */
  readonly paymentDate?: PlainDate;
  readonly trace: Trace;
  readonly currency?: ForeignCurrency;
  /** REF*EV — for whom the file was made, when not the payee. */
  readonly receiverIdentifier?: string;
  /** REF*F2 — version of the payer's adjudication system. */
  readonly versionIdentifier?: string;
  /** DTM*405 */
  readonly productionDate?: PlainDate;
  readonly payer: RemittancePayer;
  readonly payee: RemittancePayee;
  readonly claimGroups: readonly ClaimGroup[];
  /** PLB — one entry per reason and amount; the writer packs up to six into a segment. */
  readonly providerAdjustments: readonly ProviderAdjustment[];
}

/** TRN — ties the remittance to the money. */
export interface Trace {
  /** TRN02 — cheque number, or trace number of the electronic transfer. */
  readonly number: string;
  /** TRN03 — 1 and the payer's EIN. */
  readonly payerIdentifier?: string;
  /** TRN04 */
  readonly supplementalCode?: string;
}

/** CUR */
export interface ForeignCurrency {
  /** CUR01 */
  readonly entityCode: string;
  /** CUR02 */
  readonly currencyCode: string;
  /** CUR03 */
  readonly exchangeRate?: string;
}

/** 1000A. */
export interface RemittancePayer extends Loop {
  /** N102 */
  readonly name?: string;
  /** N103 */
  readonly identifierQualifier?: string;
  /** N104 */
  readonly identifier?: string;
  readonly address?: Address;
  /** REF — 2U payer id, EO submitter id, HI health industry number, NF NAIC code. */
  readonly additionalIds: readonly Reference[];
  /** PER — CX claims office, BL technical contact, IC web site. */
  readonly contacts: readonly Contact[];
}

/** 1000B. */
export interface RemittancePayee extends Loop {
  /** N102 */
  readonly name?: string;
  /** N103 — XX an NPI, FI a tax id, XV a plan id. */
  readonly identifierQualifier?: string;
  /** N104 */
  readonly identifier?: string;
  readonly address?: Address;
  /** REF — TJ tax id, PQ payee id, 0B, D3. */
  readonly additionalIds: readonly Reference[];
  readonly delivery?: RemittanceDelivery;
}

/** RDM */
export interface RemittanceDelivery {
  /** RDM01 */
  readonly methodCode: string;
  /** RDM02 */
  readonly name?: string;
  /** RDM03 */
  readonly number?: string;
}

/** 2000 — claims that the payer put under one LX, with its totals if it sends them. */
export interface ClaimGroup extends Loop {
  /** LX01 — a number, or a key of the payer's own. */
  readonly number: string;
  readonly providerSummary?: ProviderSummary;
  readonly supplementalSummary?: SupplementalSummary;
  readonly claims: readonly ClaimPayment[];
}

/** TS3 — totals for one provider and facility type; payers of institutional claims send it. */
export interface ProviderSummary {
  /** TS301 */
  readonly providerIdentifier: string;
  /** TS302 */
  readonly facilityTypeCode: string;
  /** TS303 */
  readonly fiscalPeriodEnd: PlainDate;
  /** TS304 */
  readonly claimCount: string;
  /** TS305 */
  readonly chargeAmount: Cents;
  /** TS306 to TS324, those that hold money, under their element number: TS313 is `{ element: 13, amount }`. */
  readonly otherAmounts: readonly ElementAmount[];
}

/** TS2 — every element is an amount or a count. */
export interface SupplementalSummary {
  readonly amounts: readonly ElementAmount[];
}

/** A figure that the guide tells only by its place. */
export interface ElementAmount {
  readonly element: number;
  /** Money and counts share these segments, so the figure stays a decimal string. */
  readonly value: string;
}

/** 2100 — one adjudicated claim. */
export interface ClaimPayment extends Loop {
  readonly position?: SegmentRange;
  /** CLP01 — our patient control number (CLM01), echoed. */
  readonly patientControlNumber: string;
  /** CLP02 — 1, 2, 3 processed as primary ...; 4 denied; 19, 20, 21 forwarded; 22 reversal; 23; 25. */
  readonly statusCode: string;
  /** CLP03 — total submitted charges for the claim, as the payer received it. */
  readonly chargeAmount: Cents;
  /** CLP04 */
  readonly paidAmount: Cents;
  /** CLP05 — informational: the sum of the PR adjustments is what counts. */
  readonly patientResponsibilityAmount?: Cents;
  /** CLP06 */
  readonly filingIndicatorCode?: string;
  /** CLP07 — the payer's own number of the claim (ICN). */
  readonly payerClaimControlNumber?: string;
  /** CLP08 */
  readonly facilityTypeCode?: string;
  /** CLP09 */
  readonly frequencyCode?: string;
  /** CLP10 */
  readonly patientStatusCode?: string;
  /** CLP11 */
  readonly drgCode?: string;
  /** CLP12 */
  readonly drgWeight?: string;
  /** CLP13 */
  readonly dischargeFraction?: string;
  /** CLP14 */
  readonly patientAuthorizationCode?: string;
  /** CAS under the claim itself; those of its lines are in the lines. */
  readonly adjustments: readonly Adjustment[];
  /** NM1*QC */
  readonly patient?: Party;
  /** NM1*IL — the insured, when not the patient. */
  readonly insured?: Party;
  /** NM1*74 — as the payer corrected the patient or the insured. */
  readonly correctedInsured?: Party;
  /** NM1*82 */
  readonly serviceProvider?: Party;
  /** NM1*TT — the payer to which the claim crossed over. */
  readonly crossoverPayer?: Party;
  /** NM1*PR — the payer that should have been first. */
  readonly correctedPriorityPayer?: Party;
  /** NM1*GB */
  readonly otherSubscriber?: Party;
  readonly inpatientAdjudication?: InpatientAdjudication;
  readonly outpatientAdjudication?: OutpatientAdjudication;
  /** REF — EA medical record, G1 authorization, F8 original ICN, CE class of contract, 1L group, 0B, 1A, 1G ... */
  readonly references: readonly Reference[];
  /** DTM*232 */
  readonly statementFrom?: PlainDate;
  /** DTM*233 */
  readonly statementTo?: PlainDate;
  /** DTM*036 */
  readonly coverageExpired?: PlainDate;
  /** DTM*050 */
  readonly receivedOn?: PlainDate;
  /** PER*CX */
  readonly contacts: readonly Contact[];
  /** AMT — informational, never posted: AU coverage amount, I interest, D8 discount, F5 patient paid ... */
  readonly amounts: readonly QualifiedAmount[];
  /** QTY */
  readonly quantities: readonly QualifiedQuantity[];
  readonly lines: readonly ServiceLinePayment[];
}

/** AMT */
export interface QualifiedAmount {
  /** AMT01 */
  readonly qualifier: string;
  /** AMT02 */
  readonly amount: Cents;
}

/** QTY */
export interface QualifiedQuantity {
  /** QTY01 */
  readonly qualifier: string;
  /** QTY02 */
  readonly quantity: string;
}

/** MIA — what the payer says of an inpatient claim as a whole. */
export interface InpatientAdjudication {
  /** MIA01 */
  readonly coveredDaysOrVisits?: string;
  /** MIA05, MIA20 to MIA23 — remark codes (RARC). */
  readonly remarkCodes: readonly string[];
  /** The other elements, under their number: MIA04 (DRG amount) is `{ element: 4, value }`. */
  readonly otherFigures: readonly ElementAmount[];
}

/** 2110 — one adjudicated service line. */
export interface ServiceLinePayment extends Loop {
  readonly position?: SegmentRange;
  /** SVC01 — what the payer adjudicated. */
  readonly procedure: Procedure;
  /** SVC02 */
  readonly chargeAmount: Cents;
  /** SVC03 */
  readonly paidAmount: Cents;
  /** SVC04 */
  readonly revenueCode?: string;
  /** SVC05 — absent means one. */
  readonly paidUnits?: string;
  /** SVC06 — what we billed, when the payer recoded: match the line by it. */
  readonly originalProcedure?: Procedure;
  /** SVC07 — units that we billed, when other than those paid. */
  readonly originalUnits?: string;
  /** DTM*472 */
  readonly serviceDate?: PlainDate;
  /** DTM*150 */
  readonly serviceFrom?: PlainDate;
  /** DTM*151 */
  readonly serviceTo?: PlainDate;
  readonly adjustments: readonly Adjustment[];
  /** REF*6R — our number of the line, echoed. */
  readonly lineItemControlNumber?: string;
  /** REF, all others — LU, APC, BB, G1, 0K, HPI ... */
  readonly references: readonly Reference[];
  /** AMT*B6 — informational. */
  readonly allowedAmount?: Cents;
  /** AMT, all others — informational. */
  readonly amounts: readonly QualifiedAmount[];
  readonly quantities: readonly QualifiedQuantity[];
  /** LQ*HE — remark codes (RARC). */
  readonly remarkCodes: readonly string[];
  /** LQ*RX — NCPDP reject codes. */
  readonly rejectCodes: readonly string[];
}

/** One reason and amount of a PLB segment. A positive amount lowers the payment. */
export interface ProviderAdjustment {
  /** PLB01 */
  readonly providerIdentifier: string;
  /** PLB02 — end of the provider's fiscal year. */
  readonly fiscalPeriodEnd: PlainDate;
  /** PLB03-1 ... — WO, FB, L6, 72, CS, AH, J1, IR, 50 ... */
  readonly reasonCode: string;
  /** PLB03-2 ... — ties a deferred or letter-driven recoupment to its claim. */
  readonly reference?: string;
  /** PLB04 ... */
  readonly amount: Cents;
}
