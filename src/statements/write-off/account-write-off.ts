import { WRITE_OFF_KINDS } from "../../claims";
import { InstantColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn } from "../../platform/database/columns";
import type { Cents } from "../../vocabulary";

/** Bad debt and charity are never the same: who could pay and did not, and who could not (billing-rules 12). */
export const ACCOUNT_WRITE_OFF_KINDS = { ...WRITE_OFF_KINDS, BAD_DEBT: "Unpaid though able to pay." } as const;
export type AccountWriteOffKind = keyof typeof ACCOUNT_WRITE_OFF_KINDS;

/** Money of an account that nobody is asked for any more, by decision. */
@PracticeTable("account_write_off")
export class AccountWriteOff extends PracticeRow {
  @UuidColumn() guarantorId!: string;
  @TextColumn() kind!: AccountWriteOffKind;
  @TextColumn() reason!: string;
  @MoneyColumn() amountCents!: Cents;
  @UuidColumn() journalId!: string;
  @TextColumn() decidedBy!: string;
  @InstantColumn() createdAt!: Date;
  @TextColumn({ nullable: true }) reversedBy: string | null = null;
  @TextColumn({ nullable: true }) reversalReason: string | null = null;
  @InstantColumn({ nullable: true }) reversedAt: Date | null = null;
  @VersionColumn() version!: number;
}

/** How much of it is about one service line. */
@PracticeTable("account_write_off_line")
export class AccountWriteOffLine extends PracticeRow {
  @UuidColumn() writeOffId!: string;
  @UuidColumn() patientId!: string;
  @UuidColumn() serviceLineId!: string;
  @MoneyColumn() amountCents!: Cents;
}
