import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { EmbeddedServer, startEmbeddedServer as StartEmbeddedServer } from "../../src/platform/database/embedded/index.ts";
import type { migrate as Migrate, prepareDatabase as PrepareDatabase } from "../../src/platform/database/migrate.ts";
import type { ACCOUNTS as Accounts, checkLedger as CheckLedger } from "../../src/ledger/index.ts";
import { benchRoot, product, repositoryRoot } from "../product.ts";
import { connectionOf, withClient, type Connection } from "./connection.ts";
import { fillInBulk, sizeOf } from "./bulk.ts";
import { foundService } from "./found-service.ts";

export type Dataset = { server: EmbeddedServer; database: string; serviceId: string; billerId: string; counts: Record<string, number>; drop(): Promise<void> };

const log = (message: string) => process.stderr.write(`[dataset] ${message}\n`);

/** Started with a service's settings (fsync on); only max_connections is higher, because four contenders stand by at once. */
export async function openDataset(scale: number): Promise<Dataset> {
  const { startEmbeddedServer } = product<{ startEmbeddedServer: typeof StartEmbeddedServer }>("src/platform/database/embedded/index.js");
  const server = await startEmbeddedServer({ base: path.join(benchRoot, ".data"), mode: "service", settings: { max_connections: "140" }, log });
  try {
    const superuser = connectionOf(server.host, "postgres");
    const kept = `bench_${String(scale).replace(".", "_")}_${sourcesKey(scale)}`;
    const known = await databasesLike(superuser, `bench_${String(scale).replace(".", "_")}_%`);
    for (const other of known.filter((name) => name !== kept)) await withClient(superuser, (client) => client.query(`drop database "${other}" with (force)`));
    if (!known.includes(kept)) await makeDataset(superuser, kept, scale);
    const database = "bench_run";
    await withClient(superuser, async (client) => {
      await client.query(`drop database if exists ${database} with (force)`);
      await client.query(`create database ${database} template "${kept}" strategy file_copy owner cb_owner`);
    });
    const facts = await withClient({ ...superuser, database }, factsOf);
    log(
      Object.entries(facts.counts)
        .map(([name, count]) => `${count.toLocaleString("en")} ${name}`)
        .join(", "),
    );
    return { server, database, ...facts, drop: () => withClient(superuser, async (client) => void (await client.query(`drop database if exists ${database} with (force)`))) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function makeDataset(superuser: Connection, kept: string, scale: number): Promise<void> {
  const { migrate, prepareDatabase } = product<{ migrate: typeof Migrate; prepareDatabase: typeof PrepareDatabase }>("src/platform/database/migrate.js");
  const building = `${kept}_new`;
  const started = Date.now();
  log(`making the dataset at scale ${scale}`);
  await withClient(superuser, (client) => client.query(`drop database if exists "${building}" with (force)`));
  await prepareDatabase(superuser, building);
  await migrate({ ...superuser, user: "cb_owner", database: building });
  const size = sizeOf(scale);
  const founded = await foundService({ ...superuser, user: "cb_owner", database: building }, size.practices);
  await withClient({ ...superuser, database: building }, async (client) => {
    await fillInBulk(client, size, { ...founded, bucketKeySql: bucketKeySql() });
    await assertSound(client);
  });
  await withClient(superuser, (client) => client.query(`alter database "${building}" rename to "${kept}"`));
  log(`made in ${((Date.now() - started) / 1000).toFixed(1)} s; every check of the ledger holds in every practice`);
}

/** The book's own checks, in every practice: a dataset that is not in balance is no dataset. */
export async function assertSound(client: pg.Client): Promise<void> {
  const { checkLedger } = product<{ checkLedger: typeof CheckLedger }>("src/ledger/index.js");
  // It asks several questions at once; one connection answers them in turn.
  let last: Promise<pg.QueryResult> = Promise.resolve(null as never);
  const { rows } = await client.query<{ id: string; name: string }>("select id, name from practice order by id");
  for (const practice of rows) {
    const checks = await checkLedger(async (text, values) => (last = last.then(() => client.query(text, [...values]))).then(({ rows }) => rows), practice.id);
    const broken = checks.filter((check) => !check.ok);
    if (broken.length) throw new Error(`the dataset's book is broken in ${practice.name}: ${broken.map((check) => `${check.name} (${check.found})`).join(", ")}`);
  }
}

/** As bucketKey of post-journal.ts spells it, over the accounts as they are declared. */
function bucketKeySql(): string {
  const { ACCOUNTS } = product<{ ACCOUNTS: typeof Accounts }>("src/ledger/index.js");
  const column = (dimension: string) => dimension.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const cases = Object.entries(ACCOUNTS).flatMap(([account, { key }]) =>
    key ? [`when '${account}' then ${key.map((dimension) => `coalesce(${column(dimension)}::text, '')`).join(" || '|' || ")}`] : [],
  );
  return `case account ${cases.join(" ")} end`;
}

async function factsOf(client: pg.Client): Promise<Pick<Dataset, "serviceId" | "billerId" | "counts">> {
  const { rows } = await client.query<{ id: string; billing_service_id: string }>("select id, billing_service_id from staff_user where email = 'biller@bench.example'");
  const counts: Record<string, number> = {};
  for (const [name, table] of [
    ["practices", "practice"],
    ["patients", "patient"],
    ["encounters", "encounter"],
    ["claims", "claim"],
    ["claim lines", "claim_line"],
    ["ledger entries", "ledger_entry"],
    ["events", "event"],
  ] as const) {
    counts[name] = (await client.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n;
  }
  return { serviceId: rows[0]!.billing_service_id, billerId: rows[0]!.id, counts };
}

async function databasesLike(superuser: Connection, pattern: string): Promise<string[]> {
  return withClient(superuser, async (client) => (await client.query<{ datname: string }>("select datname from pg_database where datname like $1", [pattern])).rows.map((row) => row.datname));
}

/** What the dataset is made of: migrations, the chart of accounts and the generator. */
function sourcesKey(scale: number): string {
  const hash = createHash("sha256").update(String(scale));
  for (const folder of [path.join(repositoryRoot, "migrations"), path.join(benchRoot, "dataset")]) {
    for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(path.join(folder, name)));
  }
  hash.update(readFileSync(path.join(repositoryRoot, "src/ledger/accounts.ts")));
  return hash.digest("hex").slice(0, 12);
}
