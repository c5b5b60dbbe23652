import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { EmbeddedServerError, type ServerAddress } from "../../../../src/platform/database/embedded";

export const startedByRoot = process.getuid?.() === 0;
export const nobody = 65534;

const made: string[] = [];

/** A directory of its own below /tmp, which also the database's user may enter. */
export function makeBase(name = "base"): string {
  const parent = mkdtempSync(path.join(os.tmpdir(), "carebill-test-"));
  made.push(parent);
  chmodSync(parent, 0o755);
  return path.join(parent, name);
}

/** As `cp -r` does it: run by root, the copy belongs to root. */
export function copyOf(base: string): string {
  const copy = makeBase();
  cpSync(base, copy, { recursive: true });
  chmodSync(copy, 0o755);
  return copy;
}

export function giveTo(uid: number, directory: string): void {
  chownSync(directory, uid, uid);
}

export function removeBases(): void {
  for (const parent of made.splice(0)) rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
}

/** A log that can be asked. */
export function notebook(): { log: (message: string) => void; text: () => string } {
  const lines: string[] = [];
  return { log: (message) => void lines.push(message), text: () => lines.join("\n") };
}

export async function refusalOf(start: Promise<unknown>): Promise<EmbeddedServerError> {
  try {
    await start;
  } catch (error) {
    if (error instanceof EmbeddedServerError) return error;
    throw error;
  }
  throw new Error("it started");
}

export type Answer = {
  ready?: ServerAddress & { dataDirectory: string; processId: number };
  refused?: { code: string; message: string };
};
export type Service = { child: ChildProcess; answer: Answer; said: () => string; exited: Promise<number | null> };

/** Runs support/serve.cjs until it says whether it is ready. */
export async function serve(base: string, { uid, environment = {} }: { uid?: number; environment?: Record<string, string> } = {}): Promise<Service> {
  const child = spawn(process.execPath, [path.join(__dirname, "serve.cjs"), base], {
    uid,
    gid: uid,
    env: { PATH: process.env.PATH, HOME: os.tmpdir(), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.on("exit", (code) => resolve(code)));
  const answer = await new Promise<Answer>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => resolve(JSON.parse(line) as Answer));
    child.on("close", () => reject(new Error(`it said nothing but: ${said}`)));
  });
  return { child, answer, said: () => said, exited };
}

/** Patient: a machine whose pid 1 reaps slowly keeps a dead process visible for seconds, and the watchdog waits for it. */
export async function until(what: string, holds: () => boolean, milliseconds = 30_000): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited in vain: ${what}`);
}

/** Pids of the processes whose command line mentions a text (Linux). */
export function processesMentioning(text: string): number[] {
  if (!existsSync("/proc")) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(text);
      } catch {
        return false;
      }
    });
}
