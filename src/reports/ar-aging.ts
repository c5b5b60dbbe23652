import { addDays, cents, type Cents, type PlainDate } from "../vocabulary";
import type { Reader } from "../platform/graphql/context";
import type { Row } from "../platform/database/read-pool";

export type AgingGroup = "PRACTICE" | "PAYER" | "PATIENT";
export type AgingBuckets = { days0to30: Cents; days31to60: Cents; days61to90: Cents; days91to120: Cents; over120: Cents };
export type AgingLine = AgingBuckets & { groupId: string | null; insurer: Cents; patient: Cents; agency: Cents; total: Cents };
export type AgingQuery = { practiceId: string | null; asOf: PlainDate; groupBy: AgingGroup; first: number; after: { total: string; groupId: string } | null };

const BUCKETS = ["days0to30", "days31to60", "days61to90", "days91to120", "over120"] as const;

/**
 * What is owed as of a day, from the entries of the book with a business date up to that day. An insurer's part ages
 * from the first charge to it; the patient's from the day it became the patient's (billing-rules 9), not from the day
 * of service. A balance below zero (an overpaid line) ages as a credit in its bucket: totals stay those of the book.
 */
export async function arAging(reader: Reader, { practiceId, asOf, groupBy, first, after }: AgingQuery): Promise<{ lines: AgingLine[]; total: AgingLine; hasMore: boolean }> {
  // Claims of self-pay patients have no payer: by payer they stand under none.
  const group = { PRACTICE: "practice_id", PAYER: "payer_id", PATIENT: "patient_id" }[groupBy];
  const age = [30, 60, 90, 120].map((days) => addDays(asOf, -days));
  const values = [asOf, practiceId, ...age];
  const balances = `
    with balance as (
      select practice_id, account, (array_agg(payer_id) filter (where payer_id is not null and account = 'RECEIVABLE_INSURER'))[1] as payer_id, (array_agg(patient_id))[1] as patient_id,
             sum(amount_cents) as amount, min(effective_on) filter (where amount_cents > 0) as since
      from ledger_entry
      where account in ('RECEIVABLE_INSURER', 'RECEIVABLE_PATIENT', 'RECEIVABLE_AGENCY') and effective_on <= $1::date and ($2::uuid is null or practice_id = $2::uuid)
      group by practice_id, account, service_line_id, payer_sequence, guarantor_id having sum(amount_cents) <> 0
    ), grouped as (
      select ${group} as group_id, sum(amount) as total,
             coalesce(sum(amount) filter (where account = 'RECEIVABLE_INSURER'), 0) as insurer,
             coalesce(sum(amount) filter (where account = 'RECEIVABLE_PATIENT'), 0) as patient,
             coalesce(sum(amount) filter (where account = 'RECEIVABLE_AGENCY'), 0) as agency,
             coalesce(sum(amount) filter (where since >= $3::date or since is null), 0) as days0to30,
             coalesce(sum(amount) filter (where since < $3::date and since >= $4::date), 0) as days31to60,
             coalesce(sum(amount) filter (where since < $4::date and since >= $5::date), 0) as days61to90,
             coalesce(sum(amount) filter (where since < $5::date and since >= $6::date), 0) as days91to120,
             coalesce(sum(amount) filter (where since < $6::date), 0) as over120
      from balance group by 1
    )`;
  const key = `(total, coalesce(group_id, '00000000-0000-0000-0000-000000000000'::uuid))`;
  const [rows, totals] = await Promise.all([
    reader.run(
      `${balances} select * from grouped ${after ? `where ${key} < ($7::numeric, $8::uuid)` : ""} order by ${key} desc limit ${first + 1}`,
      after ? [...values, after.total, after.groupId] : values,
    ),
    reader.run(
      `${balances} select null::uuid as group_id, ${["total", "insurer", "patient", "agency", ...BUCKETS].map((name) => `coalesce(sum(${name}), 0) as ${name}`).join(", ")} from grouped`,
      values,
    ),
  ]);
  return { lines: rows.slice(0, first).map(toLine), total: toLine(totals[0]!), hasMore: rows.length > first };
}

function toLine(row: Row): AgingLine {
  const money = (name: string) => cents(BigInt(row[name] as string));
  return {
    groupId: row.group_id as string | null,
    total: money("total"),
    insurer: money("insurer"),
    patient: money("patient"),
    agency: money("agency"),
    days0to30: money("days0to30"),
    days31to60: money("days31to60"),
    days61to90: money("days61to90"),
    days91to120: money("days91to120"),
    over120: money("over120"),
  };
}
