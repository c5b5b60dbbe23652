import { Arg, Ctx, Resolver } from "type-graphql";
import { ChargeInput, EncounterPayload, EncounterType } from "../../encounters";
import { Act, ActPayload, ExpectedVersion, Input, InputField, InputId } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { FindMany, FindOne, PayloadList } from "../../platform/graphql/reads";
import { DiagnosisCodeScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import type { PlainDate } from "../../vocabulary";
import { answerQuestion, askProvider, reopenCoding } from "../ask-provider";
import { codeEncounter, completeCoding } from "../code-encounter";
import type { CodeSet } from "../code-sets";
import { loadCodeSet } from "../load-code-set";
import { CodeSetEnum, CodeSetLoadType, CodeType } from "./coding.types";

@Input("CodeSetLoadInput", "A release of a code set, in the format of its official file. Give content or contentGzipBase64.")
export class CodeSetLoadInput {
  @InputField(() => CodeSetEnum, "The code set, which says the format.") codeSet!: CodeSet;
  @InputField(() => String, "What people call the release, such as FY 2027; 1 to 100 characters.") name!: string;
  @InputField(() => PlainDateScalar, "The first day of service for which it counts. A release from the same day is replaced.") effectiveFrom!: PlainDate;
  @InputField(() => PlainDateScalar, "The last day of service for which it counts; omitted, until the next release begins.", { nullable: true }) effectiveTo?: PlainDate | null;
  @InputField(() => Boolean, "Whether the file has the whole set, so that a code that is missing is not in force; true when omitted.", { nullable: true }) complete?: boolean | null;
  @InputField(() => String, "The file as text.", { nullable: true, file: true }) content?: string | null;
  @InputField(() => String, "The file, compressed with gzip, in base64; text in UTF-8 or the Windows code page.", { nullable: true, file: true }) contentGzipBase64?: string | null;
}

@ActPayload("CodeSetLoadPayload")
export class CodeSetLoadPayload {
  @PayloadList(() => CodeSetLoadType, "What came of the file: one release for each code set in it, or one that was refused.") loads!: CodeSetLoadType[] | null;
}

@Input("EncounterCodeInput", "Codes for a visit in the coding queue; a list that is given replaces the whole.")
export class EncounterCodeInput {
  @InputId("enc", "The visit.") encounterId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputField(() => [DiagnosisCodeScalar], "All diagnoses, the principal one first, at most twelve (HI).", { nullable: true }) diagnoses?: string[] | null;
  @InputField(() => [ChargeInput], "All charges, in order. One with chargeId stays that charge; one that is not listed is removed.", { nullable: true }) charges?: ChargeInput[] | null;
}

@Input("EncounterCompleteCodingInput", "A visit that is coded.")
export class EncounterCompleteCodingInput {
  @InputId("enc", "The visit.") encounterId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("EncounterAskProviderInput", "A question to the provider.")
export class EncounterAskProviderInput {
  @InputId("enc", "The visit.") encounterId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputField(() => String, "The question, 1 to 2000 characters.") question!: string;
}

@Input("EncounterAnswerQuestionInput", "The provider's answer.")
export class EncounterAnswerQuestionInput {
  @InputId("enc", "The visit.") encounterId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputField(() => String, "The answer, 1 to 2000 characters.") answer!: string;
}

@Input("EncounterReopenCodingInput", "A coded visit to give back to the coders.")
export class EncounterReopenCodingInput {
  @InputId("enc", "The visit.") encounterId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
  @InputField(() => String, "Why, 1 to 500 characters; kept in the history.") reason!: string;
}

@Resolver()
export class CodingResolver {
  @FindMany(() => CodeType, "Codes of the loaded code sets.", { permit: "codes:read", order: "CODE_ASC" }) codes!: never;
  @FindOne(() => CodeType, "One code by id.", { permit: "codes:read" }) code!: never;
  @FindMany(() => CodeSetLoadType, "Releases of code sets, and files that were refused.", { permit: "codes:read-loads" }) codeSetLoads!: never;
  @FindMany(() => EncounterType, "Visits that wait for a coder, those that wait longest first.", {
    permit: "coding:read-queue",
    where: (t) => `${t}.status = 'READY_FOR_CODING'`,
    order: "STATUS_SINCE_ASC",
  })
  codingQueue!: never;

  @Act(() => CodeSetLoadPayload, "Loads a release of a code set, whole or not at all: a file with problems is answered with its lines. Refusals: INVALID_INPUT.", { permit: "codes:load" })
  async codeSetLoad(@Arg("input", () => CodeSetLoadInput) input: CodeSetLoadInput, @Ctx() { work }: RequestContext) {
    return { loads: await loadCodeSet(work, input) };
  }
  @Act(
    () => EncounterPayload,
    "Sets the codes of a visit in the coding queue. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, INVALID_INPUT, PRICE_NOT_FOUND, PRICE_MUST_BE_GIVEN, CODES_NOT_IN_FORCE.",
    { permit: "coding:code" },
  )
  async encounterCode(@Arg("input", () => EncounterCodeInput) input: EncounterCodeInput, @Ctx() { work }: RequestContext) {
    return { encounter: await codeEncounter(work, input) };
  }
  @Act(() => EncounterPayload, "The visit is coded and can be billed. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, CODING_NOT_COMPLETE.", { permit: "coding:code" })
  async encounterCompleteCoding(@Arg("input", () => EncounterCompleteCodingInput) input: EncounterCompleteCodingInput, @Ctx() { work }: RequestContext) {
    return { encounter: await completeCoding(work, input) };
  }
  @Act(() => EncounterPayload, "Gives a visit back to the provider with a question. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, INVALID_INPUT.", { permit: "coding:code" })
  async encounterAskProvider(@Arg("input", () => EncounterAskProviderInput) input: EncounterAskProviderInput, @Ctx() { work }: RequestContext) {
    return { encounter: await askProvider(work, input) };
  }
  @Act(() => EncounterPayload, "Answers the coder's question: the visit is back in the queue. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, INVALID_INPUT.", { permit: "coding:answer" })
  async encounterAnswerQuestion(@Arg("input", () => EncounterAnswerQuestionInput) input: EncounterAnswerQuestionInput, @Ctx() { work }: RequestContext) {
    return { encounter: await answerQuestion(work, input) };
  }
  @Act(() => EncounterPayload, "Gives a coded visit back to the coders. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, INVALID_INPUT.", { permit: "coding:reopen" })
  async encounterReopenCoding(@Arg("input", () => EncounterReopenCodingInput) input: EncounterReopenCodingInput, @Ctx() { work }: RequestContext) {
    return { encounter: await reopenCoding(work, input) };
  }
}
