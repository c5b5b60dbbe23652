import { DayColumn, InstantColumn, JsonColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn, WholeColumn } from "../platform/database/columns";
import type { Address, PlainDate } from "../vocabulary";
import type { Sex } from "../patients";

/** 1 primary, 2 secondary, 3 tertiary (SBR01: P, S, T). */
export const COVERAGE_RANKS = [1, 2, 3] as const;
export type CoverageRank = (typeof COVERAGE_RANKS)[number];

/** What the patient is to the subscriber (SBR02 and PAT01: 18, 01, 19, G8). */
export const SUBSCRIBER_RELATIONSHIPS = ["SELF", "SPOUSE", "CHILD", "OTHER"] as const;
export type SubscriberRelationship = (typeof SUBSCRIBER_RELATIONSHIPS)[number];

/** Who holds the policy, when it is not the patient (2010BA). */
export type Subscriber = {
  readonly firstName: string;
  readonly middleName: string | null;
  readonly lastName: string;
  readonly birthDate: PlainDate;
  readonly sex: Sex;
  readonly address: Address;
};

/** That a payer insures a patient, under a member number, from one day to another. */
@PracticeTable("coverage")
export class Coverage extends PracticeRow {
  @UuidColumn() patientId!: string;
  @UuidColumn() payerId!: string;
  @WholeColumn() rank!: CoverageRank;
  /** NM109 of 2010BA, qualifier MI. */
  @TextColumn() memberId!: string;
  /** SBR03. */
  @TextColumn({ nullable: true }) groupNumber: string | null = null;
  /** SBR04. */
  @TextColumn({ nullable: true }) planName: string | null = null;
  @TextColumn() subscriberRelationship!: SubscriberRelationship;
  /** Null exactly when the patient is the subscriber. */
  @JsonColumn({ nullable: true }) subscriber: Subscriber | null = null;
  @DayColumn() effectiveFrom!: PlainDate;
  /** The last day on which it insures; null while it goes on. */
  @DayColumn({ nullable: true }) effectiveTo: PlainDate | null = null;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
