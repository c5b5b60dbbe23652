import { ID, Int } from "type-graphql";
import { externalRefFilter, ExternalRefType, PatientType } from "../../patients";
import { LocationType, PracticeType, ProviderType } from "../../practices";
import { NodeType } from "../../platform/graphql/node";
import { Children, Column, Connection, Contributes, Expression, Id, Reads, Reference, Shape, Value } from "../../platform/graphql/reads";
import { CentsScalar, DateTimeScalar, DiagnosisCodeScalar, PlainDateScalar, ProcedureCodeScalar } from "../../platform/graphql/scalars";
import type { Cents, PlainDate } from "../../vocabulary";
import type { Ndc, UnitKind } from "../charge";
import type { Accident } from "../encounter";
import type { EncounterStatus } from "../encounter-status";
import { AccidentKindEnum, AssignmentEnum, BenefitsAssignmentEnum, EncounterStatusEnum, NdcUnitEnum, ReleaseOfInformationEnum, UnitKindEnum } from "./encounters.enums";

const CLINICAL = { permit: "encounters:read-clinical", nullable: true } as const;

@Shape("Accident", { description: "The accident that the care is due to.", permit: "inherit" })
export class AccidentType {
  @Value(() => AccidentKindEnum, "What kind (CLM11).") kind!: Accident["kind"];
  @Value(() => PlainDateScalar, "When (DTP*439).") on!: PlainDate;
  @Value(() => String, "The state where it happened, USPS code; for AUTO only (CLM11-4).", { nullable: true }) state!: string | null;
}

@Shape("Ndc", { description: "The drug that was given.", permit: "inherit" })
export class NdcType {
  @Value(() => String, "National Drug Code, eleven digits (LIN03).") code!: string;
  @Value(() => String, "How much, a decimal number (CTP04).") quantity!: string;
  @Value(() => NdcUnitEnum, "Of what (CTP05-1).") unit!: Ndc["unit"];
}

@Reads("Diagnosis", {
  description: "A diagnosis of a visit (HI).",
  table: "diagnosis",
  prefix: "dxs",
  permit: "encounters:read-clinical",
  implements: () => NodeType as never,
  orders: { POSITION: ["position"] },
})
export class DiagnosisType {
  @Id(() => ID) id!: string;
  @Column(() => Int, "1 is the principal one (ABK); charges point to it by this number (SV107).") position!: number;
  @Column(() => DiagnosisCodeScalar, "ICD-10-CM code without its point.") code!: string;
}

@Reads("EncounterMove", {
  description: "One move of a visit: who, when, why, from where to where.",
  table: "encounter_history",
  prefix: "ehi",
  permit: "encounters:read",
  orders: { OCCURRED_AT: ["occurred_at"] },
})
export class EncounterMoveType {
  @Column(() => String, "The move, as the lifecycle names it, such as submitForCoding; create for the first row.") move!: string;
  @Column(() => EncounterStatusEnum, "From; null for the first row.", { nullable: true }) fromStatus!: EncounterStatus | null;
  @Column(() => EncounterStatusEnum, "To.") toStatus!: EncounterStatus;
  @Column(() => String, "Who: a person's or a program's name.") actorName!: string;
  @Column(() => String, "staff, app, patient or job.") actorKind!: string;
  @Column(() => String, "Why, in the words of whoever did it; may hold PHI.", CLINICAL) reason!: string | null;
  @Column(() => DateTimeScalar, "When.") occurredAt!: Date;
}

