import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable, references } from "../src/platform/database/tenant-sql";

/** Patients and the people who answer for their bills. A name's search columns are stored normalised (database.md 1.2). */
export class CreatePatients extends Migration {
  override up(): void {
    this.addSql(
      practiceTable(
        "guarantor",
        `first_name text not null,
         last_name text not null,
         last_name_key text generated always as (lower(last_name)) stored,
         birth_date date,
         address jsonb not null,
         phone text,
         email text,
         email_consent boolean not null default false,
         created_at timestamptz(3) not null,
         version int not null default 1`,
        { patients: "open" },
      ),
    );
    this.addSql(
      practiceTable(
        "patient",
        `guarantor_id uuid not null,
         guarantor_relationship text not null ${oneOf("guarantor_relationship", ["SELF", "SPOUSE", "PARENT", "OTHER"])},
         medical_record_number text not null,
         first_name text not null,
         middle_name text,
         last_name text not null,
         suffix text,
         last_name_key text generated always as (lower(last_name)) stored,
         first_name_key text generated always as (lower(first_name)) stored,
         birth_date date not null,
         sex text not null ${oneOf("sex", ["FEMALE", "MALE", "UNKNOWN"])},
         address jsonb not null,
         phone text,
         email text,
         active boolean not null default true,
         created_at timestamptz(3) not null,
         version int not null default 1,
         ${references("guarantor_id", "guarantor")},
         unique (practice_id, medical_record_number)`,
        { patients: { column: "id" } },
      ),
    );
    this.addSql(
      practiceTable(
        "patient_contact",
        `patient_id uuid not null,
         kind text not null ${oneOf("kind", ["EMERGENCY", "CAREGIVER", "LEGAL_REPRESENTATIVE", "OTHER"])},
         name text not null,
         phone text,
         email text,
         created_at timestamptz(3) not null,
         ${references("patient_id", "patient")}`,
        { patients: { column: "patient_id" } },
      ),
    );
    this.addSql(
      practiceTable(
        "external_reference",
        `object_type text not null,
         object_id uuid not null,
         system text not null,
         value text not null,
         created_at timestamptz(3) not null,
         unique (practice_id, object_type, system, value)`,
      ),
    );
    this.addSql(`
create policy guarantor_patient on guarantor as restrictive to cb_api
  using ((select cb_all_patients()) or exists (select 1 from patient p where p.practice_id = guarantor.practice_id and p.guarantor_id = guarantor.id));
create index on patient (practice_id, last_name_key, first_name_key);
create index on patient (practice_id, guarantor_id);
create index on patient (practice_id, created_at, id);
create index on patient_contact (practice_id, patient_id);
create index on external_reference (practice_id, object_id);
`);
  }
}
