import { Migrator } from "@mikro-orm/migrations";
import { defineConfig, MikroORM } from "@mikro-orm/postgresql";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { migrations } from "../../../migrations";

export type Connection = { host: string; port: number; user: string; password: string; database: string; ssl?: boolean | object };

export const API_ROLE = "cb_api";

/**
 * Two roles: the owner owns and migrates, the API's role owns nothing and cannot bypass policies. The API logs in as
 * its own role; SET ROLE from a privileged login can be undone by injected SQL (database.md 1.1).
 */
export async function prepareDatabase(superuser: Connection, database: string): Promise<void> {
  await withClient(superuser, async (client) => {
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = 'cb_owner') then create role cb_owner login nosuperuser; end if;
      if not exists (select from pg_roles where rolname = '${API_ROLE}') then create role ${API_ROLE} login nosuperuser nobypassrls noinherit; end if;
    end $$`);
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
    await client.query(rowCount ? `alter database "${database}" owner to cb_owner` : `create database "${database}" owner cb_owner`);
  });
}

/** The queue's own tables first, because ours reach it through a function. */
export async function migrate(owner: Connection): Promise<string[]> {
  const pool = new pg.Pool({ ...owner, max: 2 });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
  const orm = await MikroORM.init(
    defineConfig({
      host: owner.host,
      port: owner.port,
      user: owner.user,
      password: owner.password,
      dbName: owner.database,
      ensureDatabase: false,
      ...(owner.ssl ? { driverOptions: { ssl: owner.ssl } } : {}),
      entities: [],
      discovery: { warnWhenNoEntities: false },
      extensions: [Migrator],
      migrations: {
        migrationsList: [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1)) as never,
        snapshot: false,
        silent: true,
        tableName: "migration",
        transactional: true,
        allOrNothing: true,
      },
      logger: () => {},
    } as never),
  );
  try {
    const done = await (orm as unknown as { migrator: Migrator }).migrator.up();
    return done.map((each) => each.name);
  } finally {
    await orm.close(true);
  }
}

export async function withClient<T>(connection: Connection, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  client.on("error", () => {});
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
