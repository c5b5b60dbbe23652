import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable, references } from "../src/platform/database/tenant-sql";
import { ownGuarantor } from "./20261123-001100-create-payments";

export const HOLD_REASONS = [
  "BILLING_DISPUTE",
  "CARD_DISPUTE",
  "CLAIM_REVERSAL_PENDING",
  "DECEASED",
  "BANKRUPTCY",
  "PAYMENT_PLAN",
  "NO_SURPRISES_DISPUTE",
  "CHARITY_PENDING",
  "LITIGATION",
  "WORKERS_COMPENSATION_OR_ACCIDENT",
  "RETURNED_MAIL",
  "OTHER",
];

/** Statements that never change, the rules that they are made by, the links that open them, and what stops them. */
export class CreateStatements extends Migration {
  override up(): void {
    this.addSql(
      practiceTable(
        "statement_policy",
        `effective_from date not null,
         days_between int not null check (days_between between 1 and 365),
         due_days int not null check (due_days between 1 and 365),
         pay_link_days int not null check (pay_link_days between 1 and 365),
         pay_link_attempts int not null check (pay_link_attempts between 1 and 20),
         created_at timestamptz(3) not null,
         unique (practice_id, effective_from, id)`,
        { appendOnly: true },
      ),
    );
    this.addSql(
      practiceTable(
        "account_hold",
        `guarantor_id uuid not null,
         claim_id uuid,
         payment_id uuid,
         reason text not null ${oneOf("reason", HOLD_REASONS)},
         note text,
         automatic boolean not null,
         status text not null ${oneOf("status", ["IN_FORCE", "RELEASED"])},
         placed_by text not null,
         created_at timestamptz(3) not null,
         released_by text,
         release_note text,
         released_at timestamptz(3),
         version int not null default 1,
         ${references("guarantor_id", "guarantor")}`,
      ),
    );
    this.addSql(
      practiceTable(
        "statement",
        `guarantor_id uuid not null,
         number int not null,
         issued_on date not null,
         issued_at timestamptz(3) not null,
         due_on date not null,
         supersedes_id uuid,
         charged_cents bigint not null,
         adjusted_cents bigint not null,
         insurer_paid_cents bigint not null,
         you_paid_cents bigint not null,
         amount_due_cents bigint not null check (amount_due_cents > 0),
         credit_cents bigint not null check (credit_cents >= 0),
         sender jsonb not null,
         recipient jsonb not null,
         unique (practice_id, number),
         unique (practice_id, supersedes_id),
         ${references("guarantor_id", "guarantor")},
         ${references("supersedes_id", "statement")}`,
        { patients: "open", appendOnly: true },
      ),
    );
    this.addSql(
      practiceTable(
        "statement_line",
        `statement_id uuid not null,
         guarantor_id uuid not null,
         position int not null,
         patient_id uuid not null,
         patient_first_name text not null,
         service_line_id uuid not null,
         claim_id uuid,
         served_on date,
         procedure_code text,
         description text,
         charged_cents bigint not null,
         adjusted_cents bigint not null,
         insurer_paid_cents bigint not null,
         you_paid_cents bigint not null,
         you_owe_cents bigint not null check (you_owe_cents > 0),
         unique (practice_id, statement_id, position),
         ${references("statement_id", "statement")}`,
        { patients: "open", appendOnly: true },
      ),
    );
    this.addSql(
      practiceTable(
        "pay_link",
        `statement_id uuid not null,
         guarantor_id uuid not null,
         token_hash text not null unique,
         expires_at timestamptz(3) not null,
         attempts_left int not null check (attempts_left >= 0),
         access_hash text,
         access_expires_at timestamptz(3),
         opened_at timestamptz(3),
         created_at timestamptz(3) not null,
         version int not null default 1,
         ${references("statement_id", "statement")}`,
      ),
    );
    this.addSql(
      practiceTable(
        "statement_run",
        `status text not null ${oneOf("status", ["QUEUED", "RUNNING", "DONE"])},
         created_at timestamptz(3) not null,
         finished_at timestamptz(3),
         version int not null default 1`,
      ),
    );
    this.addSql(
      practiceTable(
        "statement_run_item",
        `run_id uuid not null,
         position int not null,
         guarantor_id uuid not null,
         outcome text not null ${oneOf("outcome", ["PENDING", "ISSUED", "SKIPPED"])},
         code text,
         statement_id uuid,
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (practice_id, run_id, guarantor_id),
         ${references("run_id", "statement_run")}`,
      ),
    );
    this.addSql(ownGuarantor("statement"));
    this.addSql(ownGuarantor("statement_line"));
    this.addSql(`
create unique index on account_hold (practice_id, guarantor_id, reason, coalesce(claim_id, payment_id, '00000000-0000-0000-0000-000000000000'::uuid)) where status = 'IN_FORCE';
create index on account_hold (practice_id, created_at, id);
create index on statement (practice_id, guarantor_id, issued_at desc);
create index on statement (practice_id, issued_on, id);
create index on statement_line (practice_id, statement_id);
create index on pay_link (practice_id, statement_id);
create index on statement_run (practice_id, created_at, id);
create index on statement_run_item (practice_id, run_id, position);

-- A pay link is followed by nobody who signed in: its hash says whose it is, and nothing else.
create function cb_pay_link(hash text) returns table (billing_service_id uuid, practice_id uuid, id uuid) stable security definer
  set search_path = pg_catalog, public language sql as $$
  select p.billing_service_id, l.practice_id, l.id from pay_link l join practice p on p.id = l.practice_id where l.token_hash = hash $$;
revoke all on function cb_pay_link from public;
grant execute on function cb_pay_link to cb_api;
`);
  }
}
