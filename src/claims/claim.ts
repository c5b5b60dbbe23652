import {
  DayColumn,
  InstantColumn,
  JsonColumn,
  MoneyColumn,
  FlagColumn,
  PracticeRow,
  PracticeTable,
  TextColumn,
  TextListColumn,
  UuidColumn,
  VersionColumn,
  WholeColumn,
} from "../platform/database/columns";
import type { Accident, Assignment, BenefitsAssignment, ReleaseOfInformation } from "../encounters";
import type { Cents, PlainDate } from "../vocabulary";
import type { SubmissionStatus } from "./claim-submission";
import type { Finding } from "./scrubbing/finding";

export type Workflow = "DRAFT" | "SCRUB_FAILED" | "READY" | "HELD" | "CLOSED";
/** Who must do something next; whose money it is stands in the ledger, line by line. */
export type NextActionOwner = "BILLER" | "PAYER" | "PATIENT" | "NONE";

/** What a practice asks insurers to pay for: the lines of one or more encounters of one patient (2300). */
@PracticeTable("claim")
export class Claim extends PracticeRow {
  @UuidColumn() patientId!: string;
  @UuidColumn() guarantorId!: string;
  @TextColumn() claimNumber!: string;
  /** Counts corrections: what was submitted of an earlier revision stays as it was. */
  @WholeColumn() revision = 1;
  @TextColumn() workflow: Workflow = "DRAFT";
  @TextColumn({ nullable: true }) holdReason: string | null = null;
  @TextColumn() nextActionOwner: NextActionOwner = "BILLER";
  /** The payer whose turn it is: 1 primary, 2 secondary, 3 tertiary. */
  @WholeColumn() currentSequence = 1;
  /** Of the newest submission to the current payer; null before there is one. */
  @TextColumn({ nullable: true }) submissionStatus: SubmissionStatus | null = null;
  /** CLM02 */
  @MoneyColumn() totalChargeCents!: Cents;
  @DayColumn() servedFrom!: PlainDate;
  @DayColumn() servedTo!: PlainDate;
  @UuidColumn() locationId!: string;
  @UuidColumn() renderingProviderId!: string;
  @UuidColumn({ nullable: true }) referringProviderId: string | null = null;
  @UuidColumn({ nullable: true }) supervisingProviderId: string | null = null;
  /** CLM05-1 */
  @TextColumn() placeOfService!: string;
  /** REF*G1 */
  @TextColumn({ nullable: true }) priorAuthorizationNumber: string | null = null;
  @JsonColumn({ nullable: true }) accident: Accident | null = null;
  /** DTP*431 */
  @DayColumn({ nullable: true }) onsetOn: PlainDate | null = null;
  /** DTP*435 and DTP*096. */
  @DayColumn({ nullable: true }) admittedOn: PlainDate | null = null;
  @DayColumn({ nullable: true }) dischargedOn: PlainDate | null = null;
  /** CLM06 */
  @FlagColumn() providerSignatureOnFile = true;
  /** CLM10 is P when false. */
  @FlagColumn() patientSignatureOnFile = true;
  /** CLM07, CLM08, CLM09: data of the visit, never constants. */
  @TextColumn() assignment: Assignment = "ASSIGNED";
  @TextColumn() benefitsAssignment: BenefitsAssignment = "YES";
  @TextColumn() releaseOfInformation: ReleaseOfInformation = "SIGNED";
  /** HI, the principal first, without decimal points. */
  @TextListColumn() diagnoses!: string[];
  /** What the last scrub found. */
  @JsonColumn() findings: Finding[] = [];
  @InstantColumn({ nullable: true }) scrubbedAt: Date | null = null;
  /** The journal that put the charges in the book; a void reverses it. */
  @UuidColumn({ nullable: true }) chargeJournalId: string | null = null;
  @InstantColumn({ nullable: true }) voidedAt: Date | null = null;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
