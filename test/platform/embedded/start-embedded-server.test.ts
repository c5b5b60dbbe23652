import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { startEmbeddedServer, withConnection, type EmbeddedServer } from "../../../src/platform/database/embedded";
import { giveTo, makeBase, nobody, notebook, refusalOf, removeBases, serve, startedByRoot } from "./support/bases";

let base: string;
const { log } = notebook();
const start = (): Promise<EmbeddedServer> => startEmbeddedServer({ base, mode: "service", log });

beforeAll(() => {
  // Spaces, a quote and letters outside ASCII: a checkout may lie anywhere.
  base = makeBase("it's a clinic, Ünï 日本");
});
afterAll(removeBases);

test("a row outlives a restart, and nothing else of the first run does", async () => {
  const first = await start();
  await withConnection(first, (client) => client.query("create table patients (name text); insert into patients values ('Ada Park')"));
  await first.stop();
  await expect(first.exited).resolves.toEqual({ code: 0, signal: null });
  expect(existsSync(first.host)).toBe(false);
  expect(readdirSync(base).sort()).toEqual(["18", "pg.log"]);

  const second = await start();
  const { rows } = await withConnection(second, (client) => client.query("select name from patients"));
  await second.stop();
  expect(rows).toEqual([{ name: "Ada Park" }]);
});

test("a second start is refused with RUNNING while the first goes on serving", async () => {
  const first = await start();
  try {
    const refusal = await refusalOf(start());
    expect(refusal.code).toBe("RUNNING");
    expect(refusal.message).toContain(`already running from this checkout (pid ${process.pid}, since `);
    expect(refusal.message).toContain("CAREBILL_DB_BASE=/other/dir PORT=... npm start");
    const { rows } = await withConnection(first, (client) => client.query("select 1 as alive"));
    expect(rows).toEqual([{ alive: 1 }]);
  } finally {
    await first.stop();
  }
});

test("of six starts at once exactly one serves", async () => {
  const answers = await Promise.allSettled(Array.from({ length: 6 }, start));
  const servers = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  const reasons = answers.flatMap((answer) => (answer.status === "rejected" ? [(answer.reason as { code: string }).code] : []));
  await Promise.all(servers.map((server) => server.stop()));
  expect(servers).toHaveLength(1);
  expect(reasons).toEqual(Array(5).fill("RUNNING"));
});

test("settings for PostgreSQL in our environment change neither the server nor our connections", async () => {
  const hostile = {
    PGDATA: "/nowhere",
    PGHOST: "db.example.com",
    PGPORT: "1",
    PGOPTIONS: "-c search_path=nowhere -c no_such_setting=1",
    PGSSLMODE: "require",
    PGTZ: "Asia/Tokyo",
    LC_ALL: "de_DE.UTF-8",
    LANG: "de_DE.UTF-8",
    TZ: "Asia/Tokyo",
    LD_PRELOAD: "/nowhere.so",
  };
  const before = { ...process.env };
  Object.assign(process.env, hostile);
  try {
    const server = await start();
    const { rows } = await withConnection(server, (client) =>
      client.query(
        `select current_setting('TimeZone') as zone, current_setting('search_path') as path,
                current_setting('lc_messages') as messages, current_setting('listen_addresses') as addresses`,
      ),
    );
    await server.stop();
    expect(rows).toEqual([{ zone: "UTC", path: '"$user", public', messages: "C", addresses: "" }]);
    expect(process.env.PGOPTIONS).toBeUndefined();
  } finally {
    for (const name of Object.keys(hostile)) delete process.env[name];
    Object.assign(process.env, before);
  }
});

test("names in any alphabet are found by similarity, and the extensions we rely on load", async () => {
  const server = await start();
  const { rows } = await withConnection(server, async (client) => {
    await client.query("create extension pg_trgm; create extension btree_gist; create extension pgcrypto");
    return client.query("select similarity('Жуков', 'жуков') as cyrillic, similarity('Жуков', 'Жукова') > 0.5 as close");
  });
  await server.stop();
  expect(rows).toEqual([{ cyrillic: 1, close: true }]);
});

test("the log holds neither statements nor errors: both may quote a patient's data", async () => {
  const server = await start();
  await withConnection(server, async (client) => {
    await client.query("create temp table people (ssn text primary key)");
    // The ORM writes values into its statements, so what is slow or fails must not be written down either.
    await client.query("insert into people values ('078-05-1120')");
    await client.query("select pg_sleep(1.1), ssn from people where ssn = '078-05-1120'");
    await expect(client.query("insert into people values ('078-05-1120')")).rejects.toThrow("duplicate key");
    await expect(client.query("select 'Ada Park'::date")).rejects.toThrow("invalid input syntax");
  });
  await server.stop();
  const written = readFileSync(server.logFile, "utf8");
  expect(written).toContain("database system is ready");
  expect(written).not.toContain("078-05-1120");
  expect(written).not.toContain("Ada Park");
});

// Run by an ordinary user, every test of this file shows it already.
(startedByRoot ? test : test.skip)("an unprivileged user starts it in a directory of their own", async () => {
  const own = makeBase();
  mkdirSync(own);
  giveTo(nobody, own);
  const service = await serve(own, { uid: nobody });
  expect(service.answer.refused).toBeUndefined();
  expect(statSync(path.join(own, "18")).uid).toBe(nobody);
  service.child.kill("SIGTERM");
  expect(await service.exited).toBe(0);
});
