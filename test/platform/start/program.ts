import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

export const ROOT = path.resolve(__dirname, "../../..");
export const MAIN = path.join(ROOT, "dist/src/main.js");

/** As `prestart` does it; a second or two, less when nothing has changed. */
export function build(): void {
  execFileSync(process.execPath, [path.join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"], { cwd: ROOT, stdio: "inherit" });
}

/** A directory that the database's user may enter, too, when the tests run as root. */
export function temporaryDirectory(): { path: string; remove(): void } {
  const directory = mkdtempSync(path.join(os.tmpdir(), "carebill start "));
  chmodSync(directory, 0o755);
  return { path: directory, remove: () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }) };
}

export type Program = {
  readonly child: ChildProcess;
  /** Everything that it has said. */
  said(): string;
  /** Milliseconds until the port answered that the office is open; the port comes from the welcome. */
  open(): Promise<{ port: number; milliseconds: number }>;
  ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** The built program as `npm start` runs it, with an environment of its own. */
export function run(data: string, settings: Readonly<Record<string, string>> = {}, options: { node?: string; args?: readonly string[] } = {}): Program {
  const began = performance.now();
  const child = spawn(options.node ?? process.execPath, [MAIN, ...(options.args ?? [])], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: "0", CAREBILL_DATA: data, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => void (text += chunk.toString()));
  const exit = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => child.once("close", (code, signal) => resolve({ code, signal })));
  return {
    child,
    said: () => text,
    ended: () => exit,
    open: async () => {
      let gone = false;
      void exit.then(() => (gone = true));
      for (;;) {
        const port = /endpoint\s+http:\/\/localhost:(\d+)\/graphql/.exec(text)?.[1] ?? /listening on [^ ]+:(\d+)/.exec(text)?.[1];
        if (port && (await fetch(`http://127.0.0.1:${port}/ready`)).status === 200) return { port: Number(port), milliseconds: performance.now() - began };
        if (gone) throw new Error(`it ended before it was open:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** The tokens of the welcome, by kind of actor. */
export function tokensIn(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^ {2}([a-z-]+) \(.*\)\n {2}(eyJ\S+)$/gm)].map(([, kind, token]) => [kind!, token!]));
}

// Tests read what they asked for.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export async function ask(port: number, token: string | null, query: string): Promise<{ status: number; body: { data?: Record<string, any>; errors?: { extensions: { code: string } }[] } }> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: (await response.json()) as never };
}
