import { chmodSync, existsSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { hasCluster, openBase, requireSpace } from "./base-directory";
import { takeBaseLock, type BaseLock } from "./base-lock";
import { findBinaries, requireSupportedSystem } from "./binaries";
import type { ServerAddress } from "./connection";
import { createCluster } from "./create-cluster";
import { explainFailure } from "./diagnosis";
import { discardAfterMachineCrash, markInUse, unmark } from "./disposable-cluster";
import { EmbeddedServerError } from "./errors";
import { databaseUser, giveTo, isRoot, nameOf, type DatabaseUser } from "./identity";
import { clearLeftovers } from "./leftovers";
import { launchPostmaster, type Postmaster, type ServerExit } from "./postmaster";
import { dropPostgresVariables } from "./processes";
import { removeRunFile, removeSocketOfKilledRun, writeRunFile } from "./run-file";
import { openServerLog } from "./server-log";
import { major, settingsOf, type ServerMode, type ServerSettings } from "./settings";
import { makeSocketDirectory } from "./socket-directory";

export type StartOptions = {
  /** The directory that this server has for itself. Made when missing. */
  readonly base: string;
  readonly mode: ServerMode;
  readonly log?: (message: string) => void;
  /** Further server settings, over those of the mode. */
  readonly settings?: ServerSettings;
  /** Its content can be made again: after a crash of the machine, or damaged, it is thrown away. */
  readonly disposable?: boolean;
  /** The base is a temporary directory: it goes away with the server, also when we are killed. */
  readonly temporary?: boolean;
};

/** A running PostgreSQL. `host` is the directory of its unix socket; there is no network port. */
export type EmbeddedServer = ServerAddress & {
  readonly database: "postgres";
  readonly base: string;
  readonly dataDirectory: string;
  readonly processId: number;
  readonly logFile: string;
  /** Settles when PostgreSQL has ended. Not `stopping` at that moment: it died, and the service should exit 1. */
  readonly exited: Promise<ServerExit>;
  readonly stopping: boolean;
  /** Cancels what still runs in the database, so drain first. Safe to call twice. */
  stop(): Promise<void>;
};

/**
 * Starts the bundled PostgreSQL on `base`, making its cluster the first time.
 * Rejects with EmbeddedServerError (see its codes), having stopped and removed whatever it began.
 */
export async function startEmbeddedServer(options: StartOptions): Promise<EmbeddedServer> {
  const log = options.log ?? ((message: string) => console.error(`[db] ${message}`));
  let base = path.resolve(options.base);
  try {
    requireSupportedSystem();
    dropPostgresVariables();
    base = await openBase(base, log);
    return await startLocked(base, { ...options, log });
  } catch (error) {
    throw explainFailure(error, base);
  }
}

type Options = StartOptions & { readonly log: (message: string) => void };

async function startLocked(base: string, options: Options): Promise<EmbeddedServer> {
  let stopAtOnce = () => {};
  const onLost = () => {
    options.log(`another service took ${base} while this one stood still; stopping PostgreSQL at once`);
    stopAtOnce();
  };
  const lock = await takeBaseLock(base, { log: options.log, onLost });
  try {
    const { postmaster, ...server } = await startRepairing(base, options);
    stopAtOnce = () => postmaster.stopAtOnce();
    return handleOf(server, postmaster, { base, options, lock });
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Two troubles are mended here: a /dev/shm that does not serve, and damage to a cluster that can be made again. */
async function startRepairing(base: string, options: Options): Promise<Started> {
  const dataDirectory = path.join(base, major);
  try {
    return await start(base, options);
  } catch (error) {
    const code = error instanceof EmbeddedServerError ? error.code : null;
    if (code === "SHM" && !settingsFor(options).dynamic_shared_memory_type) {
      options.log("/dev/shm is too small or not writable; using files instead (dynamic_shared_memory_type=mmap)");
      const settings = { ...options.settings, dynamic_shared_memory_type: "mmap" };
      return startRepairing(base, { ...options, settings });
    }
    if (options.disposable && (code === "CORRUPT" || code === "VERSION" || code === "LOCALE")) {
      options.log(`${dataDirectory} cannot be used (${code}); making it again`);
      rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
      return start(base, options);
    }
    throw error;
  }
}

type Started = ServerAddress & {
  readonly database: "postgres";
  readonly dataDirectory: string;
  readonly logFile: string;
  readonly postmaster: Postmaster;
};

async function start(base: string, options: Options): Promise<Started> {
  const { mode, log } = options;
  const dataDirectory = path.join(base, major);
  const user = databaseUser(dataDirectory);
  await prepareData(base, { dataDirectory, user, options });
  const binaries = await findBinaries(user, log);
  if (!hasCluster(base, dataDirectory)) await createCluster({ base, dataDirectory, binaries, user, mode, log });
  if (options.disposable) markInUse(base);

  removeSocketOfKilledRun(base);
  const host = await makeSocketDirectory(base, user);
  const address = { host, port: 5432, user: "postgres", database: "postgres" } as const;
  const serverLog = openServerLog(base);
  const postmaster = await launchPostmaster({
    address,
    binaries,
    dataDirectory,
    user,
    settings: settingsFor(options),
    serverLog,
    temporary: options.temporary ? [base] : [],
  });
  writeRunFile(base, { ...address, processId: postmaster.processId });
  return { ...address, dataDirectory, logFile: serverLog.file, postmaster };
}

/** Leaves the data owned by the user who will run it, with nothing of a killed run in it. */
async function prepareData(base: string, { dataDirectory, user, options }: { dataDirectory: string; user: DatabaseUser; options: Options }): Promise<void> {
  await clearLeftovers({ base, dataDirectory, user }, options.log);
  if (options.disposable) discardAfterMachineCrash(base, dataDirectory, options.log);
  requireSpace(base, { forNewCluster: !hasCluster(base, dataDirectory) });
  if (existsSync(dataDirectory)) mendOwnership(dataDirectory, user, options.log);
}

/** A restore with `cp -r` or a COPY in a Dockerfile loses owner and mode, and PostgreSQL insists on both. */
function mendOwnership(dataDirectory: string, user: DatabaseUser, log: Options["log"]): void {
  const { uid, mode } = statSync(dataDirectory);
  if (isRoot() && uid === 0) {
    log(`giving ${dataDirectory} to ${nameOf(user)} (PostgreSQL refuses to run as root)`);
    giveTo(user, dataDirectory);
  }
  if ((mode & 0o027) !== 0) {
    log(`closing ${dataDirectory} to other users (PostgreSQL refuses to run otherwise)`);
    chmodSync(dataDirectory, 0o700);
  }
}

function settingsFor({ mode, settings }: Options): ServerSettings {
  const sharedMemory = process.env.CAREBILL_DB_SHM;
  return {
    ...settingsOf[mode],
    ...(sharedMemory ? { dynamic_shared_memory_type: sharedMemory } : {}),
    ...settings,
  };
}

function handleOf(server: Omit<Started, "postmaster">, postmaster: Postmaster, { base, options, lock }: { base: string; options: Options; lock: BaseLock }): EmbeddedServer {
  let stopping: Promise<void> | undefined;
  // Died by itself: another start may have the base. Stopped by us: only when nothing of ours is in it any more.
  void postmaster.exited.then(() => stopping ?? lock.release());
  const stop = async () => {
    await postmaster.stop();
    removeRunFile(base);
    if (options.disposable) unmark(base);
    lock.release();
    if (options.temporary) rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  };
  return {
    ...server,
    base,
    processId: postmaster.processId,
    exited: postmaster.exited,
    get stopping() {
      return stopping !== undefined;
    },
    stop: () => (stopping ??= stop()),
  };
}
