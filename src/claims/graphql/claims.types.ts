import { ID, Int } from "type-graphql";
import { AccidentType, ChargeType, NdcType, UnitKindEnum, type Accident, type Ndc, type UnitKind } from "../../encounters";
import { CoverageType } from "../../coverage";
import { GuarantorType, PatientType } from "../../patients";
import { LocationType, PayerType, PracticeType, ProviderType } from "../../practices";
import { fromTypeId } from "../../platform/database/ids";
import { NodeType } from "../../platform/graphql/node";
import { Children, Column, Connection, Contributes, Expression, Id, invalidId, Reads, Reference, Shape, Value } from "../../platform/graphql/reads";
import { CentsScalar, DateTimeScalar, DiagnosisCodeScalar, JsonScalar, PlainDateScalar, ProcedureCodeScalar } from "../../platform/graphql/scalars";
import type { Cents, PlainDate } from "../../vocabulary";
import type { CoordinationOfBenefits } from "../claim-adjudication";
import type { Finding } from "../scrubbing/finding";
import { AdjudicationEnum, ArOwnerEnum, AxisEnum, FindingSeverityEnum, NextActionOwnerEnum, SubmissionStatusEnum, WorkflowEnum } from "./claims.enums";

const CLINICAL = { nullable: true, permit: "claims:read-clinical" } as const;

@Shape("Finding", { description: "One thing that is wrong, or doubtful, with a claim.", permit: "inherit" })
export class FindingType {
  @Value(() => String, "The rule, by its stable id.") ruleId!: string;
  @Value(() => FindingSeverityEnum, "Whether it keeps the claim from being sent.") severity!: string;
  @Value(() => [String], 'The field, from the root of the claim: ["lines", "2", "ndc"]; lists count from 0.') path!: string[];
  @Value(() => String, "Where it stands in the 837P, such as 2400 SV101-2.") element!: string;
  @Value(() => String, "What is wrong and what would be right.") message!: string;
  @Value(() => String, "The page that explains the rule.") docUrl!: string;
}

@Shape("ClaimStatusCode", { description: "A code that somebody outside gave for a submission.", permit: "inherit" })
export class ClaimStatusCodeType {
  @Value(() => String, "Which file said it: 999, 277CA or TA1.") source!: string;
  @Value(() => String, "The code: IK4-7, TA1-025, or category:status:entity of a 277CA (STC01).") code!: string;
  @Value(() => String, "Where, or what it means.", { nullable: true }) detail!: string | null;
}

@Reads("ClaimPayer", {
  description: "One insurer of a claim, in the order in which they are asked, and what it has decided.",
  table: "claim_payer",
  prefix: "cpy",
  permit: "claims:read",
  orders: { SEQUENCE: ["sequence"] },
})
export class ClaimPayerType {
  @Id(() => ID) id!: string;
  @Column(() => Int, "1 primary, 2 secondary, 3 tertiary (SBR01).") sequence!: number;
  @Reference(() => PayerType, "The insurer.", { nullable: true }) payer!: PayerType | null;
  @Reference(() => CoverageType, "Under which coverage.", { nullable: true }) coverage!: CoverageType | null;
  @Column(() => AdjudicationEnum, "What it has decided.") adjudication!: string;
  @Column(() => String, "Its own number of the claim (CLP07, REF*1K).", { nullable: true }) payerClaimControlNumber!: string | null;
  @Column(() => Boolean, "Whether the payer before sent it the claim itself (CLP02 19, 20, 21).") forwarded!: boolean;
}

