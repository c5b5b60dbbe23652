import { DayColumn, InstantColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn } from "../platform/database/columns";
import type { Cents, PlainDate } from "../vocabulary";

/** What a practice charges from a day on, until the next schedule begins. */
@PracticeTable("fee_schedule")
export class FeeSchedule extends PracticeRow {
  @TextColumn() name!: string;
  @DayColumn() effectiveFrom!: PlainDate;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}

@PracticeTable("fee")
export class Fee extends PracticeRow {
  @UuidColumn() feeScheduleId!: string;
  @TextColumn() procedureCode!: string;
  /** Empty for the fee without a modifier. */
  @TextColumn() modifier = "";
  /** For one unit. */
  @MoneyColumn() amountCents!: Cents;
}
