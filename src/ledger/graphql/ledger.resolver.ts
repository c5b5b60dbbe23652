import { Arg, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import type { GraphQLObjectType, GraphQLResolveInfo } from "graphql";
import { cents, type Cents, type PlainDate } from "../../vocabulary";
import { fromTypeId } from "../../platform/database/ids";
import type { Row } from "../../platform/database/read-pool";
import type { RequestContext } from "../../platform/graphql/context";
import { Input, InputField } from "../../platform/graphql/acts";
import { badInput, FindMany, FindOne, invalidId, Permit } from "../../platform/graphql/reads";
import { readRows } from "../../platform/graphql/reads/generate";
import { PlainDateScalar } from "../../platform/graphql/scalars";
import { ADJUSTMENT_ACCOUNTS, type Account } from "../accounts";
import { checkLedgerOf } from "../ledger-health";
import { BalanceExplanationType, JournalType, LedgerEntryType, LedgerHealthType, TrialBalanceType } from "./ledger.types";

@Input("ExplainBalanceInput", "What to explain: exactly one of these.")
export class ExplainBalanceInput {
  @InputField(() => ID, "A patient: all service lines (`pat_…`).", { nullable: true }) patientId?: string | null;
  @InputField(() => ID, "A claim: its service lines (`clm_…`).", { nullable: true }) claimId?: string | null;
  @InputField(() => ID, "One charge, which is one service line (`chg_…`).", { nullable: true }) serviceLineId?: string | null;
}

const DIMENSIONS = { patientId: ["pat", "patient_id"], claimId: ["clm", "claim_id"], serviceLineId: ["chg", "service_line_id"] } as const;

@Resolver()
export class LedgerResolver {
  @FindOne(() => JournalType, "One journal by id.", { permit: "ledger:read" }) journal!: never;
  @FindMany(() => LedgerEntryType, "Entries of the book.", { permit: "ledger:read" }) ledgerEntries!: never;

  @Query(() => BalanceExplanationType, { nullable: true, description: "Every entry behind the balance of a patient, a claim or a service line, to the cent." })
  @Permit("ledger:read")
  async explainBalance(@Arg("input", () => ExplainBalanceInput) input: ExplainBalanceInput, @Ctx() { reader }: RequestContext, @Info() info: GraphQLResolveInfo) {
    const given = (Object.keys(DIMENSIONS) as (keyof typeof DIMENSIONS)[]).filter((name) => input[name]);
    if (given.length !== 1) throw badInput("Give one of patientId, claimId and serviceLineId.");
    const [prefix, column] = DIMENSIONS[given[0]!];
    const id = fromTypeId(prefix, input[given[0]!]!);
    if (!id) throw invalidId([prefix]);
    // A claim's balance is its service lines' balance, whoever posted to them.
    const lines = column === "claim_id" ? `service_line_id in (select service_line_id from ledger_entry where claim_id = $1)` : `${column} = $1 and service_line_id is not null`;
    const target = info.schema.getType("LedgerEntry") as GraphQLObjectType;
    const [sums, entries] = await Promise.all([
      reader.run(`select account, sum(amount_cents)::bigint as amount from ledger_entry where ${lines} group by account`, [id]),
      readRows(reader, target, info, "entries", `where ${lines.replaceAll(/\b(service_line_id|patient_id) (in|=|is)/g, "t.$1 $2")} order by t.posted_at, t.id`, [id]),
    ]);
    return { ...explain(sums), entries };
  }

  @Query(() => TrialBalanceType, { nullable: true, description: "Every account of a practice as of a day, by business date." })
  @Permit("ledger:read")
  async trialBalance(
    @Arg("practiceId", () => ID, { description: "The practice." }) practiceId: string,
    @Arg("asOf", () => PlainDateScalar, { nullable: true, description: "The day; all entries when omitted." }) asOf: PlainDate | null,
    @Ctx() { reader, work }: RequestContext,
  ) {
    const id = fromTypeId("prc", practiceId);
    if (!id) throw invalidId(["prc"]);
    const rows = await reader.run(
      `select account, sum(amount_cents)::bigint as amount from ledger_entry where practice_id = $1 and ($2::date is null or effective_on <= $2::date) group by account order by account`,
      [id, asOf ?? null],
    );
    const accounts = rows.map((row) => ({ account: row.account as Account, balanceCents: cents(BigInt(row.amount as string)) }));
    return { asOf: asOf ?? work.today("UTC"), accounts, totalCents: cents(accounts.reduce((total, { balanceCents }) => total + balanceCents, 0n)) };
  }

  @Query(() => LedgerHealthType, { nullable: true, description: "Asks the book of a practice for every invariant that must hold at all times." })
  @Permit("ledger:read")
  async ledgerHealth(@Arg("practiceId", () => ID, { description: "The practice." }) practiceId: string, @Ctx() { reader }: RequestContext) {
    const id = fromTypeId("prc", practiceId);
    if (!id) throw invalidId(["prc"]);
    const checks = await checkLedgerOf(reader, id);
    return { ok: checks.every((check) => check.ok), checks };
  }
}

function explain(rows: readonly Row[]): Record<string, Cents> {
  const sum = (...accounts: readonly Account[]) => cents(rows.filter((row) => accounts.includes(row.account as Account)).reduce((total, row) => total + BigInt(row.amount as string), 0n));
  return {
    chargedCents: cents(-sum("CHARGES")),
    adjustedCents: sum(...ADJUSTMENT_ACCOUNTS),
    insurerPaidCents: sum("PAYER_CASH_CLEARING"),
    patientPaidCents: sum("UNAPPLIED_PATIENT_CREDIT"),
    insurerOwesCents: sum("RECEIVABLE_INSURER"),
    patientOwesCents: sum("RECEIVABLE_PATIENT"),
    agencyOwesCents: sum("RECEIVABLE_AGENCY"),
  };
}
