import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { daysBetween, cents, plainDate } from "../../vocabulary";
import { fromTypeId, toTypeId } from "../../platform/database/ids";
import type { RequestContext } from "../../platform/graphql/context";
import { FindMany, FindOne, invalidId, Permit } from "../../platform/graphql/reads";
import { AdjustmentPolicyType, DenialType, ProviderPayerClearingType, RemittanceClaimType, RemittanceType } from "./remittance.types";

@Resolver()
export class RemittanceReadsResolver {
  @FindOne(() => RemittanceType, "One remittance by id.", { permit: "remittances:read" }) remittance!: never;
  @FindMany(() => RemittanceType, "Remittances of the practices that you reach.", { permit: "remittances:read" }) remittances!: never;
  @FindOne(() => RemittanceClaimType, "One claim of a remittance by id.", { permit: "remittances:read" }) remittanceClaim!: never;
  @FindMany(() => RemittanceClaimType, "Claims of remittances: `filter: { matched: false }` is the queue of those to match by hand.", { permit: "remittances:read" }) remittanceClaims!: never;
  @FindMany(() => DenialType, "What payers refused.", { permit: "denials:read" }) denials!: never;
  @FindMany(() => AdjustmentPolicyType, "How the practices that you reach treat what payers do not pay.", { permit: "adjustment-policies:read" }) adjustmentPolicies!: never;

  @Query(() => [ProviderPayerClearingType], { description: "What is open between a practice and its payers at provider level, the oldest first.", nullable: true })
  @Permit("remittances:read")
  async providerPayerClearing(@Arg("practiceId", () => ID, { description: "The practice." }) practiceId: string, @Ctx() { reader, work }: RequestContext) {
    const id = fromTypeId("prc", practiceId);
    if (!id) throw invalidId(["prc"]);
    const rows = await reader.run(
      `select e.payer_id, p.name, e.reference, sum(e.amount_cents)::bigint as balance, min(e.effective_on)::text as since, max(pr.time_zone) as time_zone
       from ledger_entry e join payer p on p.id = e.payer_id join practice pr on pr.id = e.practice_id
       where e.practice_id = $1 and e.account = 'PROVIDER_PAYER_CLEARING' group by 1, 2, 3 having sum(e.amount_cents) <> 0 order by since, p.name, e.reference`,
      [id],
    );
    return rows.map((row) => ({
      payerId: toTypeId("pyr", row.payer_id as string),
      payerName: row.name as string,
      reference: (row.reference as string | null) ?? "",
      balanceCents: cents(BigInt(row.balance as string)),
      since: plainDate(row.since as string),
      ageDays: Math.max(0, daysBetween(plainDate(row.since as string), work.today(row.time_zone as string))),
    }));
  }
}
