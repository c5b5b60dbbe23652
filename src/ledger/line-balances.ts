import { cents, ZERO, type Cents } from "../vocabulary";
import type { Work } from "../platform/work/work";
import { ADJUSTMENT_ACCOUNTS, type Account } from "./accounts";

/** Everything the book says of one service line, summed from its entries inside the current transaction. */
export type LineBalance = {
  readonly serviceLineId: string;
  readonly charged: Cents;
  readonly adjusted: Cents;
  readonly insurerPaid: Cents;
  readonly patientPaid: Cents;
  /** What each payer sequence still owes. */
  readonly insurer: ReadonlyMap<number, Cents>;
  readonly patient: Cents;
  readonly agency: Cents;
};

/** By line, exact within this transaction; lines without an entry have zero everywhere. */
export async function lineBalances(work: Work, practiceId: string, serviceLineIds: readonly string[]): Promise<ReadonlyMap<string, LineBalance>> {
  const rows = await work.sql(
    `select service_line_id, account, payer_sequence, sum(amount_cents)::text as amount from ledger_entry
     where practice_id = $1 and service_line_id = any ($2::uuid[]) group by 1, 2, 3`,
    [practiceId, `{${serviceLineIds.join(",")}}`],
  );
  const result = new Map<string, LineBalance>();
  for (const serviceLineId of serviceLineIds) {
    const own = rows.filter((row) => row.service_line_id === serviceLineId);
    const sum = (...accounts: readonly Account[]) => cents(own.filter((row) => accounts.includes(row.account as Account)).reduce((total, row) => total + BigInt(row.amount as string), 0n));
    const insurer = new Map<number, Cents>();
    for (const row of own) if (row.account === "RECEIVABLE_INSURER") insurer.set(row.payer_sequence as number, cents(BigInt(row.amount as string)));
    result.set(serviceLineId, {
      serviceLineId,
      charged: cents(-sum("CHARGES")),
      adjusted: sum(...ADJUSTMENT_ACCOUNTS),
      insurerPaid: sum("PAYER_CASH_CLEARING"),
      patientPaid: sum("UNAPPLIED_PATIENT_CREDIT"),
      insurer,
      patient: sum("RECEIVABLE_PATIENT"),
      agency: sum("RECEIVABLE_AGENCY"),
    });
  }
  return result;
}

/** What a guarantor has paid and not yet used; never negative. */
export async function unappliedCredit(work: Work, practiceId: string, guarantorId: string): Promise<Cents> {
  const [row] = await work.sql(`select coalesce(-sum(amount_cents), 0)::text as amount from ledger_entry where practice_id = $1 and account = 'UNAPPLIED_PATIENT_CREDIT' and guarantor_id = $2`, [
    practiceId,
    guarantorId,
  ]);
  return row ? cents(BigInt(row.amount as string)) : ZERO;
}

export type OpenLine = { serviceLineId: string; claimId: string | null; patientId: string; guarantorId: string; amount: Cents; owedSince: string };

/** A guarantor's open patient balances, the longest owed first: the order in which payments are allocated. */
export async function openPatientLines(work: Work, practiceId: string, guarantorId: string): Promise<OpenLine[]> {
  const rows = await work.sql(
    `select service_line_id, (array_agg(claim_id order by id desc))[1] as claim_id, (array_agg(patient_id order by id desc))[1] as patient_id,
            sum(amount_cents)::text as amount, min(effective_on) filter (where amount_cents > 0)::text as owed_since
     from ledger_entry where practice_id = $1 and account = 'RECEIVABLE_PATIENT' and guarantor_id = $2
     group by service_line_id having sum(amount_cents) > 0 order by owed_since, service_line_id`,
    [practiceId, guarantorId],
  );
  return rows.map((row) => ({
    serviceLineId: row.service_line_id as string,
    claimId: row.claim_id as string | null,
    patientId: row.patient_id as string,
    guarantorId,
    amount: cents(BigInt(row.amount as string)),
    owedSince: row.owed_since as string,
  }));
}
