import { Migration } from "@mikro-orm/migrations";
import { practiceTable, practiceTableWithKey, references } from "../src/platform/database/tenant-sql";

/**
 * The book: journals of entries that balance at COMMIT, and the balances that the posting transaction keeps.
 * txid ties entries to the transaction that wrote their journal: nothing is added to an old journal, even in balance.
 */
export class CreateLedger extends Migration {
  override up(): void {
    this.addSql(
      practiceTable(
        "journal",
        `kind text not null,
         source_id uuid not null,
         part text not null,
         effective_on date not null,
         posted_at timestamptz(3) not null,
         reason text,
         reverses_journal_id uuid,
         actor_kind text not null,
         actor_id uuid not null,
         request_id text not null,
         txid xid8 not null default pg_current_xact_id(),
         ${references("reverses_journal_id", "journal")},
         unique (practice_id, kind, source_id, part),
         unique (practice_id, reverses_journal_id)`,
        { appendOnly: true },
      ),
    );
    this.addSql(
      practiceTable(
        "ledger_entry",
        `journal_id uuid not null,
         effective_on date not null,
         posted_at timestamptz(3) not null,
         account text not null,
         amount_cents bigint not null check (amount_cents <> 0),
         patient_id uuid,
         guarantor_id uuid,
         claim_id uuid,
         service_line_id uuid,
         payer_id uuid,
         payer_sequence int,
         remittance_id uuid,
         payment_id uuid,
         statement_id uuid,
         reference text,
         group_code text,
         reason_code text,
         foreign key (practice_id, journal_id) references journal (practice_id, id)`,
        { appendOnly: true, patients: { column: "patient_id" } },
      ),
    );
    this.addSql(
      practiceTableWithKey(
        "ledger_balance",
        `account text not null,
         key text not null,
         amount_cents bigint not null,
         patient_id uuid,
         guarantor_id uuid,
         claim_id uuid,
         service_line_id uuid,
         payer_id uuid,
         payer_sequence int,
         remittance_id uuid,
         reference text,
         primary key (practice_id, account, key)`,
        { patients: { column: "patient_id" } },
      ),
    );
    this.addSql(`
create index on ledger_entry (practice_id, journal_id);
create index on ledger_entry (practice_id, service_line_id);
create index on ledger_entry (practice_id, claim_id);
create index on ledger_entry (practice_id, patient_id);
create index on ledger_entry (practice_id, guarantor_id, account);
create index on ledger_entry (practice_id, account, effective_on);
create index on ledger_entry (practice_id, remittance_id);
create index on ledger_balance (practice_id, service_line_id);
create index on ledger_balance (practice_id, patient_id);
create index on ledger_balance (practice_id, guarantor_id);
create index on ledger_balance (practice_id, claim_id);

create function cb_entries_balance() returns trigger language plpgsql as $$
begin
  if exists (select from added group by practice_id, journal_id having sum(amount_cents) <> 0) then
    raise exception 'a journal does not balance' using errcode = '23514';
  end if;
  if exists (select from added a join journal j on j.practice_id = a.practice_id and j.id = a.journal_id where j.txid <> pg_current_xact_id()) then
    raise exception 'a journal is written whole, in one transaction' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger ledger_entry_balance after insert on ledger_entry referencing new table as added for each statement execute function cb_entries_balance();

revoke insert on journal from cb_api;
grant insert (practice_id, id, kind, source_id, part, effective_on, posted_at, reason, reverses_journal_id, actor_kind, actor_id, request_id) on journal to cb_api;
`);
  }
}
