import { DayColumn, FlagColumn, InstantColumn, JsonColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn } from "../platform/database/columns";
import type { Address, PlainDate } from "../vocabulary";

export const SEXES = ["FEMALE", "MALE", "UNKNOWN"] as const;
export type Sex = (typeof SEXES)[number];
export const GUARANTOR_RELATIONSHIPS = ["SELF", "SPOUSE", "PARENT", "OTHER"] as const;
export type GuarantorRelationship = (typeof GUARANTOR_RELATIONSHIPS)[number];

/** Someone who is cared for by a practice (2010BA or 2010CA). */
@PracticeTable("patient")
export class Patient extends PracticeRow {
  @UuidColumn() guarantorId!: string;
  @TextColumn() guarantorRelationship!: GuarantorRelationship;
  @TextColumn() medicalRecordNumber!: string;
  @TextColumn() firstName!: string;
  @TextColumn({ nullable: true }) middleName: string | null = null;
  @TextColumn() lastName!: string;
  @TextColumn({ nullable: true }) suffix: string | null = null;
  @DayColumn() birthDate!: PlainDate;
  @TextColumn() sex!: Sex;
  @JsonColumn() address!: Address;
  @TextColumn({ nullable: true }) phone: string | null = null;
  @TextColumn({ nullable: true }) email: string | null = null;
  @FlagColumn() active = true;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
