import { FlagColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn, WholeColumn } from "../platform/database/columns";

export type Adjudication = "NONE" | "PAID" | "PARTIAL" | "ZERO_PAY" | "DENIED" | "REVERSED_AWAITING_CORRECTION";
/** What a payer can have decided. */
export type AdjudicationOutcome = Exclude<Adjudication, "NONE" | "REVERSED_AWAITING_CORRECTION">;

/** One insurer in the order in which they are asked for this claim, and what it has decided. */
@PracticeTable("claim_payer")
export class ClaimPayer extends PracticeRow {
  @UuidColumn() claimId!: string;
  @UuidColumn() patientId!: string;
  /** 1 primary, 2 secondary, 3 tertiary (SBR01). */
  @WholeColumn() sequence!: number;
  @UuidColumn() payerId!: string;
  @UuidColumn() coverageId!: string;
  @TextColumn() adjudication: Adjudication = "NONE";
  /** The payer's own number of the claim (ICN): CLP07 of the remittance, or REF*1K of the 277CA. */
  @TextColumn({ nullable: true }) payerClaimControlNumber: string | null = null;
  /** The payer before it has sent it the claim itself (CLP02 19, 20 or 21): do not send it again. */
  @FlagColumn() forwarded = false;
  @VersionColumn() version!: number;
}
