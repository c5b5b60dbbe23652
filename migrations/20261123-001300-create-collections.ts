import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable, references } from "../src/platform/database/tenant-sql";

/** When and how an overdue account is asked, how far it is, and everything that was done or not done, with why. */
export class CreateCollections extends Migration {
  override up(): void {
    this.addSql(
      practiceTable(
        "dunning_policy",
        `effective_from date not null,
         number int not null,
         minimum_cents bigint not null check (minimum_cents > 0),
         agency_after_days int check (agency_after_days > 0),
         steps jsonb not null,
         created_at timestamptz(3) not null,
         unique (practice_id, number)`,
        { appendOnly: true },
      ),
    );
    this.addSql(
      practiceTable(
        "collection_account",
        `guarantor_id uuid not null,
         status text not null ${oneOf("status", ["CURRENT", "IN_DUNNING", "READY_FOR_AGENCY"])},
         cycle int not null,
         cycle_started_on date,
         first_statement_id uuid,
         steps_taken int not null,
         last_step_on date,
         status_since timestamptz(3) not null,
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (practice_id, guarantor_id),
         ${references("guarantor_id", "guarantor")},
         ${references("first_statement_id", "statement")}`,
      ),
    );
    this.addSql(
      practiceTable(
        "collection_action",
        `account_id uuid not null,
         guarantor_id uuid not null,
         cycle int not null,
         kind text not null ${oneOf("kind", ["CYCLE_STARTED", "STEP", "READY_FOR_AGENCY", "CYCLE_STOPPED"])},
         outcome text not null ${oneOf("outcome", ["DONE", "VETOED"])},
         step int,
         channel text ${oneOf("channel", ["EMAIL", "LETTER", "TASK"])},
         template text,
         policy_id uuid,
         balance_cents bigint not null,
         guards jsonb not null,
         reason text,
         acted_on date not null,
         created_at timestamptz(3) not null,
         ${references("account_id", "collection_account")},
         ${references("policy_id", "dunning_policy")}`,
        { appendOnly: true },
      ),
    );
    this.addSql(`
create index on collection_account (practice_id, status);
create index on collection_account (practice_id, created_at, id);
create index on collection_action (practice_id, account_id, created_at);
create index on collection_action (practice_id, created_at, id);
`);
  }
}
