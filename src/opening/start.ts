import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { readConfig, type Config } from "../platform/config/config";
import { stopOnSignals } from "../platform/database/embedded";
import { migrate, withClient, type Connection } from "../platform/database/migrate";
import { listen } from "../platform/http/http-server";
import { makeLog } from "../platform/log";
import { openOffice, type Office } from "../open-office";
import { CannotOpen } from "./cannot-open";
import { openDataDirectory, signingKeyOf } from "./data-directory";
import { documentationRoute, examplePayPage } from "./documentation";
import { makeExplorer, readOperations, wayToExplorer } from "./explorer";
import { findDatabase, type FoundDatabase } from "./find-database";
import { Opening } from "./opening";
import { openOutsideWorld } from "./outside-world";
import { BILLING_SERVICE_ID } from "../../seeds/service";
import { readSandboxCast, seedSandbox, seedStateOf, type SandboxCast } from "./sandbox-seed";
import { makeSandboxTokens } from "./sandbox-tokens";
import { welcome } from "./welcome";

type Say = (line: string) => void;

/** `npm start`: opens the office and serves until a signal. Each step knows how it is undone; the last opened is closed first. */
export async function start(env: NodeJS.ProcessEnv, root: string, say: Say): Promise<void> {
  const opening = new Opening();
  const opened = open(opening, env, root, say);
  stopOnSignals(async () => {
    opening.stop();
    await opened.catch(() => {});
    await opening.close();
    say("stopped");
  }, say);
  try {
    await opened;
  } catch (error) {
    if (opening.stopping) return; // a signal came while opening, and is being answered
    await opening.close();
    throw error;
  }
}

async function open(opening: Opening, env: NodeJS.ProcessEnv, root: string, say: Say): Promise<void> {
  const began = performance.now();
  const asked = readConfig(env, root);
  const signingKeyPem = keyOf(asked);
  // The port first: the commonest trouble is told at once, and nobody can take it while the database starts.
  const doorway = await openDoorway(opening, asked);
  const config: Config = { ...readConfig({ ...env, PORT: String(doorway.port) }, root), cardSimulatorPort: asked.cardSimulatorPort };
  const database = await opening.step(async () => {
    say(config.databaseUrl ? "looking for the database" : "starting PostgreSQL");
    const found = await findDatabase(config, say);
    opening.onClose(() => found.stop());
    watch(found, say);
    return found;
  });
  await opening.step(() => bringUpToDate(database, config, say));

  let office: Office | null = null;
  const world = await opening.step(async () =>
    openOutsideWorld({ config, signingKeyPem, now: () => office?.clock.now() ?? new Date(), billingServiceId: await processorsService(database.owner, config) }),
  );
  opening.onClose(() => world.stop());

  const explorer = config.mode === "sandbox" ? lateExplorer() : null;
  const { owner, api } = database;
  office = await opening.step(() =>
    openOffice({
      config,
      owner,
      api,
      log: makeLog(config.logLevel),
      effects: world.effects,
      outsideLives: () => world.live(),
      signingKeyPem,
      routes: [documentationRoute(root), ...(explorer ? [wayToExplorer, explorer.files, examplePayPage] : [])],
      explorer: explorer?.page ?? null,
    }),
  );
  const { jobs, app } = office;
  opening.onClose(() => office!.close());

  const cast = config.mode === "sandbox" ? await opening.step(() => furnish(office!, database, say)) : null;
  const tokens = cast ? makeSandboxTokens(office.tokenKey, cast.actors, config.dataDirectory) : [];
  if (cast) explorer?.fill({ tokens, operations: readOperations(root), ids: cast.ids });
  await opening.step(async () => {
    if (database.embedded) await jobs.takeOver();
    await jobs.start();
  });
  doorway.serve(app);
  opening.onClose(() => doorway.leave());
  for (const line of welcome({ config, database, tokens, world, seconds: (performance.now() - began) / 1000 })) say(line);
}

