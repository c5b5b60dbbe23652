import { DayColumn, FlagColumn, InstantColumn, JsonColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn } from "../platform/database/columns";
import type { PlainDate } from "../vocabulary";
import type { EncounterStatus } from "./encounter-status";

export const ACCIDENT_KINDS = ["AUTO", "EMPLOYMENT", "OTHER"] as const;
/** CLM11: AA, EM, OA; DTP*439 the day; CLM11-4 the state, for an automobile accident. */
export type Accident = { readonly kind: (typeof ACCIDENT_KINDS)[number]; readonly on: PlainDate; readonly state: string | null };

/** CLM07: A, B, C. */
export const ASSIGNMENTS = ["ASSIGNED", "LABORATORY_ONLY", "NOT_ASSIGNED"] as const;
export type Assignment = (typeof ASSIGNMENTS)[number];
/** CLM08: Y, N, W. */
export const BENEFITS_ASSIGNMENTS = ["YES", "NO", "NOT_APPLICABLE"] as const;
export type BenefitsAssignment = (typeof BENEFITS_ASSIGNMENTS)[number];
/** CLM09: Y, I. */
export const RELEASES = ["SIGNED", "INFORMED_CONSENT"] as const;
export type ReleaseOfInformation = (typeof RELEASES)[number];

/** A visit: who was cared for, by whom, where and when. Its charges become the lines of a claim. */
@PracticeTable("encounter")
export class Encounter extends PracticeRow {
  @UuidColumn() patientId!: string;
  @UuidColumn() locationId!: string;
  /** 2310B, or 2420A where a charge names another. */
  @UuidColumn() renderingProviderId!: string;
  /** 2310A. */
  @UuidColumn({ nullable: true }) referringProviderId: string | null = null;
  /** 2310D. */
  @UuidColumn({ nullable: true }) supervisingProviderId: string | null = null;
  @DayColumn() servedFrom!: PlainDate;
  @DayColumn() servedTo!: PlainDate;
  /** CLM05-1. */
  @TextColumn() placeOfService!: string;
  /** REF*G1. */
  @TextColumn({ nullable: true }) priorAuthorizationNumber: string | null = null;
  @JsonColumn({ nullable: true }) accident: Accident | null = null;
  /** DTP*431 — onset of the current illness. */
  @DayColumn({ nullable: true }) onsetOn: PlainDate | null = null;
  /** DTP*435 and DTP*096 — for care of an inpatient. */
  @DayColumn({ nullable: true }) admittedOn: PlainDate | null = null;
  @DayColumn({ nullable: true }) dischargedOn: PlainDate | null = null;
  /** CLM06. */
  @FlagColumn() providerSignatureOnFile = true;
  /** CLM10: P when the provider generated it because the patient could not sign. */
  @FlagColumn() patientSignatureOnFile = true;
  @TextColumn() assignment: Assignment = "ASSIGNED";
  @TextColumn() benefitsAssignment: BenefitsAssignment = "YES";
  @TextColumn() releaseOfInformation: ReleaseOfInformation = "SIGNED";
  @TextColumn() status: EncounterStatus = "OPEN";
  /** When it came to be in this status: the coding queue is served by it. */
  @InstantColumn() statusSince!: Date;
  @InstantColumn() createdAt!: Date;
  /** Set with every change of it, its diagnoses or its charges, so that the version counts those too. */
  @InstantColumn() updatedAt!: Date;
  @VersionColumn() version!: number;
}
