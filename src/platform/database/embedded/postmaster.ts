import { spawn, type ChildProcess } from "node:child_process";
import { closeSync } from "node:fs";
import path from "node:path";
import { withConnection, type ServerAddress } from "./connection";
import { explainOutput } from "./diagnosis";
import { EmbeddedServerError } from "./errors";
import type { DatabaseUser } from "./identity";
import { readPidFile } from "./leftovers";
import { cleanEnvironment, pause } from "./processes";
import type { ServerLog } from "./server-log";
import type { ServerSettings } from "./settings";
import { removeSocketDirectory } from "./socket-directory";
import { startWatchdog } from "./watchdog";

export type ServerExit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type Postmaster = {
  readonly processId: number;
  readonly exited: Promise<ServerExit>;
  stop(): Promise<void>;
  /** Without writing anything more: the next start recovers from the WAL. */
  stopAtOnce(): void;
};

export type Launch = {
  readonly address: ServerAddress;
  readonly binaries: string;
  readonly dataDirectory: string;
  readonly user: DatabaseUser;
  readonly settings: ServerSettings;
  readonly serverLog: ServerLog;
  /** Removed by the watchdog, beside the socket's directory, if we are killed. */
  readonly temporary: readonly string[];
};

const readyWithinMilliseconds = 120_000;

/** Resolves when the server has answered a statement; otherwise nothing of it is left. */
export async function launchPostmaster(launch: Launch): Promise<Postmaster> {
  const { address, dataDirectory, user, serverLog } = launch;
  const child = spawnPostmaster(launch);
  const remove = [address.host, ...launch.temporary];
  const watchdog = child.pid ? startWatchdog({ postmaster: child.pid, dataDirectory, remove }, user) : null;

  let end: ServerExit | null = null;
  let problem = "";
  const exited = new Promise<ServerExit>((resolve) => {
    child.on("exit", (code, signal) => resolve({ code, signal }));
    child.on("error", (error) => {
      problem = String(error);
      resolve({ code: null, signal: null });
    });
  }).then((exit) => {
    watchdog?.callOff();
    removeSocketDirectory(address.host);
    return (end = exit);
  });
  const hasEnded = () => end !== null;
  const saidSoFar = () => `${problem}\n${serverLog.since()}`;

  try {
    await becomeReady(child, dataDirectory, { hasEnded, saidSoFar });
    await answerOnce(address, dataDirectory, { saidSoFar, kill: () => shutDown(child, exited, hasEnded, atOnce) });
  } catch (error) {
    await shutDown(child, exited, hasEnded, atOnce);
    throw error;
  }
  child.unref(); // the service's own server keeps the process going, not the database
  return {
    processId: child.pid ?? 0,
    exited,
    stop: () => shutDown(child, exited, hasEnded, inOrder),
    stopAtOnce: () => void child.kill("SIGQUIT"),
  };
}

function spawnPostmaster({ address, binaries, dataDirectory, user, settings, serverLog }: Launch): ChildProcess {
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  try {
    return spawn(path.join(binaries, "bin/postgres"), ["-D", dataDirectory, "-k", address.host, ...options], {
      ...user,
      cwd: dataDirectory,
      env: cleanEnvironment(),
      detached: true, // Ctrl-C goes to the whole group: PostgreSQL would cancel the requests that we still drain
      stdio: ["ignore", serverLog.handle, serverLog.handle],
    });
  } catch (error) {
    removeSocketDirectory(address.host);
    throw error;
  } finally {
    closeSync(serverLog.handle);
  }
}

async function becomeReady(child: ChildProcess, dataDirectory: string, { hasEnded, saidSoFar }: { hasEnded: () => boolean; saidSoFar: () => string }): Promise<void> {
  for (const giveUp = Date.now() + readyWithinMilliseconds; Date.now() < giveUp; await pause(10)) {
    if (hasEnded()) throw explainOutput(saidSoFar(), dataDirectory);
    const state = readPidFile(dataDirectory);
    if (state?.pid === child.pid && state?.status.startsWith("ready")) return;
  }
  throw new EmbeddedServerError("TIMEOUT", `PostgreSQL did not become ready in ${readyWithinMilliseconds / 1000} s. Start again when the machine is less busy, or set DATABASE_URL.`, saidSoFar());
}

/** "ready" is said before any catalog is read; one statement finds the damage that it does not. */
async function answerOnce(address: ServerAddress, dataDirectory: string, { saidSoFar, kill }: { saidSoFar: () => string; kill: () => Promise<void> }): Promise<void> {
  try {
    await withConnection(address, (client) => client.query("select 1"));
  } catch (error) {
    await kill(); // first, so that its last words are in the log
    throw explainOutput(`${saidSoFar()}\n${String(error)}`, dataDirectory);
  }
}

type Step = { readonly signal: NodeJS.Signals; readonly patienceMilliseconds: number };

/** SIGINT cancels what still runs and writes everything out; SIGQUIT leaves that to the recovery. */
const inOrder: readonly Step[] = [
  { signal: "SIGINT", patienceMilliseconds: 20_000 },
  { signal: "SIGQUIT", patienceMilliseconds: 5_000 },
  { signal: "SIGKILL", patienceMilliseconds: 5_000 },
];
const atOnce = inOrder.slice(1);

async function shutDown(child: ChildProcess, exited: Promise<ServerExit>, hasEnded: () => boolean, steps: readonly Step[]): Promise<void> {
  child.ref();
  for (const { signal, patienceMilliseconds } of steps) {
    if (hasEnded()) return;
    child.kill(signal);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMilliseconds)));
    await Promise.race([exited, patience]);
    clearTimeout(timer); // a forgotten timer keeps the process, and jest, from ending
  }
}
