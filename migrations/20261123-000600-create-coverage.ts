import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable, references } from "../src/platform/database/tenant-sql";

/**
 * Who insures whom, in which order, from when to when. That no two coverages of a rank overlap is kept by the verbs,
 * which lock the patient: an exclusion constraint would need an extension that not every server has.
 */
export class CreateCoverage extends Migration {
  override up(): void {
    this.addSql(
      practiceTable(
        "coverage",
        `patient_id uuid not null,
         payer_id uuid not null,
         rank int not null check (rank between 1 and 3),
         member_id text not null,
         group_number text,
         plan_name text,
         subscriber_relationship text not null ${oneOf("subscriber_relationship", ["SELF", "SPOUSE", "CHILD", "OTHER"])},
         subscriber jsonb,
         effective_from date not null,
         effective_to date,
         created_at timestamptz(3) not null,
         version int not null default 1,
         check ((subscriber_relationship = 'SELF') = (subscriber is null)),
         check (effective_to is null or effective_to >= effective_from),
         ${references("patient_id", "patient")}`,
        { patients: { column: "patient_id" } },
      ),
    );
    this.addSql(`
create index on coverage (practice_id, patient_id, rank, effective_from);
create index on coverage (practice_id, member_id);
create index on coverage (practice_id, payer_id);
create index on coverage (practice_id, created_at, id);
create index on coverage (practice_id, effective_from, id);
`);
  }
}
