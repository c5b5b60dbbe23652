import { spawn } from "node:child_process";
import type { DatabaseUser } from "./identity";
import { cleanEnvironment } from "./processes";

export type Watchdog = { callOff(): void };

/**
 * Reads a pipe whose other end is ours. However we die, SIGKILL included, it closes, and then PostgreSQL gets a fast
 * shutdown and the temporary directories go. Ended with a line it was called off. The pid file is asked again because
 * the pid may belong to someone else by then.
 */
const script = `
trap "" INT TERM HUP
read _ && exit 0
postmaster=$1 data=$2
shift 2
alive() { read pid < "$data/postmaster.pid" && [ "$pid" = "$postmaster" ] && kill -0 "$postmaster"; }
alive && kill -INT "$postmaster"
tenths=0
while [ $tenths -lt 200 ] && alive; do sleep 0.1; tenths=$((tenths + 1)); done
alive && kill -QUIT "$postmaster"
rm -rf -- "$@"
`;

export function startWatchdog({ postmaster, dataDirectory, remove }: { postmaster: number; dataDirectory: string; remove: readonly string[] }, user: DatabaseUser): Watchdog {
  const dog = spawn("/bin/sh", ["-c", script, "sh", String(postmaster), dataDirectory, ...remove], {
    ...user,
    cwd: "/",
    env: cleanEnvironment(),
    detached: true, // a Ctrl-C goes to our whole group, and the dog must outlive it
    stdio: ["pipe", "ignore", "ignore"],
  });
  dog.on("error", () => {}); // without it a kill leaves an orphan, which the next start stops
  dog.stdin.on("error", () => {});
  dog.unref();
  (dog.stdin as unknown as { unref?: () => void }).unref?.();
  return { callOff: () => dog.stdin.end("\n") };
}
