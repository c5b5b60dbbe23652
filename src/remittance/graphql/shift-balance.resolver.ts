import { Arg, Ctx, Int, registerEnumType, Resolver } from "type-graphql";
import { BalanceDecisionLineInput, BalanceDecisionType, ClaimType } from "../../claims";
import { Act, ActPayload, ExpectedVersion, Input, InputField, InputId } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { Payload } from "../../platform/graphql/reads";
import { shiftBalance } from "../decide/shift-balance";
import { SHIFT_GROUNDS, type ShiftGround } from "../decide/shift-grounds";

const BalanceShiftGroundEnum = Object.fromEntries(Object.keys(SHIFT_GROUNDS).map((ground) => [ground, ground])) as { readonly [K in ShiftGround]: K };
registerEnumType(BalanceShiftGroundEnum, {
  name: "BalanceShiftGround",
  description: "On which ground a balance that a payer refuses is asked of somebody else. What stands under CO or PI is never the patient's, on no ground.",
  valuesConfig: Object.fromEntries(Object.entries(SHIFT_GROUNDS).map(([ground, { description }]) => [ground, { description }])),
});

const BalanceShiftToEnum = { NEXT_PAYER: "NEXT_PAYER", PATIENT: "PATIENT" } as const;
registerEnumType(BalanceShiftToEnum, {
  name: "BalanceShiftTo",
  description: "Who is asked instead.",
  valuesConfig: {
    NEXT_PAYER: { description: "The payer after it on the claim, which is made ready for it." },
    PATIENT: { description: "The guarantor of the claim; only when no further payer is on it." },
  },
});

@Input("ClaimShiftBalanceInput", "Money that a payer refuses, who is asked instead, and why.")
export class ClaimShiftBalanceInput {
  @InputId("clm", "The claim.") claimId!: string;
  @InputField(() => BalanceShiftToEnum, "Who is asked instead.") to!: "NEXT_PAYER" | "PATIENT";
  @InputField(() => BalanceShiftGroundEnum, "On which ground.") ground!: ShiftGround;
  @InputField(() => String, "What was found, or signed; kept with the entries and in the history. 1 to 500 characters.") reason!: string;
  @InputField(() => Int, "Whose money: 1 primary, 2 secondary, 3 tertiary; the claim's current payer's when omitted.", { nullable: true }) payerSequence?: number | null;
  @InputField(() => [BalanceDecisionLineInput], "Which lines; all that this ground allows when omitted.", { nullable: true }) lines?: BalanceDecisionLineInput[] | null;
  @ExpectedVersion() expectedVersion?: number | null;
}

@ActPayload("ClaimShiftBalancePayload")
export class ClaimShiftBalancePayload {
  @Payload(() => ClaimType, "The claim.") claim!: ClaimType | null;
  @Payload(() => BalanceDecisionType, "What was decided.") balanceDecision!: BalanceDecisionType | null;
}

@Resolver()
export class ShiftBalanceResolver {
  @Act(
    () => ClaimShiftBalancePayload,
    "Asks the next payer, or the patient where it is allowed, for what a payer that has decided refuses. It ends a review of eligibility or consent. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, CLAIM_VOIDED, PAYER_HAS_NOT_DECIDED, PAYER_OWES_NOTHING, MORE_THAN_OWED, NO_NEXT_PAYER, NEXT_PAYER_HAS_DECIDED, NEXT_PAYER_FIRST, NOT_BILLABLE_TO_PATIENT.",
    { permit: "claims:shift-balance", idempotency: "required" },
  )
  async claimShiftBalance(@Arg("input", () => ClaimShiftBalanceInput) input: ClaimShiftBalanceInput, @Ctx() { work }: RequestContext) {
    return shiftBalance(work, input);
  }
}
