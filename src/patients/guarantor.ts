import { DayColumn, FlagColumn, InstantColumn, JsonColumn, PracticeRow, PracticeTable, TextColumn, VersionColumn } from "../platform/database/columns";
import type { Address, PlainDate } from "../vocabulary";

/** Who answers for the patient's side of bills: statements go here, payments and unapplied credit belong here. */
@PracticeTable("guarantor")
export class Guarantor extends PracticeRow {
  @TextColumn() firstName!: string;
  @TextColumn() lastName!: string;
  @DayColumn({ nullable: true }) birthDate: PlainDate | null = null;
  @JsonColumn() address!: Address;
  @TextColumn({ nullable: true }) phone: string | null = null;
  @TextColumn({ nullable: true }) email: string | null = null;
  /** May statements and reminders be sent by e-mail? */
  @FlagColumn() emailConsent = false;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
