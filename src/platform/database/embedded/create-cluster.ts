import { chownSync, closeSync, fsyncSync, mkdtempSync, openSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { explainOutput } from "./diagnosis";
import { runAs, type DatabaseUser } from "./identity";
import type { ServerMode } from "./settings";

export const unfinishedPrefix = ".init-";

/**
 * pg_trgm takes a character for a letter when LC_CTYPE does, whatever the locale provider says: with C it drops
 * every letter outside ASCII and similarity('Жуков', 'жуков') is 0. It cannot be changed later.
 */
const characterTypes = ["C.UTF-8", "en_US.UTF-8", "C"] as const;

export type NewCluster = {
  readonly base: string;
  readonly dataDirectory: string;
  readonly binaries: string;
  readonly user: DatabaseUser;
  readonly mode: ServerMode;
  readonly log: (message: string) => void;
};

/** initdb beside the final place, then a rename: a cluster that bears the final name is a finished one. */
export async function createCluster({ base, dataDirectory, binaries, user, mode, log }: NewCluster): Promise<void> {
  const unfinished = mkdtempSync(path.join(base, unfinishedPrefix));
  try {
    if (user.uid !== undefined && user.gid !== undefined) chownSync(unfinished, user.uid, user.gid);
    await initialize({ unfinished, base, binaries, user, mode, log });
    renameSync(unfinished, dataDirectory);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
  if (mode === "service") syncDirectory(base);
}

async function initialize(cluster: Omit<NewCluster, "dataDirectory"> & { readonly unfinished: string }): Promise<void> {
  const { unfinished, base, binaries, user, mode, log } = cluster;
  let output = "";
  for (const characterType of characterTypes) {
    const finished = await runAs(user, path.join(binaries, "bin/initdb"), [
      `--pgdata=${unfinished}`,
      "--username=postgres",
      "--auth=trust", // the socket directory is 0700: whoever can reach the socket is the owner
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C", // without it initdb fails on a system without locales
      `--lc-ctype=${characterType}`,
      mode === "test" ? "--no-sync" : process.platform === "linux" ? "--sync-method=syncfs" : "--sync-method=fsync",
    ]);
    output = finished.output;
    if (finished.status === 0) {
      if (characterType === "C") log("no UTF-8 locale on this system: trigram search will ignore non-ASCII letters");
      return;
    }
    if (!/invalid locale/i.test(output)) break;
  }
  throw explainOutput(output, base);
}

function syncDirectory(directory: string): void {
  const handle = openSync(directory, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
