import { InstantColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn } from "../platform/database/columns";
import type { Cents } from "../vocabulary";

export const ALLOCATION_CAUSES = ["PAYMENT", "NEW_BALANCE", "BY_HAND", "BALANCE_CORRECTED", "REFUND", "DISPUTE", "VOID"] as const;
export type AllocationCause = (typeof ALLOCATION_CAUSES)[number];

/** How much of a payment went to a line; a negative one takes it back. Never changed: the sum is what stands. */
@PracticeTable("payment_allocation")
export class PaymentAllocation extends PracticeRow {
  /** The rows and the journal of one act share it. */
  @UuidColumn() actId!: string;
  @UuidColumn() paymentId!: string;
  @UuidColumn() guarantorId!: string;
  @UuidColumn() patientId!: string;
  @UuidColumn({ nullable: true }) claimId: string | null = null;
  @UuidColumn() serviceLineId!: string;
  @MoneyColumn() amountCents!: Cents;
  @TextColumn() cause!: AllocationCause;
  @InstantColumn() createdAt!: Date;
}
