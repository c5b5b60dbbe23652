import { cents } from "../vocabulary";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { allocateCredit, releaseAllocations } from "./allocate-credit";
import { lockAccount } from "./lock-account";
import type { PaymentAllocation } from "./payment-allocation";

/**
 * Brings a guarantor's money and lines together after the book has changed. A line that was paid and then corrected
 * below what was paid gives the excess back as credit (a negative responsibility is none, billing-rules 4); then what
 * credit there is goes to lines that are owed. Changes nothing when nothing is to do.
 */
export async function settleGuarantor(work: Work, { practiceId, guarantorId }: { practiceId: string; guarantorId: string }): Promise<void> {
  await work.atomically(async () => {
    const guarantor = await lockAccount(work, guarantorId);
    const practice = await load(work, Practice, practiceId);
    for (const { serviceLineId, excess } of await overpaidLines(work, practiceId, guarantor.id)) {
      await releaseAllocations(work, { practice, guarantorId, cause: "BALANCE_CORRECTED", amount: excess, serviceLineId });
    }
    const applied = await allocateCredit(work, { practice, guarantorId, cause: "NEW_BALANCE" });
    publishAllocated(work, practiceId, applied);
  });
}

async function overpaidLines(work: Work, practiceId: string, guarantorId: string) {
  const rows = await work.sql(
    `select service_line_id, (-sum(amount_cents))::text as excess from ledger_entry
     where practice_id = $1 and account = 'RECEIVABLE_PATIENT' and guarantor_id = $2 group by service_line_id having sum(amount_cents) < 0 order by service_line_id`,
    [practiceId, guarantorId],
  );
  return rows.map((row) => ({ serviceLineId: row.service_line_id as string, excess: cents(BigInt(row.excess as string)) }));
}

/** Said once per payment, so that whoever follows a payment sees each of its uses. */
export function publishAllocated(work: Work, practiceId: string, allocations: readonly PaymentAllocation[]): void {
  const byPayment = new Map<string, PaymentAllocation[]>();
  for (const each of allocations) byPayment.set(each.paymentId, [...(byPayment.get(each.paymentId) ?? []), each]);
  for (const [paymentId, own] of byPayment) {
    work.publish({
      type: "payment.allocated",
      practiceId,
      aggregate: { type: "payment", id: paymentId },
      data: { guarantorId: own[0]!.guarantorId, amountCents: Number(own.reduce((total, each) => total + each.amountCents, 0n)), serviceLineIds: own.map((each) => each.serviceLineId) },
    });
  }
}

/** Guarantors who have credit and owe, or whose line was paid beyond what it owes: found from the kept balances. */
export async function unsettledGuarantors(work: Work): Promise<{ practiceId: string; guarantorId: string }[]> {
  const rows = await work.sql(
    `select practice_id, guarantor_id from ledger_balance where account = 'RECEIVABLE_PATIENT' and amount_cents < 0
     union
     select c.practice_id, c.guarantor_id from ledger_balance c where c.account = 'UNAPPLIED_PATIENT_CREDIT' and exists (
       select 1 from ledger_balance r where r.practice_id = c.practice_id and r.guarantor_id = c.guarantor_id and r.account = 'RECEIVABLE_PATIENT' and r.amount_cents > 0)
     group by c.practice_id, c.guarantor_id having sum(c.amount_cents) < 0`,
  );
  return rows.map((row) => ({ practiceId: row.practice_id as string, guarantorId: row.guarantor_id as string }));
}

/** The accounts of the patient balances that a claim or a remittance has entries on. */
export async function touchedGuarantors(work: Work, { practiceId, id }: { practiceId: string; id: string }): Promise<string[]> {
  const rows = await work.sql(
    `select distinct guarantor_id from ledger_entry where practice_id = $1 and account = 'RECEIVABLE_PATIENT' and (claim_id = $2 or remittance_id = $2) and guarantor_id is not null order by 1`,
    [practiceId, id],
  );
  return rows.map((row) => row.guarantor_id as string);
}
