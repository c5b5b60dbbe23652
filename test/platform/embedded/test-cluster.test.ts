import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prepareTestDatabases, startTestCluster, withConnection, type EmbeddedServer } from "../../../src/platform/database/embedded";
import { makeBase, notebook, removeBases } from "./support/bases";

let keepIn: string;
const book = notebook();
const start = (): Promise<EmbeddedServer> => startTestCluster({ keepIn, log: book.log });

beforeAll(() => {
  keepIn = makeBase();
});
afterAll(removeBases);

const databasesOf = async (server: EmbeddedServer): Promise<string[]> => {
  const { rows } = await withConnection(server, (client) => client.query<{ name: string }>("select datname as name from pg_database order by datname"));
  return rows.map((row) => row.name);
};
const always = ["postgres", "template0", "template1"];

test("the template is built once for its key; workers get copies; what earlier runs left is dropped", async () => {
  let builds = 0;
  const prepare = (server: EmbeddedServer, templateKey: string, workers: number) =>
    prepareTestDatabases(server, {
      templateKey,
      workers,
      async build(name) {
        builds += 1;
        await withConnection(server, (client) => client.query("create table patients (name text)"), name);
      },
    });

  const first = await start();
  await expect(prepare(first, "aaa", 3)).resolves.toEqual({ template: "tpl_aaa", built: true, databases: ["w_1", "w_2", "w_3"] });
  await withConnection(first, (client) => client.query("insert into patients values ('Ada Park')"), "w_1");
  const inSecond = await withConnection(first, (client) => client.query("select * from patients"), "w_2");
  expect(inSecond.rows).toEqual([]);
  await expect(withConnection(first, async () => {}, "tpl_aaa")).rejects.toThrow("not currently accepting connections");
  await first.stop();
  expect(readdirSync(keepIn).sort()).toEqual(["18", "pg.log"]);

  const second = await start();
  await expect(prepare(second, "aaa", 2)).resolves.toMatchObject({ built: false });
  expect(builds).toBe(1);
  expect(await databasesOf(second)).toEqual([...always, "tpl_aaa", "w_1", "w_2"].sort());
  const afresh = await withConnection(second, (client) => client.query("select * from patients"), "w_1");
  expect(afresh.rows).toEqual([]);

  // A template whose building was killed, and a change of schema.
  await withConnection(second, (client) => client.query("create database tpl_bbb"));
  await expect(prepare(second, "bbb", 1)).resolves.toMatchObject({ built: true });
  expect(await databasesOf(second)).toEqual([...always, "tpl_bbb", "w_1"].sort());
  await second.stop();
});

test("a run beside another gets a temporary cluster, which goes away with it", async () => {
  const first = await start();
  const second = await start();
  expect(second.base).not.toBe(first.base);
  expect(await databasesOf(second)).toEqual(always);
  await second.stop();
  expect(existsSync(second.base)).toBe(false);
  await first.stop();
});

test("after a crash of the machine, or damaged, it is made again", async () => {
  const marked = await start();
  await withConnection(marked, (client) => client.query("create table witness ()"));
  expect(existsSync(path.join(keepIn, "unclean"))).toBe(true);
  await marked.stop();
  const hasWitness = async () => {
    const server = await start();
    const { rows } = await withConnection(server, (client) => client.query("select to_regclass('witness') is not null as there"));
    await withConnection(server, (client) => client.query("create table if not exists witness ()"));
    await server.stop();
    return (rows as { there: boolean }[])[0]?.there;
  };
  expect(await hasWitness()).toBe(true);

  writeFileSync(path.join(keepIn, "unclean"), "another boot");
  expect(await hasWitness()).toBe(false);
  expect(book.text()).toContain("the machine went down while");

  writeFileSync(path.join(keepIn, "18/global/pg_control"), Buffer.alloc(8192, 0xa5));
  expect(await hasWitness()).toBe(false);
  expect(book.text()).toContain("cannot be used (CORRUPT); making it again");
});
