import { InstantColumn, PracticeRow, PracticeTable, TextColumn, VersionColumn, WholeColumn } from "../../platform/database/columns";

/** One 837P interchange that we wrote, with its sending. */
@PracticeTable("outbound_file")
export class OutboundFile extends PracticeRow {
  @TextColumn() name!: string;
  @TextColumn() content!: string;
  /** ISA13: a TA1 names it. */
  @WholeColumn() interchangeControlNumber!: number;
  /** GS06: a 999 names it. */
  @WholeColumn() groupControlNumber!: number;
  @WholeColumn() claimCount!: number;
  @TextColumn() status: "QUEUED" | "SENT" = "QUEUED";
  @WholeColumn() attempts = 0;
  @TextColumn({ nullable: true }) lastError: string | null = null;
  @InstantColumn() createdAt!: Date;
  @InstantColumn({ nullable: true }) sentAt: Date | null = null;
  @VersionColumn() version!: number;
}
