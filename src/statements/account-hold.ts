import { FlagColumn, InstantColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn } from "../platform/database/columns";
import type { Lifecycle } from "../vocabulary";

export const HOLD_REASONS = {
  BILLING_DISPUTE: "The guarantor says that the bill is wrong.",
  CARD_DISPUTE: "A payment is disputed by the payer's bank.",
  CLAIM_REVERSAL_PENDING: "The insurer took its decision back and has not yet made another: that claim's lines wait.",
  DECEASED: "The patient or guarantor has died; the estate is asked.",
  BANKRUPTCY: "Automatic stay: nothing is asked for.",
  PAYMENT_PLAN: "A plan is agreed and kept.",
  NO_SURPRISES_DISPUTE: "A good faith estimate or protected service is in dispute: no collections, no late fees.",
  CHARITY_PENDING: "An application for financial assistance is being decided.",
  LITIGATION: "Lawyers talk.",
  WORKERS_COMPENSATION_OR_ACCIDENT: "Another party may have to pay.",
  RETURNED_MAIL: "The address is wrong.",
  OTHER: "See the note.",
} as const;
export type HoldReason = keyof typeof HOLD_REASONS;
export type HoldStatus = "IN_FORCE" | "RELEASED";

export const holdLife: Lifecycle<HoldStatus, "release"> = { name: "account hold", initial: "IN_FORCE", table: { IN_FORCE: { release: "RELEASED" }, RELEASED: {} } };

/** Stops statements and dunning of an account, or of one claim of it. */
@PracticeTable("account_hold")
export class AccountHold extends PracticeRow {
  @UuidColumn() guarantorId!: string;
  @UuidColumn({ nullable: true }) claimId: string | null = null;
  @UuidColumn({ nullable: true }) paymentId: string | null = null;
  @TextColumn() reason!: HoldReason;
  @TextColumn({ nullable: true }) note: string | null = null;
  /** Placed by an event, and released by the one that ends it. */
  @FlagColumn() automatic = false;
  @TextColumn() status: HoldStatus = "IN_FORCE";
  @TextColumn() placedBy!: string;
  @InstantColumn() createdAt!: Date;
  @TextColumn({ nullable: true }) releasedBy: string | null = null;
  @TextColumn({ nullable: true }) releaseNote: string | null = null;
  @InstantColumn({ nullable: true }) releasedAt: Date | null = null;
  @VersionColumn() version!: number;
}
