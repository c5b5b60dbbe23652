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
  VersionColumn,
  WholeColumn,
} from "../platform/database/columns";
import type { Cents, PlainDate } from "../vocabulary";
import type { RemittanceClaimState } from "./remittance-lifecycle";

/** What a CLP is, by its status code. */
export const CLAIM_KINDS = ["PAYMENT", "REVERSAL", "NOT_OURS", "PREDETERMINATION"] as const;
export type RemittanceClaimKind = (typeof CLAIM_KINDS)[number];

export const CLAIM_WAITING_REASONS = [
  "CONTROL_NUMBER_UNKNOWN",
  "SEVERAL_CLAIMS_FIT",
  "LINES_UNMATCHED",
  "LINES_DO_NOT_SUM",
  "LINE_CHARGE_DIFFERS",
  "CLAIM_CHARGE_DIFFERS",
  "PAYER_NOT_ON_CLAIM",
  "CLAIM_VOIDED",
  "PAYMENT_UNEXPECTED",
  "PAYMENT_NEGATIVE",
  "RESPONSIBILITY_NEGATIVE",
  "REVERSAL_GROUP",
  "ORIGINAL_NOT_FOUND",
  "ORIGINAL_DIFFERS",
  "CORRECTION_WITHOUT_REVERSAL",
] as const;
export type ClaimWaitingReason = (typeof CLAIM_WAITING_REASONS)[number];

export type ClaimMatchedBy = "CONTROL_NUMBER" | "LINE_CONTROL_NUMBERS" | "SERVICE" | "HAND";

/** 2100 — one claim as the payer adjudicated it, and which of ours it is. */
@PracticeTable("remittance_claim")
export class RemittanceClaim extends PracticeRow {
  @UuidColumn() remittanceId!: string;
  /** Place in the remittance, from 1. */
  @WholeColumn() position!: number;
  @TextColumn() kind!: RemittanceClaimKind;
  /** CLP01 */
  @TextColumn() patientControlNumber!: string;
  /** CLP02 */
  @TextColumn() statusCode!: string;
  /** CLP03 */
  @MoneyColumn() chargeCents!: Cents;
  /** CLP04 */
  @MoneyColumn() paidCents!: Cents;
  /** CLP05: informational. */
  @MoneyColumn({ nullable: true }) patientResponsibilityCents: Cents | null = null;
  /** CLP06 */
  @TextColumn({ nullable: true }) filingIndicator: string | null = null;
  /** CLP07 */
  @TextColumn({ nullable: true }) payerClaimControlNumber: string | null = null;
  /** CLP02 19, 20, 21, or remarks MA18 or N89: the payer has sent the claim to the next one itself. */
  @FlagColumn() forwarded = false;
  /** NM1*TT */
  @TextColumn({ nullable: true }) crossoverPayerName: string | null = null;
  /** NM1*QC, for the person who matches by hand. */
  @TextColumn({ nullable: true }) patientLastName: string | null = null;
  @TextColumn({ nullable: true }) patientFirstName: string | null = null;
  /** NM109 of the insured, or of the patient. */
  @TextColumn({ nullable: true }) memberId: string | null = null;
  @DayColumn({ nullable: true }) servedFrom: PlainDate | null = null;
  /** MOA and MIA. */
  @TextListColumn() remarkCodes: string[] = [];
  @TextColumn() state: RemittanceClaimState = "UNMATCHED";
  @TextColumn({ nullable: true }) waitingReason: ClaimWaitingReason | null = null;
  /** The figures behind the reason. */
  @JsonColumn() facts: Record<string, unknown> = {};
  @UuidColumn({ nullable: true }) claimId: string | null = null;
  @UuidColumn({ nullable: true }) submissionId: string | null = null;
  @UuidColumn({ nullable: true }) patientId: string | null = null;
  @WholeColumn({ nullable: true }) payerSequence: number | null = null;
  @TextColumn({ nullable: true }) matchedBy: ClaimMatchedBy | null = null;
  /** Claim-level adjustments were spread over the lines. */
  @FlagColumn() distributed = false;
  @TextColumn({ nullable: true }) outcome: string | null = null;
  /** The journal of its posting; none when nothing moved (a denial). */
  @UuidColumn({ nullable: true }) journalId: string | null = null;
  /** For a reversal: the remittance claim that it takes back. */
  @UuidColumn({ nullable: true }) reversesId: string | null = null;
  @InstantColumn() receivedAt!: Date;
  @InstantColumn({ nullable: true }) postedAt: Date | null = null;
  @VersionColumn() version!: number;
}
