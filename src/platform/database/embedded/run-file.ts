import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ServerAddress } from "./connection";
import { textOf } from "./processes";
import { isSocketDirectory, removeSocketDirectory } from "./socket-directory";

/** `run.json` tells tools on the command line where the socket is: its directory's name cannot be guessed. */
const runFileOf = (base: string): string => path.join(base, "run.json");

export function writeRunFile(base: string, run: ServerAddress & { readonly processId: number }): void {
  writeFileSync(runFileOf(base), JSON.stringify(run));
}

export function removeRunFile(base: string): void {
  rmSync(runFileOf(base), { force: true });
}

/** A run killed together with its watchdog leaves the directory in /tmp. */
export function removeSocketOfKilledRun(base: string): void {
  try {
    const { host } = JSON.parse(textOf(runFileOf(base)) ?? "{}") as { readonly host?: unknown };
    if (typeof host === "string" && isSocketDirectory(host, base)) removeSocketDirectory(host);
  } catch {} // written half by a killed run
  removeRunFile(base);
}
