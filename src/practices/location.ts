import { FlagColumn, InstantColumn, JsonColumn, PracticeRow, PracticeTable, TextColumn, VersionColumn } from "../platform/database/columns";
import type { Address } from "../vocabulary";

/** Where care is given: the service facility (2310C) when it is not the billing provider's own address. */
@PracticeTable("location")
export class Location extends PracticeRow {
  @TextColumn() name!: string;
  /** CLM05-1 — CMS place of service code. */
  @TextColumn() placeOfService!: string;
  @TextColumn({ nullable: true }) npi: string | null = null;
  /** REF*X4 — laboratory certificate. */
  @TextColumn({ nullable: true }) cliaNumber: string | null = null;
  @JsonColumn() address!: Address;
  @FlagColumn() active = true;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
