import { Migration } from "@mikro-orm/migrations";
import { oneOf, practiceTable, serviceTable } from "../src/platform/database/tenant-sql";

/** The account with the clearinghouse, what went out, and everything that came in, whole. */
export class CreateClearinghouse extends Migration {
  override up(): void {
    this.addSql(
      serviceTable(
        "clearinghouse_account",
        `submitter_id text not null,
         submitter_qualifier text not null,
         submitter_name text not null,
         contact_name text not null,
         contact_phone text not null,
         contact_email text,
         receiver_id text not null,
         receiver_qualifier text not null,
         receiver_name text not null,
         usage text not null ${oneOf("usage", ["T", "P"])},
         last_interchange_number int not null default 0,
         created_at timestamptz(3) not null,
         version int not null default 1,
         unique (billing_service_id),
         unique (submitter_id)`,
      ),
    );
    this.addSql(
      practiceTable(
        "outbound_file",
        `name text not null,
         content text not null,
         interchange_control_number int not null,
         group_control_number int not null,
         claim_count int not null,
         status text not null ${oneOf("status", ["QUEUED", "SENT"])},
         attempts int not null default 0,
         last_error text,
         created_at timestamptz(3) not null,
         sent_at timestamptz(3),
         version int not null default 1,
         unique (practice_id, name)`,
      ),
    );
    this.addSql(
      serviceTable(
        "inbound_file",
        `name text not null,
         source text not null ${oneOf("source", ["CLEARINGHOUSE", "API"])},
         kind text not null ${oneOf("kind", ["A_999", "A_277CA", "A_TA1", "A_835", "UNKNOWN"])},
         sha256 text not null,
         size_bytes int not null,
         encoding text not null ${oneOf("encoding", ["UTF8", "BASE64"])},
         content text not null,
         status text not null ${oneOf("status", ["RECEIVED", "PROCESSED", "WAITING", "WAITING_FOR_REMITTANCE"])},
         reason text,
         received_at timestamptz(3) not null,
         processed_at timestamptz(3),
         version int not null default 1,
         unique (billing_service_id, sha256)`,
      ),
    );
    this.addSql(`
-- The file is frozen; only its sending is recorded.
revoke update, delete on outbound_file from cb_api;
grant update (status, attempts, last_error, sent_at, version) on outbound_file to cb_api;
revoke update, delete on inbound_file from cb_api;
grant update (kind, status, reason, processed_at, version) on inbound_file to cb_api;
create index on outbound_file (practice_id, created_at, id);
create index on outbound_file (practice_id, interchange_control_number);
create index on outbound_file (practice_id, group_control_number);
create index on inbound_file (billing_service_id, received_at, id);
create index on inbound_file (billing_service_id, status);

-- One mailbox may serve several billing services: whose a file is, by the id that it names as its receiver. What
-- names nobody goes to the oldest account, so that no file is left lying where nobody looks.
create function cb_mailbox_owner(receiver text) returns uuid stable security definer
  set search_path = pg_catalog, public language sql as $$
  select billing_service_id from clearinghouse_account order by (submitter_id = receiver) desc, created_at, billing_service_id limit 1
$$;
revoke all on function cb_mailbox_owner from public;
grant execute on function cb_mailbox_owner to cb_api;
`);
  }
}
