import { Migration } from "@mikro-orm/migrations";
import { practiceTable, practiceTableWithKey, walls } from "../src/platform/database/tenant-sql";

/** Tenants, outbox, receipts, the way to the queue, idempotency: what every room stands on. */
export class CreateTheBuilding extends Migration {
  override up(): void {
    this.addSql(`
create table billing_service (
  id uuid primary key,
  name text not null,
  created_at timestamptz(3) not null,
  version int not null default 1
);
${walls("billing_service", "id = (select cb_service())", { patients: "open" })}

create table practice (
  billing_service_id uuid not null references billing_service (id),
  id uuid primary key,
  name text not null,
  legal_name text not null,
  npi text not null,
  tax_id text not null,
  tax_id_kind text not null check (tax_id_kind in ('EIN', 'SSN')),
  taxonomy text not null,
  time_zone text not null,
  address jsonb not null,
  pay_to_address jsonb,
  phone text not null,
  statement_name text not null,
  statement_address jsonb not null,
  statement_minimum_cents bigint not null default 1,
  created_at timestamptz(3) not null,
  version int not null default 1,
  unique (billing_service_id, id),
  unique (billing_service_id, npi)
);
${walls("practice", "id = any ((select cb_practices())::uuid[])", { patients: "open" })}
`);
    this.addSql(
      practiceTable(
        "event",
        `type text not null,
         aggregate_type text not null,
         aggregate_id uuid not null,
         sequence int not null,
         data jsonb not null,
         actor_kind text not null,
         actor_id uuid not null,
         request_id text not null,
         occurred_at timestamptz(3) not null,
         recorded_at timestamptz(3) not null default now(),
         unique (practice_id, aggregate_id, sequence)`,
        { appendOnly: true },
      ),
    );
    this.addSql(
      practiceTableWithKey(
        "listener_receipt",
        `event_id uuid not null,
         listener text not null,
         heard_at timestamptz(3) not null,
         primary key (practice_id, event_id, listener),
         foreign key (practice_id, event_id) references event (practice_id, id)`,
        { appendOnly: true },
      ),
    );
    this.addSql(`
create table idempotency_key (
  billing_service_id uuid not null references billing_service (id),
  actor_id uuid not null,
  key text not null,
  field text not null,
  request_hash text not null,
  response jsonb,
  created_at timestamptz(3) not null,
  primary key (billing_service_id, actor_id, key, field)
);
${walls("idempotency_key", "billing_service_id = (select cb_service())", { patients: "open" })}

create table sandbox_clock (
  only_row boolean primary key default true check (only_row),
  ahead_ms bigint not null
);
grant select, insert, update on sandbox_clock to cb_api;

create function cb_enqueue(task text, payload json, job_key text, run_at timestamptz, max_attempts int) returns bigint
  language sql security definer set search_path = pg_catalog, graphile_worker as $$
  select (graphile_worker.add_job(task, payload, run_at => run_at, max_attempts => max_attempts, job_key => job_key)).id
$$;
revoke all on function cb_enqueue from public;
grant execute on function cb_enqueue to cb_api;

-- Before anybody is known to act, somebody must say which practices there are: ids only.
create function cb_service_practices(service uuid) returns setof uuid stable security definer
  set search_path = pg_catalog, public language sql as $$ select id from practice where billing_service_id = service order by id $$;
revoke all on function cb_service_practices from public;
grant execute on function cb_service_practices to cb_api;
`);
  }
}
