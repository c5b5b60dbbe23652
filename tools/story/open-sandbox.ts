import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Caller, GraphQLAnswer, World } from "./caller";

export type Sandbox = World & { readonly endpoint: string; close(): Promise<void> };

const OPENS_WITHIN_MS = 90_000;

/** On a busy machine somebody else may take a port between our finding it free and the program's opening it. */
const ATTEMPTS = 3;

class EndedEarly extends Error {}

/** Carebill as `npm start` opens it, with a data directory and ports of its own: nothing is left of it afterwards. */
export async function openSandbox(program: string): Promise<Sandbox> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await open(program);
    } catch (error) {
      const portTaken = error instanceof EndedEarly && / is taken\b/.test(error.message);
      if (!portTaken || attempt === ATTEMPTS) throw error;
    }
  }
}

async function open(program: string): Promise<Sandbox> {
  const data = mkdtempSync(path.join(tmpdir(), "carebill-story-"));
  const [port, cardPort] = await twoFreePorts();
  const endpoint = `http://127.0.0.1:${port}`;
  const env = { ...keptOf(process.env), CAREBILL_DATA: data, PORT: String(port), CAREBILL_CARD_PORT: String(cardPort), CAREBILL_PUBLIC_URL: endpoint };
  const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "pipe", "pipe"] });
  const words = createWriteStream(path.join(data, "story.log"));
  child.stdout.pipe(words, { end: false });
  child.stderr.pipe(words, { end: false });
  const ended = once(child, "exit");
  let running = true;
  void ended.then(() => (running = false));

  const close = async () => {
    if (running) child.kill("SIGINT");
    await ended;
    await new Promise<void>((resolve) => words.end(resolve));
    rmSync(data, { recursive: true, force: true });
  };
  const waitUntilOpen = async () => {
    for (const end = Date.now() + OPENS_WITHIN_MS; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
      if (!running) throw new EndedEarly(`Carebill ended before it was open. It said:\n${readFileSync(path.join(data, "story.log"), "utf8")}`);
      const answer = await fetch(`${endpoint}/ready`).catch(() => null);
      if (answer?.ok) return;
    }
    throw new Error("Carebill was not open in time.");
  };
  const stopEarly = () => void close().then(() => process.exit(130));
  const heedSignals = () => (process.once("SIGINT", stopEarly), process.once("SIGTERM", stopEarly));
  const ignoreSignals = () => (process.off("SIGINT", stopEarly), process.off("SIGTERM", stopEarly));
  heedSignals();
  try {
    await waitUntilOpen();
  } catch (error) {
    ignoreSignals();
    await close();
    throw error;
  }

  const tokenOf = (who: Caller) => readFileSync(path.join(data, "tokens", who), "utf8").trim();
  return {
    endpoint: `${endpoint}/graphql`,
    async call(who, query, variables, idempotencyKey) {
      const response = await fetch(`${endpoint}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${tokenOf(who)}`, ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}) },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as GraphQLAnswer;
    },
    payByCard: (session, card) => payOnThePage(`http://127.0.0.1:${cardPort}`, session, card),
    close: async () => {
      ignoreSignals();
      await close();
    },
  };
}

/** The card simulator's control, which does what a patient does on its page (src/sandbox/card-simulator/README.md). */
export async function payOnThePage(simulator: string, checkoutSession: string, card: string): Promise<void> {
  const response = await fetch(`${simulator}/simulator/sessions/${checkoutSession}/pay`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ card }),
  });
  if (!response.ok) throw new Error(`The card was not taken: ${response.status} ${await response.text()}`);
}

/** The story's sandbox must not write into somebody's database or charge somebody's account: no setting of Carebill is handed on. */
function keptOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(CAREBILL_|DATABASE_|STRIPE_|SMTP_|PORT$|HOST$)/.test(name)));
}

/** Both are held until both are known: one at a time could be the same port twice. */
async function twoFreePorts(): Promise<[number, number]> {
  const servers = [createServer().listen(0, "127.0.0.1"), createServer().listen(0, "127.0.0.1")] as const;
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports as [number, number];
}
