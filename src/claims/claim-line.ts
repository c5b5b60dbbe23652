import type { Ndc } from "../encounters";
import { DayColumn, FlagColumn, JsonColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, TextListColumn, UuidColumn, WholeColumn, WholeListColumn } from "../platform/database/columns";
import { toTypeId } from "../platform/database/ids";
import type { Cents, PlainDate } from "../vocabulary";

/** One service line, frozen as it was when the claim was made (2400). Its charge is the line of the book. */
@PracticeTable("claim_line")
export class ClaimLine extends PracticeRow {
  @UuidColumn() claimId!: string;
  @UuidColumn() patientId!: string;
  @UuidColumn() encounterId!: string;
  /** The service line of the ledger: stable over claims and resubmissions. */
  @UuidColumn() chargeId!: string;
  @WholeColumn() lineNumber!: number;
  /** REF*6R — made of the charge's id, so every resubmission of the charge carries the same. */
  @TextColumn() lineItemControlNumber!: string;
  @TextColumn() procedureCode!: string;
  @TextListColumn() modifiers!: string[];
  @TextColumn() unitKind!: "UN" | "MJ";
  /** A decimal, as text: miles have tenths. */
  @TextColumn() quantity!: string;
  @MoneyColumn() chargeCents!: Cents;
  /** Places in the claim's list of diagnoses, from 1. */
  @WholeListColumn() diagnosisPointers!: number[];
  @DayColumn() servedOn!: PlainDate;
  @DayColumn() servedTo!: PlainDate;
  @TextColumn({ nullable: true }) placeOfService: string | null = null;
  @UuidColumn({ nullable: true }) renderingProviderId: string | null = null;
  /** SV101-7 */
  @TextColumn({ nullable: true }) description: string | null = null;
  /** 2410 */
  @JsonColumn({ nullable: true }) ndc: Ndc | null = null;
  @FlagColumn() emergency = false;
}

/** 26 characters of the charge's id: unique, and the same for each claim that the charge will ever stand on. */
export function lineItemControlNumberOf(chargeId: string): string {
  return toTypeId("chg", chargeId).slice(4).toUpperCase();
}
