import { readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { unfinishedPrefix } from "./create-cluster";
import { EmbeddedServerError } from "./errors";
import { runAs, type DatabaseUser } from "./identity";
import { pause, run, textOf } from "./processes";

/**
 * What a killed run left in the base, cleared under the lock. An orphaned PostgreSQL is stopped, not adopted: it
 * would give us no exit event, runs with settings we do not know and maybe from older binaries, and a restart
 * takes a tenth of a second.
 */
export async function clearLeftovers({ base, dataDirectory, user }: { base: string; dataDirectory: string; user: DatabaseUser }, log: (message: string) => void): Promise<void> {
  for (const name of readdirSync(base)) {
    if (!name.startsWith(unfinishedPrefix)) continue;
    const unfinished = path.join(base, name);
    for (const pid of await serversIn(unfinished, user)) signal(pid, "SIGKILL"); // an initdb that outlived its parent
    rmSync(unfinished, { recursive: true, force: true, maxRetries: 5 });
  }
  await stopOrphan(dataDirectory, user, log);
  if (readPidFile(dataDirectory) !== null) {
    // Safe only now: no PostgreSQL lives in the directory. Kept, it could name the pid of an innocent process.
    rmSync(pidFileOf(dataDirectory));
    log("removed a stale postmaster.pid (power loss or kill); PostgreSQL will recover by itself");
  }
}

async function stopOrphan(dataDirectory: string, user: DatabaseUser, log: (message: string) => void): Promise<void> {
  const orphans = await serversIn(dataDirectory, user);
  if (orphans.length === 0) return;
  const named = readPidFile(dataDirectory)?.pid;
  const postmaster = orphans.find((pid) => pid === named);
  log(`stopping a PostgreSQL left behind by a run that was killed (pid ${postmaster ?? orphans.join(", ")})`);
  if (postmaster !== undefined) {
    signal(postmaster, "SIGINT");
    if (await gone(dataDirectory, user, 30_000)) return;
    signal(postmaster, "SIGQUIT");
  }
  // Without a postmaster the others notice its death and leave by themselves.
  if (await gone(dataDirectory, user, 10_000)) return;
  const remaining = (await serversIn(dataDirectory, user)).join(", ");
  throw new EmbeddedServerError("RUNNING", `A PostgreSQL (pid ${remaining}) is still using ${dataDirectory} and does not stop. Stop it and start again.`);
}

async function gone(dataDirectory: string, user: DatabaseUser, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(20)) {
    if ((await serversIn(dataDirectory, user)).length === 0) return true;
  }
  return false;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {} // gone meanwhile
}

/**
 * The PostgreSQL processes that live in a directory: postmaster and backends all have it as their working directory,
 * which a pid in a file can only claim. Asked as the database's user, because root in a container may not look into
 * another user's processes (no CAP_SYS_PTRACE) and would find nobody.
 */
export async function serversIn(dataDirectory: string, user: DatabaseUser): Promise<readonly number[]> {
  if (statSync(dataDirectory, { throwIfNoEntry: false }) === undefined) return [];
  if (process.platform !== "linux") return serverByName(dataDirectory);
  const look = 'for p in /proc/[0-9]*; do [ "$p/cwd" -ef "$1" ] && echo "${p#/proc/}"; done; true';
  const { stdout } = await runAs(user, "/bin/sh", ["-c", look, "sh", dataDirectory]);
  return stdout.split("\n").filter(Boolean).map(Number).filter(isPostgres);
}

function isPostgres(pid: number): boolean {
  const command = `${textOf(`/proc/${pid}/cmdline`) ?? ""} ${textOf(`/proc/${pid}/comm`) ?? ""}`;
  return command.includes("postgres");
}

/** Without /proc (macOS) the name is all we have. */
async function serverByName(dataDirectory: string): Promise<readonly number[]> {
  const pid = readPidFile(dataDirectory)?.pid;
  if (pid === undefined) return [];
  const { stdout } = await run("ps", ["-o", "comm=", "-p", String(pid)]);
  return stdout.includes("postgres") ? [pid] : [];
}

const pidFileOf = (dataDirectory: string): string => path.join(dataDirectory, "postmaster.pid");

/** postmaster.pid: the first line is the pid, the eighth what PostgreSQL is doing. */
export function readPidFile(dataDirectory: string): { readonly pid: number; readonly status: string } | null {
  const lines = textOf(pidFileOf(dataDirectory))?.split("\n");
  return lines ? { pid: Number(lines[0]), status: lines[7]?.trim() ?? "" } : null;
}