/** One processor account serves one billing service: the sandbox's, or the one that production has founded. */
async function processorsService(owner: Connection, config: Config): Promise<string | null> {
  if (config.mode === "sandbox") return BILLING_SERVICE_ID;
  const services = await withClient(owner, async (client) => (await client.query<{ id: string }>("select id from billing_service order by created_at, id limit 2")).rows);
  if (services.length > 1) throw new CannotOpen("This database holds several billing services, and one processor account serves one. Give each an installation of its own.");
  return services[0]?.id ?? null;
}

function keyOf(config: Config): string {
  if (config.mode === "sandbox" || !config.signingKey) openDataDirectory(config);
  return signingKeyOf(config);
}

/** Until the office is open the port answers, and says that it is not. */
async function openDoorway(opening: Opening, config: Config) {
  let serve: RequestListener = notYet;
  let leaving = false;
  const { server, port, close } = await listen(
    (request, response) => {
      if (leaving) response.setHeader("connection", "close");
      serve(request, response);
    },
    config.port,
    config.host,
  );
  let left: Promise<void> | null = null;
  const leave = () =>
    (left ??= (async () => {
      leaving = true;
      // What is being answered is finished; who dawdles is cut off before the whole stop runs out of time.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const cap = setTimeout(() => server.closeAllConnections(), 10_000);
      await close();
      clearInterval(idle);
      clearTimeout(cap);
    })());
  opening.onClose(leave);
  return { port, serve: (app: RequestListener) => void (serve = app), leave };
}

function notYet(request: IncomingMessage, response: ServerResponse): void {
  const isAlive = request.url === "/health";
  response.writeHead(isAlive ? 200 : 503, { "content-type": "application/json", "cache-control": "no-store", ...(isAlive ? {} : { "retry-after": "1" }) });
  response.end(JSON.stringify(isAlive ? { status: "ok" } : { status: "starting", errors: [{ message: "Carebill is starting.", extensions: { code: "INTERNAL", retryable: true } }] }));
}

function watch({ embedded }: FoundDatabase, say: Say): void {
  void embedded?.exited.then(({ code, signal }) => {
    if (embedded.stopping) return;
    say(`PostgreSQL ended by itself (${signal ?? `exit code ${code}`}); its words are in ${embedded.logFile}. Start again: what was committed is there.`);
    process.exit(1);
  });
}

/** Migrations, and the two refusals that keep real data and play apart. */
async function bringUpToDate(database: FoundDatabase, config: Config, say: Say): Promise<void> {
  await migrateSaying(database, say);
  const state = await seedStateOf(database.owner);
  if (config.mode === "production") {
    if (state === "seeded" || state === "unfinished")
      throw new CannotOpen(`The database ${database.place} holds a seeded sandbox. Production needs a database of its own: point DATABASE_URL to an empty one.`);
    return;
  }
  if (state === "not-a-sandbox")
    throw new CannotOpen(`The database ${database.place} holds billing services that the sandbox did not make. Set CAREBILL_MODE=production for it, or point DATABASE_URL to an empty database.`);
  if (state !== "unfinished") return;
  if (!database.recreate) throw new CannotOpen(`Seeding the database ${database.place} was cut off. Drop it, create it anew and start again.`);
  say("an earlier start was cut off while it seeded; beginning anew");
  await database.recreate();
  await migrateSaying(database, say);
}

export async function migrateSaying({ owner }: FoundDatabase, say: Say): Promise<void> {
  const done = await migrate(owner);
  if (done.length) say(`${done.length} migration${done.length === 1 ? "" : "s"} done`);
}

async function furnish(office: Office, { owner }: FoundDatabase, say: Say): Promise<SandboxCast> {
  if ((await seedStateOf(owner)) === "empty") {
    say("seeding the sandbox");
    await seedSandbox(office);
  }
  return readSandboxCast(office.database.ownerPool);
}

/** Routes are fixed when the office opens, tokens are made afterwards. */
function lateExplorer() {
  let made = makeExplorer({ tokens: [], operations: [], ids: {} });
  const { files } = made;
  return {
    files,
    page: ((request, response, next) => made.page(request, response, next)) as typeof made.page,
    fill: (content: Parameters<typeof makeExplorer>[0]) => void (made = makeExplorer(content)),
  };
}
