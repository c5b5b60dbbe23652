import type pg from "pg";
import { buildOfficeSchema } from "../../src/platform/graphql/build-schema";
import { rooms } from "../../src/office";
import { practiceTable } from "../../src/platform/database/tenant-sql";
import { checkMigrationDrift, mappedTables, type MappedTable } from "../../tools/checks/migration-drift";
import { checkReadDrift } from "../../tools/checks/read-drift";
import { checkTenancy } from "../../tools/checks/tenancy";
import type { Verdict } from "../../tools/checks/step";
import type { Ask } from "../../tools/source/migrated-database";
import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
let client: pg.PoolClient;
beforeAll(async () => {
  office = await openTestOffice();
  // The template's table of the cast is the tests' own.
  await office.owner("drop table test_cast");
  client = await office.office.database.ownerPool.connect();
});
afterAll(async () => {
  client.release();
  await office.close();
});

/** What a guard says of what was planted, beside what it says of the office as it is (`npm run check` tells that). */
async function news(sql: string, guard: (ask: Ask) => Promise<Verdict>): Promise<string[]> {
  const before = new Set((await planting("select 1", guard)).problems);
  return (await planting(sql, guard)).problems.filter((problem) => !before.has(problem));
}

/** Everything that is planted is rolled back. A savepoint per question, because a guard may ask SQL that fails. */
async function planting<T>(sql: string, act: (ask: Ask) => Promise<T>): Promise<T> {
  await client.query("begin");
  try {
    await client.query(sql);
    return await act(async (text, values = []) => {
      await client.query("savepoint question");
      try {
        return (await client.query(text, [...values])).rows;
      } catch (error) {
        await client.query("rollback to savepoint question");
        throw error;
      }
    });
  } finally {
    await client.query("rollback");
  }
}

describe("tenancy", () => {
  const told = (sql: string) => news(sql, checkTenancy);
  const walled = practiceTable("wall", "name text not null");

  test("a table that practiceTable made has every wall", async () => {
    expect(await told(walled)).toEqual([]);
  });

  test.each([
    [
      "a table of nobody's",
      "create table wall (id uuid primary key)",
      "wall has neither practice_id nor billing_service_id: make it with practiceTable or serviceTable, or give the reason in tools/checks/exceptions.ts",
    ],
    ["a table without row-level security", `${walled}; alter table wall disable row level security`, "wall: row-level security is not enabled"],
    ["row-level security that spares the owner", `${walled}; alter table wall no force row level security`, "wall: row-level security is not forced on its owner"],
    ["a table without the tenant's policy", `${walled}; drop policy wall_tenant on wall`, "wall: no policy compares practice_id with cb_practices() for every command, reading and writing"],
    [
      "a policy for reading only",
      `${walled}; drop policy wall_tenant on wall; create policy wall_tenant on wall for select to cb_api using (practice_id = any (cb_practices()))`,
      "wall: no policy compares practice_id with cb_practices() for every command, reading and writing",
    ],
    ["a second policy that opens everything", `${walled}; create policy wall_open on wall to cb_api using (true)`, "wall: the policy wall_open lets cb_api past the tenant"],
    [
      "a table of patients' rows that every patient reads",
      practiceTable("wall", "patient_id uuid not null", { patients: "open" }),
      "wall: a patient's session reads every row, although patient_id leads to patients: close it, or name its patient's column",
    ],
    [
      "a table whose indexes all begin elsewhere",
      `${walled}; alter table wall drop constraint wall_pkey; alter table wall add primary key (id, practice_id)`,
      "wall: no index starts with practice_id",
    ],
    [
      "a key that could point into another practice",
      `${walled}; alter table patient add unique (id); alter table wall add column patient_id uuid references patient (id)`,
      "wall (patient_id) refers to patient without practice_id: it could point into another tenant",
    ],
    ["an enum", `create type colour as enum ('RED'); ${practiceTable("wall", "colour colour not null")}`, "wall.colour is an enum, whose comparison is not leakproof: text with oneOf"],
    ["money with a point", practiceTable("wall", "price_cents numeric not null"), "wall.price_cents is numeric; money is bigint"],
    ["an instant without a zone", practiceTable("wall", "built_at timestamp not null"), "wall.built_at has no time zone: timestamptz(3)"],
    ["a day that is an instant", practiceTable("wall", "built_on timestamptz(3) not null"), "wall.built_on is timestamp(3) with time zone; what ends in _on is a day"],
    ["a view that looks past the walls", `${walled}; create view window_in_wall as select * from wall`, "window_in_wall is a view without security_invoker: it shows every tenant's rows"],
    [
      "a function with the owner's rights",
      "create function hole() returns int language sql security definer as 'select 1'",
      "hole() runs with its owner's rights, past every wall: give the reason in OWNER_FUNCTIONS of tools/checks/exceptions.ts",
    ],
    ["a known function without its search path", "alter function cb_enqueue reset all", "cb_enqueue() runs with its owner's rights and sets no search_path"],
    ["a known function that anybody may call", "grant execute on function cb_service_practices to public", "cb_service_practices() runs with its owner's rights and PUBLIC may call it"],
    ["a grant that empties tables", `${walled}; grant truncate on wall to cb_api`, "cb_api may truncate on wall"],
  ])("%s is found", async (_what, sql, problem) => {
    expect(await told(sql)).toContain(problem);
  });
});

