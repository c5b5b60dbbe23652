import { InstantColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn } from "../platform/database/columns";
import type { Cents, Lifecycle } from "../vocabulary";

export type RefundStatus = "RESERVED" | "PENDING" | "PAID" | "FAILED" | "CANCELLED";
export type RefundMove = "send" | "pay" | "fail" | "cancel";

/** Reserved in the book before anybody is asked; a failure, even after it was paid, gives the reservation back. */
export const refundLife: Lifecycle<RefundStatus, RefundMove> = {
  name: "refund",
  initial: "RESERVED",
  table: {
    RESERVED: { send: "PENDING", pay: "PAID", fail: "FAILED", cancel: "CANCELLED" },
    PENDING: { pay: "PAID", fail: "FAILED" },
    PAID: { fail: "FAILED" },
    FAILED: {},
    CANCELLED: {},
  },
};

/** Money given back to a guarantor, by the means it came: the processor for a card, a cheque for cash and cheques. */
@PracticeTable("refund")
export class Refund extends PracticeRow {
  @UuidColumn() paymentId!: string;
  @UuidColumn() guarantorId!: string;
  @MoneyColumn() amountCents!: Cents;
  @TextColumn() reason!: string;
  @TextColumn() means!: "PROCESSOR" | "CHEQUE";
  @TextColumn() status: RefundStatus = "RESERVED";
  @TextColumn({ nullable: true }) processorRefundId: string | null = null;
  @TextColumn({ nullable: true }) chequeNumber: string | null = null;
  @TextColumn({ nullable: true }) failureCode: string | null = null;
  @InstantColumn() checkedAt!: Date;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
