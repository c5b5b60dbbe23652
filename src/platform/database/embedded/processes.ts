import { spawn, spawnSync, type SpawnOptions } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";

/** What a finished command left behind. `status` is null when it could not be run or was killed. */
export type Finished = { readonly status: number | null; readonly stdout: string; readonly output: string };

/**
 * Runs a command to its end without blocking the event loop: the lock's heartbeat must go on while initdb works,
 * or another container would take a slow first start for a dead one.
 */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Finished> {
  return new Promise((resolve) => {
    let stdout = "";
    let output = "";
    const finish = (status: number | null, problem = "") => resolve({ status, stdout, output: `${output}${problem}` });
    try {
      const child = spawn(command, args, {
        cwd: "/",
        env: cleanEnvironment(),
        ...options,
        stdio: ["ignore", "pipe", "pipe"],
      });
      child.stdout?.on("data", (chunk: Buffer) => {
        stdout += chunk.toString();
        output += chunk.toString();
      });
      child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.on("error", (error) => finish(null, String(error)));
      child.on("close", (status) => finish(status));
    } catch (error) {
      finish(null, String(error)); // some failures of spawn are thrown, not emitted
    }
  });
}

/**
 * The environment for PostgreSQL's programs. PGDATA, PGPORT and the like would change what they do, a foreign
 * locale would change the messages that we read, and LD_* would bring in libraries other than the bundled ones.
 */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_|npm_|LD_)/i.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C", TZ: "UTC", HOME: "/nonexistent" };
}

/** PGOPTIONS, PGSSLMODE and their kin reach the `pg` client of this very process; nobody means them for us. */
export function dropPostgresVariables(): void {
  for (const name of Object.keys(process.env)) if (/^PG[A-Z]/.test(name)) delete process.env[name];
}

/**
 * When a process started, in whatever unit the system counts: with the pid it names a process for good, because
 * pids are used again. Null when the process is gone, also when it is a zombie: one that nobody reaps still
 * answers `kill(pid, 0)`, in a container whose first process does not reap even for ever.
 */
export function startTimeOf(pid: number): string | null {
  if (process.platform !== "linux") {
    const ps = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", env: cleanEnvironment() });
    return ps.stdout?.trim() || null;
  }
  const stat = textOf(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The second field is the program's name in parentheses and may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" || fields[0] === "X" ? null : (fields[19] ?? null);
}

/** Changes with every start of the machine: files written without fsync cannot be trusted across it. */
export function bootId(): string {
  if (process.platform === "linux") return textOf("/proc/sys/kernel/random/boot_id")?.trim() ?? "";
  return spawnSync("sysctl", ["-n", "kern.bootsessionuuid"], { encoding: "utf8" }).stdout?.trim() ?? "";
}

/** Same boot and same pid namespace, else two pids cannot be compared. */
export function pidScope(): string {
  try {
    return `${bootId()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return bootId();
  }
}

export function textOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
