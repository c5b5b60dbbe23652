import { InstantColumn, ServiceRow, ServiceTable, TextColumn, VersionColumn, WholeColumn } from "../../platform/database/columns";

/** Who the billing service is to its clearinghouse: the envelopes of every file (ISA, GS, 1000A, 1000B). */
@ServiceTable("clearinghouse_account")
export class ClearinghouseAccount extends ServiceRow {
  /** ISA06, GS02, NM109 of 1000A. */
  @TextColumn() submitterId!: string;
  /** ISA05 */
  @TextColumn() submitterQualifier!: string;
  /** 1000A NM103 */
  @TextColumn() submitterName!: string;
  /** 1000A PER02 and PER04. */
  @TextColumn() contactName!: string;
  @TextColumn() contactPhone!: string;
  @TextColumn({ nullable: true }) contactEmail: string | null = null;
  /** ISA08, GS03, NM109 of 1000B. */
  @TextColumn() receiverId!: string;
  /** ISA07 */
  @TextColumn() receiverQualifier!: string;
  /** 1000B NM103 */
  @TextColumn() receiverName!: string;
  /** ISA15 — T test, P production. */
  @TextColumn() usage!: "T" | "P";
  /** ISA13 of the newest file; counted under the row's lock, because a receiver refuses a number twice. */
  @WholeColumn() lastInterchangeNumber = 0;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
