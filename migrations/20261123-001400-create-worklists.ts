import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable, references } from "../src/platform/database/tenant-sql";

/** What somebody has to look at, and who did what about it. */
export class CreateWorklists extends Migration {
  override up(): void {
    this.addSql(
      practiceTable(
        "task",
        `kind text not null,
         status text not null ${oneOf("status", ["OPEN", "SNOOZED", "DONE", "DISMISSED"])},
         priority int not null check (priority between 1 and 9),
         title text not null,
         subject_type text not null,
         subject_id uuid not null,
         amount_cents bigint,
         reason_codes text[] not null default '{}',
         cause text not null,
         assignee_id uuid,
         snoozed_until date,
         due_on date not null,
         created_at timestamptz(3) not null,
         completed_at timestamptz(3),
         resolution text,
         version int not null default 1,
         unique (practice_id, cause)`,
      ),
    );
    this.addSql(
      practiceTable(
        "task_history",
        `task_id uuid not null,
         act text not null,
         from_status text,
         to_status text not null,
         actor_kind text not null,
         actor_id uuid not null,
         actor_name text not null,
         note text,
         happened_at timestamptz(3) not null,
         ${references("task_id", "task")}`,
        { appendOnly: true },
      ),
    );
    this.addSql(`
create index on task (practice_id, status, due_on, id);
create index on task (practice_id, subject_id);
create index on task (practice_id, assignee_id);
create index on task_history (practice_id, task_id);
`);
  }
}
