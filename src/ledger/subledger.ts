import { cents, type Cents } from "../vocabulary";
import type { Work } from "../platform/work/work";
import type { Account } from "./accounts";

export type SubledgerPart = { serviceLineId: string; account: Account; payerSequence: number | null; guarantorId: string | null; paymentId: string | null; amount: Cents };

/** Kept apart by payer: what an insurer owes, and what of it was given up by decision. The same accounts without a payer are the patient's side. */
const OF_A_PAYER: readonly Account[] = ["RECEIVABLE_INSURER", "ADMINISTRATIVE_WRITE_OFF", "SMALL_BALANCE", "COURTESY_DISCOUNT", "CHARITY"];

/** Everything that stands on service lines now, by account, bucket and payment, what was last written first: for whoever must undo it exactly. */
export async function subledgerOf(work: Work, practiceId: string, serviceLineIds: readonly string[]): Promise<SubledgerPart[]> {
  const rows = await work.sql(
    `select service_line_id, account, payer_sequence, guarantor_id, payment_id, sum(amount_cents)::text as amount from (
       select service_line_id, account, amount_cents, id, case when account = any ($3::text[]) then payer_sequence end as payer_sequence,
              case when account in ('RECEIVABLE_PATIENT', 'UNAPPLIED_PATIENT_CREDIT') then guarantor_id end as guarantor_id,
              case when account = 'UNAPPLIED_PATIENT_CREDIT' then payment_id end as payment_id
       from ledger_entry where practice_id = $1 and service_line_id = any ($2::uuid[])) e
     group by 1, 2, 3, 4, 5 having sum(amount_cents) <> 0 order by max(id::text) desc`,
    [practiceId, `{${serviceLineIds.join(",")}}`, `{${OF_A_PAYER.join(",")}}`],
  );
  return rows.map((row) => ({
    serviceLineId: row.service_line_id as string,
    account: row.account as Account,
    payerSequence: row.payer_sequence as number | null,
    guarantorId: row.guarantor_id as string | null,
    paymentId: row.payment_id as string | null,
    amount: cents(BigInt(row.amount as string)),
  }));
}
