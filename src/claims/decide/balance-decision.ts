import { InstantColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn, WholeColumn } from "../../platform/database/columns";
import type { Cents } from "../../vocabulary";

/** What may become of money that is given up by decision; each is an account of the book (billing-rules 12, 18). */
export const WRITE_OFF_KINDS = {
  ADMINISTRATIVE_WRITE_OFF: "Given up by decision: a denial that stands, a filing limit that was missed.",
  SMALL_BALANCE: "Too small to be worth asking for.",
  COURTESY_DISCOUNT: "A courtesy or self-pay discount.",
  CHARITY: "Financial assistance: inability to pay.",
} as const;
export type WriteOffKind = keyof typeof WRITE_OFF_KINDS;
export type DecisionOutcome = WriteOffKind | "TO_NEXT_PAYER" | "TO_PATIENT";

/** What a person decided about money that a payer still owed on a claim: given up, or asked of somebody else. */
@PracticeTable("claim_balance_decision")
export class BalanceDecision extends PracticeRow {
  @UuidColumn() claimId!: string;
  @UuidColumn() patientId!: string;
  /** Whose bucket it was taken from. */
  @WholeColumn() payerSequence!: number;
  @UuidColumn() payerId!: string;
  @TextColumn() outcome!: DecisionOutcome;
  /** For TO_NEXT_PAYER. */
  @WholeColumn({ nullable: true }) toSequence: number | null = null;
  /** For a shift: the ground on which it is allowed, of a closed list (remittance room). */
  @TextColumn({ nullable: true }) ground: string | null = null;
  @TextColumn() reason!: string;
  @MoneyColumn() amountCents!: Cents;
  @UuidColumn() journalId!: string;
  @TextColumn() decidedBy!: string;
  @InstantColumn() createdAt!: Date;
  @TextColumn({ nullable: true }) reversedBy: string | null = null;
  @TextColumn({ nullable: true }) reversalReason: string | null = null;
  @InstantColumn({ nullable: true }) reversedAt: Date | null = null;
  @VersionColumn() version!: number;

  get isShift(): boolean {
    return this.outcome === "TO_NEXT_PAYER" || this.outcome === "TO_PATIENT";
  }
}

/** How much of a decision is about one line. */
@PracticeTable("claim_balance_decision_line")
export class BalanceDecisionLine extends PracticeRow {
  @UuidColumn() decisionId!: string;
  @UuidColumn() chargeId!: string;
  @MoneyColumn() amountCents!: Cents;
}
