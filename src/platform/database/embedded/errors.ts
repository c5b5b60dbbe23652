/** What can keep the bundled PostgreSQL from serving; stable, so that a caller or a test can tell them apart. */
export type EmbeddedServerErrorCode =
  | "RUNNING"
  | "LOCK"
  | "VERSION"
  | "CORRUPT"
  | "DISK_FULL"
  | "READ_ONLY"
  | "PERMISSION"
  | "SHM"
  | "LOCALE"
  | "LIBS"
  | "NO_PASSWD_ENTRY"
  | "NO_BINARIES"
  | "MUSL"
  | "SOCKET"
  | "TIMEOUT"
  | "START_FAILED";

/** PostgreSQL says what hurt in its last lines; more than this is noise on a terminal, and the rest is in pg.log. */
const detailLines = 6;

/**
 * Trouble that a person can act on: the message says what to do and is meant to be printed without a stack.
 * The last lines that PostgreSQL itself wrote follow as detail.
 */
export class EmbeddedServerError extends Error {
  override name = "EmbeddedServerError";

  constructor(
    readonly code: EmbeddedServerErrorCode,
    message: string,
    output = "",
  ) {
    const lines = output.trim().split("\n").slice(-detailLines).join("\n          ");
    super(lines === "" ? message : `${message}\n  detail: ${lines}`);
  }
}
