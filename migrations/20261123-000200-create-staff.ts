import { Migration } from "@mikro-orm/migrations";
import { serviceTable } from "../src/platform/database/tenant-sql";

export class CreateStaff extends Migration {
  override up(): void {
    this.addSql(
      serviceTable(
        "staff_user",
        `email text not null,
         name text not null,
         roles text[] not null,
         employer_practice_id uuid references practice (id),
         active boolean not null default true,
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (billing_service_id, email)`,
      ),
    );
    this.addSql(
      serviceTable(
        "app",
        `name text not null,
         roles text[] not null,
         practice_ids text[] not null default '{}',
         active boolean not null default true,
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (billing_service_id, name)`,
      ),
    );
  }
}
