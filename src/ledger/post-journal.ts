import { cents, invariant, negate, type Cents, type PlainDate } from "../vocabulary";
import { uuidv7 } from "../platform/database/ids";
import type { Work } from "../platform/work/work";
import { ACCOUNTS, type Account } from "./accounts";

/** What an entry is about: whatever applies. They are how balances are kept, aged and explained. */
export type Dimensions = {
  readonly patientId?: string | null;
  readonly guarantorId?: string | null;
  readonly claimId?: string | null;
  readonly serviceLineId?: string | null;
  readonly payerId?: string | null;
  /** 1 primary, 2 secondary, 3 tertiary. */
  readonly payerSequence?: number | null;
  readonly remittanceId?: string | null;
  readonly paymentId?: string | null;
  readonly statementId?: string | null;
  /** PLB03-2, a refund, a cheque number. */
  readonly reference?: string | null;
  /** CAS01 and the CARC, when a payer's adjustment caused it. */
  readonly groupCode?: string | null;
  readonly reasonCode?: string | null;
};

/** Debit positive, credit negative. */
export type EntryDraft = Dimensions & { readonly account: Account; readonly amount: Cents };

export type JournalDraft = {
  readonly practiceId: string;
  /** The act that caused it: "charge", "remittance", "payment-allocation" ... */
  readonly kind: string;
  /** The row that the act is about. */
  readonly sourceId: string;
  /** Which part of the act, when it posts more than once; (kind, sourceId, part) posts once, ever. */
  readonly part?: string;
  /** The business date; the instant of posting is `work.now`. */
  readonly effectiveOn: PlainDate;
  readonly reason?: string | null;
  readonly reversesJournalId?: string | null;
  readonly entries: readonly EntryDraft[];
};

const ENTRY_COLUMNS = "patient_id, guarantor_id, claim_id, service_line_id, payer_id, payer_sequence, remittance_id, payment_id, statement_id, reference, group_code, reason_code";

/**
 * Writes a balanced journal; zero amounts are left out. Returns its id, or null when nothing was left to write.
 * An unbalanced one is a bug here and refused again by the database. All entries go in one statement, because the
 * balance check is a statement trigger (database.md 3).
 */
