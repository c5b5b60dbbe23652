import { ID, Int, registerEnumType } from "type-graphql";
import { NodeType } from "../../platform/graphql/node";
import { Column, Expression, Id, Reads, Reference, Shape, Value } from "../../platform/graphql/reads";
import { CentsScalar, DateTimeScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import type { Cents, PlainDate } from "../../vocabulary";
import { ACCOUNTS, type Account } from "../accounts";

export const AccountEnum = Object.fromEntries(Object.keys(ACCOUNTS).map((account) => [account, account])) as Record<Account, Account>;
registerEnumType(AccountEnum, {
  name: "LedgerAccount",
  description: "The chart of accounts.",
  valuesConfig: Object.fromEntries(Object.entries(ACCOUNTS).map(([account, { description }]) => [account, { description }])),
});

@Reads("Journal", {
  description: "One act in the book: entries that sum to zero, never changed. A correction is another journal that reverses it.",
  table: "journal",
  prefix: "jrn",
  permit: "ledger:read",
  implements: () => NodeType as never,
  orders: { POSTED_AT: ["posted_at"], EFFECTIVE_ON: ["effective_on"] },
})
export class JournalType {
  @Id(() => ID) id!: string;
  @Column(() => String, "The act that caused it, such as charge, remittance, payment-allocation.") kind!: string;
  @Column(() => PlainDateScalar, "The business date.") effectiveOn!: PlainDate;
  @Column(() => DateTimeScalar, "When it was written.") postedAt!: Date;
  @Column(() => String, "Why, where a person or a rule gave a reason.", { nullable: true }) reason!: string | null;
  @Reference(() => JournalType, "The journal that this one reverses.", { nullable: true, column: "reverses_journal_id" }) reverses!: JournalType | null;
}

@Reads("LedgerEntry", {
  description: "One side of a journal: debit positive, credit negative.",
  table: "ledger_entry",
  prefix: "ent",
  permit: "ledger:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    account: { kind: "anyOf", column: "account", type: () => AccountEnum, description: "On any of these accounts." },
    patientId: { kind: "id", column: "patient_id", prefix: "pat", description: "About this patient." },
    guarantorId: { kind: "id", column: "guarantor_id", prefix: "gua", description: "About this guarantor." },
    claimId: { kind: "id", column: "claim_id", prefix: "clm", description: "About this claim." },
    serviceLineId: { kind: "id", column: "service_line_id", prefix: "chg", description: "About this charge (service line)." },
    remittanceId: { kind: "id", column: "remittance_id", prefix: "rem", description: "Caused by this remittance." },
    paymentId: { kind: "id", column: "payment_id", prefix: "pay", description: "Caused by this payment." },
    effectiveOn: { kind: "days", column: "effective_on", description: "With a business date in this range." },
  },
  orders: { POSTED_AT: ["posted_at"], EFFECTIVE_ON: ["effective_on"] },
})
export class LedgerEntryType {
  @Id(() => ID) id!: string;
  @Reference(() => JournalType, "The act that it is part of.") journal!: JournalType;
  @Column(() => AccountEnum, "The account.") account!: Account;
  @Column(() => CentsScalar, "In cents: debit positive, credit negative.") amountCents!: Cents;
  @Column(() => PlainDateScalar, "The business date.") effectiveOn!: PlainDate;
  @Column(() => DateTimeScalar, "When it was written.") postedAt!: Date;
  @Column(() => Int, "1 primary, 2 secondary, 3 tertiary, where a payer is concerned.", { nullable: true }) payerSequence!: number | null;
  @Column(() => String, "Adjustment group (CAS01): CO, PR, OA, PI.", { nullable: true }) groupCode!: string | null;
  @Column(() => String, "Claim adjustment reason code (CARC), where a payer gave one.", { nullable: true }) reasonCode!: string | null;
  @Column(() => String, "PLB reference, cheque number or refund, where there is one.", { nullable: true }) reference!: string | null;
  @Expression(() => String, "The act that caused it, such as charge or remittance.", (t) => `select j.kind from journal j where j.practice_id = ${t}.practice_id and j.id = ${t}.journal_id`)
  cause!: string;
}

@Shape("AccountBalance", { description: "The sum of an account's entries.", permit: "inherit" })
export class AccountBalanceType {
  @Value(() => AccountEnum, "The account.") account!: Account;
  @Value(() => CentsScalar, "In cents: debit positive, credit negative.") balanceCents!: Cents;
}

@Shape("TrialBalance", { description: "Every account of a practice as of a day. The total is zero, always.", permit: "ledger:read" })
export class TrialBalanceType {
  @Value(() => PlainDateScalar, "Entries with a business date up to and including this day.") asOf!: PlainDate;
  @Value(() => [AccountBalanceType], "Accounts with entries, by name.") accounts!: AccountBalanceType[];
  @Value(() => CentsScalar, "The sum over all accounts, in cents: zero.") totalCents!: Cents;
}

@Shape("BalanceExplanation", {
  description: "Why a balance is what it is: its parts and every entry that makes it. charged = adjusted + insurerPaid + patientPaid + insurerOwes + patientOwes + agencyOwes, to the cent.",
  permit: "ledger:read",
})
export class BalanceExplanationType {
  @Value(() => CentsScalar, "Gross charges, in cents.") chargedCents!: Cents;
  @Value(() => CentsScalar, "Written off, in cents.") adjustedCents!: Cents;
  @Value(() => CentsScalar, "Paid by insurers, in cents.") insurerPaidCents!: Cents;
  @Value(() => CentsScalar, "Paid by the patient's side and applied, in cents.") patientPaidCents!: Cents;
  @Value(() => CentsScalar, "What insurers still owe, in cents.") insurerOwesCents!: Cents;
  @Value(() => CentsScalar, "What the patient's side owes, in cents.") patientOwesCents!: Cents;
  @Value(() => CentsScalar, "What is placed with a collection agency, in cents.") agencyOwesCents!: Cents;
  @Value(() => [LedgerEntryType], "Every entry that names a service line of it, in the order they were written.") entries!: unknown[];
}

@Shape("LedgerHealthCheck", { description: "One invariant of the book, asked of the book.", permit: "inherit" })
export class LedgerHealthCheckType {
  @Value(() => String, "Its name.") name!: string;
  @Value(() => Boolean, "Whether it holds.") ok!: boolean;
  @Value(() => Int, "How many rows break it; 0 when it holds.") found!: number;
  @Value(() => String, "What it says.") description!: string;
}

@Shape("LedgerHealth", { description: "Whether the book of a practice is sound.", permit: "ledger:read" })
export class LedgerHealthType {
  @Value(() => Boolean, "True when every check holds.") ok!: boolean;
  @Value(() => [LedgerHealthCheckType], "The checks.") checks!: LedgerHealthCheckType[];
}
