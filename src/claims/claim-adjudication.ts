import { DayColumn, FlagColumn, InstantColumn, JsonColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, WholeColumn } from "../platform/database/columns";
import type { Cents, PlainDate } from "../vocabulary";
import type { AdjudicationOutcome } from "./claim-payer";

/** One CAS triplet, as the payer reported it. Amounts are texts of whole cents, because JSON keeps no bigint. */
export type CobAdjustment = { readonly groupCode: string; readonly reasonCode: string; readonly amountCents: string; readonly quantity?: string | null };

/** 2430 of the next payer's claim. */
export type CobLine = {
  readonly chargeId: string;
  /** SVD02 */
  readonly paidCents: string;
  /** SVD03 — as the payer adjudicated it. */
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  /** SVD05 */
  readonly paidQuantity: string;
  readonly adjustments: readonly CobAdjustment[];
};

/** 2320 of the next payer's claim. */
export type CoordinationOfBenefits = {
  /** CAS of the claim as a whole; never the lines' amounts again. */
  readonly adjustments: readonly CobAdjustment[];
  /** AMT*EAF — what the payer left to the patient. */
  readonly patientResponsibilityCents: string;
  readonly remarkCodes: readonly string[];
  readonly lines: readonly CobLine[];
};

/** What one payer decided on a claim, kept exactly as it said it; the next payer is told the same. */
@PracticeTable("claim_adjudication")
export class ClaimAdjudication extends PracticeRow {
  @UuidColumn() claimId!: string;
  @WholeColumn() payerSequence!: number;
  @UuidColumn() payerId!: string;
  @TextColumn() outcome!: AdjudicationOutcome;
  @TextColumn({ nullable: true }) payerClaimControlNumber: string | null = null;
  @FlagColumn() forwarded = false;
  @DayColumn() adjudicatedOn!: PlainDate;
  /** CLP04 */
  @MoneyColumn() paidCents!: Cents;
  @JsonColumn() cob!: CoordinationOfBenefits;
  /** The remittance's claim that said it. */
  @UuidColumn({ nullable: true }) sourceId: string | null = null;
  @InstantColumn() recordedAt!: Date;
  @InstantColumn({ nullable: true }) reversedAt: Date | null = null;
}
