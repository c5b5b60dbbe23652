import { Arg, Ctx, Int, Resolver } from "type-graphql";
import { Act, ActPayload, Input, InputField, InputId } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { FindMany, FindOne, Payload } from "../../platform/graphql/reads";
import { CentsScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import type { Cents, PlainDate } from "../../vocabulary";
import { setDunningPolicy, type Channel, type Template } from "../dunning-policy";
import { ChannelEnum, CollectionAccountType, CollectionActionType, DunningPolicyType, TemplateEnum } from "./collections.types";

@Input("DunningStepInput", "One step of a policy.")
export class DunningStepInput {
  @InputField(() => Int, "Days after the first statement of the debt; later than the step before.") daysAfterFirstStatement!: number;
  @InputField(() => ChannelEnum, "How.") channel!: Channel;
  @InputField(() => TemplateEnum, "What is said.") template!: Template;
}

@Input("DunningPolicySetInput", "When and how overdue accounts are asked, from a day on.")
export class DunningPolicySetInput {
  @InputId("prc", "The practice.") practiceId!: string;
  @InputField(() => PlainDateScalar, "The first day, today or later.") effectiveFrom!: PlainDate;
  @InputField(() => CentsScalar, "Nobody is reminded of less, in cents, above zero.") minimumCents!: Cents;
  @InputField(() => Int, "Days after the first statement, later than the last step, from which an agency could take the debt; never when omitted.", { nullable: true }) agencyAfterDays?: number | null;
  @InputField(() => [DunningStepInput], "The steps, in order, 1 to 20.") steps!: DunningStepInput[];
}

@ActPayload("DunningPolicyPayload")
export class DunningPolicyPayload {
  @Payload(() => DunningPolicyType, "The policy.") dunningPolicy!: DunningPolicyType | null;
}

@Resolver()
export class CollectionsResolver {
  @FindMany(() => DunningPolicyType, "Policies, by the day from which they hold.", { permit: "collections:read" }) dunningPolicies!: never;
  @FindOne(() => CollectionAccountType, "One account by id.", { permit: "collections:read" }) collectionAccount!: never;
  @FindMany(() => CollectionAccountType, "Accounts that are or were overdue.", { permit: "collections:read" }) collectionAccounts!: never;
  @FindMany(() => CollectionActionType, "What was done about overdue accounts, and what guards did not let be done.", { permit: "collections:read" }) collectionActions!: never;

  @Act(() => DunningPolicyPayload, "Sets when and how overdue accounts are asked, from a day on. Refusals: NOT_FOUND, INVALID_INPUT.", { permit: "collections:set-policy" })
  async dunningPolicySet(@Arg("input", () => DunningPolicySetInput) input: DunningPolicySetInput, @Ctx() { work }: RequestContext) {
    return { dunningPolicy: await setDunningPolicy(work, input) };
  }
}
