import { spawn } from "node:child_process";
import path from "node:path";

export type Finished = { readonly code: number; readonly output: string };

/** Runs a program of node_modules/.bin with the project's own Node, which is first in PATH. */
export function runTool(root: string, tool: string, args: readonly string[]): Promise<Finished> {
  const bin = path.join(root, "node_modules", ".bin");
  return new Promise((resolve, reject) => {
    const child = spawn(tool, [...args], {
      cwd: root,
      env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}`, NO_COLOR: "1", FORCE_COLOR: "0" },
      shell: process.platform === "win32",
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8").trim() }));
  });
}
