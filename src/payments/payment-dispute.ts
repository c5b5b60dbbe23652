import { InstantColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn } from "../platform/database/columns";
import { cents, type Cents, type Lifecycle } from "../vocabulary";

export type DisputeStatus = "INQUIRY" | "OPEN" | "WON" | "LOST" | "CLOSED";
export type DisputeMove = "escalate" | "win" | "lose" | "close";

export const disputeLife: Lifecycle<DisputeStatus, DisputeMove> = {
  name: "payment dispute",
  initial: "INQUIRY",
  table: { INQUIRY: { escalate: "OPEN", win: "WON", lose: "LOST", close: "CLOSED" }, OPEN: { win: "WON", lose: "LOST", close: "CLOSED" }, WON: {}, LOST: {}, CLOSED: {} },
};

/** The payer's bank asks for the money back. An inquiry only asks; an open dispute has taken it already. */
@PracticeTable("payment_dispute")
export class PaymentDispute extends PracticeRow {
  @UuidColumn() paymentId!: string;
  @UuidColumn() guarantorId!: string;
  @TextColumn() processorDisputeId!: string;
  @TextColumn() reasonCode!: string;
  @TextColumn() status: DisputeStatus = "INQUIRY";
  @MoneyColumn() amountCents!: Cents;
  @MoneyColumn() withdrawnCents: Cents = cents(0);
  @MoneyColumn() reinstatedCents: Cents = cents(0);
  @MoneyColumn() feeCents: Cents = cents(0);
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
