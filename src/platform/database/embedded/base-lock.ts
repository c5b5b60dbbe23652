import { randomUUID } from "node:crypto";
import { linkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { EmbeddedServerError } from "./errors";
import { pause, pidScope, startTimeOf, textOf } from "./processes";

type Holder = {
  readonly id: string;
  readonly pid: number;
  readonly startTime: string | null;
  readonly scope: string;
  readonly host: string;
  readonly since: string;
};

export type BaseLock = { release(): void };

const heartbeatMilliseconds = 3_000;
const silenceMilliseconds = 15_000;
/** A takeover is three system calls; a guard that is older was left by a process killed within them. */
const guardMilliseconds = 15_000;

/**
 * One service per base directory, for as long as the service lives. PostgreSQL's own postmaster.pid does not serve:
 * it knows only pids, which mean nothing to another container on the same volume and are used again after a kill.
 *
 * The lock is a hard link, which is atomic and appears with its content. A dead holder on this machine is told by
 * pid and start time; any other holder only by a heartbeat that has stopped.
 *
 * `onLost` is called when another took the lock from us, which needs this process to have stood still for 15 s
 * (a suspended container): two servers on the same files would destroy them.
 */
export async function takeBaseLock(base: string, { log, onLost }: { log: (message: string) => void; onLost: () => void }): Promise<BaseLock> {
  const file = path.join(base, "lock");
  const mine: Holder = {
    id: randomUUID(),
    pid: process.pid,
    startTime: startTimeOf(process.pid),
    scope: pidScope(),
    host: os.hostname(),
    since: new Date().toISOString(),
  };
  const content = JSON.stringify(mine);
  const prepared = `${file}.${mine.id}`;
  writeFileSync(prepared, content);
  try {
    for (const end = Date.now() + 60_000; Date.now() < end;) {
      if (linked(prepared, file)) return keep(file, mine, onLost);
      const theirs = textOf(file);
      if (theirs === null) continue; // released this moment
      const holder = parse(theirs);
      if (holder !== null && (await isServing(holder, file, { base, mine, log }))) throw running(holder, mine);
      if (!removeStale(file, theirs, prepared)) await pause(50);
    }
    throw new EmbeddedServerError("LOCK", `Could not take ${file}. If no service uses this directory, remove that file and start again.`);
  } finally {
    rmSync(prepared, { force: true });
  }
}

function keep(file: string, mine: Holder, onLost: () => void): BaseLock {
  const isMine = () => parse(textOf(file) ?? "")?.id === mine.id;
  const heartbeat = setInterval(() => {
    const content = textOf(file);
    if (content !== null && parse(content)?.id !== mine.id) {
      clearInterval(heartbeat);
      onLost();
      return;
    }
    try {
      utimesSync(file, new Date(), new Date());
    } catch {} // removed by hand, or the disk went away: the database itself will say so
  }, heartbeatMilliseconds).unref();
  return {
    release() {
      clearInterval(heartbeat);
      if (isMine()) rmSync(file, { force: true });
    },
  };
}

async function isServing(holder: Holder, file: string, { base, mine, log }: { base: string; mine: Holder; log: (message: string) => void }): Promise<boolean> {
  if (holder.host === mine.host && holder.scope === mine.scope) {
    return startTimeOf(holder.pid) !== null && startTimeOf(holder.pid) === holder.startTime;
  }
  const heard = lastHeartbeat(file);
  if (heard === null || Date.now() - heard >= silenceMilliseconds) return false;
  log(`waiting to see whether ${holder.host} still uses ${base} (up to 15 s)`);
  for (const end = Date.now() + silenceMilliseconds; Date.now() < end; await pause(250)) {
    const now = lastHeartbeat(file);
    if (now === null) return false;
    if (now !== heard) return true; // seen to beat: clocks that disagree do not matter
  }
  return false;
}

const lastHeartbeat = (file: string): number | null => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null;

/**
 * Of several that found the same stale lock only one may remove it: the second would remove the lock that the first
 * has just taken. They queue at a guard file.
 */
function removeStale(file: string, stale: string, prepared: string): boolean {
  const guard = `${file}.takeover`;
  if (!linked(prepared, guard)) {
    const since = lastHeartbeat(guard);
    if (since !== null && Date.now() - since > guardMilliseconds) rmSync(guard, { force: true });
    return false;
  }
  try {
    if (textOf(file) !== stale) return false;
    const away = `${prepared}.stale`;
    renameSync(file, away);
    rmSync(away, { force: true });
    return true;
  } finally {
    rmSync(guard, { force: true });
  }
}

function linked(existing: string, name: string): boolean {
  try {
    utimesSync(existing, new Date(), new Date()); // the links share the time: it is the first heartbeat
    linkSync(existing, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function parse(content: string): Holder | null {
  try {
    return JSON.parse(content) as Holder;
  } catch {
    return null; // not a lock of ours: nobody serves behind it
  }
}

function running(holder: Holder, mine: Holder): EmbeddedServerError {
  const where = holder.host === mine.host ? "" : ` on ${holder.host}`;
  return new EmbeddedServerError(
    "RUNNING",
    `The service is already running from this checkout (pid ${holder.pid}${where}, since ${holder.since}). ` +
      "Stop it first, or give this one its own database: CAREBILL_DB_BASE=/other/dir PORT=... npm start",
  );
}