@Reads("Charge", {
  description: "What was done and what it costs: a service line. Its id stays the same over claims and resubmissions, and the book knows it as the service line.",
  table: "charge",
  prefix: "chg",
  permit: "encounters:read",
  implements: () => NodeType as never,
  orders: { SERVED_ON: ["served_on"], CREATED_AT: ["created_at"] },
})
export class ChargeType {
  @Id(() => ID) id!: string;
  @Reference(() => EncounterType as never, "The visit.", { nullable: true }) encounter!: unknown;
  @Column(() => Int, "1, 2, 3 … within the visit; null when it was withdrawn after it had been billed.", { nullable: true }) position!: number | null;
  @Column(() => ProcedureCodeScalar, "CPT or HCPCS code (SV101-2).", CLINICAL) procedureCode!: string | null;
  @Column(() => [String], "At most four (SV101-3 to SV101-6).", CLINICAL) modifiers!: string[] | null;
  @Column(() => UnitKindEnum, "What quantity counts (SV103).") unitKind!: UnitKind;
  @Column(() => String, "How many, a decimal number (SV104).") quantity!: string;
  @Column(() => CentsScalar, "The total of the line, in cents (SV102).") chargeCents!: Cents;
  @Column(() => Boolean, "True when the price came from the fee schedule, false when it was given.") priceFromSchedule!: boolean;
  @Column(() => [Int], "Positions of the visit's diagnoses, the first being primary for this line; at most four (SV107).", CLINICAL) diagnosisPointers!: number[] | null;
  @Column(() => PlainDateScalar, "First day of service (DTP*472).") servedOn!: PlainDate;
  @Column(() => PlainDateScalar, "Last day of service (DTP*472).") servedTo!: PlainDate;
  @Column(() => String, "Place of service code where it differs from the visit's (SV105).", { nullable: true }) placeOfService!: string | null;
  @Reference(() => ProviderType, "Who rendered it, where it differs from the visit's (2420A).", { nullable: true }) renderingProvider!: ProviderType | null;
  @Column(() => String, "What was done, for codes that do not say it (SV101-7).", CLINICAL) description!: string | null;
  @Column(() => NdcType, "The drug that was given (LIN, CTP).", CLINICAL) ndc!: Ndc | null;
  @Column(() => Boolean, "Whether it was an emergency (SV109).") emergency!: boolean;
  @Column(() => DateTimeScalar, "When it first stood on a claim.", { nullable: true }) billedAt!: Date | null;
  @Column(() => DateTimeScalar, "When it was taken away, having been billed before.", { nullable: true }) withdrawnAt!: Date | null;
}

