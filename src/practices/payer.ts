import { FlagColumn, InstantColumn, JsonColumn, ServiceRow, ServiceTable, TextColumn, VersionColumn, WholeColumn } from "../platform/database/columns";
import type { Address } from "../vocabulary";

export const FILING_BASES = ["SERVICE_FROM", "SERVICE_THROUGH", "PRIMARY_REMITTANCE"] as const;
export type FilingBasis = (typeof FILING_BASES)[number];

/** An insurer as the billing service files with it. */
@ServiceTable("payer")
export class Payer extends ServiceRow {
  @TextColumn() name!: string;
  /** NM109 of 2010BB — the id under which the clearinghouse knows it. */
  @TextColumn() electronicPayerId!: string;
  /** SBR09 — claim filing indicator code: MB, CI, BL, MC ... */
  @TextColumn() filingIndicator!: string;
  /** Days from the basis within which a first claim must be received. */
  @WholeColumn() filingLimitDays!: number;
  @TextColumn() filingBasis!: FilingBasis;
  /** False for payers that take no frequency 7 or 8 (Medicare Part B): correct by reopening or a new claim. */
  @FlagColumn() takesReplacements = true;
  @JsonColumn({ nullable: true }) address: Address | null = null;
  @TextColumn({ nullable: true }) phone: string | null = null;
  @FlagColumn() active = true;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
