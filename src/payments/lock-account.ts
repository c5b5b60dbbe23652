import { cents } from "../vocabulary";
import { Guarantor } from "../patients";
import { uuidv7 } from "../platform/database/ids";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Payment } from "./payment";
import { PaymentAllocation } from "./payment-allocation";

/**
 * The account, locked: whatever touches a guarantor's money takes this lock first, so that no cent is used twice. What
 * an earlier room has done to allocations in the book since (a reversal takes back what a patient had paid for) is
 * written on the payments before anything is decided, because the book is what counts.
 */
export async function lockAccount(work: Work, guarantorId: string, path?: readonly string[]): Promise<Guarantor> {
  const guarantor = await load(work, Guarantor, guarantorId, { lock: true, what: "guarantor", ...(path ? { path } : {}) });
  await followTheBook(work, guarantor);
  return guarantor;
}

async function followTheBook(work: Work, { id: guarantorId, practiceId }: Guarantor): Promise<void> {
  const rows = await work.sql(
    `select payment_id, service_line_id, book.patient_id, book.claim_id, (coalesce(book.amount, 0) - coalesce(kept.amount, 0))::text as missing
     from (select payment_id, service_line_id, sum(amount_cents) as amount, (array_agg(patient_id order by id desc))[1] as patient_id, (array_agg(claim_id order by id desc))[1] as claim_id
           from ledger_entry where practice_id = $1 and guarantor_id = $2 and account = 'UNAPPLIED_PATIENT_CREDIT' and payment_id is not null and service_line_id is not null group by 1, 2) book
     left join (select payment_id, service_line_id, sum(amount_cents) as amount from payment_allocation where practice_id = $1 and guarantor_id = $2 group by 1, 2) kept
       using (payment_id, service_line_id)
     where coalesce(book.amount, 0) <> coalesce(kept.amount, 0) order by 1, 2`,
    [practiceId, guarantorId],
  );
  const actId = uuidv7();
  for (const row of rows) {
    const missing = cents(BigInt(row.missing as string));
    const payment = await load(work, Payment, row.payment_id as string, { lock: true });
    payment.allocatedCents = cents(payment.allocatedCents + missing);
    const { payment_id: paymentId, service_line_id: serviceLineId, patient_id: patientId, claim_id: claimId } = row as Record<string, string>;
    work.em.persist(
      Object.assign(new PaymentAllocation(), { practiceId, actId, paymentId, guarantorId, patientId, claimId, serviceLineId, amountCents: missing, cause: "BALANCE_CORRECTED", createdAt: work.now }),
    );
  }
  if (rows.length) await work.em.flush();
}
