import { Ctx, FieldResolver, ID, Int, registerEnumType, Resolver, Root } from "type-graphql";
import { GuarantorType } from "../../patients";
import { jobActor } from "../../platform/access/actor";
import type { Row } from "../../platform/database/read-pool";
import type { RequestContext } from "../../platform/graphql/context";
import { NodeType } from "../../platform/graphql/node";
import { Child, Children, Column, Contributes, Expression, Id, Needs, Permit, Reads, Reference, Shape, Value } from "../../platform/graphql/reads";
import { CentsScalar, DateTimeScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import { StatementType } from "../../statements";
import type { Cents, PlainDate } from "../../vocabulary";
import { lastStatement, letterText } from "../dunning-notice";
import type { Template } from "../dunning-policy";

export const ChannelEnum = { EMAIL: "EMAIL", LETTER: "LETTER", TASK: "TASK" } as const;
registerEnumType(ChannelEnum, {
  name: "DunningChannel",
  description: "How an account is asked.",
  valuesConfig: {
    EMAIL: { description: "By e-mail with a pay link, where the guarantor agreed." },
    LETTER: { description: "By a letter with the statement." },
    TASK: { description: "By a person, who calls." },
  },
});
export const TemplateEnum = { REMINDER: "REMINDER", SECOND_NOTICE: "SECOND_NOTICE", FINAL_NOTICE: "FINAL_NOTICE" } as const;
registerEnumType(TemplateEnum, {
  name: "DunningTemplate",
  description: "What is said.",
  valuesConfig: { REMINDER: { description: "Friendly." }, SECOND_NOTICE: { description: "Past due." }, FINAL_NOTICE: { description: "The last one." } },
});
export const CollectionStatusEnum = { CURRENT: "CURRENT", IN_DUNNING: "IN_DUNNING", READY_FOR_AGENCY: "READY_FOR_AGENCY" } as const;
registerEnumType(CollectionStatusEnum, {
  name: "CollectionStatus",
  description: "How far the asking of an account has come.",
  valuesConfig: { CURRENT: { description: "Nothing is asked for." }, IN_DUNNING: { description: "A statement is unpaid; steps follow." }, READY_FOR_AGENCY: { description: "Every step was taken." } },
});
export const ActionKindEnum = { CYCLE_STARTED: "CYCLE_STARTED", STEP: "STEP", READY_FOR_AGENCY: "READY_FOR_AGENCY", CYCLE_STOPPED: "CYCLE_STOPPED" } as const;
registerEnumType(ActionKindEnum, {
  name: "CollectionActionKind",
  description: "What was done about an account.",
  valuesConfig: {
    CYCLE_STARTED: { description: "A first statement went out." },
    STEP: { description: "A step of the policy." },
    READY_FOR_AGENCY: { description: "Every step was taken." },
    CYCLE_STOPPED: { description: "Nothing is owed any more." },
  },
});
export const ActionOutcomeEnum = { DONE: "DONE", VETOED: "VETOED" } as const;
registerEnumType(ActionOutcomeEnum, {
  name: "CollectionActionOutcome",
  description: "Whether it was done.",
  valuesConfig: { DONE: { description: "It was done." }, VETOED: { description: "A guard did not let it be done." } },
});

const ofPractice = { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." } as const;
const ofGuarantor = { kind: "id", column: "guarantor_id", prefix: "gua", description: "Of this guarantor." } as const;

@Shape("DunningStep", { description: "One step of a policy.", permit: "inherit" })
export class DunningStepType {
  @Value(() => Int, "Days after the first statement of the debt.") daysAfterFirstStatement!: number;
  @Value(() => ChannelEnum, "How.") channel!: string;
  @Value(() => TemplateEnum, "What is said.") template!: string;
}

@Reads("DunningPolicy", {
  description: "When and how overdue accounts of a practice are asked, from a day on. Never changed; another one replaces it.",
  table: "dunning_policy",
  prefix: "dpo",
  permit: "collections:read",
  implements: () => NodeType as never,
  filters: { practiceId: ofPractice },
  orders: { EFFECTIVE_FROM: ["effective_from"], NUMBER: ["number"] },
})
export class DunningPolicyType {
  @Id(() => ID) id!: string;
  @Column(() => Int, "Its number within the practice.") number!: number;
  @Column(() => PlainDateScalar, "The first day.") effectiveFrom!: PlainDate;
  @Column(() => CentsScalar, "Nobody is reminded of less, in cents.") minimumCents!: Cents;
  @Column(() => [DunningStepType], "Its steps, in order.") steps!: unknown[];
  @Column(() => Int, "Days after the first statement from which an agency could take the debt; null: never.", { nullable: true }) agencyAfterDays!: number | null;
  @Column(() => DateTimeScalar, "When it was set.") createdAt!: Date;
}

@Shape("GuardResult", { description: "What a guard answered.", permit: "inherit" })
export class GuardResultType {
  @Value(() => String, "Its name.") guard!: string;
  @Value(() => Int, "Its version.") version!: number;
  @Value(() => Boolean, "Whether it vetoed.") vetoed!: boolean;
  @Value(() => String, "Why.", { nullable: true }) reason!: string | null;
}

@Reads("CollectionAction", {
  description: "Something that was done about an account, or that a guard did not let be done, with why. Never changed.",
  table: "collection_action",
  prefix: "cta",
  permit: "collections:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: ofPractice,
    guarantorId: ofGuarantor,
    kind: { kind: "anyOf", column: "kind", type: () => ActionKindEnum, description: "Of any of these kinds." },
    outcome: { kind: "anyOf", column: "outcome", type: () => ActionOutcomeEnum, description: "With any of these outcomes." },
    channel: { kind: "anyOf", column: "channel", type: () => ChannelEnum, description: "By any of these channels." },
    actedOn: { kind: "days", column: "acted_on", description: "In this range of days." },
  },
})
export class CollectionActionType {
  @Id(() => ID) id!: string;
  @Reference(() => GuarantorType, "Whose account.", { nullable: true }) guarantor!: GuarantorType | null;
  @Column(() => ActionKindEnum, "What.") kind!: string;
  @Column(() => ActionOutcomeEnum, "Whether it was done.") outcome!: string;
  @Column(() => Int, "Which debt of the account: 1 for the first.") cycle!: number;
  @Column(() => Int, "Which step of the policy.", { nullable: true }) step!: number | null;
  @Column(() => ChannelEnum, "How.", { nullable: true }) channel!: string | null;
  @Column(() => TemplateEnum, "What is said.", { nullable: true }) template!: string | null;
  @Reference(() => DunningPolicyType, "Under which policy.", { nullable: true }) policy!: DunningPolicyType | null;
  @Column(() => CentsScalar, "What could be asked for then, in cents.") balanceCents!: Cents;
  @Column(() => [GuardResultType], "What each guard answered.") guards!: unknown[];
  @Column(() => String, "Why.", { nullable: true }) reason!: string | null;
  @Column(() => PlainDateScalar, "The day, where the practice is.") actedOn!: PlainDate;
  @Column(() => DateTimeScalar, "The instant.") createdAt!: Date;
}

@Shape("DunningLetter", { description: "A letter to print: who to, what it says, and the statement to enclose.", permit: "inherit" })
export class DunningLetterType {
  @Value(() => String, "The text.") text!: string;
  @Value(() => String, "To whom.") recipientName!: string;
  @Value(() => Int, "The number of the statement to enclose.") statementNumber!: number;
}

@Resolver(() => CollectionActionType)
export class CollectionLetters {
  @FieldResolver(() => DunningLetterType, { description: "The letter, for a step by LETTER that was taken.", nullable: true })
  @Permit("collections:read")
  @Needs("practice_id", "guarantor_id", "channel", "outcome", "template")
  async letter(@Root() row: Row, @Ctx() { work }: RequestContext) {
    if (row.channel !== "LETTER" || row.outcome !== "DONE") return null;
    const practice = work.as({ actor: jobActor({ ...work.tenant, practiceIds: [row.practice_id as string], patientIds: "all" }, "letter") });
    const statement = await lastStatement(practice, { practiceId: row.practice_id as string, guarantorId: row.guarantor_id as string });
    return { text: letterText(row.template as Template), recipientName: statement.recipient.name, statementNumber: statement.number };
  }
}

@Reads("CollectionAccount", {
  description: "How far the asking of one guarantor has come.",
  table: "collection_account",
  prefix: "cac",
  permit: "collections:read",
  implements: () => NodeType as never,
  filters: { practiceId: ofPractice, guarantorId: ofGuarantor, status: { kind: "anyOf", column: "status", type: () => CollectionStatusEnum, description: "In any of these states." } },
})
export class CollectionAccountType {
  @Id(() => ID) id!: string;
  @Reference(() => GuarantorType, "Whose account.", { nullable: true }) guarantor!: GuarantorType | null;
  @Column(() => CollectionStatusEnum, "Where it is.") status!: string;
  @Column(() => Int, "Which debt of the account: 1 for the first.") cycle!: number;
  @Column(() => PlainDateScalar, "The day of the debt's first statement: it ages from then.", { nullable: true }) cycleStartedOn!: PlainDate | null;
  @Reference(() => StatementType, "The debt's first statement.", { nullable: true, column: "first_statement_id" }) firstStatement!: StatementType | null;
  @Column(() => Int, "Steps of the policy that are behind it.") stepsTaken!: number;
  @Column(() => PlainDateScalar, "The day of the last step.", { nullable: true }) lastStepOn!: PlainDate | null;
  @Expression(
    () => CentsScalar,
    "What the account owes today, in cents.",
    (t) => `select coalesce(sum(b.amount_cents), 0)::bigint from ledger_balance b where b.practice_id = ${t}.practice_id and b.guarantor_id = ${t}.guarantor_id and b.account = 'RECEIVABLE_PATIENT'`,
  )
  owedCents!: Cents;
  @Children(() => CollectionActionType, "Everything that was done or not done, with why.", {
    by: "account_id",
    order: [
      ["created_at", "asc"],
      ["id", "asc"],
    ],
  })
  actions!: CollectionActionType[];
  @Column(() => DateTimeScalar, "Since when it is where it is.") statusSince!: Date;
  @Column(() => DateTimeScalar, "When it was opened.") createdAt!: Date;
  @Column(() => Int, "Counts changes.") version!: number;
}

@Contributes(() => GuarantorType)
export class GuarantorCollection {
  @Child(() => CollectionAccountType, "How far the asking for overdue money has come; null when nothing was ever overdue.", { by: "guarantor_id" }) collection!: CollectionAccountType | null;
}
