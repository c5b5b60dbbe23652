import { Arg, Ctx, Int, Resolver } from "type-graphql";
import { Act, ActPayload, ExpectedVersion, Input, InputField, InputId } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { FindMany, FindOne, Payload } from "../../platform/graphql/reads";
import { CentsScalar } from "../../platform/graphql/scalars";
import type { Cents } from "../../vocabulary";
import type { WriteOffKind } from "../decide/balance-decision";
import { reverseBalanceShift, reverseClaimWriteOff } from "../decide/reverse-decision";
import { writeOffClaim } from "../decide/write-off-claim";
import { ClaimType } from "./claims.types";
import { BalanceDecisionType, ClaimWriteOffKindEnum } from "./decisions.types";

@Input("BalanceDecisionLineInput", "A line, and how much of it.")
export class BalanceDecisionLineInput {
  @InputId("chg", "The charge.") chargeId!: string;
  @InputField(() => CentsScalar, "How much, in cents, above zero; all that is owed when omitted.", { nullable: true }) amountCents?: Cents | null;
}

@Input("ClaimWriteOffInput", "What to give up, and why.")
export class ClaimWriteOffInput {
  @InputId("clm", "The claim.") claimId!: string;
  @InputField(() => ClaimWriteOffKindEnum, "As what.") kind!: WriteOffKind;
  @InputField(() => String, "Why; kept with the entries and in the history. 1 to 500 characters.") reason!: string;
  @InputField(() => Int, "Whose money: 1 primary, 2 secondary, 3 tertiary; the claim's current payer's when omitted.", { nullable: true }) payerSequence?: number | null;
  @InputField(() => [BalanceDecisionLineInput], "Which lines; all that this payer owes when omitted.", { nullable: true }) lines?: BalanceDecisionLineInput[] | null;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("BalanceDecisionReverseInput", "A decision to take back, and why.")
export class BalanceDecisionReverseInput {
  @InputId("bdc", "The decision.") balanceDecisionId!: string;
  @InputField(() => String, "Why; kept in the history. 1 to 500 characters.") reason!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@ActPayload("BalanceDecisionPayload")
export class BalanceDecisionPayload {
  @Payload(() => ClaimType, "The claim.") claim!: ClaimType | null;
  @Payload(() => BalanceDecisionType, "What was decided.") balanceDecision!: BalanceDecisionType | null;
}

@Resolver()
export class DecisionsResolver {
  @FindOne(() => BalanceDecisionType, "One decision about money that a payer owed.", { permit: "claims:read-history" }) balanceDecision!: never;
  @FindMany(() => BalanceDecisionType, "Decisions about money that payers owed: write-offs, and shifts to the next payer or the patient.", { permit: "claims:read-history" }) balanceDecisions!: never;

  @Act(
    () => BalanceDecisionPayload,
    "Writes off what a payer that has decided, rejected the claim or was never asked still owes. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, CLAIM_VOIDED, PAYER_HAS_NOT_DECIDED, PAYER_OWES_NOTHING, MORE_THAN_OWED.",
    { permit: "claims:write-off", idempotency: "required" },
  )
  async claimWriteOff(@Arg("input", () => ClaimWriteOffInput) input: ClaimWriteOffInput, @Ctx() { work }: RequestContext) {
    return writeOffClaim(work, input);
  }

  @Act(() => BalanceDecisionPayload, "Takes a write-off back, exactly: the payer owes it again. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, DECISION_REVERSED, DECISION_NOT_STANDING.", {
    permit: "claims:write-off",
    idempotency: "required",
  })
  async claimWriteOffReverse(@Arg("input", () => BalanceDecisionReverseInput) input: BalanceDecisionReverseInput, @Ctx() { work }: RequestContext) {
    return reverseClaimWriteOff(work, input);
  }

  @Act(
    () => BalanceDecisionPayload,
    "Takes a shift back, exactly: the payer owes it again. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, DECISION_REVERSED, DECISION_NOT_STANDING, CLAIM_ALREADY_SENT.",
    { permit: "claims:shift-balance", idempotency: "required" },
  )
  async claimShiftBalanceReverse(@Arg("input", () => BalanceDecisionReverseInput) input: BalanceDecisionReverseInput, @Ctx() { work }: RequestContext) {
    return reverseBalanceShift(work, input);
  }
}
