import { fchownSync, fstatSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { isRoot } from "./identity";

export type ServerLog = {
  readonly file: string;
  /** For the child's stdout and stderr; whoever spawns closes it. */
  readonly handle: number;
  /** What was written since it was opened. */
  since(): string;
};

const bytesBeforeRotation = 5_000_000;

/** A file and not a pipe: nobody reads a pipe after we are killed, and a full one would block PostgreSQL. */
export function openServerLog(base: string): ServerLog {
  const file = path.join(base, "pg.log");
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > bytesBeforeRotation) renameSync(file, `${file}.1`);
  const handle = openSync(file, "a", 0o600); // statements are in it
  if (isRoot()) {
    const owner = statSync(base);
    fchownSync(handle, owner.uid, owner.gid); // who owns the base may start it next time
  }
  const from = fstatSync(handle).size;
  return { file, handle, since: () => readFileSync(file).subarray(from).toString() };
}
