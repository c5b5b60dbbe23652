import { Arg, Ctx, ID, Int, registerEnumType, Resolver } from "type-graphql";
import { BalanceDecisionLineInput } from "../../claims";
import { GuarantorType, PatientType } from "../../patients";
import { Act, ActPayload, ExpectedVersion, Input, InputField, InputId } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { NodeType } from "../../platform/graphql/node";
import { Children, Column, Expression, FindMany, FindOne, Id, Payload, Reads, Reference } from "../../platform/graphql/reads";
import { CentsScalar, DateTimeScalar } from "../../platform/graphql/scalars";
import type { Cents } from "../../vocabulary";
import { ACCOUNT_WRITE_OFF_KINDS, type AccountWriteOffKind } from "../write-off/account-write-off";
import { reverseAccountWriteOff } from "../write-off/reverse-account-write-off";
import { writeOffAccount } from "../write-off/write-off-account";

const AccountWriteOffKindEnum = Object.fromEntries(Object.keys(ACCOUNT_WRITE_OFF_KINDS).map((kind) => [kind, kind])) as { readonly [K in AccountWriteOffKind]: K };
registerEnumType(AccountWriteOffKindEnum, {
  name: "AccountWriteOffKind",
  description: "As what money of an account is given up.",
  valuesConfig: Object.fromEntries(Object.entries(ACCOUNT_WRITE_OFF_KINDS).map(([kind, description]) => [kind, { description }])),
});

@Reads("AccountWriteOffLine", {
  description: "How much of a write-off is about one service line.",
  table: "account_write_off_line",
  prefix: "awl",
  permit: "accounts:read-write-offs",
  orders: { AMOUNT: ["amount_cents"] },
})
export class AccountWriteOffLineType {
  @Id(() => ID) id!: string;
  @Reference(() => PatientType, "Whose service it was.", { nullable: true }) patient!: PatientType | null;
  @Column(() => CentsScalar, "How much, in cents.") amountCents!: Cents;
}

@Reads("AccountWriteOff", {
  description: "Money of an account that nobody is asked for any more, by decision.",
  table: "account_write_off",
  prefix: "awo",
  permit: "accounts:read-write-offs",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    guarantorId: { kind: "id", column: "guarantor_id", prefix: "gua", description: "Of this account." },
    kind: { kind: "anyOf", column: "kind", type: () => AccountWriteOffKindEnum, description: "As any of these." },
    reversed: { kind: "flag", sql: (t) => `${t}.reversed_at is not null`, description: "Only those that were reversed (true) or stand (false)." },
  },
  orders: { CREATED_AT: ["created_at"] },
})
export class AccountWriteOffType {
  @Id(() => ID) id!: string;
  @Reference(() => GuarantorType, "Whose account.", { nullable: true }) guarantor!: GuarantorType | null;
  @Column(() => AccountWriteOffKindEnum, "As what.") kind!: string;
  @Column(() => String, "Why, as it was said.") reason!: string;
  @Column(() => CentsScalar, "How much, over all lines, in cents.") amountCents!: Cents;
  @Children(() => AccountWriteOffLineType, "By line.", { by: "write_off_id", order: [["id", "asc"]] }) lines!: AccountWriteOffLineType[];
  @Column(() => String, "Who decided.") decidedBy!: string;
  @Column(() => DateTimeScalar, "When.") createdAt!: Date;
  @Expression(() => Boolean, "Whether it stands.", (t) => `${t}.reversed_at is null`) stands!: boolean;
  @Column(() => String, "Who reversed it.", { nullable: true }) reversedBy!: string | null;
  @Column(() => String, "Why it was reversed.", { nullable: true }) reversalReason!: string | null;
  @Column(() => DateTimeScalar, "When it was reversed.", { nullable: true }) reversedAt!: Date | null;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Input("GuarantorWriteOffInput", "What to give up of an account, and why.")
export class GuarantorWriteOffInput {
  @InputId("gua", "The account.") guarantorId!: string;
  @InputField(() => AccountWriteOffKindEnum, "As what.") kind!: AccountWriteOffKind;
  @InputField(() => String, "Why; kept with the entries. 1 to 500 characters.") reason!: string;
  @InputField(() => [BalanceDecisionLineInput], "Which lines; everything that the account owes when omitted.", { nullable: true }) lines?: BalanceDecisionLineInput[] | null;
}

@Input("AccountWriteOffReverseInput", "A write-off to take back, and why.")
export class AccountWriteOffReverseInput {
  @InputId("awo", "The write-off.") accountWriteOffId!: string;
  @InputField(() => String, "Why. 1 to 500 characters.") reason!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@ActPayload("AccountWriteOffPayload")
export class AccountWriteOffPayload {
  @Payload(() => GuarantorType, "The account.") guarantor!: GuarantorType | null;
  @Payload(() => AccountWriteOffType, "The write-off.") accountWriteOff!: AccountWriteOffType | null;
}

@Resolver()
export class AccountWriteOffsResolver {
  @FindOne(() => AccountWriteOffType, "One write-off of an account's balance.", { permit: "accounts:read-write-offs" }) accountWriteOff!: never;
  @FindMany(() => AccountWriteOffType, "Write-offs of accounts' balances.", { permit: "accounts:read-write-offs" }) accountWriteOffs!: never;

  @Act(
    () => AccountWriteOffPayload,
    "Writes off what an account owes, after its own credit was applied; dunning stops when nothing is left. Refusals: NOT_FOUND, INVALID_INPUT, NOTHING_OWED, MORE_THAN_OWED.",
    { permit: "accounts:write-off", idempotency: "required" },
  )
  async guarantorWriteOff(@Arg("input", () => GuarantorWriteOffInput) input: GuarantorWriteOffInput, @Ctx() { work }: RequestContext) {
    return writeOffAccount(work, input);
  }

  @Act(
    () => AccountWriteOffPayload,
    "Takes a write-off of an account's balance back, exactly: it is owed again. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, DECISION_REVERSED, DECISION_NOT_STANDING.",
    { permit: "accounts:write-off", idempotency: "required" },
  )
  async guarantorWriteOffReverse(@Arg("input", () => AccountWriteOffReverseInput) input: AccountWriteOffReverseInput, @Ctx() { work }: RequestContext) {
    return reverseAccountWriteOff(work, input);
  }
}
