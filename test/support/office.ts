import request from "supertest";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type { DocumentNode } from "graphql";
import { print } from "graphql";
import { jobActor } from "../../src/platform/access/actor";
import { toTypeId } from "../../src/platform/database/ids";
import { withClient, type Connection } from "../../src/platform/database/migrate";
import type { Work } from "../../src/platform/work/work";
import type { Office, OfficeOptions } from "../../src/open-office";
import { openOfficeForTests } from "./open-office-for-tests";

/** Who may call in a test: the seeded staff by name, the seeded app, a seeded patient, or nobody. */
export type Who = "dana" | "ben" | "cora" | "petra" | "cole" | "audrey" | "priya" | "finn" | "drVoss" | "ehr" | "ada" | "bo" | "noor" | "nobody";

export type Answer = {
  // Tests read what they asked for; codegen types the operations that ship.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  extensions?: Record<string, unknown>;
  headers: Record<string, string>;
  status: number;
};

/** An operation of test/support/operations.ts knows its variables and its answer; text does not. */
export type Caller = {
  run<Data, Variables extends Record<string, unknown>>(document: TypedDocumentNode<Data, Variables>, variables: Variables, headers?: Record<string, string>): Promise<Answer & { data: Data }>;
  run(document: string | DocumentNode, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
};

export type TestOffice = {
  readonly office: Office;
  /** uuids of the cast by name; `id("ada")` gives the opaque id. */
  readonly cast: Readonly<Record<string, string>>;
  id(name: string): string;
  as(who: Who): Caller;
  /** A Work of the office itself, over all practices of the service: for what has no API by design. */
  work(): Work;
  /** Runs everything that is queued, until nothing is. */
  drain(): Promise<void>;
  /** Moves the sandbox clock to noon of a day in Denver, and lets everything in between happen. */
  moveClock(day: string): Promise<void>;
  /** SQL as the owner: to look, never to arrange what the API can. */
  owner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
};

const PREFIXES: Record<string, string> = {
  riverside: "prc",
  lakeside: "prc",
  mainStreet: "loc",
  hospital: "loc",
  lakeOffice: "loc",
  elenaVoss: "prv",
  omarHaddad: "prv",
  linaOrtiz: "prv",
  bluePeak: "pyr",
  acornMutual: "pyr",
  medicare: "pyr",
  medicaid: "pyr",
  ada: "pat",
  cy: "pat",
  bo: "pat",
  noor: "pat",
  ehr: "app",
  ines: "pat",
  tobias: "pat",
  marisol: "pat",
  desmond: "pat",
  greta: "pat",
  henrik: "pat",
  leila: "pat",
  curtis: "pat",
  wren: "pat",
  adaPrimary: "cov",
  adaSecondary: "cov",
  cyPrimary: "cov",
};
const PATIENTS = new Set(["ada", "bo", "noor"]);

let databases = 0;

/** A database of its own from the seeded template, and the office over it. Call `close` in afterAll. */
export async function openTestOffice(more: Partial<OfficeOptions> = {}): Promise<TestOffice> {
  const superuser: Connection = { host: process.env.CAREBILL_TEST_DB_HOST!, port: Number(process.env.CAREBILL_TEST_DB_PORT), user: "postgres", password: "", database: "postgres" };
  const database = `t_${process.env.JEST_WORKER_ID ?? "1"}_${process.pid}_${++databases}`;
  await withClient(superuser, (client) => client.query(`create database "${database}" template "${process.env.CAREBILL_TEST_TEMPLATE!}" strategy file_copy owner cb_owner`));
  const owner = { ...superuser, user: "cb_owner", database };
  const office = await openOfficeForTests(owner, more);
  const { rows } = await office.database.ownerPool.query<{ ids: Record<string, string> }>("select ids from test_cast");
  const cast = rows[0]!.ids;
  const billingServiceId = cast.billingServiceId!;
  const allPractices = [cast.riverside!, cast.lakeside!];

  const tokenOf = (who: Who): string | null => {
    if (who === "nobody") return null;
    const id = cast[who]!;
    if (PATIENTS.has(who)) {
      const practiceId = who === "noor" ? cast.lakeside! : cast.riverside!;
      return office.tokenKey.sign({ kind: "patient", id, billingServiceId, practiceId, patientIds: [id] }, new Date(), 3600);
    }
    return office.tokenKey.sign({ kind: who === "ehr" ? "app" : "staff", id, billingServiceId }, new Date(), 3600);
  };

  return {
    office,
    cast,
    id: (name) => toTypeId(PREFIXES[name] ?? "usr", cast[name]!),
    as: (who) => ({
      run: async (document: string | DocumentNode, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}) => {
        const token = tokenOf(who);
        const response = await request(office.app)
          .post("/graphql")
          .set({ "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers })
          .send({ query: typeof document === "string" ? document : print(document), variables });
        return { ...response.body, headers: response.headers, status: response.status } as Answer;
      },
    }),
    work: () => office.makeWork(jobActor({ billingServiceId, practiceIds: allPractices, patientIds: "all" }, "test")),
    drain: () => office.jobs.drain(),
    moveClock: async (day) => {
      await office.sandboxClock!.moveTo(new Date(`${day}T19:00:00Z`), async () => {
        await office.jobs.tick();
        await office.jobs.drain();
      });
    },
    owner: async (text, values = []) => (await office.database.ownerPool.query(text, values)).rows as Record<string, unknown>[],
    close: async () => {
      await office.close();
      await withClient(superuser, (client) => client.query(`drop database if exists "${database}" with (force)`));
    },
  };
}
