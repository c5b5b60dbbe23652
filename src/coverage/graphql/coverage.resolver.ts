import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ExternalRefInput, PatientType, SexEnum, type Sex } from "../../patients";
import { AddressInput } from "../../practices";
import type { Row } from "../../platform/database/read-pool";
import { Act, ActPayload, ExpectedVersion, Input, InputField, InputId } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { Children, Contributes, FindMany, FindOne, Needs, Payload, Permit } from "../../platform/graphql/reads";
import { PlainDateScalar } from "../../platform/graphql/scalars";
import type { PlainDate } from "../../vocabulary";
import { addCoverage } from "../add-coverage";
import type { CoverageRank, SubscriberRelationship } from "../coverage";
import { endCoverage, updateCoverage } from "../update-coverage";
import { CoverageRankEnum, CoverageType, PayerInSequenceType, SubscriberRelationshipEnum } from "./coverage.types";

@Input("SubscriberInput", "Who holds the policy, when it is not the patient (2010BA).")
export class SubscriberInput {
  @InputField(() => String, "Given name (NM104).") firstName!: string;
  @InputField(() => String, "Middle name (NM105).", { nullable: true }) middleName?: string | null;
  @InputField(() => String, "Family name (NM103).") lastName!: string;
  @InputField(() => PlainDateScalar, "Date of birth, today or earlier (DMG02).") birthDate!: PlainDate;
  @InputField(() => SexEnum, "As the payer has it on file (DMG03).") sex!: Sex;
  @InputField(() => AddressInput, "Home address (N3, N4).") address!: AddressInput;
}

@Input("CoverageAddInput", "A coverage to enter.")
export class CoverageAddInput {
  @InputId("pat", "Who is insured.") patientId!: string;
  @InputId("pyr", "Who insures; a payer that is not retired.") payerId!: string;
  @InputField(() => CoverageRankEnum, "In which order the payer is asked (SBR01).") rank!: CoverageRank;
  @InputField(() => String, "Member number, 2 to 80 characters (2010BA NM109).") memberId!: string;
  @InputField(() => String, "Group or policy number, at most 50 characters (SBR03).", { nullable: true }) groupNumber?: string | null;
  @InputField(() => String, "Plan or group name, at most 60 characters (SBR04).", { nullable: true }) planName?: string | null;
  @InputField(() => SubscriberRelationshipEnum, "What the patient is to the subscriber (SBR02, PAT01).") subscriberRelationship!: SubscriberRelationship;
  @InputField(() => SubscriberInput, "Who holds the policy; required unless the patient does (SELF).", { nullable: true }) subscriber?: SubscriberInput | null;
  @InputField(() => PlainDateScalar, "The first day on which it insures.") effectiveFrom!: PlainDate;
  @InputField(() => PlainDateScalar, "The last day on which it insures; omitted while it goes on.", { nullable: true }) effectiveTo?: PlainDate | null;
  @InputField(() => [ExternalRefInput], "What other systems call the coverage.", { nullable: true }) externalRefs?: ExternalRefInput[] | null;
}

@Input("CoverageUpdateInput", "Changes to a coverage; what is omitted stays.")
export class CoverageUpdateInput {
  @InputId("cov", "The coverage.") coverageId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputId("pyr", "Who insures.", { nullable: true }) payerId?: string;
  @InputField(() => CoverageRankEnum, "In which order the payer is asked (SBR01).", { nullable: true }) rank?: CoverageRank;
  @InputField(() => String, "Member number (2010BA NM109).", { nullable: true }) memberId?: string;
  @InputField(() => String, "Group or policy number (SBR03); null clears it.", { nullable: true }) groupNumber?: string | null;
  @InputField(() => String, "Plan or group name (SBR04); null clears it.", { nullable: true }) planName?: string | null;
  @InputField(() => SubscriberRelationshipEnum, "What the patient is to the subscriber (SBR02); SELF takes the subscriber away.", { nullable: true }) subscriberRelationship?: SubscriberRelationship;
  @InputField(() => SubscriberInput, "Who holds the policy, whole.", { nullable: true }) subscriber?: SubscriberInput;
  @InputField(() => PlainDateScalar, "The first day on which it insures.", { nullable: true }) effectiveFrom?: PlainDate;
  @InputField(() => PlainDateScalar, "The last day on which it insures; null: it goes on.", { nullable: true }) effectiveTo?: PlainDate | null;
  @InputField(() => [ExternalRefInput], "References to add.", { nullable: true }) externalRefs?: ExternalRefInput[] | null;
}

@Input("CoverageEndInput", "The last day of a coverage.")
export class CoverageEndInput {
  @InputId("cov", "The coverage.") coverageId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputField(() => PlainDateScalar, "The last day on which it insures.") lastDay!: PlainDate;
}

@ActPayload("CoveragePayload")
export class CoveragePayload {
  @Payload(() => CoverageType, "The coverage.") coverage!: CoverageType | null;
}

@Contributes(() => PatientType)
export class PatientCoverages {
  @Children(() => CoverageType, "Who insures the patient, past and future too: by rank, then by first day.", { by: "patient_id", order: [["rank", "asc"], ["effective_from", "asc"]], nullable: true }) coverages!: never;

  @FieldResolver(() => [PayerInSequenceType], { nullable: true, description: "Whose turn it is on a day of service, first to last; empty when nobody insures the patient then." })
  @Permit("coverage:read")
  @Needs("id")
  async payerSequence(@Root() patient: Row, @Arg("on", () => PlainDateScalar, { description: "The day of service." }) on: PlainDate, @Ctx() { reader }: RequestContext) {
    const sequences = reader.batch<string, Row[]>(`payer-sequence:${on}`, async (ids) => {
      const rows = await reader.run(
        `select patient_id, id, rank from coverage where patient_id = any ($1) and effective_from <= $2::date and (effective_to is null or effective_to >= $2::date) order by rank`,
        [ids, on],
      );
      return Map.groupBy(rows, (row) => row.patient_id as string);
    });
    return ((await sequences.load(patient.id as string)) ?? []).map((row, index) => ({ sequence: index + 1, rank: row.rank, coverage: row.id }));
  }
}

@Resolver()
export class CoverageResolver {
  @FindOne(() => CoverageType, "One coverage by id.", { permit: "coverage:read" }) coverage!: never;
  @FindMany(() => CoverageType, "Coverages of the patients that you reach.", { permit: "coverage:read" }) coverages!: never;

  @Act(() => CoveragePayload, "Enters who insures a patient. Refusals: NOT_FOUND, INVALID_INPUT, COVERAGE_OVERLAPS, ALREADY_EXISTS.", { permit: "coverage:write" })
  async coverageAdd(@Arg("input", () => CoverageAddInput) input: CoverageAddInput, @Ctx() { work }: RequestContext) {
    return { coverage: await addCoverage(work, input) };
  }
  @Act(() => CoveragePayload, "Changes a coverage; claims that were sent keep what they said. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, COVERAGE_OVERLAPS, ALREADY_EXISTS.", { permit: "coverage:write" })
  async coverageUpdate(@Arg("input", () => CoverageUpdateInput) input: CoverageUpdateInput, @Ctx() { work }: RequestContext) {
    return { coverage: await updateCoverage(work, input) };
  }
  @Act(() => CoveragePayload, "Gives a coverage its last day. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT.", { permit: "coverage:write" })
  async coverageEnd(@Arg("input", () => CoverageEndInput) input: CoverageEndInput, @Ctx() { work }: RequestContext) {
    return { coverage: await endCoverage(work, input) };
  }
}
