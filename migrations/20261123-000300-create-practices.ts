import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable, references, serviceTable } from "../src/platform/database/tenant-sql";

/** Where care is given and by whom, who insures, and what it costs. */
export class CreatePractices extends Migration {
  override up(): void {
    this.addSql(
      practiceTable(
        "location",
        `name text not null,
         place_of_service text not null,
         npi text,
         clia_number text,
         address jsonb not null,
         active boolean not null default true,
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (practice_id, name)`,
        { patients: "open" },
      ),
    );
    this.addSql(
      practiceTable(
        "provider",
        `npi text not null,
         first_name text not null,
         last_name text not null,
         credentials text,
         taxonomy text not null,
         active boolean not null default true,
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (practice_id, npi)`,
        { patients: "open" },
      ),
    );
    this.addSql(
      serviceTable(
        "payer",
        `name text not null,
         electronic_payer_id text not null,
         filing_indicator text not null,
         filing_limit_days int not null check (filing_limit_days > 0),
         filing_basis text not null ${oneOf("filing_basis", ["SERVICE_FROM", "SERVICE_THROUGH", "PRIMARY_REMITTANCE"])},
         takes_replacements boolean not null default true,
         address jsonb,
         phone text,
         active boolean not null default true,
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (billing_service_id, electronic_payer_id, name)`,
        { patients: "open" },
      ),
    );
    this.addSql(
      practiceTable(
        "fee_schedule",
        `name text not null,
         effective_from date not null,
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (practice_id, effective_from)`,
      ),
    );
    this.addSql(
      practiceTable(
        "fee",
        `fee_schedule_id uuid not null,
         procedure_code text not null,
         modifier text not null default '',
         amount_cents bigint not null check (amount_cents >= 0),
         ${references("fee_schedule_id", "fee_schedule")},
         unique (practice_id, fee_schedule_id, procedure_code, modifier)`,
      ),
    );
  }
}
