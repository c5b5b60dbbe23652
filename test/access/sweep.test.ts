import { getNamedType, isObjectType, type GraphQLField, type GraphQLSchema, type GraphQLObjectType } from "graphql";
import { toTypeId, uuidv7 } from "../../src/platform/database/ids";
import { listen, type Listening } from "../../src/platform/http/http-server";
import type { TestOffice, Who } from "../support/office";
import { documentOf, fill, HOSTILE, replaceAt, type IdOf, type Place } from "./sweep/inputs";
import { everyAttemptIsRolledBack } from "./sweep/rolled-back";
import { findRows, fingerprint, type Rows } from "./sweep/rows";
import { walk } from "./sweep/walk";
import { CLINICAL, openSweepWorld, type SweepWorld } from "./sweep/world";

/** What the schema offers is what is tried: a new field, list or mutation is swept on the day that it is written. */
const FULL = process.env.CAREBILL_FULL_SWEEP === "1";
const DEPTH = FULL ? 5 : 4;
const OF_LAKESIDE = ["Zephyrine", "Quillfeather", "L-ZQX-77", "BPH-ZEPHYRINE", "GRP-ZEPHYRINE", "Noor", "L-2001", "CHQ-ZEPHYRINE", "UNKNOWNZEPHYRINE", "TRNZEPHYRINE", "Lakeside"];

let world: SweepWorld;
let office: TestOffice;
let schema: GraphQLSchema;
let rows: Rows;
let server: Listening;
let n = 0;
// eslint-disable-next-line typescript/no-explicit-any -- what the sweep asks for is made up as it goes
type Body = { data?: Record<string, any> | null; errors?: { path?: unknown[]; extensions: { code: string; reason?: string } }[] };

beforeAll(async () => {
  world = await openSweepWorld();
  office = world.till.office;
  schema = office.office.built.schema;
  rows = await findRows(office);
  server = await listen(office.office.app, 0, "127.0.0.1");
});
afterAll(async () => {
  await server?.close();
  await world?.close();
});

