import type { Reader } from "../platform/graphql/context";
import type { Row } from "../platform/database/read-pool";
import { ACCOUNTS } from "./accounts";

export type HealthCheck = { name: string; ok: boolean; found: number; description: string };

type Run = (text: string, values: readonly unknown[]) => Promise<Row[]>;

const KEY_COLUMNS = {
  serviceLineId: "service_line_id",
  payerSequence: "payer_sequence",
  guarantorId: "guarantor_id",
  remittanceId: "remittance_id",
  payerId: "payer_id",
  reference: "reference",
} as const;

/** The bucket key of an entry in SQL, spelled as bucketKey of post-journal.ts does. */
const KEY_SQL = `case account ${Object.entries(ACCOUNTS)
  .filter(([, declared]) => declared.key)
  .map(([account, declared]) => `when '${account}' then ${declared.key!.map((dimension) => `coalesce(${KEY_COLUMNS[dimension]}::text, '')`).join(" || '|' || ")}`)
  .join(" ")} end`;

/** Asks the book itself: every invariant that must hold at all times, with how many rows break it. */
export async function checkLedger(run: Run, practiceId: string): Promise<HealthCheck[]> {
  const count = async (name: string, description: string, sql: string): Promise<HealthCheck> => {
    const [row] = await run(`select count(*)::int as n from (${sql}) broken`, [practiceId]);
    const found = row!.n as number;
    return { name, ok: found === 0, found, description };
  };
  return Promise.all([
    count("journals-balance", "Every journal's entries sum to zero.", `select 1 from ledger_entry where practice_id = $1 group by journal_id having sum(amount_cents) <> 0`),
    count("book-balances", "All entries of the practice sum to zero.", `select 1 from ledger_entry where practice_id = $1 having coalesce(sum(amount_cents), 0) <> 0`),
    count(
      "balances-match-entries",
      "Every kept balance equals the sum of its entries.",
      `select 1 from (select account, ${KEY_SQL} as key, sum(amount_cents) as amount from ledger_entry where practice_id = $1 group by 1, 2) derived
       full join (select account, key, amount_cents from ledger_balance where practice_id = $1) kept using (account, key)
       where key is not null and coalesce(derived.amount, 0) <> coalesce(kept.amount_cents, 0)`,
    ),
    count(
      "lines-add-up",
      "For each service line: charge = insurer paid + adjusted + patient paid + what insurers, patient and agency owe.",
      `select 1 from ledger_entry where practice_id = $1 and service_line_id is not null group by service_line_id having sum(amount_cents) <> 0`,
    ),
    count(
      "reversals-mirror",
      "Every reversing journal is the exact negative of the one it reverses.",
      `select 1 from journal r where r.practice_id = $1 and r.reverses_journal_id is not null and exists (
         select 1 from ledger_entry e where e.practice_id = $1 and e.journal_id in (r.id, r.reverses_journal_id)
         group by e.account, e.service_line_id, e.payer_sequence, e.guarantor_id having sum(e.amount_cents) <> 0)`,
    ),
    count(
      "unapplied-credit-not-negative",
      "No guarantor has used more money than was received.",
      `select 1 from ledger_entry where practice_id = $1 and account = 'UNAPPLIED_PATIENT_CREDIT' group by guarantor_id having sum(amount_cents) > 0`,
    ),
  ]);
}

export const checkLedgerOf = (reader: Reader, practiceId: string) => checkLedger((text, values) => reader.run(text, values), practiceId);
