import { DayColumn, InstantColumn, JsonColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn, WholeColumn } from "../platform/database/columns";
import type { Cents, PlainDate } from "../vocabulary";
import type { RemittanceStatus } from "./remittance-lifecycle";

export const REMITTANCE_SOURCES = ["CLEARINGHOUSE", "API", "ENTRY"] as const;
export type RemittanceSource = (typeof REMITTANCE_SOURCES)[number];

export const WAITING_REASONS = ["UNREADABLE", "FILE_DAMAGED", "NOT_BALANCED", "TRACE_REPEATED", "PAYER_UNKNOWN", "FOREIGN_CURRENCY", "DEBIT"] as const;
export type WaitingReason = (typeof WAITING_REASONS)[number];

/** One thing that is wrong with a remittance, with its figures; never a name or a member id. */
export type RemittanceProblem = {
  readonly code: string;
  readonly message: string;
  /** CLP01 of the claim that it is about. */
  readonly patientControlNumber?: string | null;
  /** Line of the claim, from 1. */
  readonly lineNumber?: number | null;
  readonly segment?: string | null;
  /** What the other figures come to, what is written, and the difference, in cents. */
  readonly expectedCents?: number | null;
  readonly actualCents?: number | null;
  readonly differenceCents?: number | null;
};

/** What a payer says it pays, and for what: one ST of an 835, or a paper EOB typed in. */
@PracticeTable("remittance")
export class Remittance extends PracticeRow {
  @TextColumn() source!: RemittanceSource;
  /** The file that it came in; null for one that was typed in. */
  @UuidColumn({ nullable: true }) inboundFileId: string | null = null;
  /** Place of its ST in the file, from 1. */
  @WholeColumn() transactionNumber!: number;
  /** ST02 */
  @TextColumn() controlNumber!: string;
  /** One of our payers; null until somebody says which. */
  @UuidColumn({ nullable: true }) payerId: string | null = null;
  /** 1000A N102 */
  @TextColumn() payerName!: string;
  /** TRN03, or how the payer names itself otherwise: with the trace it tells one payment from another. */
  @TextColumn() payerKey!: string;
  /** 1000B N104: NPI or tax id. */
  @TextColumn() payeeIdentifier!: string;
  /** TRN02: cheque number, or trace of the transfer. */
  @TextColumn() traceNumber!: string;
  /** BPR01 */
  @TextColumn() handlingCode!: string;
  /** BPR04: ACH, CHK, FWT, BOP, NON. */
  @TextColumn() paymentMethod!: string;
  /** BPR02 */
  @MoneyColumn() paymentCents!: Cents;
  /** BPR16, or the day of production when there is no payment. */
  @DayColumn() paymentOn!: PlainDate;
  @WholeColumn() claimCount!: number;
  /** Of the content without its envelope: the same payment in two files is one. */
  @TextColumn() contentDigest!: string;
  /** The transaction set as it came, or the entry as it was typed (JSON). */
  @TextColumn() content!: string;
  @TextColumn() status!: RemittanceStatus;
  @TextColumn({ nullable: true }) waitingReason: WaitingReason | null = null;
  @JsonColumn() problems: RemittanceProblem[] = [];
  /** Why somebody accepted or discarded it in spite of its problems. */
  @TextColumn({ nullable: true }) decisionReason: string | null = null;
  @InstantColumn() receivedAt!: Date;
  @InstantColumn({ nullable: true }) postedAt: Date | null = null;
  @DayColumn({ nullable: true }) depositedOn: PlainDate | null = null;
  @InstantColumn({ nullable: true }) depositedAt: Date | null = null;
  @TextColumn({ nullable: true }) bankReference: string | null = null;
  @VersionColumn() version!: number;
}
