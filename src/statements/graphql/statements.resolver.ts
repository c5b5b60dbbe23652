import { Arg, Ctx, Int, Resolver } from "type-graphql";
import { guarantorOf, openPaymentSession, PaymentSessionType } from "../../payments";
import { Act, ActPayload, ExpectedVersion, Input, InputField, InputId } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { FindMany, FindOne, Payload, Value } from "../../platform/graphql/reads";
import { CentsScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import { invalid, load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import type { Cents, PlainDate } from "../../vocabulary";
import type { HoldReason } from "../account-hold";
import { holdAccount, releaseHold } from "../hold-account";
import { issueStatement } from "../issue-statement";
import { checkoutOf, openStatementSession } from "../pay-link";
import { Statement } from "../statement";
import { setStatementPolicy } from "../statement-policy";
import { startStatementRun } from "../statement-run";
import { ownGuarantor } from "./balances.resolver";
import { HoldReasonEnum } from "./statements.enums";
import { AccountHoldType, StatementPolicyType, StatementRunType, StatementType } from "./statements.types";

@Input("PaymentSessionCreateInput", "What to pay: exactly one of the ids.")
export class PaymentSessionCreateInput {
  @InputId("pat", "What the account of this patient owes.", { nullable: true }) patientId?: string | null;
  @InputId("gua", "What this account owes.", { nullable: true }) guarantorId?: string | null;
  @InputId("stm", "What is open of this statement today; its lines are paid first.", { nullable: true }) statementId?: string | null;
  @InputField(() => CentsScalar, "A part, in cents: at least 50, at most what is owed. All of it when omitted.", { nullable: true }) amountCents?: Cents | null;
}

@Input("PatientStatementIssueInput", "An account to state.")
export class PatientStatementIssueInput {
  @InputId("gua", "The account; this or patientId.", { nullable: true }) guarantorId?: string | null;
  @InputId("pat", "A patient of the account; this or guarantorId.", { nullable: true }) patientId?: string | null;
}

@Input("StatementRunStartInput", "A practice whose accounts are stated.")
export class StatementRunStartInput {
  @InputId("prc", "The practice.") practiceId!: string;
}

@Input("StatementPolicySetInput", "How a practice's statements are made from a day on.")
export class StatementPolicySetInput {
  @InputId("prc", "The practice.") practiceId!: string;
  @InputField(() => PlainDateScalar, "The first day.") effectiveFrom!: PlainDate;
  @InputField(() => Int, "Days until a run states an unchanged account again, 1 to 365.") daysBetween!: number;
  @InputField(() => Int, "Days from issue until it is to be paid, 1 to 365.") dueDays!: number;
  @InputField(() => Int, "Days that a pay link works, 1 to 365.") payLinkDays!: number;
  @InputField(() => Int, "Wrong dates of birth until a pay link is closed, 1 to 20.") payLinkAttempts!: number;
}

@Input("AccountHoldInput", "What to hold, and why.")
export class AccountHoldInput {
  @InputId("gua", "The account.") guarantorId!: string;
  @InputId("clm", "One claim of it; the whole account when omitted.", { nullable: true }) claimId?: string | null;
  @InputField(() => HoldReasonEnum, "Why.") reason!: HoldReason;
  @InputField(() => String, "More, at most 500 characters; needed for OTHER.", { nullable: true }) note?: string | null;
}

@Input("AccountHoldReleaseInput", "A hold to end.")
export class AccountHoldReleaseInput {
  @InputId("hld", "The hold.") holdId!: string;
  @InputField(() => String, "Why.", { nullable: true }) note?: string | null;
  @ExpectedVersion() expectedVersion?: number | null;
}

@ActPayload("PaymentSessionPayload")
export class PaymentSessionPayload {
  @Payload(() => PaymentSessionType, "The checkout.") paymentSession!: PaymentSessionType | null;
  @Value(() => String, "For the processor's embedded checkout; null when it cannot be paid now: repeat the request with its key.", { nullable: true }) clientSecret!: string | null;
  @Value(() => String, "For the embedded checkout; not secret.", { nullable: true }) publishableKey!: string | null;
  @Value(() => String, "A page of the processor's own where it can be paid, if there is one.", { nullable: true }) checkoutUrl!: string | null;
}
@ActPayload("StatementPayload")
export class StatementPayload {
  @Payload(() => StatementType, "The statement.") statement!: StatementType | null;
}
@ActPayload("StatementRunPayload")
export class StatementRunPayload {
  @Payload(() => StatementRunType, "The run; it goes on in the background.") statementRun!: StatementRunType | null;
}
@ActPayload("StatementPolicyPayload")
export class StatementPolicyPayload {
  @Payload(() => StatementPolicyType, "The policy.") statementPolicy!: StatementPolicyType | null;
}
@ActPayload("AccountHoldPayload")
export class AccountHoldPayload {
  @Payload(() => AccountHoldType, "The hold.") accountHold!: AccountHoldType | null;
}

/** A patient pays for the whole account that is theirs, whoever else it covers: their own session sees less than they owe. */
async function wholeAccount(work: Work, args: Record<string, unknown>): Promise<Work> {
  if (work.tenant.patientIds === "all") return work;
  const { statementId, patientId, guarantorId } = args.input as PaymentSessionCreateInput;
  if (statementId) await load(work, Statement, statementId, { path: ["statementId"], what: "statement" });
  else await ownGuarantor(work, (await guarantorOf(work, { patientId: patientId ?? null, guarantorId: guarantorId ?? null })).id, [patientId ? "patientId" : "guarantorId"]);
  return work.as({ tenant: { ...work.tenant, patientIds: "all" } });
}

@Resolver()
export class StatementsResolver {
  @FindOne(() => StatementType, "One statement by id.", { permit: "balances:read" }) statement!: never;
  @FindMany(() => StatementType, "Statements.", { permit: "balances:read" }) statements!: never;
  @FindMany(() => StatementPolicyType, "How statements are made, by the day from which it holds.", { permit: "balances:read" }) statementPolicies!: never;
  @FindOne(() => StatementRunType, "One run by id, with its progress.", { permit: "statements:read-runs" }) statementRun!: never;
  @FindMany(() => StatementRunType, "Runs.", { permit: "statements:read-runs" }) statementRuns!: never;
  @FindMany(() => AccountHoldType, "What stops statements and dunning.", { permit: "accounts:read-holds" }) accountHolds!: never;

  @Act(() => PaymentSessionPayload, "A checkout for what an account or a statement owes; the server computes how much. Refusals: NOT_FOUND, NOTHING_OWED, INVALID_INPUT, PROCESSOR_NOT_CONFIGURED.", {
    permit: "payments:take",
    idempotency: "required",
    as: wholeAccount,
    then: async (work, payload) => {
      const { clientSecret, publishableKey, url } = await checkoutOf(work, payload.paymentSession as string);
      Object.assign(payload, { clientSecret, publishableKey, checkoutUrl: url });
    },
  })
  async paymentSessionCreate(@Arg("input", () => PaymentSessionCreateInput) { statementId, patientId, guarantorId, amountCents = null }: PaymentSessionCreateInput, @Ctx() { work }: RequestContext) {
    if ([statementId, patientId, guarantorId].filter(Boolean).length !== 1) throw invalid(["patientId"], "Give one of patientId, guarantorId and statementId.");
    if (statementId) return { paymentSession: (await openStatementSession(work, { statementId, purpose: "STATEMENT", amountCents })).id };
    const guarantor = await guarantorOf(work, { patientId: patientId ?? null, guarantorId: guarantorId ?? null });
    return { paymentSession: (await openPaymentSession(work, { guarantorId: guarantor.id, purpose: "ACCOUNT", amountCents })).id };
  }

  @Act(
    () => StatementPayload,
    "Makes a numbered statement of what an account owes, and mails a pay link where the guarantor agreed. Refusals: NOT_FOUND, INVALID_INPUT, ACCOUNT_HELD, NOTHING_OWED, BELOW_MINIMUM, NO_STATEMENT_POLICY.",
    { permit: "statements:issue", idempotency: "required" },
  )
  async patientStatementIssue(@Arg("input", () => PatientStatementIssueInput) input: PatientStatementIssueInput, @Ctx() { work }: RequestContext) {
    const guarantor = await guarantorOf(work, { patientId: input.patientId ?? null, guarantorId: input.guarantorId ?? null });
    return { statement: await issueStatement(work, { guarantorId: guarantor.id }) };
  }

  @Act(() => StatementRunPayload, "Starts statements for every account of a practice that owes; each has its result. Refusals: NOT_FOUND, RUN_UNDER_WAY.", {
    permit: "statements:issue",
    idempotency: "required",
  })
  async statementRunStart(@Arg("input", () => StatementRunStartInput) input: StatementRunStartInput, @Ctx() { work }: RequestContext) {
    return { statementRun: await startStatementRun(work, input) };
  }

  @Act(() => StatementPolicyPayload, "Sets how a practice's statements are made from a day on. Refusals: NOT_FOUND, INVALID_INPUT.", { permit: "statements:set-policy" })
  async statementPolicySet(@Arg("input", () => StatementPolicySetInput) input: StatementPolicySetInput, @Ctx() { work }: RequestContext) {
    return { statementPolicy: await setStatementPolicy(work, input) };
  }

  @Act(() => AccountHoldPayload, "Stops statements and dunning of an account, or of one claim of it. Refusals: NOT_FOUND, INVALID_INPUT, ALREADY_EXISTS.", { permit: "accounts:hold" })
  async accountHold(@Arg("input", () => AccountHoldInput) input: AccountHoldInput, @Ctx() { work }: RequestContext) {
    return { accountHold: await holdAccount(work, input) };
  }

  @Act(() => AccountHoldPayload, "Lets statements and dunning go on. Refusals: NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED.", { permit: "accounts:hold" })
  async accountHoldRelease(@Arg("input", () => AccountHoldReleaseInput) input: AccountHoldReleaseInput, @Ctx() { work }: RequestContext) {
    return { accountHold: await releaseHold(work, input) };
  }
}
