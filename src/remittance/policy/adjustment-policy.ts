import { DayColumn, InstantColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn } from "../../platform/database/columns";
import type { PlainDate } from "../../vocabulary";
import type { Treatment } from "./treatment";

/** One dated row of a practice's rules for what a payer did not pay. Rows are never changed: a newer one takes over from its day on. */
@PracticeTable("adjustment_policy")
export class AdjustmentPolicy extends PracticeRow {
  /** Null: for every payer. */
  @UuidColumn({ nullable: true }) payerId: string | null = null;
  @TextColumn() groupCode!: string;
  /** A CARC, or * for every other one of the group. */
  @TextColumn() reasonCode!: string;
  @TextColumn() treatment!: Treatment;
  @DayColumn() effectiveFrom!: PlainDate;
  @TextColumn() note!: string;
  @InstantColumn() createdAt!: Date;
}
