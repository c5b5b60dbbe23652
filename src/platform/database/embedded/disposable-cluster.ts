import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bootId, textOf } from "./processes";

/**
 * A test cluster runs without fsync: a killed PostgreSQL does it no harm, a crashed machine does, and may do so
 * without a sign. So a file holds the boot under which it is in use; found under another boot, the data goes.
 */
const markOf = (base: string): string => path.join(base, "unclean");

export function markInUse(base: string): void {
  writeFileSync(markOf(base), bootId());
}

export function unmark(base: string): void {
  rmSync(markOf(base), { force: true });
}

export function discardAfterMachineCrash(base: string, dataDirectory: string, log: (message: string) => void): void {
  const mark = textOf(markOf(base));
  if (mark === null || mark === bootId()) return;
  log(`the machine went down while ${base} was in use; making it again`);
  rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
  unmark(base);
}
