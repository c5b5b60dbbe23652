import { Migration } from "@mikro-orm/migrations";

/**
 * The sandbox's memory of its own seeding: that it began, that it finished, and whose tokens to print. A database
 * without it was not made by the seed, and the sandbox keeps its hands off it. The owner's; no request reads it.
 */
export class CreateSandboxSeed extends Migration {
  override up(): void {
    this.addSql(`
create table sandbox_seed (
  only_row boolean primary key default true check (only_row),
  started_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  actors jsonb,
  check ((finished_at is null) = (actors is null))
);
`);
  }
}
