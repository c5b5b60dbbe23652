import { Migration } from "@mikro-orm/migrations";

/**
 * The queue's tables have no tenant policy and stay closed to the API's role. These two functions are its only view:
 * jobs of the caller's billing service that have failed at least once, without payloads and errors, which may quote data.
 */
export class ShowFailingJobs extends Migration {
  override up(): void {
    this.addSql(`
create function cb_failing_jobs() returns table (id bigint, task text, practice_id uuid, attempts int, max_attempts int, run_at timestamptz, created_at timestamptz)
  stable security definer set search_path = pg_catalog, public language sql as $$
  select j.id, t.identifier, (j.payload ->> 'practiceId')::uuid, j.attempts::int, j.max_attempts::int, j.run_at, j.created_at
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where j.attempts > 0 and cb_all_patients() and j.payload ->> 'billingServiceId' = cb_service()::text
    and (j.payload ->> 'practiceId' is null or (j.payload ->> 'practiceId')::uuid = any (cb_practices()))
$$;
create function cb_retry_job(job bigint) returns boolean security definer set search_path = pg_catalog, public language sql as $$
  select exists (select 1 from cb_failing_jobs() f where f.id = job)
     and (select count(*) from graphile_worker.reschedule_jobs(array[job], run_at => now(), attempts => 1)) = 1
$$;
revoke all on function cb_failing_jobs, cb_retry_job from public;
grant execute on function cb_failing_jobs, cb_retry_job to cb_api;
`);
  }
}