describe("migration drift", () => {
  const entities = rooms.flatMap((room) => room.entities);
  const told = async (sql: string, change: (tables: MappedTable[]) => MappedTable[] = (tables) => tables) => {
    const mapped = await mappedTables(entities);
    const before = new Set((await planting("select 1", (ask) => checkMigrationDrift(ask, mapped))).problems);
    return (await planting(sql, (ask) => checkMigrationDrift(ask, change(mapped)))).problems.filter((problem) => !before.has(problem));
  };

  test.each([
    [
      "a column that the entity does not know",
      "alter table patient add column nickname text",
      "Patient: patient.nickname is mapped by nothing: map it, or give the reason in UNMAPPED_COLUMNS of tools/checks/exceptions.ts",
    ],
    ["a column that the table does not have", "alter table patient drop column suffix", "Patient: patient has no column suffix"],
    ["a column that may be null, and the entity says never", "alter table patient alter column sex drop not null", "Patient: patient.sex is nullable in the database and not null in the entity"],
    [
      "a column that is never null, and the entity says it may",
      "update patient set email = ''; alter table patient alter column email set not null",
      "Patient: patient.email is not null in the database and nullable in the entity",
    ],
    ["a column of another type", "alter table patient alter column birth_date type text", "Patient: patient.birth_date is text in the database and date in the entity"],
  ])("%s is found", async (_what, sql, problem) => {
    expect(await told(sql)).toEqual([problem]);
  });

  test("a column that PostgreSQL makes itself needs no mapping", async () => {
    expect(await told("alter table patient add column shout text generated always as (upper(last_name)) stored")).toEqual([]);
  });

  test("an entity whose table no migration makes is found", async () => {
    expect(await told("select 1", (tables) => [...tables, { entity: "Ghost", table: "ghost", columns: [] }])).toEqual(["Ghost is mapped to ghost, and no migration makes that table"]);
  });
});

describe("read drift", () => {
  const { schema } = buildOfficeSchema(rooms);
  const told = (sql: string) => news(sql, (ask) => checkReadDrift(ask, schema));

  test.each([
    ["a column that is gone", "alter table patient rename column suffix to ending", "Patient.suffix reads patient.suffix, which does not exist"],
    ["a promise of non-null over what may be null", "alter table patient alter column sex drop not null", "Patient.sex promises non-null over patient.sex, which may be null"],
    ["an order over what may be null", "alter table patient alter column birth_date drop not null", "Patient ordered by BIRTH_DATE promises non-null over patient.birth_date, which may be null"],
    ["an expression over what is gone", "alter table patient rename column first_name to given_name", `Patient.fullName: column t.first_name does not exist in t.last_name || ', ' || t.first_name`],
    ["a flag over what is gone", "alter table patient rename column active to current", "Patient filtered by active: column t.active does not exist in t.active"],
  ])("%s is found", async (_what, sql, problem) => {
    expect(await told(sql)).toContain(problem);
  });
});
