import { DayColumn, InstantColumn, JsonColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, WholeColumn } from "../platform/database/columns";
import type { Address, Cents, PlainDate } from "../vocabulary";

export type Sender = { readonly name: string; readonly address: Address; readonly phone: string };
export type Recipient = { readonly name: string; readonly address: Address };

/** What an account owed on a day, as it was sent: numbered without gaps per practice, never changed; a correction is another statement that names it. */
@PracticeTable("statement")
export class Statement extends PracticeRow {
  @UuidColumn() guarantorId!: string;
  @WholeColumn() number!: number;
  @DayColumn() issuedOn!: PlainDate;
  @InstantColumn() issuedAt!: Date;
  @DayColumn() dueOn!: PlainDate;
  /** The statement whose figures turned out wrong. */
  @UuidColumn({ nullable: true }) supersedesId: string | null = null;
  @MoneyColumn() chargedCents!: Cents;
  @MoneyColumn() adjustedCents!: Cents;
  @MoneyColumn() insurerPaidCents!: Cents;
  @MoneyColumn() youPaidCents!: Cents;
  @MoneyColumn() amountDueCents!: Cents;
  /** Money that is here and waits for a visit that is not owed yet. */
  @MoneyColumn() creditCents!: Cents;
  @JsonColumn() sender!: Sender;
  @JsonColumn() recipient!: Recipient;
}

@PracticeTable("statement_line")
export class StatementLine extends PracticeRow {
  @UuidColumn() statementId!: string;
  @UuidColumn() guarantorId!: string;
  @WholeColumn() position!: number;
  @UuidColumn() patientId!: string;
  @TextColumn() patientFirstName!: string;
  @UuidColumn() serviceLineId!: string;
  @UuidColumn({ nullable: true }) claimId: string | null = null;
  @DayColumn({ nullable: true }) servedOn: PlainDate | null = null;
  @TextColumn({ nullable: true }) procedureCode: string | null = null;
  @TextColumn({ nullable: true }) description: string | null = null;
  @MoneyColumn() chargedCents!: Cents;
  @MoneyColumn() adjustedCents!: Cents;
  @MoneyColumn() insurerPaidCents!: Cents;
  @MoneyColumn() youPaidCents!: Cents;
  @MoneyColumn() youOweCents!: Cents;
}
