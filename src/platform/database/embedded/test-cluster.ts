import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { EmbeddedServerError } from "./errors";
import { databaseUser, giveTo } from "./identity";
import { directoryName, major } from "./settings";
import { startEmbeddedServer, type EmbeddedServer } from "./start-embedded-server";

export type TestClusterOptions = {
  /** Where the cluster stays between runs, so that only the first pays for initdb: `.data/test`. */
  readonly keepIn: string;
  readonly log?: (message: string) => void;
};

/**
 * A server for tests: fast, because it may be lost. A second run beside the first gets a temporary one for itself;
 * one that the machine's crash or damage has spoiled is made again.
 */
export async function startTestCluster({ keepIn, log }: TestClusterOptions): Promise<EmbeddedServer> {
  try {
    return await startEmbeddedServer({ base: keepIn, mode: "test", disposable: true, log });
  } catch (error) {
    if (error instanceof EmbeddedServerError && error.code === "RUNNING") return startTemporary(log);
    throw error;
  }
}

async function startTemporary(log: TestClusterOptions["log"]): Promise<EmbeddedServer> {
  const base = mkdtempSync(path.join(os.tmpdir(), `${directoryName}-test-`));
  try {
    chmodSync(base, 0o755);
    giveTo(databaseUser(path.join(base, major)), base); // the watchdog removes it as that user
    return await startEmbeddedServer({ base, mode: "test", disposable: true, temporary: true, log });
  } catch (error) {
    rmSync(base, { recursive: true, force: true });
    throw error;
  }
}
