import { InstantColumn, JsonColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn, WholeColumn } from "../platform/database/columns";
import type { Cents, Lifecycle } from "../vocabulary";

export type PaymentSessionStatus = "REQUESTED" | "OPEN" | "PROCESSING" | "PAID" | "FAILED" | "EXPIRED";
export type PaymentSessionMove = "open" | "process" | "pay" | "fail" | "expire";
export type PaymentSessionPurpose = "ACCOUNT" | "STATEMENT" | "PAY_LINK";

/** Moved by what the processor says alone. News comes late and twice, so whatever is behind the present state is no move. */
export const paymentSessionLife: Lifecycle<PaymentSessionStatus, PaymentSessionMove> = {
  name: "payment session",
  initial: "REQUESTED",
  table: {
    REQUESTED: { open: "OPEN", process: "PROCESSING", pay: "PAID", fail: "FAILED", expire: "EXPIRED" },
    OPEN: { process: "PROCESSING", pay: "PAID", fail: "FAILED", expire: "EXPIRED" },
    PROCESSING: { pay: "PAID", fail: "FAILED" },
    PAID: {},
    FAILED: { pay: "PAID" },
    EXPIRED: { pay: "PAID" },
  },
};

/** Our wish to be paid an amount, written and committed before the processor hears of it. Its id is the processor's key. */
@PracticeTable("payment_session")
export class PaymentSession extends PracticeRow {
  @UuidColumn() guarantorId!: string;
  @TextColumn() purpose!: PaymentSessionPurpose;
  @UuidColumn({ nullable: true }) statementId: string | null = null;
  /** The lines to pay first: those of the statement. */
  @JsonColumn() preferredLineIds: string[] = [];
  @MoneyColumn() amountCents!: Cents;
  @TextColumn() status: PaymentSessionStatus = "REQUESTED";
  @TextColumn({ nullable: true }) checkoutId: string | null = null;
  @TextColumn({ nullable: true }) failureCode: string | null = null;
  @TextColumn({ nullable: true }) lastDeclineCode: string | null = null;
  @WholeColumn() declinedAttempts = 0;
  @InstantColumn({ nullable: true }) expiresAt: Date | null = null;
  /** When the processor was last asked. */
  @InstantColumn() checkedAt!: Date;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
