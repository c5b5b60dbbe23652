import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable, references, serviceTable } from "../src/platform/database/tenant-sql";

const CODE_SETS = ["ICD10CM", "HCPCS", "CPT", "HCPCS_MODIFIER", "CPT_MODIFIER", "PLACE_OF_SERVICE"];

/** Code sets by release, for all practices of the service, and the coders' questions. Closed to patient sessions. */
export class CreateCoding extends Migration {
  override up(): void {
    this.addSql(
      serviceTable(
        "code_set_load",
        `code_set text not null ${oneOf("code_set", CODE_SETS)},
         name text not null,
         effective_from date not null,
         effective_to date,
         complete boolean not null,
         status text not null ${oneOf("status", ["LOADED", "REFUSED", "REPLACED"])},
         line_count int not null,
         code_count int not null,
         problem_count int not null,
         problems jsonb not null,
         content_hash text not null,
         loaded_by text not null,
         loaded_by_id uuid not null,
         loaded_at timestamptz(3) not null,
         check (effective_to is null or effective_to >= effective_from)`,
      ),
    );
    this.addSql(
      serviceTable(
        "code_set_code",
        `load_id uuid not null,
         code_set text not null ${oneOf("code_set", CODE_SETS)},
         code text not null,
         code_key text generated always as (lower(code)) stored,
         billable boolean not null,
         short_description text,
         long_description text,
         description_key text generated always as (lower(coalesce(long_description, short_description, ''))) stored,
         effective_from date not null,
         effective_to date,
         foreign key (billing_service_id, load_id) references code_set_load (billing_service_id, id)`,
      ),
    );
    this.addSql(
      practiceTable(
        "coding_question",
        `encounter_id uuid not null,
         question text not null,
         asked_by_id uuid not null,
         asked_by text not null,
         asked_at timestamptz(3) not null,
         answer text,
         answered_by_id uuid,
         answered_by text,
         answered_at timestamptz(3),
         check ((answer is null) = (answered_at is null)),
         ${references("encounter_id", "encounter")}`,
      ),
    );
    this.addSql(`
create unique index on code_set_load (billing_service_id, code_set, effective_from) where status = 'LOADED';
create index on code_set_load (billing_service_id, loaded_at, id);
create unique index on code_set_code (billing_service_id, load_id, code);
create index on code_set_code (billing_service_id, code_set, code_key);
create index on code_set_code (billing_service_id, code, id);
create unique index on coding_question (practice_id, encounter_id) where answered_at is null;
create index on coding_question (practice_id, encounter_id, asked_at);
`);
  }
}
