import { readConfig } from "../../../src/platform/config/config";
import { migrate, withClient, type Connection } from "../../../src/platform/database/migrate";
import { CannotOpen } from "../../../src/opening/cannot-open";
import { prepareOutsideDatabase } from "../../../src/opening/outside-database";

/** The test's server stands for the operator's: reached by its socket, and it believes everybody's password. */
const HOST = process.env.CAREBILL_TEST_DB_HOST!;
const superuser: Connection = { host: HOST, port: Number(process.env.CAREBILL_TEST_DB_PORT), user: "postgres", password: "", database: "postgres" };
const name = `outside_${process.pid}`;
const asSuperuser = (...statements: string[]) =>
  withClient(superuser, async (client) => {
    for (const statement of statements) await client.query(statement);
  });

const url = (user: string, database = name, password = ":secret") => `postgres://${user}${password}@localhost:${superuser.port}/${database}?host=${encodeURIComponent(HOST)}`;
const prepare = (databaseUrl: string, databaseApiUrl?: string) =>
  prepareOutsideDatabase(readConfig({ DATABASE_URL: databaseUrl, ...(databaseApiUrl ? { DATABASE_API_URL: databaseApiUrl } : {}) }, "/"));
const sentence = async (databaseUrl: string, databaseApiUrl?: string): Promise<string> => {
  try {
    await prepare(databaseUrl, databaseApiUrl);
  } catch (error) {
    expect(error).toBeInstanceOf(CannotOpen);
    expect((error as Error).message).not.toContain("secret");
    return (error as Error).message;
  }
  throw new Error("it was accepted");
};

beforeAll(() =>
  asSuperuser(
    `create role ${name}_owner login createrole`,
    `create role ${name}_guest login`,
    `create role ${name}_god login superuser`,
    `create database ${name} owner ${name}_owner`,
    `create database ${name}_theirs owner ${name}_owner`,
  ),
);
afterAll(() => asSuperuser(`drop database ${name} with (force)`, `drop database ${name}_theirs with (force)`, `drop role ${name}_owner`, `drop role ${name}_guest`, `drop role ${name}_god`));

test("an empty database of one's own is made ready, and the API's role gets a password that only the owner's leads to", async () => {
  const { owner, api } = await prepare(url(`${name}_owner`));
  expect(owner).toEqual({ host: HOST, port: superuser.port, user: `${name}_owner`, password: "secret", database: name });
  expect(api).toEqual({ ...owner, user: "cb_api", password: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) });
  expect((await migrate(owner)).length).toBeGreaterThan(5);
  expect((await prepare(url(`${name}_owner`))).api.password).toBe(api.password);
  expect((await prepare(url(`${name}_owner`, name, ":other"))).api.password).not.toBe(api.password);
});

test("a database that is not there, or not ours to fill", async () => {
  expect(await sentence(url(`${name}_owner`, "nowhere"))).toBe(
    `There is no database nowhere at ${HOST}:${superuser.port} (DATABASE_URL). Create it first: create database nowhere owner ${name}_owner`,
  );
  expect(await sentence(url(`${name}_guest`))).toBe(`The user ${name}_guest may not create tables in the database ${name}. Make it the owner: alter database ${name} owner to ${name}_guest`);
  expect(await sentence(url(`${name}_nobody`))).toMatch(/ refuses the user .*_nobody: the name or password in DATABASE_URL is wrong/);
  await withClient({ ...superuser, user: `${name}_owner`, database: `${name}_theirs` }, (client) => client.query("create table invoices ()"));
  expect(await sentence(url(`${name}_owner`, `${name}_theirs`))).toBe(`The database ${name}_theirs holds tables that are not Carebill's. Give it a database of its own: create database carebill`);
});

test("without a password to derive from, the API's address must be given", async () => {
  expect(await sentence(url(`${name}_owner`, name, ""))).toMatch(/^DATABASE_URL has no password from which .* create role cb_api .* DATABASE_API_URL$/);
  expect((await prepare(url(`${name}_owner`, name, ""), url("cb_api"))).api.user).toBe("cb_api");
});

test("the API never logs in as somebody who may step over the walls, nor as somebody without its rights", async () => {
  for (const user of [`${name}_god`, `${name}_owner`])
    expect(await sentence(url(`${name}_owner`), url(user))).toMatch(new RegExp(`^The API would log in as ${user}, who may step over the walls between tenants`));
  expect(await sentence(url(`${name}_owner`), url(`${name}_guest`))).toBe(
    `The API would log in as ${name}_guest, who does not have the rights of cb_api. Log in as cb_api, or: grant cb_api to ${name}_guest with inherit true`,
  );
});

test("nobody there", async () => {
  expect(await sentence("postgres://o:secret@127.0.0.1:9/c")).toBe("The database at 127.0.0.1:9 does not answer: nothing listens there. Is it running, and is DATABASE_URL right?");
  expect(await sentence("postgres://o:secret@localhost/c?host=/nowhere")).toBe(
    "The database at /nowhere:5432 does not answer: there is no socket in that directory. Is it running, and is DATABASE_URL right?",
  );
});
