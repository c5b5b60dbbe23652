import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** `npm run bench`: the peers' packages when they are missing, the product built as it ships, then the measure. */
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);

function step(what: string, command: string, args: readonly string[], directory: string): void {
  process.stderr.write(`[bench] ${what}\n`);
  const { status, error } = spawnSync(command, args, { cwd: directory, stdio: ["ignore", "inherit", "inherit"] });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(path.join(here, "node_modules"))) step("installing the peers into bench/node_modules (npm ci)", "npm", ["ci", "--engine-strict=false", "--no-audit", "--no-fund"], here);
step("building the product into dist/", path.join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.build.json"], root);
const { status, signal } = spawnSync(process.execPath, [path.join(here, "run.ts"), ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
process.exit(signal ? 1 : (status ?? 1));
