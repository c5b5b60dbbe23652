import { EmbeddedServerError, type EmbeddedServerErrorCode } from "./errors";
import { major } from "./settings";

type Cause = {
  readonly code: EmbeddedServerErrorCode;
  readonly sign: RegExp;
  readonly says: (place: string, found: RegExpExecArray) => string;
};

const orOtherDatabase = "or set DATABASE_URL to a PostgreSQL server of your own";

/** What PostgreSQL wrote -> what a person can do. The first match wins, so the order is part of the table. */
const causes: readonly Cause[] = [
  {
    // Before DISK_FULL: a small /dev/shm is reported as "No space left on device" as well.
    code: "SHM",
    sign: /could not (?:create|resize|open|map) (?:\S+ )?shared memory/i,
    says: () => `Not enough shared memory. In Docker run with --shm-size=256m, or set CAREBILL_DB_SHM=mmap, ${orOtherDatabase}.`,
  },
  {
    code: "DISK_FULL",
    sign: /No space left on device|could not write.*lost.*space/i,
    says: (place) => `The disk holding the database is full (${place}). Free some space and start again; nothing is lost.`,
  },
  {
    code: "READ_ONLY",
    sign: /Read-only file system/i,
    says: (place) => `The database directory is on a read-only file system (${place}). Set CAREBILL_DB_BASE to a writable directory, ${orOtherDatabase}.`,
  },
  {
    code: "VERSION",
    sign: /initialized by PostgreSQL version (\d+)/i,
    says: (place, found) => ofAnotherVersion(place, found[1] ?? "?"),
  },
  {
    code: "RUNNING",
    sign: /lock file ".*" already exists/i,
    says: (place) => `Another PostgreSQL is using ${place}. Stop it and start again, or set CAREBILL_DB_BASE.`,
  },
  {
    code: "NO_PASSWD_ENTRY",
    sign: /could not look up effective user ID (\d+)/i,
    says: (_place, found) => `User id ${found[1]} has no entry in /etc/passwd and initdb needs one. Run as root, add the entry, ${orOtherDatabase}.`,
  },
  {
    code: "LIBS",
    sign: /error while loading shared libraries: (\S+):/i,
    says: (_place, found) => `The bundled PostgreSQL cannot load ${found[1]}. Reinstall (npm ci), ${orOtherDatabase}.`,
  },
  {
    code: "LOCALE",
    sign: /locale is incompatible/i,
    says: (place) => `${place} was made on a machine with a C.UTF-8 locale that this one lacks. Install it (Debian: libc-bin), ${orOtherDatabase}.`,
  },
  {
    // Before CORRUPT: "could not open directory ...: Permission denied" is no damage.
    code: "PERMISSION",
    sign: /Permission denied|has wrong ownership|has invalid permissions/i,
    says: (place) => mayNotUse(place),
  },
  {
    code: "CORRUPT",
    sign: /incompatible with server|could not open directory|could not locate a valid checkpoint|invalid (?:primary )?checkpoint|PANIC|could not read file "global|invalid data in file|could not open file "(?:global|base)|missing or erroneous/i,
    says: (place) => `The database in ${place} is damaged and cannot start. Nothing was changed. Restore a backup, or move the directory away to begin empty.`,
  },
];

/** Reads the output of initdb or postgres and says what to do about it. */
export function explainOutput(output: string, place: string): EmbeddedServerError {
  for (const { code, sign, says } of causes) {
    const found = sign.exec(output);
    if (found) return new EmbeddedServerError(code, says(place, found), output);
  }
  return new EmbeddedServerError("START_FAILED", `PostgreSQL did not start (${place}). Its own words follow; mend that, ${orOtherDatabase}.`, output);
}

/** The same for errors of the file system that we met ourselves. Anything that is not one is a bug and stays as it is. */
export function explainFailure(error: unknown, place: string): unknown {
  if (error instanceof EmbeddedServerError) return error;
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") return explainOutput("No space left on device", place);
  if (code === "EROFS") return explainOutput("Read-only file system", place);
  if (code === "EACCES" || code === "EPERM") return new EmbeddedServerError("PERMISSION", mayNotUse(place), message);
  return syscall === undefined ? error : explainOutput(message, place);
}

export function damaged(place: string, what: string): EmbeddedServerError {
  return explainOutput(`invalid data in file ${what}`, place);
}

export function ofAnotherVersion(place: string, version: string): string {
  return `${place} holds data of PostgreSQL ${version}; this release bundles ${major} and does not convert it. Export with the old release and import here, or move that directory away to begin empty.`;
}

function mayNotUse(place: string): string {
  return (
    `uid ${process.getuid?.()} may not use ${place}. Was it created by another user (an earlier run as root)? ` +
    `Fix: sudo chown -R "$(id -un)" '${place.replaceAll("'", String.raw`'\''`)}', or set CAREBILL_DB_BASE to a directory of your own, ${orOtherDatabase}.`
  );
}
