import pg from "pg";
import { jobActor, NIL_ID } from "../../src/platform/access/actor";
import { OTHER_BILLING_SERVICE_ID } from "../../seeds/service";
import { Patient } from "../../src/patients";
import { openTestOffice, type TestOffice } from "../support/office";

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const asApi = async (text: string, values: unknown[] = []) => {
  const client = new pg.Client({
    host: process.env.CAREBILL_TEST_DB_HOST!,
    port: Number(process.env.CAREBILL_TEST_DB_PORT),
    user: "cb_api",
    database: (await office.owner("select current_database() as name"))[0]!.name as string,
  });
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
};
const workOf = (practiceIds: string[], patientIds: "all" | string[] = "all", billingServiceId = office.cast.billingServiceId!) =>
  office.office.makeWork(jobActor({ billingServiceId, practiceIds, patientIds }, "test"));

test("one statement sent by the API's connection without a tenant returns no row, of any table", async () => {
  const { rows: tables } = await asApi("select tablename from pg_tables where schemaname = 'public' and tablename not in ('migration', 'sandbox_clock', 'sandbox_seed', 'test_cast') order by 1");
  expect(tables.length).toBeGreaterThan(15);
  for (const { tablename } of tables) expect({ tablename, rows: (await asApi(`select * from ${tablename}`)).rows }).toEqual({ tablename, rows: [] });
});

test.each([
  "set role cb_owner",
  "select set_config('role', 'cb_owner', false)",
  "alter table patient disable row level security",
  "truncate patient",
  "drop policy patient_tenant on patient",
  "select * from graphile_worker._private_jobs",
  "create table mine (id int)",
])("the API's role cannot: %s", async (text) => {
  await expect(asApi(text)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|0A000|42P01)$/) });
});

test("with row_security off the API's role gets an error, not rows", async () => {
  await expect(asApi("set row_security = off; select * from patient")).rejects.toMatchObject({ code: "42501" });
});

test("the second wall stands when the first is missing: another practice's rows do not exist", async () => {
  const work = workOf([office.cast.riverside!]);
  const rows = await work.sql("select distinct practice_id from patient");
  expect(rows).toEqual([{ practice_id: office.cast.riverside }]);
  expect(await work.sql("update patient set phone = 'x' where practice_id = $1 returning id", [office.cast.lakeside])).toEqual([]);
  await expect(
    work.sql("insert into external_reference (practice_id, id, object_type, object_id, system, value, created_at) values ($1, $2, 'patient', $2, 's', 'v', now())", [office.cast.lakeside, NIL_ID]),
  ).rejects.toMatchObject({ code: "42501" });
});

test("the first wall stands by itself: the ORM asks only for the tenant's practices, and for none without a tenant", async () => {
  const found = await workOf([office.cast.riverside!]).em.find(Patient, {});
  expect(new Set(found.map((patient) => patient.practiceId))).toEqual(new Set([office.cast.riverside]));
  await expect(office.office.database.orm.em.fork().find(Patient, {})).rejects.toThrow("No arguments provided for filter 'practice'");
  await expect(office.office.database.orm.em.fork().execute("select 1")).rejects.toThrow("No tenant");
});

test("another billing service sees nothing of ours, though it names our practices", async () => {
  const strangers = workOf([], "all", OTHER_BILLING_SERVICE_ID);
  expect(await strangers.sql("select id from payer")).toEqual([]);
  expect(await strangers.sql("select id from staff_user")).toEqual([]);
  expect(await strangers.sql("select id from practice")).toEqual([]);
});

test("a row cannot point into another practice", async () => {
  const work = workOf([office.cast.riverside!, office.cast.lakeside!]);
  const [lakesideGuarantor] = await work.sql("select guarantor_id from patient where id = $1", [office.cast.noor]);
  await expect(work.sql("update patient set guarantor_id = $1 where id = $2", [lakesideGuarantor!.guarantor_id, office.cast.ada])).rejects.toMatchObject({ code: "23503" });
});

test("a patient's work sees that patient's rows; tables without a patient are closed to it", async () => {
  const work = workOf([office.cast.riverside!], [office.cast.ada!]);
  expect(await work.sql("select id from patient")).toEqual([{ id: office.cast.ada }]);
  expect(await work.sql("select id from staff_user")).toEqual([]);
  expect(await work.sql("select id from event")).toEqual([]);
  expect(await work.sql("select id from external_reference")).toEqual([]);
  expect(await workOf([office.cast.riverside!], []).sql("select id from patient")).toEqual([]);
});

test("reads in parallel for many tenants never see each other's setting, also after errors", async () => {
  const { readPool } = office.office.database;
  const tenant = (practice: string) => ({ billingServiceId: office.cast.billingServiceId!, practiceIds: [office.cast[practice]!], patientIds: "all" as const });
  const answers = await Promise.all(
    Array.from({ length: 120 }, async (_, index) => {
      const practice = index % 2 ? "riverside" : "lakeside";
      if (index % 7 === 0) await readPool.run(tenant(practice), "select 1 / 0 as broken").catch(() => {});
      const rows = await readPool.run(tenant(practice), "select practice_id, $1::int as n from patient", [index]);
      return rows.every((row) => row.practice_id === office.cast[practice] && row.n === index) && rows.length > 0;
    }),
  );
  expect(answers).toEqual(Array.from({ length: 120 }, () => true));
});