export async function postJournal(work: Work, journal: JournalDraft): Promise<string | null> {
  const entries = journal.entries.filter((entry) => entry.amount !== 0n);
  if (!entries.length) return null;
  const sum = entries.reduce((total, entry) => total + entry.amount, 0n);
  invariant(sum === 0n, `a ${journal.kind} journal is ${sum} cents out of balance`);
  const journalId = uuidv7();
  await work.sql(
    `insert into journal (practice_id, id, kind, source_id, part, effective_on, posted_at, reason, reverses_journal_id, actor_kind, actor_id, request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      journal.practiceId,
      journalId,
      journal.kind,
      journal.sourceId,
      journal.part ?? "",
      journal.effectiveOn,
      work.now,
      journal.reason ?? null,
      journal.reversesJournalId ?? null,
      work.actor.kind,
      work.actor.id,
      work.requestId,
    ],
  );
  await work.sql(
    `insert into ledger_entry (practice_id, id, journal_id, effective_on, posted_at, account, amount_cents, ${ENTRY_COLUMNS})
     select $1::uuid, e.id, $2::uuid, $3::date, $4::timestamptz, e.account, e.amount_cents, ${ENTRY_COLUMNS.split(", ")
       .map((column) => `e.${column}`)
       .join(", ")}
     from json_to_recordset($5::json) as e (id uuid, account text, amount_cents bigint, patient_id uuid, guarantor_id uuid, claim_id uuid, service_line_id uuid,
       payer_id uuid, payer_sequence int, remittance_id uuid, payment_id uuid, statement_id uuid, reference text, group_code text, reason_code text)`,
    [journal.practiceId, journalId, journal.effectiveOn, work.now, JSON.stringify(entries.map(toRecord))],
  );
  gatherBalances(work, journal.practiceId, entries);
  return journalId;
}

export type ReverseJournal = { practiceId: string; journalId: string; kind: string; sourceId: string; part?: string; effectiveOn: PlainDate; reason: string; dimensions?: Dimensions };

/** The same entries with their sides swapped, linked to what they reverse. A journal is reversed once. */
export async function reverseJournal(work: Work, { practiceId, journalId, dimensions, ...act }: ReverseJournal): Promise<string> {
  const entries = await entriesOf(work, practiceId, journalId);
  invariant(entries.length > 0, "only a journal with entries is reversed");
  const id = await postJournal(work, {
    ...act,
    practiceId,
    reversesJournalId: journalId,
    entries: entries.map((entry) => ({ ...entry, ...dimensions, amount: negate(entry.amount) })),
  });
  invariant(id, "a reversal has entries");
  return id;
}

export async function entriesOf(work: Work, practiceId: string, journalId: string): Promise<EntryDraft[]> {
  const rows = await work.sql(`select account, amount_cents, ${ENTRY_COLUMNS} from ledger_entry where practice_id = $1 and journal_id = $2 order by id`, [practiceId, journalId]);
  return rows.map((row) => ({
    account: row.account as Account,
    amount: cents(BigInt(row.amount_cents as string)),
    patientId: row.patient_id as string | null,
    guarantorId: row.guarantor_id as string | null,
    claimId: row.claim_id as string | null,
    serviceLineId: row.service_line_id as string | null,
    payerId: row.payer_id as string | null,
    payerSequence: row.payer_sequence as number | null,
    remittanceId: row.remittance_id as string | null,
    paymentId: row.payment_id as string | null,
    statementId: row.statement_id as string | null,
    reference: row.reference as string | null,
    groupCode: row.group_code as string | null,
    reasonCode: row.reason_code as string | null,
  }));
}

function toRecord(entry: EntryDraft) {
  return {
    id: uuidv7(),
    account: entry.account,
    amount_cents: entry.amount.toString(),
    patient_id: entry.patientId ?? null,
    guarantor_id: entry.guarantorId ?? null,
    claim_id: entry.claimId ?? null,
    service_line_id: entry.serviceLineId ?? null,
    payer_id: entry.payerId ?? null,
    payer_sequence: entry.payerSequence ?? null,
    remittance_id: entry.remittanceId ?? null,
    payment_id: entry.paymentId ?? null,
    statement_id: entry.statementId ?? null,
    reference: entry.reference ?? null,
    group_code: entry.groupCode ?? null,
    reason_code: entry.reasonCode ?? null,
  };
}

type Delta = { practiceId: string; account: Account; key: string; amount: bigint; dimensions: Dimensions };

/** The bucket of a balance: the account's key dimensions, in order. SQL in ledger-health.ts spells the same. */
function bucketKey(entry: EntryDraft): string | null {
  const key = ACCOUNTS[entry.account].key;
  return key ? key.map((dimension) => entry[dimension] ?? "").join("|") : null;
}

/** One sorted upsert as the last statement of the transaction: no deadlocks, and hot rows are locked the shortest time. */
function gatherBalances(work: Work, practiceId: string, entries: readonly EntryDraft[]): void {
  const deltas = work.atCommit(
    "ledger-balances",
    () => new Map<string, Delta>(),
    (gathered) => writeBalances(work, gathered),
  );
  for (const entry of entries) {
    const key = bucketKey(entry);
    if (key === null) continue;
    const name = `${practiceId}/${entry.account}/${key}`;
    const delta = deltas.get(name);
    if (delta) delta.amount += entry.amount;
    else deltas.set(name, { practiceId, account: entry.account, key, amount: entry.amount, dimensions: entry });
  }
}

async function writeBalances(work: Work, deltas: ReadonlyMap<string, Delta>): Promise<void> {
  const rows = [...deltas.values()].map(({ practiceId, account, key, amount, dimensions }) => ({
    practice_id: practiceId,
    account,
    key,
    amount_cents: amount.toString(),
    patient_id: dimensions.patientId ?? null,
    guarantor_id: dimensions.guarantorId ?? null,
    claim_id: dimensions.claimId ?? null,
    service_line_id: dimensions.serviceLineId ?? null,
    payer_id: dimensions.payerId ?? null,
    payer_sequence: dimensions.payerSequence ?? null,
    remittance_id: dimensions.remittanceId ?? null,
    reference: dimensions.reference ?? null,
  }));
  await work.sql(
    `insert into ledger_balance as b (practice_id, account, key, amount_cents, patient_id, guarantor_id, claim_id, service_line_id, payer_id, payer_sequence, remittance_id, reference)
     select practice_id, account, key, amount_cents, patient_id, guarantor_id, claim_id, service_line_id, payer_id, payer_sequence, remittance_id, reference
     from json_to_recordset($1::json) as e (practice_id uuid, account text, key text, amount_cents bigint, patient_id uuid, guarantor_id uuid, claim_id uuid,
       service_line_id uuid, payer_id uuid, payer_sequence int, remittance_id uuid, reference text)
     order by practice_id, account, key
     on conflict (practice_id, account, key) do update
       set amount_cents = b.amount_cents + excluded.amount_cents,
           payer_id = coalesce(b.payer_id, excluded.payer_id), claim_id = coalesce(excluded.claim_id, b.claim_id)`,
    [JSON.stringify(rows)],
  );
}
