import type { Cents, PlainDate } from "../../../vocabulary";
import type { Loop, SegmentRange } from "../../x12/model";
import type { Party, Procedure, Reference } from "../parties";

/** One 277CA: which claims of a batch a clearinghouse or payer took in for adjudication, and which it did not. */
export interface ClaimAcknowledgement extends Loop {
  /** BHT03 */
  readonly referenceId: string;
  /** BHT04 */
  readonly createdOn: PlainDate;
  /** BHT05 */
  readonly createdAtTime: string;
  readonly sources: readonly InformationSource[];
}

/** 2000A — who acknowledges. */
export interface InformationSource extends Loop {
  readonly source: SourceName;
  /** TRN*1, TRN02 */
  readonly traceNumber: string;
  /** DTP*050 */
  readonly receivedOn?: PlainDate;
  /** DTP*009 */
  readonly processedOn?: PlainDate;
  readonly receivers: readonly InformationReceiver[];
}

/** 2100A */
export interface SourceName extends Party {
  /** NM101 — AY clearinghouse, PR payer. */
  readonly role: string;
}

/** 2000B — who submitted: we, or our clearinghouse. */
export interface InformationReceiver extends Loop, AcknowledgedTotals {
  readonly receiver: Party;
  /** TRN*2, TRN02 — BHT03 of the claims file. */
  readonly batchReferenceId: string;
  readonly statuses: readonly ClaimStatus[];
  readonly providers: readonly AcknowledgedProvider[];
}

/** QTY and AMT of a batch or of a provider. */
export interface AcknowledgedTotals {
  /** QTY*90 for a batch, QTY*QA for a provider. */
  readonly acceptedCount?: string;
  /** QTY*AA for a batch, QTY*QC for a provider. */
  readonly rejectedCount?: string;
  /** AMT*YU */
  readonly acceptedAmount?: Cents;
  /** AMT*YY */
  readonly rejectedAmount?: Cents;
}

/** 2000C */
export interface AcknowledgedProvider extends Loop, AcknowledgedTotals {
  readonly provider: Party;
  /** TRN*1, TRN02 */
  readonly traceNumber?: string;
  readonly statuses: readonly ClaimStatus[];
  readonly secondaryIds: readonly Reference[];
  readonly claims: readonly AcknowledgedClaim[];
}

/** 2000D */
export interface AcknowledgedClaim extends Loop {
  readonly position?: SegmentRange;
  readonly patient: Party;
  /** TRN*2, TRN02 — our patient control number, echoed. */
  readonly patientControlNumber: string;
  readonly statuses: readonly ClaimStatus[];
  /** REF*1K — the payer's number of the claim. */
  readonly payerClaimControlNumber?: string;
  /** REF*D9 */
  readonly clearinghouseClaimNumber?: string;
  /** REF*BLT */
  readonly billTypeCode?: string;
  readonly otherReferences: readonly Reference[];
  /** DTP*472, D8 or the first day of RD8. */
  readonly serviceFrom?: PlainDate;
  readonly serviceTo?: PlainDate;
  readonly lines: readonly AcknowledgedLine[];
}

/** 2220D */
export interface AcknowledgedLine extends Loop {
  /** SVC01 */
  readonly procedure: Procedure;
  /** SVC02 */
  readonly chargeAmount: Cents;
  /** SVC04 */
  readonly revenueCode?: string;
  /** SVC07 */
  readonly units?: string;
  readonly statuses: readonly ClaimStatus[];
  /** REF*FJ — our number of the line (REF*6R), echoed. */
  readonly lineItemControlNumber?: string;
  readonly otherReferences: readonly Reference[];
  readonly serviceFrom?: PlainDate;
  readonly serviceTo?: PlainDate;
}

/** STC */
export interface ClaimStatus {
  /** STC01, STC10, STC11 — the first explains the most. */
  readonly codes: readonly StatusCode[];
  /** STC02 */
  readonly effectiveOn?: PlainDate;
  /** STC03 — WQ accepted, U rejected. */
  readonly actionCode?: string;
  /** STC04 */
  readonly chargeAmount?: Cents;
  /** STC12 */
  readonly message?: string;
}

/** C043 */
export interface StatusCode {
  /** -1 — A0 forwarded, A1 received, A2 accepted, A3 returned, A4 not found, A5 split, A6, A7, A8 rejected. */
  readonly categoryCode: string;
  /** -2 */
  readonly statusCode: string;
  /** -3 — about whom: PR payer, 85 billing provider, QC patient, 41 submitter ... */
  readonly entityCode?: string;
  /** -4 — RX for NCPDP reject codes. */
  readonly codeListQualifier?: string;
}
