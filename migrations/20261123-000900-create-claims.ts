import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable, practiceTableWithKey, references } from "../src/platform/database/tenant-sql";

const WORKFLOW = ["DRAFT", "SCRUB_FAILED", "READY", "HELD", "CLOSED"];
const SUBMISSION = ["QUEUED", "SENT", "ACK_999_ACCEPTED", "ACK_999_REJECTED", "CH_ACCEPTED", "CH_REJECTED", "PAYER_ACCEPTED", "PAYER_REJECTED", "PENDING", "ADJUDICATED", "REVERSED"];
const ADJUDICATION = ["NONE", "PAID", "PARTIAL", "ZERO_PAY", "DENIED", "REVERSED_AWAITING_CORRECTION"];

/**
 * Claims and what was sent of them. Numbers come from sequences over the whole installation: a remittance names only
 * our control number, so it must be unique wherever it comes back, and a counter row would serialise all billing.
 */
export class CreateClaims extends Migration {
  override up(): void {
    this.addSql(`
create sequence claim_number_seq start 1000001;
create sequence patient_control_number_seq start 2000001;
grant usage on sequence claim_number_seq, patient_control_number_seq to cb_api;
`);
    this.addSql(
      practiceTable(
        "claim",
        `patient_id uuid not null,
         guarantor_id uuid not null,
         claim_number text not null,
         revision int not null default 1,
         workflow text not null ${oneOf("workflow", WORKFLOW)},
         hold_reason text,
         next_action_owner text not null ${oneOf("next_action_owner", ["BILLER", "PAYER", "PATIENT", "NONE"])},
         current_sequence int not null ${oneOfNumbers("current_sequence", [1, 2, 3])},
         submission_status text ${oneOf("submission_status", SUBMISSION)},
         total_charge_cents bigint not null check (total_charge_cents >= 0),
         served_from date not null,
         served_to date not null,
         location_id uuid not null,
         rendering_provider_id uuid not null,
         referring_provider_id uuid,
         supervising_provider_id uuid,
         place_of_service text not null,
         prior_authorization_number text,
         accident jsonb,
         onset_on date,
         admitted_on date,
         discharged_on date,
         provider_signature_on_file boolean not null,
         patient_signature_on_file boolean not null,
         assignment text not null ${oneOf("assignment", ["ASSIGNED", "LABORATORY_ONLY", "NOT_ASSIGNED"])},
         benefits_assignment text not null ${oneOf("benefits_assignment", ["YES", "NO", "NOT_APPLICABLE"])},
         release_of_information text not null ${oneOf("release_of_information", ["SIGNED", "INFORMED_CONSENT"])},
         diagnoses text[] not null,
         findings jsonb not null default '[]',
         scrubbed_at timestamptz(3),
         charge_journal_id uuid,
         voided_at timestamptz(3),
         created_at timestamptz(3) not null,
         version int not null default 1,
         check (served_from <= served_to),
         unique (practice_id, claim_number),
         ${references("patient_id", "patient")},
         ${references("guarantor_id", "guarantor")},
         ${references("location_id", "location")},
         ${references("rendering_provider_id", "provider")},
         ${references("referring_provider_id", "provider")},
         ${references("supervising_provider_id", "provider")},
         ${references("charge_journal_id", "journal")}`,
        { patients: { column: "patient_id" } },
      ),
    );
    this.addSql(
      practiceTable(
        "claim_payer",
        `claim_id uuid not null,
         patient_id uuid not null,
         sequence int not null ${oneOfNumbers("sequence", [1, 2, 3])},
         payer_id uuid not null,
         coverage_id uuid not null,
         adjudication text not null default 'NONE' ${oneOf("adjudication", ADJUDICATION)},
         payer_claim_control_number text,
         forwarded boolean not null default false,
         version int not null default 1,
         unique (practice_id, claim_id, sequence),
         ${references("claim_id", "claim")},
         ${references("patient_id", "patient")},
         ${references("coverage_id", "coverage")}`,
        { patients: { column: "patient_id" } },
      ),
    );
    this.addSql(
      practiceTable(
        "claim_line",
        `claim_id uuid not null,
         patient_id uuid not null,
         encounter_id uuid not null,
         charge_id uuid not null,
         line_number int not null check (line_number between 1 and 50),
         line_item_control_number text not null,
         procedure_code text not null,
         modifiers text[] not null,
         unit_kind text not null ${oneOf("unit_kind", ["UN", "MJ"])},
         quantity text not null,
         charge_cents bigint not null check (charge_cents >= 0),
         diagnosis_pointers int[] not null,
         served_on date not null,
         served_to date not null,
         place_of_service text,
         rendering_provider_id uuid,
         description text,
         ndc jsonb,
         emergency boolean not null default false,
         unique (practice_id, claim_id, line_number),
         unique (practice_id, claim_id, charge_id),
         ${references("claim_id", "claim")},
         ${references("patient_id", "patient")},
         ${references("encounter_id", "encounter")},
         ${references("charge_id", "charge")},
         ${references("rendering_provider_id", "provider")}`,
        { patients: { column: "patient_id" } },
      ),
    );
    this.addSql(
      practiceTableWithKey(
        "claim_encounter",
        `claim_id uuid not null,
         encounter_id uuid not null,
         primary key (practice_id, claim_id, encounter_id),
         ${references("claim_id", "claim")},
         ${references("encounter_id", "encounter")}`,
        { appendOnly: true, patients: { where: "exists (select 1 from claim c where c.practice_id = claim_encounter.practice_id and c.id = claim_encounter.claim_id)" } },
      ),
    );
    this.addSql(
      practiceTable(
        "claim_submission",
        `claim_id uuid not null,
         payer_sequence int not null ${oneOfNumbers("payer_sequence", [1, 2, 3])},
         payer_id uuid not null,
         revision int not null,
         frequency text not null ${oneOf("frequency", ["1", "7", "8"])},
         patient_control_number text not null check (length(patient_control_number) between 1 and 20),
         replaces_payer_control_number text,
         charge_cents bigint not null,
         outbound_file_id uuid not null,
         transaction_control_number text not null,
         snapshot jsonb not null,
         submitted_at timestamptz(3) not null,
         status text not null ${oneOf("status", SUBMISSION)},
         status_at timestamptz(3) not null,
         status_codes jsonb not null default '[]',
         payer_claim_control_number text,
         payer_received_on date,
         version int not null default 1,
         unique (practice_id, patient_control_number),
         ${references("claim_id", "claim")}`,
      ),
    );
    this.addSql(
      practiceTable(
        "claim_adjudication",
        `claim_id uuid not null,
         payer_sequence int not null ${oneOfNumbers("payer_sequence", [1, 2, 3])},
         payer_id uuid not null,
         outcome text not null ${oneOf("outcome", ADJUDICATION)},
         payer_claim_control_number text,
         forwarded boolean not null,
         adjudicated_on date not null,
         paid_cents bigint not null,
         cob jsonb not null,
         source_id uuid,
         recorded_at timestamptz(3) not null,
         reversed_at timestamptz(3),
         ${references("claim_id", "claim")}`,
      ),
    );
    this.addSql(
      practiceTable(
        "claim_history",
        `claim_id uuid not null,
         axis text not null ${oneOf("axis", ["WORKFLOW", "SUBMISSION", "ADJUDICATION", "OWNER"])},
         payer_sequence int,
         submission_id uuid,
         move text not null,
         from_state text not null,
         to_state text not null,
         reason text,
         actor_kind text not null,
         actor_id uuid not null,
         actor_name text not null,
         at timestamptz(3) not null,
         ${references("claim_id", "claim")}`,
        { appendOnly: true },
      ),
    );
    this.addSql(`
-- A submission is frozen: only what the outside says of it afterwards may change.
revoke update, delete on claim_submission from cb_api;
grant update (status, status_at, status_codes, payer_claim_control_number, payer_received_on, version) on claim_submission to cb_api;
-- An adjudication is what a payer said; it is only ever marked as reversed.
revoke update, delete on claim_adjudication from cb_api;
grant update (reversed_at) on claim_adjudication to cb_api;

create index on claim (practice_id, patient_id);
create index on claim (practice_id, created_at, id);
create index on claim (practice_id, served_from, id);
create index on claim (practice_id, workflow, submission_status);
create index on claim_payer (practice_id, payer_id);
create index on claim_line (practice_id, charge_id);
create index on claim_line (practice_id, encounter_id);
create index on claim_encounter (practice_id, encounter_id);
create index on claim_submission (practice_id, claim_id);
create index on claim_submission (practice_id, outbound_file_id);
create index on claim_adjudication (practice_id, claim_id);
create index on claim_history (practice_id, claim_id);
`);
  }
}

function oneOfNumbers(column: string, values: readonly number[]): string {
  return `check (${column} in (${values.join(", ")}))`;
}
