import { DayColumn, InstantColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn } from "../platform/database/columns";
import { cents, type Cents, type Lifecycle, type PlainDate } from "../vocabulary";

export const PAYMENT_METHODS = ["CARD", "BANK_ACCOUNT", "CASH", "CHEQUE"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];
export type PaymentStatus = "RECEIVED" | "VOIDED";

/** Money is corrected by adding to the book: only what a person typed in wrongly is voided. Card money comes back by refund or dispute. */
export const paymentLife: Lifecycle<PaymentStatus, "void"> = {
  name: "payment",
  initial: "RECEIVED",
  table: { RECEIVED: { void: "VOIDED" }, VOIDED: {} },
};

/** Money from a guarantor. What is not allocated, refunded, disputed or voided is unapplied credit. */
@PracticeTable("payment")
export class Payment extends PracticeRow {
  @UuidColumn() guarantorId!: string;
  @UuidColumn({ nullable: true }) sessionId: string | null = null;
  /** The visit that it was given for, such as a copay at the desk: that visit's lines are paid first. */
  @UuidColumn({ nullable: true }) encounterId: string | null = null;
  @TextColumn() method!: PaymentMethod;
  /** "visa ending 4242", "cheque 1044": what a receipt says. */
  @TextColumn() methodLabel!: string;
  /** The processor's name for it. */
  @TextColumn({ nullable: true }) chargeId: string | null = null;
  @TextColumn({ nullable: true }) reference: string | null = null;
  @MoneyColumn() amountCents!: Cents;
  @MoneyColumn() allocatedCents: Cents = cents(0);
  /** Reserved for refunds or paid back. */
  @MoneyColumn() refundedCents: Cents = cents(0);
  /** Taken back by the payer's bank. */
  @MoneyColumn() disputedCents: Cents = cents(0);
  @MoneyColumn() voidedCents: Cents = cents(0);
  /** What the processor keeps of it; null until it says. */
  @MoneyColumn({ nullable: true }) feeCents: Cents | null = null;
  @TextColumn() status: PaymentStatus = "RECEIVED";
  @DayColumn() receivedOn!: PlainDate;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;

  get unapplied(): Cents {
    return cents(this.amountCents - this.allocatedCents - this.refundedCents - this.disputedCents - this.voidedCents);
  }

  /** Where its money is: at the processor until paid out, or in the bank. */
  get moneyAccount(): "PROCESSOR_CLEARING" | "BANK" {
    return this.method === "CARD" || this.method === "BANK_ACCOUNT" ? "PROCESSOR_CLEARING" : "BANK";
  }
}
