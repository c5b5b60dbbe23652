import type { ClockTask } from "../platform/jobs/task";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Claim } from "./claim";
import { giveTo, moveWorkflow } from "./move-claim";

const AT_ONCE = 500;

/**
 * A claim that was charged and on which nobody owes anything any more is done. The book is asked rather than events
 * counted: whatever settled it (remittance, payment, write-off), its lines' receivables are zero. A later reversal or
 * remittance opens it again.
 */
export const closeSettledClaimsTask: ClockTask = { name: "claims.close-settled", per: "practice", run: closeSettledClaims };

export async function closeSettledClaims(work: Work): Promise<void> {
  const settled = await work.sql(
    `select c.id from claim c
     where c.practice_id = any ($1::uuid[]) and c.workflow in ('DRAFT', 'SCRUB_FAILED', 'READY') and c.charge_journal_id is not null
       and not exists (
         select 1 from claim_line l join ledger_balance b on b.practice_id = l.practice_id and b.service_line_id = l.charge_id
         where l.practice_id = c.practice_id and l.claim_id = c.id
           and b.account in ('RECEIVABLE_INSURER', 'RECEIVABLE_PATIENT', 'RECEIVABLE_AGENCY') and b.amount_cents <> 0)
     order by c.id limit ${AT_ONCE}`,
    [`{${work.tenant.practiceIds.join(",")}}`],
  );
  for (const { id } of settled) {
    await work.atomically(async () => {
      const claim = await load(work, Claim, id as string, { lock: true });
      if (claim.workflow === "CLOSED" || claim.workflow === "HELD") return;
      moveWorkflow(work, claim, "close", "nothing is owed");
      giveTo(work, claim, "NONE", "nothing is owed");
    });
  }
}
