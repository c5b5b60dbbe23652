import { DayColumn, InstantColumn, JsonColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn, WholeColumn } from "../platform/database/columns";
import type { Cents, PlainDate } from "../vocabulary";

export type SubmissionStatus =
  | "QUEUED"
  | "SENT"
  | "ACK_999_ACCEPTED"
  | "ACK_999_REJECTED"
  | "CH_ACCEPTED"
  | "CH_REJECTED"
  | "PAYER_ACCEPTED"
  | "PAYER_REJECTED"
  | "PENDING"
  | "ADJUDICATED"
  | "REVERSED";

/** CLM05-3 — 1 original, 7 replacement, 8 void. */
export type Frequency = "1" | "7" | "8";

/** One code that somebody outside gave: a 999's syntax error, a 277CA's status, a TA1's note. Codes only, never a value of ours. */
export type StatusCode = { readonly source: "999" | "277CA" | "TA1"; readonly code: string; readonly detail: string | null };

/** One sending of a claim to one payer, frozen with everything that went into it; only its status moves, on evidence. */
@PracticeTable("claim_submission")
export class ClaimSubmission extends PracticeRow {
  @UuidColumn() claimId!: string;
  @WholeColumn() payerSequence!: number;
  @UuidColumn() payerId!: string;
  /** Of the claim. */
  @WholeColumn() revision!: number;
  @TextColumn() frequency!: Frequency;
  /** CLM01 — unique, at most 20 characters: what acknowledgements and remittances are matched by. */
  @TextColumn() patientControlNumber!: string;
  /** REF*F8 — the payer's number of what this one replaces or voids. */
  @TextColumn({ nullable: true }) replacesPayerControlNumber: string | null = null;
  @MoneyColumn() chargeCents!: Cents;
  @UuidColumn() outboundFileId!: string;
  /** ST02 of its transaction set in the file. */
  @TextColumn() transactionControlNumber!: string;
  /** Everything that the file was written from, as it was. */
  @JsonColumn() snapshot!: unknown;
  @InstantColumn() submittedAt!: Date;
  @TextColumn() status: SubmissionStatus = "QUEUED";
  @InstantColumn() statusAt!: Date;
  @JsonColumn() statusCodes: StatusCode[] = [];
  @TextColumn({ nullable: true }) payerClaimControlNumber: string | null = null;
  /** Proof of timely filing: the day on which the payer says that it received it. */
  @DayColumn({ nullable: true }) payerReceivedOn: PlainDate | null = null;
  @VersionColumn() version!: number;
}
