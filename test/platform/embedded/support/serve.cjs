/**
 * The service in a process of its own, for tests that kill it: `node serve.cjs <base>`.
 * Prints one line of JSON, ready or refused, and serves until a signal.
 */
require("./register.cjs");
const { startEmbeddedServer, stopOnSignals } = require("../../../../src/platform/database/embedded/index.ts");

const say = (line) => console.log(JSON.stringify(line));

startEmbeddedServer({ base: process.argv[2], mode: "service", log: (message) => console.error(message) }).then(
  (server) => {
    // Keeps the process going, as the HTTP server does.
    setInterval(() => {}, 60_000);
    stopOnSignals(
      async () => {
        await server.stop();
        if (process.env.SLOW_STOP) await new Promise((resolve) => setTimeout(resolve, Number(process.env.SLOW_STOP)));
      },
      (message) => console.error(message),
    );
    const { host, port, user, dataDirectory, processId } = server;
    say({ ready: { host, port, user, dataDirectory, processId } });
  },
  (error) => {
    say({ refused: { code: error.code, message: error.message } });
    process.exitCode = 1;
  },
);
