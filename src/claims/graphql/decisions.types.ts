import { ID, Int, registerEnumType } from "type-graphql";
import { ChargeType } from "../../encounters";
import { PayerType } from "../../practices";
import { NodeType } from "../../platform/graphql/node";
import { Children, Column, Contributes, Expression, Id, Reads, Reference } from "../../platform/graphql/reads";
import { CentsScalar, DateTimeScalar } from "../../platform/graphql/scalars";
import type { Cents } from "../../vocabulary";
import { WRITE_OFF_KINDS, type WriteOffKind } from "../decide/balance-decision";
import { ClaimType } from "./claims.types";

const described = (values: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(values).map(([name, description]) => [name, { description }])) as never;
const named = <T extends string>(values: Readonly<Record<T, string>>) => Object.fromEntries(Object.keys(values).map((name) => [name, name])) as { readonly [K in T]: K };

export const ClaimWriteOffKindEnum = named<WriteOffKind>(WRITE_OFF_KINDS);
registerEnumType(ClaimWriteOffKindEnum, { name: "ClaimWriteOffKind", description: "As what money of a payer is given up.", valuesConfig: described(WRITE_OFF_KINDS) });

const OUTCOMES = { ...WRITE_OFF_KINDS, TO_NEXT_PAYER: "The next payer is asked.", TO_PATIENT: "The patient's side is asked." } as const;
const BalanceDecisionOutcomeEnum = named(OUTCOMES);
registerEnumType(BalanceDecisionOutcomeEnum, { name: "BalanceDecisionOutcome", description: "What became of money that a payer owed.", valuesConfig: described(OUTCOMES) });

@Reads("BalanceDecisionLine", {
  description: "How much of a decision is about one service line.",
  table: "claim_balance_decision_line",
  prefix: "bdl",
  permit: "claims:read-history",
  orders: { AMOUNT: ["amount_cents"] },
})
export class BalanceDecisionLineType {
  @Id(() => ID) id!: string;
  @Reference(() => ChargeType, "The charge.", { nullable: true }) charge!: ChargeType | null;
  @Column(() => CentsScalar, "How much, in cents.") amountCents!: Cents;
}

@Reads("BalanceDecision", {
  description: "What a person decided about money that a payer owed on a claim: written off, or asked of the next payer or the patient.",
  table: "claim_balance_decision",
  prefix: "bdc",
  permit: "claims:read-history",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    claimId: { kind: "id", column: "claim_id", prefix: "clm", description: "About this claim." },
    outcome: { kind: "anyOf", column: "outcome", type: () => BalanceDecisionOutcomeEnum, description: "With any of these outcomes." },
    reversed: { kind: "flag", sql: (t) => `${t}.reversed_at is not null`, description: "Only those that were reversed (true) or stand (false)." },
  },
  orders: { CREATED_AT: ["created_at"] },
})
export class BalanceDecisionType {
  @Id(() => ID) id!: string;
  @Reference(() => ClaimType, "The claim.", { nullable: true }) claim!: ClaimType | null;
  @Column(() => Int, "Whose money it was: 1 primary, 2 secondary, 3 tertiary.") payerSequence!: number;
  @Reference(() => PayerType, "The payer.", { nullable: true }) payer!: PayerType | null;
  @Column(() => BalanceDecisionOutcomeEnum, "What became of it.") outcome!: string;
  @Column(() => Int, "Which payer is asked instead: 2 secondary, 3 tertiary.", { nullable: true }) toSequence!: number | null;
  @Column(() => String, "On which ground a balance was shifted: a BalanceShiftGround.", { nullable: true }) ground!: string | null;
  @Column(() => String, "Why, as it was said.") reason!: string;
  @Column(() => CentsScalar, "How much, over all lines, in cents.") amountCents!: Cents;
  @Children(() => BalanceDecisionLineType, "By line.", { by: "decision_id", order: [["id", "asc"]] }) lines!: BalanceDecisionLineType[];
  @Column(() => String, "Who decided: a person's or a program's name.") decidedBy!: string;
  @Column(() => DateTimeScalar, "When.") createdAt!: Date;
  @Expression(() => Boolean, "Whether it stands.", (t) => `${t}.reversed_at is null`) stands!: boolean;
  @Column(() => String, "Who reversed it.", { nullable: true }) reversedBy!: string | null;
  @Column(() => String, "Why it was reversed.", { nullable: true }) reversalReason!: string | null;
  @Column(() => DateTimeScalar, "When it was reversed.", { nullable: true }) reversedAt!: Date | null;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Contributes(() => ClaimType)
export class ClaimDecisions {
  @Children(() => BalanceDecisionType, "What was decided about money that payers owed, the oldest first.", {
    by: "claim_id",
    order: [
      ["created_at", "asc"],
      ["id", "asc"],
    ],
    nullable: true,
  })
  balanceDecisions!: BalanceDecisionType[] | null;
}
