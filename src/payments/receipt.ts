import { DayColumn, InstantColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, WholeColumn } from "../platform/database/columns";
import type { Cents, PlainDate } from "../vocabulary";

/** What was given and where it went at that moment. Numbered without gaps per practice, and never changed. */
@PracticeTable("receipt")
export class Receipt extends PracticeRow {
  @UuidColumn() paymentId!: string;
  @UuidColumn() guarantorId!: string;
  @WholeColumn() number!: number;
  @InstantColumn() issuedAt!: Date;
  @DayColumn() issuedOn!: PlainDate;
  @TextColumn() methodLabel!: string;
  @MoneyColumn() amountCents!: Cents;
  @MoneyColumn() unappliedCents!: Cents;
}

@PracticeTable("receipt_line")
export class ReceiptLine extends PracticeRow {
  @UuidColumn() receiptId!: string;
  @UuidColumn() guarantorId!: string;
  @WholeColumn() position!: number;
  @UuidColumn() patientId!: string;
  @UuidColumn() serviceLineId!: string;
  @MoneyColumn() amountCents!: Cents;
}
