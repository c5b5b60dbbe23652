import { ID, Int, registerEnumType } from "type-graphql";
import { externalRefFilter, ExternalRefType, PatientType, SexEnum, type Sex } from "../../patients";
import { AddressType, PayerType } from "../../practices";
import { NodeType } from "../../platform/graphql/node";
import { Children, Column, Id, Payload, Reads, Reference, Shape, Value } from "../../platform/graphql/reads";
import { DateTimeScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import { showRefusalAs, UserErrorType } from "../../platform/graphql/acts";
import type { Address, PlainDate } from "../../vocabulary";
import { tidyMemberId } from "../checked-coverage";
import type { CoverageRank, Subscriber, SubscriberRelationship } from "../coverage";

export const CoverageRankEnum = { PRIMARY: 1, SECONDARY: 2, TERTIARY: 3 } as const;
registerEnumType(CoverageRankEnum, {
  name: "CoverageRank",
  description: "In which order payers are asked (SBR01).",
  valuesConfig: { PRIMARY: { description: "P: asked first." }, SECONDARY: { description: "S: asked for what the first left." }, TERTIARY: { description: "T: asked for what the second left." } },
});
export const SubscriberRelationshipEnum = { SELF: "SELF", SPOUSE: "SPOUSE", CHILD: "CHILD", OTHER: "OTHER" } as const;
registerEnumType(SubscriberRelationshipEnum, {
  name: "SubscriberRelationship",
  description: "What the patient is to the one who holds the policy (SBR02, PAT01).",
  valuesConfig: { SELF: { description: "18: holds it." }, SPOUSE: { description: "01: a spouse." }, CHILD: { description: "19: a child." }, OTHER: { description: "G8: something else." } },
});

@Shape("Subscriber", { description: "Who holds the policy, when it is not the patient (2010BA).", permit: "inherit" })
export class SubscriberType {
  @Value(() => String, "Given name (NM104).") firstName!: string;
  @Value(() => String, "Middle name (NM105).", { nullable: true }) middleName!: string | null;
  @Value(() => String, "Family name (NM103).") lastName!: string;
  @Value(() => PlainDateScalar, "Date of birth (DMG02).") birthDate!: PlainDate;
  @Value(() => SexEnum, "As the payer has it on file (DMG03).") sex!: Sex;
  @Value(() => AddressType, "Home address (N3, N4).") address!: Address;
}

@Reads("Coverage", {
  description: "That a payer insures a patient, under a member number, from one day to another. At any time a patient has at most one coverage of a rank.",
  table: "coverage",
  prefix: "cov",
  permit: "coverage:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    patientId: { kind: "id", column: "patient_id", prefix: "pat", description: "Of this patient." },
    payerId: { kind: "id", column: "payer_id", prefix: "pyr", description: "With this payer." },
    rank: { kind: "anyOf", column: "rank", type: () => CoverageRankEnum, description: "Of any of these ranks." },
    memberId: {
      kind: "matches",
      type: () => String,
      sql: (t, value: string, bind) => `${t}.member_id = ${bind(tidyMemberId(value))}`,
      description: "With exactly this member number; case and spaces do not count. Needs coverage:read-identifiers.",
      permit: "coverage:read-identifiers",
    },
    inForceOn: {
      kind: "matches",
      type: () => PlainDateScalar,
      sql: (t, value: string, bind) => `${t}.effective_from <= ${bind(value)}::date and (${t}.effective_to is null or ${t}.effective_to >= ${bind(value)}::date)`,
      description: "In force on this day.",
    },
    effectiveFrom: { kind: "days", column: "effective_from", description: "Beginning in this range of days." },
    externalRef: externalRefFilter("coverage"),
  },
  orders: { CREATED_AT: ["created_at"], EFFECTIVE_FROM: ["effective_from"] },
})
export class CoverageType {
  @Id(() => ID) id!: string;
  @Reference(() => PatientType, "Who is insured.", { nullable: true }) patient!: PatientType | null;
  @Reference(() => PayerType, "Who insures (2010BB).", { nullable: true }) payer!: PayerType | null;
  @Column(() => CoverageRankEnum, "In which order the payer is asked (SBR01).") rank!: CoverageRank;
  @Column(() => String, "Member number (2010BA NM109), upper case without spaces.", { nullable: true, permit: "coverage:read-identifiers" }) memberId!: string | null;
  @Column(() => String, "Group or policy number (SBR03).", { nullable: true, permit: "coverage:read-identifiers" }) groupNumber!: string | null;
  @Column(() => String, "Plan or group name (SBR04).", { nullable: true }) planName!: string | null;
  @Column(() => SubscriberRelationshipEnum, "What the patient is to the subscriber (SBR02).") subscriberRelationship!: SubscriberRelationship;
  @Column(() => SubscriberType, "Who holds the policy; null when the patient does.", { nullable: true, permit: "coverage:read-identifiers" }) subscriber!: Subscriber | null;
  @Column(() => PlainDateScalar, "The first day on which it insures.") effectiveFrom!: PlainDate;
  @Column(() => PlainDateScalar, "The last day on which it insures; null while it goes on.", { nullable: true }) effectiveTo!: PlainDate | null;
  @Children(() => ExternalRefType, "What other systems call the coverage.", { by: "object_id", where: (t) => `${t}.object_type = 'coverage'`, order: [["system", "asc"], ["value", "asc"]] }) externalRefs!: ExternalRefType[];
  @Column(() => DateTimeScalar, "When it was entered.") createdAt!: Date;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Shape("PayerInSequence", { description: "A payer's turn on a day: the first in sequence gets the claim, the next what that one leaves.", permit: "coverage:read" })
export class PayerInSequenceType {
  @Value(() => Int, "1, 2, 3 without gaps: whose turn it is, even where a rank is missing.") sequence!: number;
  @Value(() => CoverageRankEnum, "The rank as entered.") rank!: CoverageRank;
  @Payload(() => CoverageType, "The coverage that is in force.") coverage!: CoverageType | null;
}

@Shape("CoverageOverlaps", { description: "A patient has one payer of a rank, and a policy once, at a time.", permit: "public", implements: () => UserErrorType as never })
export class CoverageOverlapsType {
  @Payload(() => CoverageType, "The other coverage.") coverage!: CoverageType | null;
}
showRefusalAs("COVERAGE_OVERLAPS", "CoverageOverlaps");