@Reads("ClaimLine", {
  description: "One service line of a claim, frozen as it was when the claim was made (2400).",
  table: "claim_line",
  prefix: "cln",
  permit: "claims:read",
  implements: () => NodeType as never,
  orders: { LINE_NUMBER: ["line_number"] },
})
export class ClaimLineType {
  @Id(() => ID) id!: string;
  @Reference(() => ClaimType, "The claim.") claim!: unknown;
  @Reference(() => ChargeType, "The charge that it bills: the service line of the book.", { nullable: true }) charge!: ChargeType | null;
  @Column(() => Int, "Its place on the claim, from 1 (LX01).") lineNumber!: number;
  @Column(() => String, "Unique per charge and the same on every resubmission (REF*6R).") lineItemControlNumber!: string;
  @Column(() => CentsScalar, "The total of the line, in cents (SV102).") chargeCents!: Cents;
  @Column(() => ProcedureCodeScalar, "CPT or HCPCS code (SV101-2).", CLINICAL) procedureCode!: string | null;
  @Column(() => [String], "At most four (SV101-3 to -6).", CLINICAL) modifiers!: string[] | null;
  @Column(() => UnitKindEnum, "What quantity counts (SV103).") unitKind!: UnitKind;
  @Column(() => String, "How many, a decimal number (SV104).") quantity!: string;
  @Column(() => [Int], "Places in the claim's diagnoses, from 1; at most four (SV107).", CLINICAL) diagnosisPointers!: number[] | null;
  @Column(() => PlainDateScalar, "First day of service (DTP*472).") servedOn!: PlainDate;
  @Column(() => PlainDateScalar, "Last day of service (DTP*472).") servedTo!: PlainDate;
  @Column(() => String, "Place of service code where it differs from the claim's (SV105).", { nullable: true }) placeOfService!: string | null;
  @Reference(() => ProviderType, "Who rendered it, where it differs from the claim's (2420A).", { nullable: true }) renderingProvider!: ProviderType | null;
  @Column(() => String, "What was done, for codes that do not say it (SV101-7).", CLINICAL) description!: string | null;
  @Column(() => NdcType, "The drug that was given (2410).", CLINICAL) ndc!: Ndc | null;
  @Column(() => Boolean, "Whether it was an emergency (SV109).") emergency!: boolean;
  @Expression(
    () => ArOwnerEnum,
    "Who owes what is left of it, as the ledger says.",
    (t) => `select coalesce((
      select case when b.account = 'RECEIVABLE_INSURER' then (array['PRIMARY', 'SECONDARY', 'TERTIARY'])[b.payer_sequence]
                  when b.account = 'RECEIVABLE_PATIENT' then 'PATIENT' else 'AGENCY' end
      from ledger_balance b where b.practice_id = ${t}.practice_id and b.service_line_id = ${t}.charge_id and b.amount_cents > 0
        and b.account in ('RECEIVABLE_INSURER', 'RECEIVABLE_PATIENT', 'RECEIVABLE_AGENCY')
      order by case b.account when 'RECEIVABLE_INSURER' then b.payer_sequence when 'RECEIVABLE_PATIENT' then 4 else 5 end limit 1), 'NONE')`,
  )
  arOwner!: string;
}

@Reads("ClaimHistoryEntry", {
  description: "One move on one of the axes of a claim: who, when, why, from, to.",
  table: "claim_history",
  prefix: "chi",
  permit: "claims:read-history",
  orders: { AT: ["at"] },
})
export class ClaimHistoryEntryType {
  @Id(() => ID) id!: string;
  @Column(() => AxisEnum, "Which axis.") axis!: string;
  @Column(() => Int, "1 primary, 2 secondary, 3 tertiary, where a payer is concerned.", { nullable: true }) payerSequence!: number | null;
  @Column(() => String, "The move, as the lifecycle names it.") move!: string;
  @Column(() => String, "The state before.") fromState!: string;
  @Column(() => String, "The state after.") toState!: string;
  @Column(() => String, "Why.", { nullable: true }) reason!: string | null;
  @Column(() => String, "Who: a person's or a program's name, or the office's own task.") actorName!: string;
  @Column(() => DateTimeScalar, "When.") at!: Date;
}