@Reads("Encounter", {
  description: "A visit: who was cared for, by whom, where and when. Its charges become the lines of a claim.",
  table: "encounter",
  prefix: "enc",
  permit: "encounters:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    patientId: { kind: "id", column: "patient_id", prefix: "pat", description: "Of this patient." },
    locationId: { kind: "id", column: "location_id", prefix: "loc", description: "At this location." },
    renderingProviderId: { kind: "id", column: "rendering_provider_id", prefix: "prv", description: "Rendered by this provider." },
    status: { kind: "anyOf", column: "status", type: () => EncounterStatusEnum, description: "In any of these states." },
    servedFrom: { kind: "days", column: "served_from", description: "Beginning in this range of days." },
    diagnosisCode: {
      kind: "matches",
      type: () => DiagnosisCodeScalar,
      sql: (t, value: string, bind) => `exists (select 1 from diagnosis d where d.practice_id = ${t}.practice_id and d.encounter_id = ${t}.id and d.code = ${bind(value)})`,
      description: "With this diagnosis. Needs encounters:read-clinical.",
      permit: "encounters:read-clinical",
    },
    procedureCode: {
      kind: "matches",
      type: () => ProcedureCodeScalar,
      sql: (t, value: string, bind) =>
        `exists (select 1 from charge c where c.practice_id = ${t}.practice_id and c.encounter_id = ${t}.id and c.withdrawn_at is null and c.procedure_code = ${bind(value)})`,
      description: "With a charge for this procedure. Needs encounters:read-clinical.",
      permit: "encounters:read-clinical",
    },
    externalRef: externalRefFilter("encounter"),
  },
  orders: { CREATED_AT: ["created_at"], SERVED_FROM: ["served_from"], STATUS_SINCE: ["status_since"] },
})
export class EncounterType {
  @Id(() => ID) id!: string;
  @Reference(() => PracticeType, "The practice.", { nullable: true }) practice!: PracticeType | null;
  @Reference(() => PatientType, "Who was cared for.", { nullable: true }) patient!: PatientType | null;
  @Reference(() => LocationType, "Where (2310C when it is not the billing provider's own address).", { nullable: true }) location!: LocationType | null;
  @Reference(() => ProviderType, "Who rendered the care (2310B).", { nullable: true }) renderingProvider!: ProviderType | null;
  @Reference(() => ProviderType, "Who referred the patient (2310A).", { nullable: true }) referringProvider!: ProviderType | null;
  @Reference(() => ProviderType, "Who supervised (2310D).", { nullable: true }) supervisingProvider!: ProviderType | null;
  @Column(() => PlainDateScalar, "First day of the visit.") servedFrom!: PlainDate;
  @Column(() => PlainDateScalar, "Last day of the visit.") servedTo!: PlainDate;
  @Column(() => String, "CMS place of service code, two digits (CLM05-1).") placeOfService!: string;
  @Column(() => String, "Prior authorisation number (REF*G1).", { nullable: true }) priorAuthorizationNumber!: string | null;
  @Column(() => AccidentType, "The accident that the care is due to (CLM11).", CLINICAL) accident!: Accident | null;
  @Column(() => PlainDateScalar, "Onset of the current illness (DTP*431).", CLINICAL) onsetOn!: PlainDate | null;
  @Column(() => PlainDateScalar, "Admission of an inpatient (DTP*435).", CLINICAL) admittedOn!: PlainDate | null;
  @Column(() => PlainDateScalar, "Discharge of an inpatient (DTP*096).", CLINICAL) dischargedOn!: PlainDate | null;
  @Column(() => Boolean, "Whether the provider's signature is on file (CLM06).") providerSignatureOnFile!: boolean;
  @Column(() => Boolean, "Whether the patient's signature is on file; false: the provider generated it (CLM10 P).") patientSignatureOnFile!: boolean;
  @Column(() => AssignmentEnum, "Whether the provider takes assignment (CLM07).") assignment!: string;
  @Column(() => BenefitsAssignmentEnum, "Whether the payer may pay the provider (CLM08).") benefitsAssignment!: string;
  @Column(() => ReleaseOfInformationEnum, "Why medical data may be given to the payer (CLM09).") releaseOfInformation!: string;
  @Column(() => EncounterStatusEnum, "Where it stands.") status!: EncounterStatus;
  @Column(() => DateTimeScalar, "Since when.") statusSince!: Date;
  @Children(() => DiagnosisType, "ICD-10-CM, at most twelve, the principal one first (HI).", { by: "encounter_id", order: [["position", "asc"]], nullable: true }) diagnoses!: never;
  @Children(() => ChargeType, "What was done, in order.", { by: "encounter_id", order: [["position", "asc"]], where: (t) => `${t}.withdrawn_at is null` }) charges!: ChargeType[];
  @Expression(
    () => CentsScalar,
    "The sum of its charges, in cents.",
    (t) => `select coalesce(sum(c.charge_cents), 0)::bigint from charge c where c.practice_id = ${t}.practice_id and c.encounter_id = ${t}.id and c.withdrawn_at is null`,
  )
  totalChargeCents!: Cents;
  @Children(() => EncounterMoveType, "Every move: who, when, why, from where to where.", {
    by: "encounter_id",
    order: [
      ["occurred_at", "asc"],
      ["id", "asc"],
    ],
  })
  history!: EncounterMoveType[];
  @Children(() => ExternalRefType, "What other systems call the visit.", {
    by: "object_id",
    where: (t) => `${t}.object_type = 'encounter'`,
    order: [
      ["system", "asc"],
      ["value", "asc"],
    ],
  })
  externalRefs!: ExternalRefType[];
  @Column(() => DateTimeScalar, "When it was entered.") createdAt!: Date;
  @Column(() => Int, "Counts changes of the visit, its diagnoses and charges; pass it back as expectedVersion.") version!: number;
}

@Contributes(() => PatientType)
export class PatientEncounters {
  @Connection(() => EncounterType, "The patient's visits.", { by: "patient_id", nullable: true }) encounters!: never;
}
