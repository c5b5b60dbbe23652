import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable, references } from "../src/platform/database/tenant-sql";

const TREATMENTS = ["WRITE_OFF", "SEQUESTRATION", "RESPONSIBILITY", "DENIAL", "DUPLICATE", "ELIGIBILITY_REVIEW", "CONSENT_REVIEW", "PROTECTED", "INFORMATION", "REVIEW"];

/** What payers say they paid and why not more, as it came and as it was posted. Closed to patients' sessions. */
export class CreateRemittance extends Migration {
  override up(): void {
    this.addSql(
      practiceTable(
        "adjustment_policy",
        `payer_id uuid,
         group_code text not null ${oneOf("group_code", ["CO", "PR", "OA", "PI"])},
         reason_code text not null check (reason_code ~ '^([A-Z0-9]{1,5}|\\*)$'),
         treatment text not null ${oneOf("treatment", TREATMENTS)},
         effective_from date not null,
         note text not null,
         created_at timestamptz(3) not null,
         unique nulls not distinct (practice_id, payer_id, group_code, reason_code, effective_from),
         check (not (group_code in ('CO', 'PI') and treatment in ('RESPONSIBILITY', 'CONSENT_REVIEW')))`,
        { appendOnly: true },
      ),
    );
    this.addSql(
      practiceTable(
        "remittance",
        `source text not null ${oneOf("source", ["CLEARINGHOUSE", "API", "ENTRY"])},
         inbound_file_id uuid,
         transaction_number int not null,
         control_number text not null,
         payer_id uuid,
         payer_name text not null,
         payer_key text not null,
         payee_identifier text not null,
         trace_number text not null,
         handling_code text not null,
         payment_method text not null,
         payment_cents bigint not null,
         payment_on date not null,
         claim_count int not null,
         content_digest text not null,
         content text not null,
         status text not null ${oneOf("status", ["WAITING", "READY", "PARTLY_POSTED", "POSTED", "CLOSED", "DISCARDED"])},
         waiting_reason text ${oneOf("waiting_reason", ["UNREADABLE", "FILE_DAMAGED", "NOT_BALANCED", "TRACE_REPEATED", "PAYER_UNKNOWN", "FOREIGN_CURRENCY", "DEBIT"])},
         problems jsonb not null default '[]',
         decision_reason text,
         received_at timestamptz(3) not null,
         received_on date generated always as ((received_at at time zone 'UTC')::date) stored,
         posted_at timestamptz(3),
         deposited_on date,
         deposited_at timestamptz(3),
         bank_reference text,
         version int not null default 1,
         check ((status = 'WAITING') = (waiting_reason is not null))`,
      ),
    );
    this.addSql(
      practiceTable(
        "remittance_claim",
        `remittance_id uuid not null,
         position int not null,
         kind text not null ${oneOf("kind", ["PAYMENT", "REVERSAL", "NOT_OURS", "PREDETERMINATION"])},
         patient_control_number text not null,
         status_code text not null,
         charge_cents bigint not null,
         paid_cents bigint not null,
         patient_responsibility_cents bigint,
         filing_indicator text,
         payer_claim_control_number text,
         forwarded boolean not null,
         crossover_payer_name text,
         patient_last_name text,
         patient_first_name text,
         member_id text,
         served_from date,
         remark_codes text[] not null,
         state text not null ${oneOf("state", ["UNMATCHED", "MATCHED", "WAITING", "POSTED", "REVERSED", "SUPERSEDED", "NOT_POSTED"])},
         waiting_reason text,
         facts jsonb not null default '{}',
         claim_id uuid,
         submission_id uuid,
         patient_id uuid,
         payer_sequence int check (payer_sequence in (1, 2, 3)),
         matched_by text ${oneOf("matched_by", ["CONTROL_NUMBER", "LINE_CONTROL_NUMBERS", "SERVICE", "HAND"])},
         distributed boolean not null default false,
         outcome text,
         journal_id uuid,
         reverses_id uuid,
         received_at timestamptz(3) not null,
         posted_at timestamptz(3),
         version int not null default 1,
         unique (practice_id, remittance_id, position),
         unique (practice_id, reverses_id),
         ${references("remittance_id", "remittance")},
         ${references("claim_id", "claim")},
         ${references("submission_id", "claim_submission")},
         ${references("patient_id", "patient")},
         ${references("journal_id", "journal")},
         ${references("reverses_id", "remittance_claim")}`,
      ),
    );
    this.addSql(
      practiceTable(
        "remittance_line",
        `remittance_claim_id uuid not null,
         position int not null,
         procedure_code text not null,
         modifiers text[] not null,
         original_procedure_code text,
         original_modifiers text[] not null,
         charge_cents bigint not null,
         paid_cents bigint not null,
         paid_units text not null,
         allowed_cents bigint,
         served_on date,
         line_item_control_number text,
         remark_codes text[] not null,
         charge_id uuid,
         matched_by text ${oneOf("matched_by", ["CONTROL_NUMBER", "SERVICE", "HAND"])},
         ${references("remittance_claim_id", "remittance_claim")},
         ${references("charge_id", "charge")}`,
      ),
    );
    this.addSql(
      practiceTable(
        "remittance_adjustment",
        `remittance_claim_id uuid not null,
         remittance_line_id uuid,
         position int not null,
         group_code text not null,
         reason_code text not null,
         amount_cents bigint not null,
         quantity text,
         treatment text,
         disposition text ${oneOf("disposition", ["WRITTEN_OFF", "TO_NEXT_PAYER", "TO_PATIENT", "DENIED", "IN_REVIEW", "INFORMATION"])},
         posted_cents bigint not null default 0,
         ${references("remittance_claim_id", "remittance_claim")},
         ${references("remittance_line_id", "remittance_line")}`,
      ),
    );
    this.addSql(
      practiceTable(
        "provider_adjustment",
        `remittance_id uuid not null,
         position int not null,
         provider_identifier text not null,
         fiscal_period_end date not null,
         reason_code text not null,
         reference text,
         amount_cents bigint not null,
         account text ${oneOf("account", ["INTEREST_INCOME", "PROVIDER_PAYER_CLEARING"])},
         clearing_reference text,
         journal_id uuid,
         unique (practice_id, remittance_id, position),
         ${references("remittance_id", "remittance")},
         ${references("journal_id", "journal")}`,
      ),
    );
    this.addSql(`
-- The same payment is kept once; one that was discarded may come again.
create unique index remittance_content_once on remittance (practice_id, content_digest) where status <> 'DISCARDED';
create index on remittance (practice_id, trace_number);
create index on remittance (practice_id, received_at, id);
create index on remittance (practice_id, status);
create index on remittance (practice_id, inbound_file_id);
create index on remittance_claim (practice_id, claim_id);
create index on remittance_claim (practice_id, patient_control_number);
create index on remittance_claim (practice_id, state, received_at);
create index on remittance_line (practice_id, remittance_claim_id);
create index on remittance_line (practice_id, charge_id);
create index on remittance_adjustment (practice_id, remittance_claim_id);
create index on remittance_adjustment (practice_id, remittance_line_id);
create index on remittance_adjustment (practice_id, disposition);
create index on provider_adjustment (practice_id, clearing_reference);

-- A denial is an adjustment that was posted as one: a way of looking, not another record that could disagree.
create view remittance_denial with (security_invoker = true) as
select a.practice_id, a.id, c.claim_id, c.patient_id, c.payer_sequence, c.payer_claim_control_number, p.payer_id, l.procedure_code,
       a.group_code, a.reason_code, coalesce(l.remark_codes, c.remark_codes) as remark_codes, a.amount_cents, r.payment_on as denied_on, c.state = 'POSTED' as in_force
from remittance_adjustment a
join remittance_claim c on c.practice_id = a.practice_id and c.id = a.remittance_claim_id
join remittance r on r.practice_id = c.practice_id and r.id = c.remittance_id
join claim_payer p on p.practice_id = c.practice_id and p.claim_id = c.claim_id and p.sequence = c.payer_sequence
left join remittance_line l on l.practice_id = a.practice_id and l.id = a.remittance_line_id
where a.disposition = 'DENIED' and a.amount_cents > 0;
grant select on remittance_denial to cb_api;
`);
  }
}