@Reads("ClaimSubmission", {
  description: "One sending of a claim to one payer, frozen; only its status moves, on evidence.",
  table: "claim_submission",
  prefix: "sub",
  permit: "claims:read-history",
  implements: () => NodeType as never,
  orders: { SUBMITTED_AT: ["submitted_at"] },
})
export class ClaimSubmissionType {
  @Id(() => ID) id!: string;
  @Reference(() => ClaimType, "The claim.", { nullable: true }) claim!: unknown;
  @Column(() => Int, "1 primary, 2 secondary, 3 tertiary.") payerSequence!: number;
  @Reference(() => PayerType, "To whom.", { nullable: true }) payer!: PayerType | null;
  @Column(() => Int, "The claim's revision that was sent.") revision!: number;
  @Column(() => String, "1 original, 7 replacement, 8 void (CLM05-3).") frequency!: string;
  @Column(() => String, "Unique, at most 20 characters: acknowledgements and remittances name it (CLM01).") patientControlNumber!: string;
  @Column(() => String, "The payer's number of what it replaces or voids (REF*F8).", { nullable: true }) replacesPayerControlNumber!: string | null;
  @Column(() => CentsScalar, "Total charge that was sent, in cents (CLM02).") chargeCents!: Cents;
  @Column(() => SubmissionStatusEnum, "What is known of it.") status!: string;
  @Column(() => DateTimeScalar, "Since when.") statusAt!: Date;
  @Column(() => [ClaimStatusCodeType], "The codes that the last change came with.") statusCodes!: ClaimStatusCodeType[];
  @Column(() => String, "The payer's own number of the claim, when it gave one (REF*1K).", { nullable: true }) payerClaimControlNumber!: string | null;
  @Column(() => PlainDateScalar, "The day on which the payer says that it received it: proof of timely filing.", { nullable: true }) payerReceivedOn!: PlainDate | null;
  @Column(() => DateTimeScalar, "When it was frozen.") submittedAt!: Date;
}

@Reads("ClaimAdjudication", {
  description: "What one payer decided on a claim, exactly as it said it.",
  table: "claim_adjudication",
  prefix: "adj",
  permit: "claims:read-clinical",
  orders: { RECORDED_AT: ["recorded_at"] },
})
export class ClaimAdjudicationType {
  @Id(() => ID) id!: string;
  @Column(() => Int, "1 primary, 2 secondary, 3 tertiary.") payerSequence!: number;
  @Reference(() => PayerType, "The payer.", { nullable: true }) payer!: PayerType | null;
  @Column(() => AdjudicationEnum, "What it decided.") outcome!: string;
  @Column(() => String, "Its own number of the claim (CLP07).", { nullable: true }) payerClaimControlNumber!: string | null;
  @Column(() => Boolean, "Whether it sent the claim on to the next payer (CLP02 19, 20, 21).") forwarded!: boolean;
  @Column(() => PlainDateScalar, "When it decided (DTP*573 of the next payer's claim).") adjudicatedOn!: PlainDate;
  @Column(() => CentsScalar, "What it paid, in cents (CLP04; AMT*D of the next payer's claim).") paidCents!: Cents;
  @Column(() => JsonScalar, "Adjustments (CAS), remark codes and lines (SVC) as the payer reported them; amounts are texts of whole cents.") cob!: CoordinationOfBenefits;
  @Column(() => DateTimeScalar, "When it was recorded.") recordedAt!: Date;
  @Column(() => DateTimeScalar, "When the payer took it back.", { nullable: true }) reversedAt!: Date | null;
}

const bucket = (account: string) => (t: string) =>
  `select coalesce(sum(b.amount_cents), 0)::bigint from ledger_balance b where b.practice_id = ${t}.practice_id and b.claim_id = ${t}.id and b.account = '${account}'`;