const tokens = new Map<Who, string | null>();
function tokenOf(who: Who): string | null {
  if (!tokens.has(who)) {
    const { billingServiceId, riverside } = office.cast as Record<string, string>;
    const id = office.cast[who]!;
    const claims =
      who === "ada"
        ? { kind: "patient" as const, id, billingServiceId: billingServiceId!, practiceId: riverside!, patientIds: [id] }
        : { kind: who === "ehr" ? ("app" as const) : ("staff" as const), id, billingServiceId: billingServiceId! };
    tokens.set(who, who === "nobody" ? null : office.office.tokenKey.sign(claims, new Date(), 36_000));
  }
  return tokens.get(who)!;
}
async function post(token: string | null, query: string, variables: unknown = {}): Promise<{ status: number; text: string; body: Body }> {
  const headers = { "content-type": "application/json", "idempotency-key": `sweep-${++n}`, ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(`http://127.0.0.1:${server.port}/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as Body };
}
const ask = (who: Who) => async (query: string) => (await post(tokenOf(who), query)).body as never;
const queries = () => Object.values(schema.getQueryType()!.getFields());
const mutations = () => Object.values(schema.getMutationType()!.getFields());
const idsFrom =
  (side: ReadonlyMap<string, readonly string[]>): IdOf =>
  (prefix) =>
    side.get(prefix ?? "clm")?.[0] ?? rows.service.get(prefix ?? "")?.[0] ?? toTypeId(prefix ?? "clm", uuidv7());
const inputOf = (field: GraphQLField<unknown, unknown>, idOf: IdOf, all: boolean, places: Place[] = []) => fill(field.args[0]!.type, idOf, places, all);

test("the world is full enough: nearly every kind of row stands at both practices", () => {
  const thin = Object.values(schema.getTypeMap()).flatMap((type) => {
    const prefix = (type.extensions.table as { prefix?: string } | undefined)?.prefix;
    return prefix && !rows.service.has(prefix) && !(rows.riverside.has(prefix) && rows.lakeside.has(prefix)) ? [type.name] : [];
  });
  expect(thin.sort()).toEqual(["AccountWriteOff", "AccountWriteOffLine", "BalanceDecision", "BalanceDecisionLine", "PatientContact", "PaymentDispute", "Payout", "StatementRun", "StatementRunItem"]);
});

describe("another practice's rows do not exist", () => {
  test.each<Who>(["priya", "finn", "drVoss", "ehr"])("%s never reads one, by any path, and asking for one is asking for none", async (who) => {
    const answers = await walk(schema, rows.lakeside, DEPTH, ask(who));
    const theirs = [...OF_LAKESIDE, ...[...rows.lakeside.values()].flat()];
    expect(answers.flatMap(({ path, data }) => theirs.filter((word) => data.includes(word)).map((word) => `${path}: ${word}`))).toEqual([]);
    expect(answers.filter(({ codes }) => codes.includes("INTERNAL"))).toEqual([]);
    for (const [prefix, [id]] of rows.lakeside) {
      const missing = toTypeId(prefix, uuidv7());
      for (const field of queries().filter((each) => each.args.some(({ name }) => name === "id"))) {
        const of = (each: string) => post(tokenOf(who), `{ ${field.name}(id: "${each}") { __typename } }`);
        const [other, none] = [await of(id!), await of(missing)];
        expect([field.name, other.body.data, other.body.errors?.[0]?.extensions.code]).toEqual([field.name, none.body.data, none.body.errors?.[0]?.extensions.code]);
        expect(other.body.data?.[field.name] ?? null).toBeNull();
      }
    }
  });

  test("those who reach both practices see them: the sweep is not blind", async () => {
    const all = (await walk(schema, rows.lakeside, DEPTH, ask("dana"))).map(({ data }) => data).join("\n");
    const withId = new Set(
      Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) && type.extensions.table && type.getFields().id ? [(type.extensions.table as { prefix: string }).prefix] : [])),
    );
    expect([...rows.lakeside].filter(([prefix]) => withId.has(prefix) && !all.includes(`"${prefix}_`)).map(([prefix]) => prefix)).toEqual([]);
    expect(OF_LAKESIDE.filter((word) => !all.includes(word))).toEqual([]);
  });

  test.each<Who>(["finn", "ehr"])("%s finds nothing by another practice's id in any filter", async (who) => {
    const wrong: string[] = [];
    for (const field of queries()) {
      const filter = field.args.find(({ name }) => name === "filter");
      const nodes = isObjectType(getNamedType(field.type)) ? (getNamedType(field.type) as GraphQLObjectType).getFields().nodes : null;
      if (!filter || !nodes) continue;
      const declared = ((getNamedType(nodes.type) as GraphQLObjectType).extensions.table as { filters: Record<string, { kind: string; prefix?: string }> }).filters;
      for (const [name, { kind, prefix }] of Object.entries(declared)) {
        const id = kind === "id" ? rows.lakeside.get(prefix!)?.[0] : undefined;
        if (!id) continue;
        const of = async (value: string) =>
          (
            await post(
              tokenOf(who),
              `{ ${field.name}(first: 5, filter: { ${name}: "${value}" }) { ${(getNamedType(field.type) as GraphQLObjectType).getFields().totalCount ? "totalCount" : ""} nodes { __typename } } }`,
            )
          ).body;
        const [other, none] = [await of(id), await of(toTypeId(prefix!, uuidv7()))];
        if (JSON.stringify(other.data) !== JSON.stringify(none.data) || JSON.stringify(other.data).includes("__typename")) wrong.push(`${field.name}.${name}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each<Who>(["priya", "finn", "drVoss", "ehr"])("%s learns nothing by another practice's id from reports and balances", async (who) => {
    const asked = [
      "ledgerHealth(practiceId: $p) { ok checks { name ok } }",
      "trialBalance(practiceId: $p) { totalCents accounts { account balanceCents } }",
      "providerPayerClearing(practiceId: $p) { __typename }",
      'arAging(practiceId: $p, asOf: "2026-12-31", groupBy: PAYER, first: 10) { __typename lines { __typename } }',
      "patientBalance(patientId: $t) { youOweCents }",
      "guarantorBalance(guarantorId: $g) { youOweCents }",
      "explainBalance(input: { claimId: $c }) { chargedCents }",
      "explainBalance(input: { patientId: $t }) { chargedCents }",
    ];
    for (const field of asked) {
      const of = (id: (prefix: string) => string) =>
        post(tokenOf(who), `{ ${field.replace(/\$([ptgc])/, (_all, letter: string) => JSON.stringify(id({ p: "prc", t: "pat", g: "gua", c: "clm" }[letter]!)))} }`);
      const [other, none] = [await of((prefix) => rows.lakeside.get(prefix)![0]!), await of((prefix) => toTypeId(prefix, uuidv7()))];
      const said = ({ body }: { body: Body }) => [field, body.data, body.errors?.map(({ extensions }) => [extensions.code, extensions.reason])];
      expect(said(other)).toEqual(said(none));
      // A question that the schema does not know would prove nothing.
      expect([field, other.text.includes("Cannot query field") || other.status !== 200]).toEqual([field, false]);
    }
  });

  test.each<Who>(["priya", "ehr"])("%s cannot act upon one, and no row changes", async (who) => {
    const before = await fingerprint(office);
    const done: string[] = [];
    for (const field of mutations()) {
      for (const all of [true, false]) {
        const places: Place[] = [];
        const input = inputOf(field as never, idsFrom(rows.lakeside), all, places);
        if (!places.some(({ prefix }) => prefix && rows.lakeside.has(prefix))) continue;
        const { body, text } = await post(tokenOf(who), documentOf(field as never), { [field.args[0]!.name]: input });
        const refused = body.errors?.some(({ extensions }) => ["FORBIDDEN", "BAD_USER_INPUT", "NOT_FOUND"].includes(extensions.code)) || body.data?.[field.name]?.userErrors?.length > 0;
        if (!refused || OF_LAKESIDE.some((word) => text.includes(word))) done.push(`${field.name}: ${text.slice(0, 200)}`);
      }
    }
    expect(done).toEqual([]);
    expect(await fingerprint(office)).toEqual(before);
  });
});

test("a patient's session reads that patient's rows, by every path", async () => {
  const answers = await walk(schema, rows.riverside, DEPTH, ask("ada"));
  const others = [
    ...OF_LAKESIDE.filter((word) => word !== "Lakeside"),
    "Lind",
    "R-1003",
    "BPH-BO-9",
    "GRP-BO",
    "CHQ-BO",
    "UNKNOWNBO",
    "held for bo",
    "Calloway",
    "R-1102",
    world.people.bo.patientId,
    world.people.bo.guarantorId,
  ];
  expect(answers.flatMap(({ path, data }) => others.filter((word) => data.includes(word)).map((word) => `${path}: ${word}`))).toEqual([]);
  expect(answers.some(({ data }) => data.includes("R-1001"))).toBe(true);
});

describe("roles", () => {
  // A prior authorization's number is the payer's, and the front desk asks for it: it names no care.
  const clinical = [CLINICAL.description, CLINICAL.ndc, CLINICAL.question, ...CLINICAL.procedures, ...CLINICAL.diagnoses];
  // The code books and fee schedules name codes of nobody.
  const ofSomebody = (path: string) => !/(^|\.)(codes?|feeSchedules?|fees|node\.(Code|FeeSchedule))(\.|$)/.test(path);
  test.each<Who>(["finn", "cole"])("%s sees no clinical word of anybody, by any path", async (who) => {
    const answers = await walk(schema, rows.riverside, DEPTH, ask(who));
    expect(
      answers.filter(({ path }) => ofSomebody(path)).flatMap(({ path, data }) => clinical.filter((word) => data.includes(`"${word}`) || data.includes(` ${word}`)).map((word) => `${path}: ${word}`)),
    ).toEqual([]);
  });
  test("a biller sees them: the words are there to be found", async () => {
    const all = (await walk(schema, rows.riverside, 3, ask("ben"))).map(({ data }) => data).join("\n");
    for (const word of [CLINICAL.description, "20610", "S134XXA"]) expect([word, all.includes(word)]).toEqual([word, true]);
  });
  test("a coder sees no means of payment", async () => {
    const answers = await walk(schema, rows.riverside, DEPTH, ask("cora"));
    expect(answers.flatMap(({ path, data }) => ["CHQ-", 'methodLabel":"', "4242"].filter((word) => data.includes(word)).map((word) => `${path}: ${word}`))).toEqual([]);
  });
  test("an auditor reads every root, and changes nothing", async () => {
    const answers = await walk(schema, rows.riverside, 1, ask("audrey"));
    expect(answers.filter(({ codes }) => codes.some((code) => code === "FORBIDDEN" || code === "INTERNAL")).map(({ path }) => path)).toEqual([]);
    const before = await fingerprint(office);
    for (const field of mutations().filter((each) => each.extensions.permit !== "anonymous")) {
      const { body } = await post(tokenOf("audrey"), documentOf(field as never), { [field.args[0]!.name]: inputOf(field as never, idsFrom(rows.riverside), false) });
      expect([field.name, body.errors?.[0]?.extensions.code]).toEqual([field.name, "FORBIDDEN"]);
    }
    expect(await fingerprint(office)).toEqual(before);
  });
});

test("without a token nothing answers but what is open to anybody; forged tokens answer nothing", async () => {
  const fields = [...queries(), ...mutations()];
  const open = fields.filter(({ extensions }) => extensions.permit === "anonymous").map(({ name }) => name);
  expect(open.sort()).toEqual(["payLink", "payLinkOpen", "payLinkPay"]);
  for (const answer of await walk(schema, rows.riverside, 1, ask("nobody")))
    expect([answer.path, answer.codes[0]]).toEqual([answer.path, answer.path.startsWith("node") ? answer.codes[0] : "UNAUTHENTICATED"]);
  for (const field of mutations().filter(({ name }) => !open.includes(name))) {
    const { body } = await post(null, documentOf(field as never), { [field.args[0]!.name]: inputOf(field as never, idsFrom(rows.riverside), false) });
    expect([field.name, body.errors?.[0]?.extensions.code]).toEqual([field.name, "UNAUTHENTICATED"]);
  }
  const [head, claims, signature] = tokenOf("dana")!.split(".") as [string, string, string];
  const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const asRoot = text({ ...JSON.parse(Buffer.from(claims, "base64url").toString()), exp: 9999999999 });
  for (const token of [
    `${text({ alg: "none", typ: "JWT" })}.${claims}.${signature}`,
    `${head}.${asRoot}.${signature}`,
    `${head}.${claims}.${signature.slice(0, -4)}AAAA`,
    `${text({ alg: "HS256" })}.${asRoot}.${signature}`,
    "a.b.c",
  ]) {
    const { status, body } = await post(token, "{ viewer { __typename } }");
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([401, "UNAUTHENTICATED"]);
  }
});

test("whatever stands in a mutation's input, the answer is an answer", async () => {
  const undo = everyAttemptIsRolledBack(schema);
  const wrong: string[] = [];
  const labels = FULL ? null : new Set(["long", "wide", "nul", "surrogate", "max", "min", "late", "early"]);
  for (const field of mutations().filter((each) => (each.extensions.act as { transaction?: string } | undefined)?.transaction !== "own")) {
    for (const all of FULL ? [true, false] : [true]) {
      const places: Place[] = [];
      const base = inputOf(field as never, idsFrom(rows.riverside), all, places);
      for (const place of places) {
        for (const [label, hostile] of Object.entries(HOSTILE[place.type] ?? {})) {
          if (labels && !labels.has(label)) continue;
          const { status, text } = await post(tokenOf("dana"), documentOf(field as never), { [field.args[0]!.name]: replaceAt(base, place.path, hostile) });
          if (status >= 500 || /"code":"INTERNAL"|\.ts:\d|insert into|violates|syntax error/.test(text)) wrong.push(`${field.name} ${place.path.join(".")} = ${label}: ${text.slice(0, 120)}`);
        }
      }
    }
  }
  undo();
  expect(wrong).toEqual([]);
});

test("a hole is found: one policy less, and the sweep says so", async () => {
  await office.owner("alter table task disable row level security");
  const answers = await walk(schema, new Map([["tsk", rows.lakeside.get("tsk")!]]), 1, ask("priya"));
  expect(answers.some(({ data }) => rows.lakeside.get("tsk")!.some((id) => data.includes(id)))).toBe(true);
  await office.owner("alter table task enable row level security");
});

test("a list refuses a cursor that somebody made up, whatever it holds", async () => {
  const wrong: string[] = [];
  for (const field of queries().filter(({ args }) => args.some(({ name }) => name === "orderBy"))) {
    const order = field.args.find(({ name }) => name === "orderBy")!.type as unknown as { getValues(): { name: string }[] };
    for (const { name } of order.getValues()) {
      for (const keys of [["zzz"], ["9999999999999999999999"], ["zzz", "zzz"], ["\u0000"]]) {
        const after = Buffer.from(JSON.stringify([name, ...keys, uuidv7()])).toString("base64url");
        const { text } = await post(tokenOf("dana"), `query ($after: String) { ${field.name}(first: 1, orderBy: ${name}, after: $after) { nodes { __typename } } }`, { after });
        if (/"code":"INTERNAL"/.test(text)) wrong.push(`${field.name} ${name} ${keys.join()}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});
