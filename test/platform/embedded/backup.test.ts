import { cpSync, existsSync, readdirSync, renameSync } from "node:fs";
import path from "node:path";
import { backupCluster, startEmbeddedServer, withConnection } from "../../../src/platform/database/embedded";
import { makeBase, notebook, removeBases } from "./support/bases";

const { log } = notebook();

afterAll(removeBases);

test("a backup made while rows are written restores to a moment at which all of them agree", async () => {
  const base = makeBase();
  const out = path.join(path.dirname(base), "backup");
  const server = await startEmbeddedServer({ base, mode: "service", log });
  await withConnection(server, (client) =>
    client.query(`create extension amcheck;
      create table entries (id bigint generated always as identity primary key, account int, amount int);
      create index on entries (account);
      insert into entries (account, amount) values (1, 100), (1, -100)`),
  );
  const before = Number(await countOf(server));

  // Balanced pairs, each in one transaction: a torn restore would show in the sum.
  let isWriting = true;
  const writer = withConnection(server, async (client) => {
    while (isWriting) {
      await client.query(
        `insert into entries (account, amount)
         select g, sign * g from generate_series(1, 200) g, (values (1), (-1)) v(sign)`,
      );
    }
  });
  const backup = await backupCluster(server, out);
  const during = Number(await countOf(server));
  isWriting = false;
  await writer;
  expect(during).toBeGreaterThan(before);
  expect(backup.directory).toBe(out);
  expect(existsSync(`${out}.partial`)).toBe(false);
  expect(readdirSync(path.join(out, "pg_replslot"))).toEqual([]);
  await expect(backupCluster(server, out)).rejects.toThrow("a backup never overwrites another");
  const { rows: slots } = await withConnection(server, (client) => client.query("select * from pg_replication_slots"));
  expect(slots).toEqual([]);
  await server.stop();

  // README.md, "Backup and restore".
  renameSync(path.join(base, "18"), path.join(base, "18-damaged"));
  cpSync(out, path.join(base, "18"), { recursive: true });
  const restored = await startEmbeddedServer({ base, mode: "service", log });
  const { rows } = await withConnection(restored, (client) =>
    client.query(`select count(*)::int as entries, sum(amount)::int as sum, count(*) % 2 as odd,
      (select count(bt_index_check(indexrelid, true))::int from pg_index i join pg_class c on c.oid = i.indexrelid
        join pg_am a on a.oid = c.relam where a.amname = 'btree' and c.relpersistence = 'p') as indexes from entries`),
  );
  await restored.stop();
  const [found] = rows as { entries: number; sum: number; odd: string; indexes: number }[];
  expect(found).toMatchObject({ sum: 0, odd: "0" });
  expect(found?.entries).toBeGreaterThanOrEqual(before);
  expect(found?.entries).toBeLessThanOrEqual(during);
  expect(found?.indexes).toBeGreaterThan(100);
});

async function countOf(server: Parameters<typeof withConnection>[0]): Promise<string> {
  const { rows } = await withConnection(server, (client) => client.query<{ count: string }>("select count(*) from entries"));
  return rows[0]!.count;
}
