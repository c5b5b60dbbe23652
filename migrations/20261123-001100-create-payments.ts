import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable, practiceTableWithKey, references, serviceTable } from "../src/platform/database/tenant-sql";

/** A guarantor's money is seen by the patient who is that guarantor, and by no child or spouse whom the account also covers. */
export const ownGuarantor = (table: string) => `
create policy ${table}_patient on ${table} as restrictive to cb_api
  using ((select cb_all_patients()) or exists (
    select 1 from patient p where p.practice_id = ${table}.practice_id and p.guarantor_id = ${table}.guarantor_id and p.guarantor_relationship = 'SELF'));`;

/** Money from patients: checkouts, payments with where they went, receipts, refunds, disputes, payouts, the processor's news. */
export class CreatePayments extends Migration {
  override up(): void {
    this.addSql(
      practiceTableWithKey(
        "document_number",
        `series text not null,
         last_number int not null check (last_number > 0),
         primary key (practice_id, series)`,
      ),
    );
    this.addSql(
      practiceTable(
        "payment_session",
        `guarantor_id uuid not null,
         purpose text not null ${oneOf("purpose", ["ACCOUNT", "STATEMENT", "PAY_LINK"])},
         statement_id uuid,
         preferred_line_ids jsonb not null,
         amount_cents bigint not null check (amount_cents >= 50),
         status text not null ${oneOf("status", ["REQUESTED", "OPEN", "PROCESSING", "PAID", "FAILED", "EXPIRED"])},
         checkout_id text,
         failure_code text,
         last_decline_code text,
         declined_attempts int not null default 0,
         expires_at timestamptz(3),
         checked_at timestamptz(3) not null,
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (practice_id, checkout_id),
         ${references("guarantor_id", "guarantor")}`,
        { patients: "open" },
      ),
    );
    this.addSql(
      practiceTable(
        "payment",
        `guarantor_id uuid not null,
         session_id uuid,
         encounter_id uuid,
         method text not null ${oneOf("method", ["CARD", "BANK_ACCOUNT", "CASH", "CHEQUE"])},
         method_label text not null,
         charge_id text,
         reference text,
         amount_cents bigint not null check (amount_cents > 0),
         allocated_cents bigint not null check (allocated_cents >= 0),
         refunded_cents bigint not null check (refunded_cents >= 0),
         disputed_cents bigint not null check (disputed_cents >= 0),
         voided_cents bigint not null check (voided_cents >= 0),
         fee_cents bigint,
         status text not null ${oneOf("status", ["RECEIVED", "VOIDED"])},
         received_on date not null,
         created_at timestamptz(3) not null,
         version int not null default 1,
         check (allocated_cents + refunded_cents + disputed_cents + voided_cents <= amount_cents),
         unique (practice_id, session_id),
         unique (practice_id, charge_id),
         ${references("guarantor_id", "guarantor")},
         ${references("session_id", "payment_session")}`,
        { patients: "open" },
      ),
    );
    this.addSql(
      practiceTable(
        "payment_allocation",
        `act_id uuid not null,
         payment_id uuid not null,
         guarantor_id uuid not null,
         patient_id uuid not null,
         claim_id uuid,
         service_line_id uuid not null,
         amount_cents bigint not null check (amount_cents <> 0),
         cause text not null ${oneOf("cause", ["PAYMENT", "NEW_BALANCE", "BY_HAND", "BALANCE_CORRECTED", "REFUND", "DISPUTE", "VOID"])},
         created_at timestamptz(3) not null,
         ${references("payment_id", "payment")}`,
        { patients: "open", appendOnly: true },
      ),
    );
    this.addSql(
      practiceTable(
        "receipt",
        `payment_id uuid not null,
         guarantor_id uuid not null,
         number int not null,
         issued_at timestamptz(3) not null,
         issued_on date not null,
         method_label text not null,
         amount_cents bigint not null,
         unapplied_cents bigint not null,
         unique (practice_id, number),
         unique (practice_id, payment_id),
         ${references("payment_id", "payment")}`,
        { patients: "open", appendOnly: true },
      ),
    );
    this.addSql(
      practiceTable(
        "receipt_line",
        `receipt_id uuid not null,
         guarantor_id uuid not null,
         position int not null,
         patient_id uuid not null,
         service_line_id uuid not null,
         amount_cents bigint not null,
         ${references("receipt_id", "receipt")}`,
        { patients: "open", appendOnly: true },
      ),
    );
    this.addSql(
      practiceTable(
        "refund",
        `payment_id uuid not null,
         guarantor_id uuid not null,
         amount_cents bigint not null check (amount_cents > 0),
         reason text not null,
         means text not null ${oneOf("means", ["PROCESSOR", "CHEQUE"])},
         status text not null ${oneOf("status", ["RESERVED", "PENDING", "PAID", "FAILED", "CANCELLED"])},
         processor_refund_id text,
         cheque_number text,
         failure_code text,
         checked_at timestamptz(3) not null,
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (practice_id, processor_refund_id),
         ${references("payment_id", "payment")}`,
        { patients: "open" },
      ),
    );
    this.addSql(
      practiceTable(
        "payment_dispute",
        `payment_id uuid not null,
         guarantor_id uuid not null,
         processor_dispute_id text not null,
         reason_code text not null,
         status text not null ${oneOf("status", ["INQUIRY", "OPEN", "WON", "LOST", "CLOSED"])},
         amount_cents bigint not null,
         withdrawn_cents bigint not null,
         reinstated_cents bigint not null,
         fee_cents bigint not null,
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (practice_id, processor_dispute_id),
         ${references("payment_id", "payment")}`,
      ),
    );
    this.addSql(
      practiceTable(
        "payout",
        `processor_payout_id text not null,
         amount_cents bigint not null,
         status text not null ${oneOf("status", ["PAID", "FAILED"])},
         arrived_on date not null,
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (practice_id, processor_payout_id)`,
      ),
    );
    this.addSql(
      serviceTable(
        "processor_event",
        `event_id text not null,
         type text not null,
         subject text not null ${oneOf("subject", ["checkout", "declined", "charge", "refund", "dispute", "payout", "nothing", "unknown"])},
         subject_id text,
         body text not null,
         found_by text not null ${oneOf("found_by", ["WEBHOOK", "SWEEP"])},
         status text not null ${oneOf("status", ["STORED", "DONE", "STUCK"])},
         reason text,
         attempts int not null default 0,
         happened_at timestamptz(3) not null,
         received_at timestamptz(3) not null,
         processed_at timestamptz(3),
         version int not null default 1,
         unique (billing_service_id, event_id)`,
      ),
    );
    this.addSql(
      serviceTable(
        "processor_sweep",
        `swept_at timestamptz(3) not null,
         unique (billing_service_id)`,
      ),
    );
    for (const table of ["payment_session", "payment", "payment_allocation", "receipt", "receipt_line", "refund"]) this.addSql(ownGuarantor(table));
    this.addSql(`
create index on payment_session (practice_id, guarantor_id);
create index on payment_session (practice_id, created_at, id);
create index on payment_session (practice_id, status, checked_at) where status in ('REQUESTED', 'OPEN', 'PROCESSING');
create index on payment (practice_id, guarantor_id);
create index on payment (practice_id, received_on, id);
create index on payment (practice_id, created_at, id);
create index on payment_allocation (practice_id, payment_id);
create index on payment_allocation (practice_id, service_line_id);
create index on payment_allocation (practice_id, guarantor_id);
create index on receipt_line (practice_id, receipt_id);
create index on refund (practice_id, payment_id);
create index on refund (practice_id, created_at, id);
create index on refund (practice_id, status, checked_at) where status in ('RESERVED', 'PENDING');
create index on payment_dispute (practice_id, payment_id);
create index on payment_dispute (practice_id, created_at, id);
create index on payout (practice_id, created_at, id);
create index on processor_event (billing_service_id, received_at, id);
create index on processor_event (billing_service_id, status) where status <> 'DONE';
`);
  }
}
