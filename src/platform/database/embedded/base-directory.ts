import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statfsSync } from "node:fs";
import path from "node:path";
import { damaged, explainOutput, ofAnotherVersion } from "./diagnosis";
import { EmbeddedServerError } from "./errors";
import { canEnter, databaseUser, isRoot, nameOf } from "./identity";
import { directoryName, major } from "./settings";

const megabyte = 2 ** 20;
const megabytesForNewCluster = 160;
const megabytesForStart = 32;

/**
 * The directory that holds everything of one service: `18/` (data), `lock`, `run.json`, `pg.log`.
 * Root's checkout may lie where the database's user cannot go (/root/x): then the data lives in /var/lib. Changing
 * the directory before stepping down does not help, because PostgreSQL resolves the absolute path again.
 */
export async function openBase(wanted: string, log: (message: string) => void): Promise<string> {
  makeDirectory(wanted);
  const base = realpathSync(wanted);
  const user = databaseUser(path.join(base, major));
  if (!isRoot() || (await canEnter(user, base))) return base;
  const moved = path.join("/var/lib", directoryName, createHash("sha256").update(base).digest("hex").slice(0, 12));
  log(`${nameOf(user)} cannot enter ${base}; keeping the database in ${moved}`);
  makeDirectory(moved);
  return realpathSync(moved);
}

/** Root's umask may be 077, and what we make ourselves the database's user must be able to enter. */
function makeDirectory(directory: string): void {
  const topmost = mkdirSync(directory, { recursive: true, mode: 0o755 });
  if (topmost === undefined || !isRoot()) return;
  for (let made = directory; made.startsWith(topmost); made = path.dirname(made)) chmodSync(made, 0o755);
}

/** True when a cluster of our version is there, false when one may be made. Refuses: VERSION, CORRUPT, PERMISSION. */
export function hasCluster(base: string, dataDirectory: string): boolean {
  if (existsSync(dataDirectory)) {
    if (readdirSync(dataDirectory).length === 0) return false;
    const versionFile = path.join(dataDirectory, "PG_VERSION");
    const version = existsSync(versionFile) ? readFileSync(versionFile, "utf8").trim() : "";
    if (version === "") throw damaged(dataDirectory, "PG_VERSION");
    if (version !== major) throw new EmbeddedServerError("VERSION", ofAnotherVersion(dataDirectory, version));
    return true;
  }
  const older = readdirSync(base).find((name) => /^\d+$/.test(name) && existsSync(path.join(base, name, "PG_VERSION")));
  if (older) throw new EmbeddedServerError("VERSION", ofAnotherVersion(path.join(base, older), older));
  return false;
}

/** Better to refuse than to have PostgreSQL panic over the first WAL segment. */
export function requireSpace(base: string, { forNewCluster }: { forNewCluster: boolean }): void {
  const { bavail, bsize } = statfsSync(base);
  const free = Math.round((bavail * bsize) / megabyte);
  const needed = forNewCluster ? megabytesForNewCluster : megabytesForStart;
  if (free < needed) throw explainOutput("No space left on device", `${base}: ${free} MB free, ${needed} MB needed`);
}
