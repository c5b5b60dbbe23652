import { DayColumn, InstantColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, VersionColumn } from "../platform/database/columns";
import type { Cents, Lifecycle, PlainDate } from "../vocabulary";

export type PayoutStatus = "PAID" | "FAILED";

export const payoutLife: Lifecycle<PayoutStatus, "fail"> = { name: "payout", initial: "PAID", table: { PAID: { fail: "FAILED" }, FAILED: {} } };

/** A practice's part of one deposit by the processor; the parts of all practices sum to the deposit. */
@PracticeTable("payout")
export class Payout extends PracticeRow {
  @TextColumn() processorPayoutId!: string;
  @MoneyColumn() amountCents!: Cents;
  @TextColumn() status: PayoutStatus = "PAID";
  @DayColumn() arrivedOn!: PlainDate;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
