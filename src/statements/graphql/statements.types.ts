import { Ctx, FieldResolver, ID, Int, Resolver, Root } from "type-graphql";
import { AddressType, PracticeType } from "../../practices";
import { GuarantorType, PatientType } from "../../patients";
import type { RequestContext } from "../../platform/graphql/context";
import type { Row } from "../../platform/database/read-pool";
import { NodeType } from "../../platform/graphql/node";
import { Child, Children, Column, Connection, Contributes, Expression, Id, Needs, Permit, Reads, Reference, Shape, Value } from "../../platform/graphql/reads";
import { CentsScalar, DateTimeScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import { jobActor } from "../../platform/access/actor";
import { load } from "../../platform/work/guards";
import { cents, type Address, type Cents, type PlainDate } from "../../vocabulary";
import { Statement, StatementLine } from "../statement";
import { statementPdf } from "../statement-pdf";
import { HoldReasonEnum, HoldStatusEnum, StatementRunOutcomeEnum, StatementRunStatusEnum } from "./statements.enums";

const SERVICES = { nullable: true, permit: "balances:read-services" } as const;
const ofPractice = { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." } as const;
const ofGuarantor = { kind: "id", column: "guarantor_id", prefix: "gua", description: "Of this guarantor." } as const;

@Reads("StatementLine", {
  description: "One service line as it stood when the statement was made. charged = adjusted + insurer paid + you paid + you owe, unless an insurer still owes part of it.",
  table: "statement_line",
  prefix: "sli",
  permit: "inherit",
  orders: { POSITION: ["position"] },
})
export class StatementLineType {
  @Column(() => Int, "1, 2, 3 …") position!: number;
  @Reference(() => PatientType, "Whose service it was.", { nullable: true }) patient!: PatientType | null;
  @Column(() => PlainDateScalar, "Day of service.", { nullable: true }) servedOn!: PlainDate | null;
  @Column(() => String, "CPT or HCPCS code.", SERVICES) procedureCode!: string | null;
  @Column(() => String, "What was done, where it was written down.", SERVICES) description!: string | null;
  @Column(() => CentsScalar, "Charged, in cents.") chargedCents!: Cents;
  @Column(() => CentsScalar, "Written off, in cents.") adjustedCents!: Cents;
  @Column(() => CentsScalar, "Paid by insurers, in cents.") insurerPaidCents!: Cents;
  @Column(() => CentsScalar, "Paid by you, in cents.") youPaidCents!: Cents;
  @Column(() => CentsScalar, "What you owe, in cents.") youOweCents!: Cents;
}

@Shape("StatementParty", { description: "A name and an address as they were printed.", permit: "inherit" })
export class StatementPartyType {
  @Value(() => String, "Name.") name!: string;
  @Value(() => AddressType, "Address.") address!: Address;
}

@Reads("Statement", {
  description: "What an account owed on a day, as it was sent. Numbered without gaps per practice, never changed; a correction is another statement that names it.",
  table: "statement",
  prefix: "stm",
  permit: "balances:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: ofPractice,
    guarantorId: ofGuarantor,
    issuedOn: { kind: "days", column: "issued_on", description: "Issued in this range of days." },
    superseded: {
      kind: "flag",
      sql: (t) => `exists (select 1 from statement later where later.practice_id = ${t}.practice_id and later.supersedes_id = ${t}.id)`,
      description: "Only those that a corrected one replaced (true) or did not (false).",
    },
  },
  orders: { ISSUED_ON: ["issued_on"], NUMBER: ["number"] },
})
export class StatementType {
  @Id(() => ID) id!: string;
  @Reference(() => PracticeType, "The practice.", { nullable: true }) practice!: PracticeType | null;
  @Reference(() => GuarantorType, "Whose statement it is.", { nullable: true }) guarantor!: GuarantorType | null;
  @Column(() => Int, "Its number within the practice.") number!: number;
  @Column(() => PlainDateScalar, "The day it was made, where the practice is.") issuedOn!: PlainDate;
  @Column(() => DateTimeScalar, "The instant it was made.") issuedAt!: Date;
  @Column(() => PlainDateScalar, "The day by which it is to be paid.") dueOn!: PlainDate;
  @Column(() => CentsScalar, "Charged on its lines, in cents.") chargedCents!: Cents;
  @Column(() => CentsScalar, "Written off on its lines, in cents.") adjustedCents!: Cents;
  @Column(() => CentsScalar, "Paid by insurers on its lines, in cents.") insurerPaidCents!: Cents;
  @Column(() => CentsScalar, "Paid by you on its lines, in cents.") youPaidCents!: Cents;
  @Column(() => CentsScalar, "What you owe on its lines, in cents; above zero.") amountDueCents!: Cents;
  @Column(() => CentsScalar, "Money of yours that waits for a visit that is not owed yet, in cents.") creditCents!: Cents;
  @Column(() => StatementPartyType, "Who sent it.") sender!: unknown;
  @Column(() => StatementPartyType, "Who it was sent to.") recipient!: unknown;
  @Children(() => StatementLineType, "Its lines.", { by: "statement_id", order: [["position", "asc"]] }) lines!: StatementLineType[];
  @Reference(() => StatementType as never, "The statement whose figures it corrects.", { nullable: true, column: "supersedes_id" }) supersedes!: never;
  @Child(() => StatementType as never, "The statement that corrects this one.", { by: "supersedes_id" }) supersededBy!: never;
}

/** The paper is made from the statement's own rows when somebody asks for it. */
@Resolver(() => StatementType)
export class StatementPaper {
  @FieldResolver(() => String, { description: "The statement on paper: a PDF in base64. The same bytes whenever it is asked for.", nullable: true })
  @Permit("balances:read-services")
  @Needs("practice_id")
  async pdfBase64(@Root() row: Row, @Ctx() { work }: RequestContext): Promise<string> {
    // The caller could read this statement, so all of its lines are theirs to see: a child's as well as their own.
    const whole = work.as({ actor: jobActor({ ...work.tenant, practiceIds: [row.practice_id as string], patientIds: "all" }, "statement paper") });
    const statement = await load(whole, Statement, row.id as string);
    const lines = await whole.em.find(StatementLine, { practiceId: statement.practiceId, statementId: statement.id }, { orderBy: { position: "asc" } });
    const superseded = statement.supersedesId ? (await load(whole, Statement, statement.supersedesId)).number : null;
    return (await statementPdf(statement, lines, superseded)).toString("base64");
  }

  @FieldResolver(() => CentsScalar, { description: "What is still open of its lines today, in cents." })
  @Needs("practice_id")
  async openCents(@Root() row: Row, @Ctx() { work, reader }: RequestContext): Promise<Cents> {
    const open = await reader
      .batch<string, Cents>("statement-open", async (ids) => {
        const whole = work.as({ tenant: { ...work.tenant, patientIds: "all" } });
        const rows = await whole.sql(
          `select l.statement_id, sum(b.amount_cents)::text as open from statement_line l
         join ledger_balance b on b.practice_id = l.practice_id and b.service_line_id = l.service_line_id and b.guarantor_id = l.guarantor_id and b.account = 'RECEIVABLE_PATIENT'
         where l.statement_id = any ($1::uuid[]) group by 1`,
          [`{${ids.join(",")}}`],
        );
        return new Map(rows.map((each) => [each.statement_id as string, cents(BigInt(each.open as string))]));
      })
      .load(row.id as string);
    return open ?? cents(0);
  }
}

@Reads("AccountHold", {
  description: "Stops statements and dunning of an account, or of one claim of it.",
  table: "account_hold",
  prefix: "hld",
  permit: "accounts:read-holds",
  implements: () => NodeType as never,
  filters: {
    practiceId: ofPractice,
    guarantorId: ofGuarantor,
    status: { kind: "anyOf", column: "status", type: () => HoldStatusEnum, description: "In any of these states." },
    reason: { kind: "anyOf", column: "reason", type: () => HoldReasonEnum, description: "For any of these reasons." },
  },
})
export class AccountHoldType {
  @Id(() => ID) id!: string;
  @Reference(() => GuarantorType, "Whose account.", { nullable: true }) guarantor!: GuarantorType | null;
  @Column(() => HoldReasonEnum, "Why.") reason!: string;
  @Column(() => String, "What a person added.", { nullable: true }) note!: string | null;
  @Expression(() => Boolean, "Whether one claim is held and not the whole account.", (t) => `${t}.claim_id is not null`) oneClaim!: boolean;
  @Column(() => Boolean, "Placed by an event, and released by the one that ends it.") automatic!: boolean;
  @Column(() => HoldStatusEnum, "Whether it stands.") status!: string;
  @Column(() => String, "Who placed it.") placedBy!: string;
  @Column(() => DateTimeScalar, "When it was placed.") createdAt!: Date;
  @Column(() => String, "Who released it.", { nullable: true }) releasedBy!: string | null;
  @Column(() => String, "Why it was released.", { nullable: true }) releaseNote!: string | null;
  @Column(() => DateTimeScalar, "When it was released.", { nullable: true }) releasedAt!: Date | null;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Reads("StatementPolicy", {
  description: "How a practice's statements are made from a day on.",
  table: "statement_policy",
  prefix: "spo",
  permit: "balances:read",
  implements: () => NodeType as never,
  filters: { practiceId: ofPractice },
  orders: { EFFECTIVE_FROM: ["effective_from"] },
})
export class StatementPolicyType {
  @Id(() => ID) id!: string;
  @Column(() => PlainDateScalar, "The first day.") effectiveFrom!: PlainDate;
  @Column(() => Int, "Days until a run states an unchanged account again.") daysBetween!: number;
  @Column(() => Int, "Days from issue until it is to be paid.") dueDays!: number;
  @Column(() => Int, "Days that a pay link works.") payLinkDays!: number;
  @Column(() => Int, "Wrong dates of birth until a pay link is closed.") payLinkAttempts!: number;
  @Column(() => DateTimeScalar, "When it was set.") createdAt!: Date;
}

@Reads("StatementRunItem", {
  description: "What became of one account in a run.",
  table: "statement_run_item",
  prefix: "sri",
  permit: "statements:read-runs",
  filters: { outcome: { kind: "anyOf", column: "outcome", type: () => StatementRunOutcomeEnum, description: "With any of these outcomes." } },
  orders: { POSITION: ["position"] },
})
export class StatementRunItemType {
  @Column(() => Int, "1, 2, 3 …") position!: number;
  @Reference(() => GuarantorType, "The account.", { nullable: true }) guarantor!: GuarantorType | null;
  @Column(() => StatementRunOutcomeEnum, "What became of it.") outcome!: string;
  @Column(() => String, "Why it was skipped: a refusal's code.", { nullable: true }) code!: string | null;
  @Reference(() => StatementType, "Its statement.", { nullable: true }) statement!: StatementType | null;
}

@Reads("StatementRun", {
  description: "Statements for every account of a practice that owes.",
  table: "statement_run",
  prefix: "srn",
  permit: "statements:read-runs",
  implements: () => NodeType as never,
  filters: { practiceId: ofPractice },
})
export class StatementRunType {
  @Id(() => ID) id!: string;
  @Column(() => StatementRunStatusEnum, "Where it is.") status!: string;
  @Expression(() => Int, "Accounts that owe.", (t) => `select count(*)::int from statement_run_item i where i.practice_id = ${t}.practice_id and i.run_id = ${t}.id`) accounts!: number;
  @Expression(
    () => Int,
    "Accounts that have their result.",
    (t) => `select count(*)::int from statement_run_item i where i.practice_id = ${t}.practice_id and i.run_id = ${t}.id and i.outcome <> 'PENDING'`,
  )
  finished!: number;
  @Connection(() => StatementRunItemType, "Each account with its result.", { by: "run_id" }) items!: never;
  @Column(() => DateTimeScalar, "When it was started.") createdAt!: Date;
  @Column(() => DateTimeScalar, "When the last account had its result.", { nullable: true }) finishedAt!: Date | null;
  @Column(() => Int, "Counts changes.") version!: number;
}

@Contributes(() => GuarantorType)
export class GuarantorStatements {
  @Connection(() => StatementType, "The guarantor's statements.", { by: "guarantor_id", nullable: true }) statements!: never;
  @Children(() => AccountHoldType, "What stops the account's statements and dunning now.", {
    by: "guarantor_id",
    where: (t) => `${t}.status = 'IN_FORCE'`,
    order: [
      ["created_at", "asc"],
      ["id", "asc"],
    ],
    nullable: true,
  })
  holds!: AccountHoldType[] | null;
}
