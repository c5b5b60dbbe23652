import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmbeddedServer, withConnection } from "../../../src/platform/database/embedded";
import { makeBase, notebook, processesMentioning, removeBases, serve, until } from "./support/bases";

const onLinux = process.platform === "linux" ? test : test.skip; // looks into /proc

afterAll(removeBases);

test("kill -9 of the service stops the database, and the next start has every committed row", async () => {
  const base = makeBase();
  const service = await serve(base);
  const address = service.answer.ready!;
  const killed = withConnection(address, async (client) => {
    await client.query("create table entries (amount int); insert into entries select generate_series(1, 1000)");
    await client.query("begin");
    await client.query("insert into entries values (-1)");
    service.child.kill("SIGKILL");
    await client.query("select pg_sleep(60)");
  });
  await expect(killed).rejects.toThrow("terminat");
  await until("the watchdog removes the socket", () => !existsSync(address.host));

  const { log, text } = notebook();
  const next = await startEmbeddedServer({ base, mode: "service", log });
  const { rows } = await withConnection(next, (client) => client.query("select count(*)::int as entries, min(amount) as least from entries"));
  await next.stop();
  expect(rows).toEqual([{ entries: 1000, least: 1 }]);
  expect(text()).toBe("");
  expect(readdirSync(base).sort()).toEqual(["18", "pg.log"]);
});

onLinux("killed together with its watchdog it leaves an orphan, which the next start stops", async () => {
  const base = makeBase();
  const service = await serve(base);
  const address = service.answer.ready!;
  await withConnection(address, (client) => client.query("create table entries (amount int); insert into entries values (7)"));
  const watchdogs = processesMentioning(address.host).filter((pid) => pid !== address.processId);
  expect(watchdogs).toHaveLength(1);
  process.kill(watchdogs[0]!, "SIGKILL");
  service.child.kill("SIGKILL");
  await service.exited;

  const { log, text } = notebook();
  const next = await startEmbeddedServer({ base, mode: "service", log });
  const { rows } = await withConnection(next, (client) => client.query("select amount from entries"));
  await next.stop();
  expect(rows).toEqual([{ amount: 7 }]);
  expect(text()).toContain(`stopping a PostgreSQL left behind by a run that was killed (pid ${address.processId})`);
  expect(existsSync(address.host)).toBe(false);
  expect(processesMentioning(base)).toEqual([]);
});

onLinux("with every process killed at once PostgreSQL recovers by itself", async () => {
  const base = makeBase();
  const service = await serve(base);
  const address = service.answer.ready!;
  await withConnection(address, (client) => client.query("create table entries (amount int); insert into entries values (7)"));
  for (const pid of processesMentioning(address.host)) process.kill(pid, "SIGKILL");
  service.child.kill("SIGKILL");
  await service.exited;

  const { log, text } = notebook();
  const next = await startEmbeddedServer({ base, mode: "service", log });
  const { rows } = await withConnection(next, (client) => client.query("select amount from entries"));
  await next.stop();
  expect(rows).toEqual([{ amount: 7 }]);
  expect(text()).toContain("removed a stale postmaster.pid");
  expect(existsSync(address.host)).toBe(false);
});

test("signals: the first stops in order, one within the second is nothing, a later one is answered", async () => {
  const service = await serve(makeBase(), { environment: { SLOW_STOP: "4000" } });
  const { host, processId } = service.answer.ready!;
  service.child.kill("SIGINT");
  await until("it has begun to stop", () => service.said().includes("stopping (SIGINT)"));
  service.child.kill("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  service.child.kill("SIGTERM");
  expect(await service.exited).toBe(0);
  expect(service.said().trim().split("\n")).toEqual(["stopping (SIGINT)", "still stopping"]);
  expect(existsSync(host)).toBe(false);
  expect(() => process.kill(processId, 0)).toThrow("ESRCH");
});

test("PostgreSQL that dies by itself is told apart from one that was stopped", async () => {
  const base = makeBase();
  const server = await startEmbeddedServer({ base, mode: "test", log: notebook().log });
  process.kill(server.processId, "SIGKILL");
  await expect(server.exited).resolves.toEqual({ code: null, signal: "SIGKILL" });
  expect(server.stopping).toBe(false);
  expect(existsSync(server.host)).toBe(false);
  const next = await startEmbeddedServer({ base, mode: "test", log: notebook().log });
  await next.stop();
});

test("a service that stood still and lost its lock stops at once, and leaves the lock to its new holder", async () => {
  const base = makeBase();
  const { log, text } = notebook();
  const server = await startEmbeddedServer({ base, mode: "test", log });
  const lock = path.join(base, "lock");
  rmSync(lock);
  writeFileSync(lock, JSON.stringify({ id: "another", pid: 1, host: "other-container" }));
  await server.exited;
  expect(server.stopping).toBe(false);
  expect(text()).toContain(`another service took ${base} while this one stood still`);
  expect(readFileSync(lock, "utf8")).toContain("other-container");
});
