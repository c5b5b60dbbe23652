import { withConnection, type ServerAddress } from "./connection";

export type TestDatabaseOptions = {
  /** Names what `build` makes, usually a hash of the migrations: another key, another template. */
  readonly templateKey: string;
  /** Fills the empty database of this name: migrations, seeds. Its connections must be closed when it resolves. */
  readonly build: (databaseName: string) => Promise<void>;
  /** How many databases to hand out: jest's `maxWorkers`. */
  readonly workers: number;
};

export type TestDatabases = {
  readonly template: string;
  /** Whether `build` was called, or an earlier run's template served. */
  readonly built: boolean;
  readonly databases: readonly string[];
};

const workerPrefix = "w_";
const templatePrefix = "tpl_";

/** The database of a jest worker: `workerDatabase(process.env.JEST_WORKER_ID)`. */
export const workerDatabase = (workerId: number | string): string => `${workerPrefix}${workerId}`;

/**
 * One migrated template, kept between runs, and a copy of it for each worker. Whatever earlier runs left is dropped
 * first: the copies, templates of another key, and one whose building was killed, which never became a template.
 */
export async function prepareTestDatabases(server: ServerAddress, { templateKey, build, workers }: TestDatabaseOptions): Promise<TestDatabases> {
  if (!/^[a-z0-9_]{1,50}$/.test(templateKey)) throw new Error(`not a template key: ${templateKey}`);
  const template = `${templatePrefix}${templateKey}`;
  const kept = await dropLeftovers(server, template);
  if (!kept) await buildTemplate(server, template, build);
  const databases = Array.from({ length: workers }, (_, index) => workerDatabase(index + 1));
  await Promise.all(databases.map((name) => createFrom(server, template, name)));
  return { template, built: !kept, databases };
}

/** True when the wanted template is among what stays. */
async function dropLeftovers(server: ServerAddress, template: string): Promise<boolean> {
  return withConnection(server, async (client) => {
    const { rows } = await client.query<{ name: string; finished: boolean }>(
      `select datname as name, datistemplate as finished from pg_database
        where starts_with(datname, $1) or starts_with(datname, $2)`,
      [workerPrefix, templatePrefix],
    );
    const isKept = (row: { name: string; finished: boolean }) => row.name === template && row.finished;
    for (const row of rows) {
      if (isKept(row)) continue;
      if (row.finished) await client.query(`alter database ${quoted(row.name)} is_template false`);
      await client.query(`drop database ${quoted(row.name)} with (force)`);
    }
    return rows.some(isKept);
  });
}

async function buildTemplate(server: ServerAddress, template: string, build: TestDatabaseOptions["build"]): Promise<void> {
  await withConnection(server, async (client) => {
    await client.query(`create database ${quoted(template)}`);
    await build(template);
    // Nobody may be connected to a template while it is copied.
    await client.query(`alter database ${quoted(template)} is_template true allow_connections false`);
    await client.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1`, [template]);
  });
}

/**
 * file_copy copies whole files and wants checkpoints, which cost nothing without fsync; the default, wal_log, writes
 * every page twice. A connection each, so that they run side by side.
 */
async function createFrom(server: ServerAddress, template: string, name: string): Promise<void> {
  await withConnection(server, (client) => client.query(`create database ${quoted(name)} template ${quoted(template)} strategy file_copy`));
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
