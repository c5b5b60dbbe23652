import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable, references } from "../src/platform/database/tenant-sql";

const STATUSES = ["OPEN", "READY_FOR_CODING", "QUESTIONED", "CODED", "BILLED", "CANCELLED"];

/**
 * Visits with their diagnoses and charges. Positions are unique at COMMIT rather than at once, because a replaced list
 * is written before the old one is gone. Diagnoses and history are closed to patient sessions: a pay link opens one.
 */
export class CreateEncounters extends Migration {
  override up(): void {
    this.addSql(
      practiceTable(
        "encounter",
        `patient_id uuid not null,
         location_id uuid not null,
         rendering_provider_id uuid not null,
         referring_provider_id uuid,
         supervising_provider_id uuid,
         served_from date not null,
         served_to date not null,
         place_of_service text not null check (place_of_service ~ '^[0-9]{2}$'),
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
         status text not null ${oneOf("status", STATUSES)},
         status_since timestamptz(3) not null,
         created_at timestamptz(3) not null,
         updated_at timestamptz(3) not null,
         version int not null default 1,
         check (served_to >= served_from),
         ${references("patient_id", "patient")},
         ${references("location_id", "location")},
         ${references("rendering_provider_id", "provider")},
         ${references("referring_provider_id", "provider")},
         ${references("supervising_provider_id", "provider")}`,
        { patients: { column: "patient_id" } },
      ),
    );
    this.addSql(
      practiceTable(
        "diagnosis",
        `encounter_id uuid not null,
         position int not null check (position between 1 and 12),
         code text not null,
         unique (practice_id, encounter_id, position) deferrable initially deferred,
         unique (practice_id, encounter_id, code) deferrable initially deferred,
         ${references("encounter_id", "encounter")}`,
      ),
    );
    this.addSql(
      practiceTable(
        "charge",
        `encounter_id uuid not null,
         patient_id uuid not null,
         position int check (position > 0),
         procedure_code text not null,
         modifiers text[] not null check (cardinality(modifiers) <= 4),
         unit_kind text not null ${oneOf("unit_kind", ["UN", "MJ"])},
         quantity text not null check (quantity ~ '^[0-9]{1,8}(\\.[0-9]{1,3})?$'),
         charge_cents bigint not null check (charge_cents >= 0),
         price_from_schedule boolean not null,
         diagnosis_pointers int[] not null check (cardinality(diagnosis_pointers) <= 4),
         served_on date not null,
         served_to date not null,
         place_of_service text check (place_of_service ~ '^[0-9]{2}$'),
         rendering_provider_id uuid,
         description text,
         ndc jsonb,
         emergency boolean not null,
         billed_at timestamptz(3),
         withdrawn_at timestamptz(3),
         created_at timestamptz(3) not null,
         check (served_to >= served_on),
         check ((position is null) = (withdrawn_at is not null)),
         unique (practice_id, encounter_id, position) deferrable initially deferred,
         ${references("encounter_id", "encounter")},
         ${references("patient_id", "patient")},
         ${references("rendering_provider_id", "provider")}`,
        { patients: { column: "patient_id" } },
      ),
    );
    this.addSql(
      practiceTable(
        "encounter_history",
        `encounter_id uuid not null,
         move text not null,
         from_status text ${oneOf("from_status", STATUSES)},
         to_status text not null ${oneOf("to_status", STATUSES)},
         actor_kind text not null,
         actor_id uuid not null,
         actor_name text not null,
         reason text,
         occurred_at timestamptz(3) not null,
         ${references("encounter_id", "encounter")}`,
        { appendOnly: true },
      ),
    );
    this.addSql(`
create index on encounter (practice_id, patient_id, served_from);
create index on encounter (practice_id, status, status_since, id);
create index on encounter (practice_id, served_from, id);
create index on encounter (practice_id, created_at, id);
create index on encounter (practice_id, rendering_provider_id);
create index on diagnosis (practice_id, code);
create index on charge (practice_id, patient_id, served_on);
create index on encounter_history (practice_id, encounter_id, occurred_at);
`);
  }
}
