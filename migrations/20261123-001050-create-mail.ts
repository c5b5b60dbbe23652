import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable } from "../src/platform/database/tenant-sql";

/** What goes out by e-mail, with what became of it. The text is made when it is sent and is not kept: it may hold a link that opens a statement. */
export class CreateMail extends Migration {
  override up(): void {
    this.addSql(
      practiceTable(
        "outgoing_mail",
        `kind text not null,
         subject_id uuid not null,
         recipient text not null,
         task text not null,
         status text not null ${oneOf("status", ["QUEUED", "SENDING", "SENT", "FAILED"])},
         attempts int not null default 0,
         failure_code text,
         attempted_at timestamptz(3),
         sent_at timestamptz(3),
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (practice_id, kind, subject_id)`,
      ),
    );
    this.addSql(`create index on outgoing_mail (practice_id, created_at, id);`);
  }
}
