import { Filter } from "@mikro-orm/decorators/legacy";
import {
  DayColumn,
  FlagColumn,
  InstantColumn,
  JsonColumn,
  MoneyColumn,
  PracticeRow,
  PracticeTable,
  TextColumn,
  TextListColumn,
  UuidColumn,
  WholeColumn,
  WholeListColumn,
} from "../platform/database/columns";
import type { Cents, PlainDate } from "../vocabulary";

/** SV103: UN units, MJ minutes (anaesthesia). */
export type UnitKind = "UN" | "MJ";
/** CTP05-1: F2 international unit, GR gram, ME milligram, ML millilitre, UN unit. */
export const NDC_UNITS = ["F2", "GR", "ME", "ML", "UN"] as const;
/** LIN03 in eleven digits, CTP04, CTP05-1. */
export type Ndc = { readonly code: string; readonly quantity: string; readonly unit: (typeof NDC_UNITS)[number] };

/**
 * What was done and what it costs: a service line. Its id stays the same over claims and resubmissions, and the ledger
 * knows it as the service line. A charge that was billed once is withdrawn, never deleted, because claims and the book
 * point to it; withdrawn ones are left out of every search that does not say `filters: { inForce: false }`.
 */
@Filter({ name: "inForce", cond: { withdrawnAt: null }, default: true } as never)
@PracticeTable("charge")
export class Charge extends PracticeRow {
  @UuidColumn() encounterId!: string;
  @UuidColumn() patientId!: string;
  /** 1, 2, 3 … within the encounter; null when withdrawn. */
  @WholeColumn({ nullable: true }) position!: number;
  /** SV101-2. */
  @TextColumn() procedureCode!: string;
  /** SV101-3 to SV101-6. */
  @TextListColumn() modifiers: string[] = [];
  @TextColumn() unitKind: UnitKind = "UN";
  /** SV104, a decimal number as text, such as 1 or 12.5. */
  @TextColumn() quantity!: string;
  /** SV102 — the total of the line. */
  @MoneyColumn() chargeCents!: Cents;
  /** Whether the price came from the fee schedule, and so follows code and quantity; one that was given does not. */
  @FlagColumn() priceFromSchedule!: boolean;
  /** SV107 — positions of the encounter's diagnoses, the first one being primary for this line. */
  @WholeListColumn() diagnosisPointers: number[] = [];
  @DayColumn() servedOn!: PlainDate;
  @DayColumn() servedTo!: PlainDate;
  /** SV105, where it differs from the encounter's. */
  @TextColumn({ nullable: true }) placeOfService: string | null = null;
  /** 2420A, where it differs from the encounter's. */
  @UuidColumn({ nullable: true }) renderingProviderId: string | null = null;
  /** SV101-7 — what was done, for codes that do not say it. */
  @TextColumn({ nullable: true }) description: string | null = null;
  @JsonColumn({ nullable: true }) ndc: Ndc | null = null;
  /** SV109. */
  @FlagColumn() emergency = false;
  /** When it first stood on a claim; it can be withdrawn after that, not deleted. */
  @InstantColumn({ nullable: true }) billedAt: Date | null = null;
  @InstantColumn({ nullable: true }) withdrawnAt: Date | null = null;
  @InstantColumn() createdAt!: Date;
}
