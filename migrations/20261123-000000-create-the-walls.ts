import { Migration } from "@mikro-orm/migrations";

/**
 * The functions that every policy asks. They read settings that a Work puts in place for one transaction, and answer
 * null, which no row matches, when a setting is missing or empty.
 */
export class CreateTheWalls extends Migration {
  override up(): void {
    this.addSql(`
create function cb_practices() returns uuid[] stable parallel safe language sql
  return nullif(current_setting('carebill.practices', true), '')::uuid[];
create function cb_service() returns uuid stable parallel safe language sql
  return nullif(current_setting('carebill.service', true), '')::uuid;
create function cb_all_patients() returns boolean stable parallel safe language sql
  return coalesce(current_setting('carebill.patients', true), '') = 'all';
create function cb_patients() returns uuid[] stable parallel safe language sql
  return case when coalesce(current_setting('carebill.patients', true), '') in ('', 'all') then null
         else current_setting('carebill.patients', true)::uuid[] end;
create function cb_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are only ever added', tg_table_name using errcode = '23514';
end $$;
`);
  }
}
