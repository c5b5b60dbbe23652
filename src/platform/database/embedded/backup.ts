import { constants, existsSync } from "node:fs";
import { copyFile, lstat, mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Client } from "pg";
import { withConnection } from "./connection";
import type { EmbeddedServer } from "./start-embedded-server";

export type Backup = { readonly directory: string; readonly files: number; readonly bytes: number };

/**
 * Copies the whole cluster while it serves, into a new directory that is a cluster itself: for a restore it takes
 * the place of `<base>/18` (README.md). The package has no pg_dump and no pg_basebackup, so this is the protocol
 * they follow, in SQL: https://www.postgresql.org/docs/18/continuous-archiving.html ("low level API").
 *
 * Good for the same major version and processor architecture only. The server must run in service mode.
 */
export async function backupCluster(server: Pick<EmbeddedServer, "host" | "port" | "user" | "dataDirectory">, outDirectory: string): Promise<Backup> {
  if (existsSync(outDirectory)) throw new Error(`${outDirectory} exists: a backup never overwrites another`);
  const unfinished = `${outDirectory}.partial`; // a finished name means a finished backup
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  try {
    const tally = { files: 0, bytes: 0 };
    await withConnection(server, (client) => copyBetweenMarks(client, server.dataDirectory, unfinished, tally));
    await rename(unfinished, outDirectory);
    await syncFile(path.dirname(path.resolve(outDirectory)));
    return { directory: outDirectory, ...tally };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

type Tally = { files: number; bytes: number };

/** The marks belong to the session: everything between start and stop goes through this one connection. */
async function copyBetweenMarks(client: Client, data: string, out: string, tally: Tally): Promise<void> {
  const { rows: spaces } = await client.query("select 1 from pg_tablespace where spcname not like 'pg\\_%'");
  if (spaces.length > 0) throw new Error("tablespaces lie outside the data directory and are not backed up");
  // A temporary slot keeps the WAL of the whole backup on disk until we have it; it goes with the session.
  await client.query("select pg_create_physical_replication_slot('carebill_backup_' || pg_backend_pid(), true, true)");
  const started = await client.query<{ segment: string }>("select pg_walfile_name(pg_backup_start('carebill backup', fast => true)) as segment");
  await copyTree(data, out, "", tally);
  const stopped = await client.query<{ label: string; segment: string }>("select labelfile as label, pg_walfile_name(lsn) as segment from pg_backup_stop(wait_for_archive => false)");
  const [from, to] = [started.rows[0], stopped.rows[0]];
  if (!from || !to) throw new Error("PostgreSQL did not say where the backup begins and ends");

  await writeFile(path.join(out, "backup_label"), to.label, { mode: 0o600, flush: true });
  // Last, as the copied files are only consistent together with what was written while they were copied.
  for (const segment of await readdir(path.join(data, "pg_wal"))) {
    const isNeeded = /^[0-9A-F]{24}$/.test(segment) && segment >= from.segment && segment <= to.segment;
    if (isNeeded) await copyOne(path.join(data, "pg_wal", segment), path.join(out, "pg_wal", segment), tally);
  }
  await syncFile(path.join(out, "pg_wal"));
}

/** What describes the running server and not the data. An empty slot left in pg_replslot makes the restore panic. */
const isOfTheRun = /^(postmaster\.(pid|opts)|(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/.*)$|(^|\/)(pgsql_tmp|pg_internal\.init)/;

async function copyTree(data: string, out: string, relative: string, tally: Tally): Promise<void> {
  const entries = await ifThere(readdir(path.join(data, relative), { withFileTypes: true }));
  for (const entry of entries ?? []) {
    const name = relative === "" ? entry.name : `${relative}/${entry.name}`;
    if (isOfTheRun.test(name)) continue;
    const target = path.join(out, name);
    if (!entry.isDirectory()) {
      await ifThere(copyOne(path.join(data, name), target, tally));
      continue;
    }
    await mkdir(target, { mode: 0o700 });
    await copyTree(data, out, name, tally);
    await syncFile(target);
  }
}

async function copyOne(source: string, target: string, tally: Tally): Promise<void> {
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  await syncFile(target);
  tally.files += 1;
  tally.bytes += (await lstat(target)).size;
}

/** Tables are dropped and files recycled while we copy; the WAL knows about it. */
async function ifThere<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** A backup that a power cut can empty is none. */
async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
