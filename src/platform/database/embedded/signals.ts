const repeatMilliseconds = 1_000;
const drainMilliseconds = 30_000;
const parentCheckMilliseconds = 500;

/**
 * Ends the process in order at the first SIGINT, SIGTERM or SIGHUP: `stopAll` stops accepting, drains and stops the
 * database; then exit 0, or 1 when it failed or took longer than 30 s.
 *
 * A terminal and npm may both deliver the same Ctrl-C, so repeats within a second are nothing; later ones are an
 * impatient person, who is told. Killing us outright does no harm either: the watchdog stops PostgreSQL.
 */
export function stopOnSignals(stopAll: () => Promise<void>, log: (message: string) => void): void {
  let firstAt: number | null = null;
  const stop = (reason: string): void => {
    if (firstAt !== null) {
      if (Date.now() - firstAt > repeatMilliseconds) log("still stopping");
      return;
    }
    firstAt = Date.now();
    log(`stopping (${reason})`);
    setTimeout(() => {
      log(`not stopped after ${drainMilliseconds / 1000} s; leaving what is still running`);
      process.exit(1);
    }, drainMilliseconds);
    stopAll().then(
      () => process.exit(0),
      (error: unknown) => {
        log(`could not stop in order: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(signal));
  if (process.env.npm_lifecycle_event) watchParent(() => stop("npm is gone"));
}

/** npm runs us through a shell, and a signal to npm alone goes no further: notice that our parent is another one. */
function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    onGone();
  }, parentCheckMilliseconds).unref();
}
