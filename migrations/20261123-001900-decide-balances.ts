import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable, references } from "../src/platform/database/tenant-sql";

const WRITE_OFFS = ["ADMINISTRATIVE_WRITE_OFF", "SMALL_BALANCE", "COURTESY_DISCOUNT", "CHARITY"];

/** What a person decided about a balance that nobody pays: given up, or asked of somebody else. Only its reversal is added later. */
export class DecideBalances extends Migration {
  override up(): void {
    this.addSql(
      practiceTable(
        "claim_balance_decision",
        `claim_id uuid not null,
         patient_id uuid not null,
         payer_sequence int not null check (payer_sequence between 1 and 3),
         payer_id uuid not null,
         outcome text not null ${oneOf("outcome", [...WRITE_OFFS, "TO_NEXT_PAYER", "TO_PATIENT"])},
         to_sequence int check (to_sequence between 2 and 3),
         ground text ${oneOf("ground", ["DENIAL_STANDS", "PATIENT_NOT_COVERED", "CONSENT_SIGNED", "NO_OTHER_PAYER_ANSWERS"])},
         reason text not null,
         amount_cents bigint not null check (amount_cents > 0),
         journal_id uuid not null,
         decided_by text not null,
         created_at timestamptz(3) not null,
         reversed_by text,
         reversal_reason text,
         reversed_at timestamptz(3),
         version int not null default 1,
         ${references("claim_id", "claim")},
         ${references("patient_id", "patient")}`,
      ),
    );
    this.addSql(
      practiceTable(
        "claim_balance_decision_line",
        `decision_id uuid not null,
         charge_id uuid not null,
         amount_cents bigint not null check (amount_cents > 0),
         unique (practice_id, decision_id, charge_id),
         ${references("decision_id", "claim_balance_decision")},
         ${references("charge_id", "charge")}`,
        { appendOnly: true },
      ),
    );
    this.addSql(
      practiceTable(
        "account_write_off",
        `guarantor_id uuid not null,
         kind text not null ${oneOf("kind", [...WRITE_OFFS, "BAD_DEBT"])},
         reason text not null,
         amount_cents bigint not null check (amount_cents > 0),
         journal_id uuid not null,
         decided_by text not null,
         created_at timestamptz(3) not null,
         reversed_by text,
         reversal_reason text,
         reversed_at timestamptz(3),
         version int not null default 1,
         ${references("guarantor_id", "guarantor")}`,
      ),
    );
    // A line of the book is a charge, but an opening balance may name one that was never a charge here.
    this.addSql(
      practiceTable(
        "account_write_off_line",
        `write_off_id uuid not null,
         patient_id uuid not null,
         service_line_id uuid not null,
         amount_cents bigint not null check (amount_cents > 0),
         unique (practice_id, write_off_id, service_line_id),
         ${references("write_off_id", "account_write_off")},
         ${references("patient_id", "patient")}`,
        { appendOnly: true },
      ),
    );
    this.addSql(`
revoke update, delete on claim_balance_decision, account_write_off from cb_api;
grant update (reversed_by, reversal_reason, reversed_at, version) on claim_balance_decision, account_write_off to cb_api;

create index on claim_balance_decision (practice_id, claim_id);
create index on claim_balance_decision (practice_id, created_at, id);
create index on account_write_off (practice_id, guarantor_id);
create index on account_write_off (practice_id, created_at, id);`);
  }
}
