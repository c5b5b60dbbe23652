import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmbeddedServer, type EmbeddedServer } from "../../../src/platform/database/embedded";
import { copyOf, giveTo, makeBase, nobody, notebook, refusalOf, removeBases, serve, startedByRoot } from "./support/bases";

let healthy: string;
const start = (base: string, log = notebook().log): Promise<EmbeddedServer> => startEmbeddedServer({ base, mode: "test", log });

beforeAll(async () => {
  healthy = makeBase();
  await (await start(healthy)).stop();
});
afterAll(removeBases);

describe("what a killed run left does not hinder a start", () => {
  test("a stale postmaster.pid, though its pid now belongs to another process", async () => {
    const base = copyOf(healthy);
    const innocent = spawn("sleep", ["60"]);
    writeFileSync(path.join(base, "18/postmaster.pid"), `${innocent.pid}\n${base}/18\n0\n5432\n/tmp\n\n\nready\n`);
    const { log, text } = notebook();
    try {
      const server = await start(base, log);
      await server.stop();
      expect(text()).toContain("removed a stale postmaster.pid");
      expect(text()).toContain(`closing ${base}/18 to other users`); // cpSync loses the mode
      expect([innocent.exitCode, innocent.signalCode]).toEqual([null, null]);
    } finally {
      innocent.kill();
    }
  });

  test("a cluster whose making was killed", async () => {
    const base = makeBase();
    mkdirSync(path.join(base, ".init-Ab3dEf/base"), { recursive: true });
    writeFileSync(path.join(base, ".init-Ab3dEf/PG_VERSION"), "18\n");
    mkdirSync(path.join(base, "18"));
    const server = await start(base);
    await server.stop();
    expect(readdirSync(base).sort()).toEqual(["18", "pg.log"]);
  });

  const lockOf = (holder: object): string => JSON.stringify({ id: "x", pid: 2 ** 22 + 1, startTime: "1", scope: "", host: os.hostname(), since: "then", ...holder });

  test("the lock of a dead process, of a reused pid, of nobody", async () => {
    const base = copyOf(healthy);
    const server = await start(base);
    const { scope } = JSON.parse(readFileSync(path.join(base, "lock"), "utf8")) as { scope: string };
    await server.stop();
    for (const lock of [lockOf({ scope }), lockOf({ scope, pid: process.pid }), "{ torn"]) {
      writeFileSync(path.join(base, "lock"), lock);
      await (await start(base)).stop();
      expect(existsSync(path.join(base, "lock"))).toBe(false);
    }
  });

  test("the lock of another container, when its heart has stopped and only then", async () => {
    const base = copyOf(healthy);
    const lock = path.join(base, "lock");
    writeFileSync(lock, lockOf({ host: "other-container" }));
    const heart = setInterval(() => utimesSync(lock, new Date(), new Date()), 500);
    const refusal = await refusalOf(start(base));
    clearInterval(heart);
    expect(refusal.code).toBe("RUNNING");
    expect(refusal.message).toContain("on other-container");

    const minuteAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, minuteAgo, minuteAgo);
    await (await start(base)).stop();
  });
});

describe("what cannot be mended is said, and nothing is changed", () => {
  test("data of another major version", async () => {
    const older = makeBase();
    mkdirSync(path.join(older, "17"), { recursive: true });
    writeFileSync(path.join(older, "17/PG_VERSION"), "17\n");
    const refusal = await refusalOf(start(older));
    expect(refusal.code).toBe("VERSION");
    expect(refusal.message).toBe(
      `${older}/17 holds data of PostgreSQL 17; this release bundles 18 and does not convert it. ` + "Export with the old release and import here, or move that directory away to begin empty.",
    );
    expect(readdirSync(older)).toEqual(["17"]);

    const misnamed = makeBase();
    renameSync(older, misnamed);
    renameSync(path.join(misnamed, "17"), path.join(misnamed, "18"));
    expect((await refusalOf(start(misnamed))).code).toBe("VERSION");
  });

  test.each([
    ["pg_control", (data: string) => writeFileSync(path.join(data, "global/pg_control"), Buffer.alloc(8192, 0xa5))],
    ["PG_VERSION", (data: string) => renameSync(path.join(data, "PG_VERSION"), path.join(data, "PG_VERSION.lost"))],
    ["WAL", (data: string) => zeroSegments(path.join(data, "pg_wal"))],
    ["a catalog", (data: string) => renameSync(path.join(data, "global/1262"), path.join(data, "global/1262.lost"))],
  ])("a damaged cluster: %s", async (_what, damage) => {
    const base = copyOf(healthy);
    const data = path.join(base, "18");
    damage(data);
    const before = contents(data);
    const refusal = await refusalOf(start(base));
    expect(refusal.message).toContain(`The database in ${data} is damaged and cannot start. Nothing was changed. Restore a backup, or move the directory away`);
    expect(refusal.code).toBe("CORRUPT");
    expect(contents(data)).toEqual(before);
    expect(existsSync(path.join(base, "lock"))).toBe(false);
  });

  test("data that this user may not read", async () => {
    const base = copyOf(healthy);
    if (startedByRoot) giveTo(nobody, base); // the data itself stays root's, 0700
    else chmodSync(path.join(base, "18"), 0);
    const service = await serve(base, startedByRoot ? { uid: nobody } : {});
    if (!startedByRoot) chmodSync(path.join(base, "18"), 0o700);
    expect(await service.exited).toBe(1);
    expect(service.answer.refused).toMatchObject({ code: "PERMISSION" });
    expect(service.answer.refused?.message).toContain(`sudo chown -R "$(id -un)" '${base}'`);
  });

  test("no binaries", async () => {
    process.env.CAREBILL_DB_NATIVE = "/nowhere/native";
    try {
      const refusal = await refusalOf(start(copyOf(healthy)));
      expect(refusal.message).toBe("/nowhere/native/bin/postgres does not exist. Run npm ci, or set DATABASE_URL to a PostgreSQL 18 server.");
      expect(refusal.code).toBe("NO_BINARIES");
    } finally {
      delete process.env.CAREBILL_DB_NATIVE;
    }
  });

  test("a setting that PostgreSQL does not know is answered with its own words", async () => {
    const base = copyOf(healthy);
    const refusal = await refusalOf(startEmbeddedServer({ base, mode: "test", settings: { no_such_setting: "1" }, log: notebook().log }));
    expect(refusal.code).toBe("START_FAILED");
    expect(refusal.message).toContain('unrecognized configuration parameter "no_such_setting"');
  });
});

function zeroSegments(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (/^[0-9A-F]{24}$/.test(name)) writeFileSync(path.join(directory, name), Buffer.alloc(16 * 2 ** 20));
  }
}

/** Name, size and time of everything in it but what PostgreSQL writes at each start. */
function contents(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => !/^(postmaster\.|pg_stat|pg_wal\/|pg_notify\/|global\/pg_control$)|pg_internal\.init$/.test(name))
    .map((name) => [name, statSync(path.join(directory, name))] as const)
    .filter(([, status]) => status.isFile())
    .map(([name, status]) => `${name} ${status.size} ${status.mtimeMs}`)
    .sort();
}
