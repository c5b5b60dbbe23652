import { FlagColumn, InstantColumn, PracticeRow, PracticeTable, TextColumn, VersionColumn } from "../platform/database/columns";

/** A clinician who renders, refers or supervises (2310B, 2310A, 2310D). */
@PracticeTable("provider")
export class Provider extends PracticeRow {
  @TextColumn() npi!: string;
  @TextColumn() firstName!: string;
  @TextColumn() lastName!: string;
  @TextColumn({ nullable: true }) credentials: string | null = null;
  /** PRV03 — provider taxonomy code. */
  @TextColumn() taxonomy!: string;
  @FlagColumn() active = true;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
