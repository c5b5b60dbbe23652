import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { EmbeddedServerError } from "./errors";
import { canEnter, type DatabaseUser } from "./identity";
import { directoryName } from "./settings";

/** A unix socket's address holds 107 bytes on Linux and 103 on macOS; a path in a deep checkout does not fit. */
const addressBytes = 103;

/**
 * A fresh directory for each run, 0700: nobody can plant a socket in it or reach the one there, which is what lets
 * the server trust its clients, and no stale socket lock of an earlier run stands in the way.
 */
export async function makeSocketDirectory(base: string, user: DatabaseUser): Promise<string> {
  for (const parent of parentsFor(base)) {
    const prefix = path.join(parent, `${directoryName}-`);
    if (Buffer.byteLength(`${prefix}XXXXXX/.s.PGSQL.5432`) > addressBytes) continue;
    if (!existsSync(parent) || !(await canEnter(user, parent))) continue;
    try {
      const directory = mkdtempSync(prefix);
      if (user.uid !== undefined && user.gid !== undefined) chownSync(directory, user.uid, user.gid);
      return directory;
    } catch {} // read-only, full: the next one
  }
  throw new EmbeddedServerError("SOCKET", "No directory with a short enough path for the database socket; make /tmp writable or set DATABASE_URL.");
}

/** Nothing depends on its going away: the next run makes another one. */
export function removeSocketDirectory(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {}
}

/** Whether it is one that we made for this base: the path was read from a file, and will be removed. */
export function isSocketDirectory(directory: string, base: string): boolean {
  const isOurName = /^carebill-pg-[A-Za-z0-9]{6}$/.test(path.basename(directory));
  return isOurName && parentsFor(base).includes(path.dirname(directory));
}

const parentsFor = (base: string): readonly string[] => ["/tmp", os.tmpdir(), base];
