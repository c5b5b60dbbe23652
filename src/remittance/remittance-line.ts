import { DayColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, TextListColumn, UuidColumn, WholeColumn } from "../platform/database/columns";
import type { Cents, PlainDate } from "../vocabulary";

/** 2110 — one service line as the payer adjudicated it, and which of our charges it is. */
@PracticeTable("remittance_line")
export class RemittanceLine extends PracticeRow {
  @UuidColumn() remittanceClaimId!: string;
  @WholeColumn() position!: number;
  /** SVC01-2 and -3 to -6 */
  @TextColumn() procedureCode!: string;
  @TextListColumn() modifiers: string[] = [];
  /** SVC06: what we billed, when the payer recoded. */
  @TextColumn({ nullable: true }) originalProcedureCode: string | null = null;
  @TextListColumn() originalModifiers: string[] = [];
  /** SVC02 */
  @MoneyColumn() chargeCents!: Cents;
  /** SVC03 */
  @MoneyColumn() paidCents!: Cents;
  /** SVC05 */
  @TextColumn() paidUnits!: string;
  /** AMT*B6: informational. */
  @MoneyColumn({ nullable: true }) allowedCents: Cents | null = null;
  @DayColumn({ nullable: true }) servedOn: PlainDate | null = null;
  /** REF*6R */
  @TextColumn({ nullable: true }) lineItemControlNumber: string | null = null;
  /** LQ*HE */
  @TextListColumn() remarkCodes: string[] = [];
  @UuidColumn({ nullable: true }) chargeId: string | null = null;
  @TextColumn({ nullable: true }) matchedBy: "CONTROL_NUMBER" | "SERVICE" | "HAND" | null = null;
}

/** One CAS triplet, of a line or of the claim as a whole. */
@PracticeTable("remittance_adjustment")
export class RemittanceAdjustment extends PracticeRow {
  @UuidColumn() remittanceClaimId!: string;
  /** Null for one of the claim as a whole. */
  @UuidColumn({ nullable: true }) remittanceLineId: string | null = null;
  @WholeColumn() position!: number;
  /** CAS01 */
  @TextColumn() groupCode!: string;
  /** CAS02 ... */
  @TextColumn() reasonCode!: string;
  /** CAS03 ... */
  @MoneyColumn() amountCents!: Cents;
  /** CAS04 ... */
  @TextColumn({ nullable: true }) quantity: string | null = null;
  /** What posting did with it; null before. */
  @TextColumn({ nullable: true }) treatment: string | null = null;
  @TextColumn({ nullable: true }) disposition: string | null = null;
  @MoneyColumn() postedCents!: Cents;
}

/** PLB — one reason and amount that concerns the provider, not a claim. A positive amount lowers the payment. */
@PracticeTable("provider_adjustment")
export class ProviderAdjustment extends PracticeRow {
  @UuidColumn() remittanceId!: string;
  @WholeColumn() position!: number;
  /** PLB01 */
  @TextColumn() providerIdentifier!: string;
  /** PLB02 */
  @DayColumn() fiscalPeriodEnd!: PlainDate;
  /** PLB03-1 */
  @TextColumn() reasonCode!: string;
  /** PLB03-2 */
  @TextColumn({ nullable: true }) reference: string | null = null;
  /** PLB04 */
  @MoneyColumn() amountCents!: Cents;
  /** Where it was posted, and under which reference; null before. */
  @TextColumn({ nullable: true }) account: string | null = null;
  @TextColumn({ nullable: true }) clearingReference: string | null = null;
  @UuidColumn({ nullable: true }) journalId: string | null = null;
}