@Reads("Claim", {
  description: "What a practice asks insurers to pay for: the lines of one or more visits of one patient (2300).",
  table: "claim",
  prefix: "clm",
  permit: "claims:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    patientId: { kind: "id", column: "patient_id", prefix: "pat", description: "Of this patient." },
    guarantorId: { kind: "id", column: "guarantor_id", prefix: "gua", description: "For which this guarantor answers." },
    claimNumber: { kind: "anyOf", column: "claim_number", type: () => String, description: "With any of these claim numbers." },
    workflow: { kind: "anyOf", column: "workflow", type: () => WorkflowEnum, description: "In any of these states of the office's own work." },
    submissionStatus: { kind: "anyOf", column: "submission_status", type: () => SubmissionStatusEnum, description: "Whose newest sending to the current payer is in any of these states." },
    nextActionOwner: { kind: "anyOf", column: "next_action_owner", type: () => NextActionOwnerEnum, description: "About which any of these must act." },
    payerId: {
      kind: "matches",
      type: () => ID,
      sql: (t, value: string, bind) => `exists (select 1 from claim_payer p where p.practice_id = ${t}.practice_id and p.claim_id = ${t}.id and p.payer_id = ${bind(idOf("pyr", value))}::uuid)`,
      description: "With this payer at any place (`pyr_…`).",
    },
    encounterId: {
      kind: "matches",
      type: () => ID,
      sql: (t, value: string, bind) =>
        `exists (select 1 from claim_encounter e where e.practice_id = ${t}.practice_id and e.claim_id = ${t}.id and e.encounter_id = ${bind(idOf("enc", value))}::uuid)`,
      description: "Made of this visit (`enc_…`).",
    },
    patientControlNumber: {
      kind: "matches",
      type: () => String,
      sql: (t, value: string, bind) =>
        `exists (select 1 from claim_submission s where s.practice_id = ${t}.practice_id and s.claim_id = ${t}.id and s.patient_control_number = ${bind(value.trim().toUpperCase())})`,
      description: "That was sent under this patient control number (CLM01).",
    },
    adjudication: {
      kind: "matches",
      type: () => AdjudicationEnum,
      sql: (t, value: string, bind) => `exists (select 1 from claim_payer p where p.practice_id = ${t}.practice_id and p.claim_id = ${t}.id and p.adjudication = ${bind(value)})`,
      description: "On which any of its payers has decided this.",
    },
    servedFrom: { kind: "days", column: "served_from", description: "With a first day of service in this range." },
    voided: { kind: "flag", sql: (t) => `${t}.voided_at is not null`, description: "Only those that were taken back (true) or not (false)." },
  },
  orders: { CREATED_AT: ["created_at"], SERVED_FROM: ["served_from"], CLAIM_NUMBER: ["claim_number"] },
})
export class ClaimType {
  @Id(() => ID) id!: string;
  @Reference(() => PracticeType, "The practice.", { nullable: true }) practice!: PracticeType | null;
  @Reference(() => PatientType, "Who was cared for.", { nullable: true }) patient!: PatientType | null;
  @Reference(() => GuarantorType, "Who answers for the patient's side.", { nullable: true }) guarantor!: GuarantorType | null;
  @Column(() => String, "Our number of the claim; unique.") claimNumber!: string;
  @Column(() => Int, "Counts corrections of what it says.") revision!: number;
  @Column(() => WorkflowEnum, "What the office does with it.") workflow!: string;
  @Column(() => String, "Why it is held.", { nullable: true, permit: "claims:read-history" }) holdReason!: string | null;
  @Column(() => NextActionOwnerEnum, "Who must act next.") nextActionOwner!: string;
  @Column(() => Int, "The payer whose turn it is: 1 primary, 2 secondary, 3 tertiary.") currentSequence!: number;
  @Column(() => SubmissionStatusEnum, "Of the newest sending to the current payer; null before there is one.", { nullable: true }) submissionStatus!: string | null;
  @Column(() => CentsScalar, "Total charge, in cents: exactly the sum of the lines (CLM02).") totalChargeCents!: Cents;
  @Expression(() => CentsScalar, "What insurers owe on it now, in cents.", bucket("RECEIVABLE_INSURER")) insurerOwesCents!: Cents;
  @Expression(() => CentsScalar, "What the patient's side owes on it now, in cents.", bucket("RECEIVABLE_PATIENT")) patientOwesCents!: Cents;
  @Column(() => PlainDateScalar, "First day of service.") servedFrom!: PlainDate;
  @Column(() => PlainDateScalar, "Last day of service.") servedTo!: PlainDate;
  @Reference(() => LocationType, "Where.", { nullable: true }) location!: LocationType | null;
  @Reference(() => ProviderType, "Who rendered the care (2310B).", { nullable: true }) renderingProvider!: ProviderType | null;
  @Reference(() => ProviderType, "Who referred the patient (2310A).", { nullable: true }) referringProvider!: ProviderType | null;
  @Reference(() => ProviderType, "Who supervised (2310D).", { nullable: true }) supervisingProvider!: ProviderType | null;
  @Column(() => String, "CMS place of service code, two digits (CLM05-1).") placeOfService!: string;
  @Column(() => String, "Prior authorisation number (REF*G1).", { nullable: true, permit: "claims:read-clinical" }) priorAuthorizationNumber!: string | null;
  @Column(() => AccidentType, "The accident that the care is due to (CLM11, DTP*439).", CLINICAL) accident!: Accident | null;
  @Column(() => [DiagnosisCodeScalar], "ICD-10-CM, the principal first (HI).", CLINICAL) diagnoses!: string[] | null;
  @Column(() => [FindingType], "What the last scrub found, all at once.", CLINICAL) findings!: Finding[] | null;
  @Column(() => DateTimeScalar, "When it was judged last.", { nullable: true }) scrubbedAt!: Date | null;
  @Children(() => ClaimPayerType, "Its insurers, in sequence.", { by: "claim_id", order: [["sequence", "asc"]] }) payers!: ClaimPayerType[];
  @Children(() => ClaimLineType, "Its lines, in order.", { by: "claim_id", order: [["line_number", "asc"]] }) lines!: ClaimLineType[];
  @Children(() => ClaimSubmissionType, "Its sendings, the newest first.", {
    by: "claim_id",
    order: [
      ["submitted_at", "desc"],
      ["id", "desc"],
    ],
    nullable: true,
  })
  submissions!: ClaimSubmissionType[] | null;
  @Children(() => ClaimAdjudicationType, "What payers decided, in the order in which it was recorded.", {
    by: "claim_id",
    order: [
      ["recorded_at", "asc"],
      ["id", "asc"],
    ],
    nullable: true,
  })
  adjudications!: ClaimAdjudicationType[] | null;
  @Children(() => ClaimHistoryEntryType, "Every move on each axis, in order.", {
    by: "claim_id",
    order: [
      ["at", "asc"],
      ["id", "asc"],
    ],
    nullable: true,
  })
  history!: ClaimHistoryEntryType[] | null;
  @Column(() => DateTimeScalar, "When it was taken back.", { nullable: true }) voidedAt!: Date | null;
  @Column(() => DateTimeScalar, "When it was made.") createdAt!: Date;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Contributes(() => ChargeType)
export class ChargeClaimLines {
  @Children(() => ClaimLineType, "The lines of claims on which it stands or stood, the oldest first.", { by: "charge_id", order: [["id", "asc"]], nullable: true }) claimLines!: ClaimLineType[] | null;
}

@Contributes(() => PatientType)
export class PatientClaims {
  @Connection(() => ClaimType, "The patient's claims.", { by: "patient_id", nullable: true }) claims!: never;
}

function idOf(prefix: string, value: string): string {
  const id = fromTypeId(prefix, value);
  if (!id) throw invalidId([prefix]);
  return id;
}
