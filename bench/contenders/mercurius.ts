import fastify from "fastify";
import mercurius from "mercurius";
import pg from "pg";
import { serve } from "./serve.ts";
import { AGING_BY_PAYER, AGING_BY_PRACTICE, AGING_SUMS, EXPLAIN_SUMS } from "./statements.ts";
import { mercuriusWrites } from "./mercurius-writes.ts";

pg.types.setTypeParser(20, Number);
pg.types.setTypeParser(1082, (text) => text);

const sums = AGING_SUMS.map((name) => `${name}Cents: Float!`).join(" ");
const schema = `
type Patient { practiceId: ID! id: ID! medicalRecordNumber: String! firstName: String! lastName: String! birthDate: String! sex: String! phone: String email: String version: Int! encounters(first: Int!): [Encounter!]! claims(first: Int!): [Claim!]! }
type Encounter { id: ID! servedFrom: String! placeOfService: String! status: String! }
type Claim { practiceId: ID! id: ID! claimNumber: String! workflow: String! servedFrom: String! totalChargeCents: Float! version: Int! lines: [ClaimLine!]! patient: Patient! }
type ClaimLine { id: ID! lineNumber: Int! procedureCode: String! quantity: String! chargeCents: Float! }
type ClaimPage { totalCount: Int! hasNextPage: Boolean! endCursor: String nodes: [Claim!]! }
type Named { id: ID! name: String! }
type AgingLine { ${sums} payer: Named practice: Named }
type Aging { total: AgingLine! lines: [AgingLine!]! }
type Entry { id: ID! account: String! amountCents: Float! effectiveOn: String! cause: String! }
type Explanation { chargedCents: Float! adjustedCents: Float! insurerPaidCents: Float! insurerOwesCents: Float! patientOwesCents: Float! entries: [Entry!]! }
type Query {
  patient(practiceId: ID!, id: ID!): Patient
  patients(practiceId: ID!, lastName: String!, first: Int!): [Patient!]!
  claims(practiceId: ID!, workflow: String!, first: Int!, after: String): ClaimPage!
  agingByPayer(practiceId: ID!, asOf: String!): Aging!
  agingByPractice(asOf: String!): Aging!
  explainBalance(practiceId: ID!, id: ID!): Explanation!
}
type Mutation {
  patientCreate(practiceId: ID!, medicalRecordNumber: String!, firstName: String!, lastName: String!, birthDate: String!, actorId: ID!): Patient!
  claimCreate(practiceId: ID!, encounterId: ID!, actorId: ID!): Claim!
}`;

const PATIENT = `practice_id as "practiceId", id, medical_record_number as "medicalRecordNumber", first_name as "firstName", last_name as "lastName", birth_date as "birthDate", sex, phone, email, version`;
const CLAIM = `c.practice_id as "practiceId", c.id, c.claim_number as "claimNumber", c.workflow, c.served_from as "servedFrom", c.total_charge_cents as "totalChargeCents", c.patient_id as "patientId", c.version`;

/** Rows are as their statements say; typing each would hide the statements. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Row = Record<string, any>;
type Asked = { obj: { practiceId: string; id: string; patientId: string; lines?: unknown }; params: { first: number } };

/** M: mercurius with its compiler on (jit: 1) and loaders written by hand over named prepared statements. */
serve(async ({ owner, poolSize }) => {
  const pool = new pg.Pool({ ...owner, max: poolSize });
  pool.on("error", () => {});
  const query = async (name: string, text: string, values: unknown[]): Promise<Row[]> => (await pool.query<Row>({ name, text, values })).rows;
  const keys = (asked: Asked[], column: "id" | "patientId") => [asked.map(({ obj }) => obj.practiceId), asked.map(({ obj }) => obj[column])];
  const grouped = (rows: Row[], asked: Asked[]) => {
    const groups = new Map<string, Row[]>();
    for (const row of rows) (groups.get(row.by) ?? groups.set(row.by, []).get(row.by)!).push(row);
    return asked.map(({ obj }) => groups.get(obj.id) ?? []);
  };
  const aging = (rows: Row[], object: string, names: Map<string, string>) => ({
    total: Object.fromEntries(AGING_SUMS.map((name) => [`${name}Cents`, rows.reduce((total, row) => total + (row[name] as number), 0)])),
    lines: rows
      .sort((a, b) => (b.total as number) - (a.total as number) || (a.group_id < b.group_id ? 1 : -1))
      .map((row) => ({ ...Object.fromEntries(AGING_SUMS.map((name) => [`${name}Cents`, row[name]])), [object]: row.group_id ? { id: row.group_id, name: names.get(row.group_id) } : null })),
  });
  const namesOf = async (table: "payer" | "practice", rows: Row[]) =>
    new Map(
      (await query(`names-${table}`, `select id, name from ${table} where id = any ($1)`, [rows.map((row) => row.group_id).filter(Boolean)])).map((row) => [row.id as string, row.name as string]),
    );

  const resolvers = {
    Query: {
      patient: async (_: unknown, a: { practiceId: string; id: string }) =>
        (await query("patient", `select ${PATIENT} from patient where practice_id = $1 and id = $2`, [a.practiceId, a.id]))[0] ?? null,
      patients: (_: unknown, a: { practiceId: string; lastName: string; first: number }) =>
        query("patients", `select ${PATIENT} from patient where practice_id = $1 and last_name_key = $2 order by last_name_key, first_name_key, id limit $3`, [a.practiceId, a.lastName, a.first]),
      claims: async (_: unknown, a: { practiceId: string; workflow: string; first: number; after?: string | null }) => {
        const [rows, count] = await Promise.all([
          query(
            "claims",
            `select ${CLAIM}, c.created_at::text || ' ' || c.id as cursor from claim c where practice_id = $1 and workflow = $2 and ($4::text is null or (created_at, id) < (left($4, -37)::timestamptz, right($4, 36)::uuid)) order by created_at desc, id desc limit $3 + 1`,
            [a.practiceId, a.workflow, a.first, a.after ?? null],
          ),
          query("claims-count", `select count(*)::int as n from claim where practice_id = $1 and workflow = $2`, [a.practiceId, a.workflow]),
        ]);
        const nodes = rows.slice(0, a.first);
        return { totalCount: count[0]!.n, hasNextPage: rows.length > a.first, endCursor: nodes.at(-1)?.cursor ?? null, nodes };
      },
      agingByPayer: async (_: unknown, a: { practiceId: string; asOf: string }) => {
        const rows = await query("aging-payer", AGING_BY_PAYER, [a.practiceId, a.asOf]);
        return aging(rows, "payer", await namesOf("payer", rows));
      },
      agingByPractice: async (_: unknown, a: { asOf: string }) => {
        const rows = await query("aging-practice", AGING_BY_PRACTICE, [a.asOf]);
        return aging(rows, "practice", await namesOf("practice", rows));
      },
      explainBalance: async (_: unknown, a: { practiceId: string; id: string }) => {
        const [sums, entries] = await Promise.all([
          query("explain-sums", EXPLAIN_SUMS, [a.practiceId, a.id]),
          query(
            "explain-entries",
            `select e.id, e.account, e.amount_cents as "amountCents", e.effective_on as "effectiveOn", j.kind as cause from ledger_entry e join journal j on j.practice_id = e.practice_id and j.id = e.journal_id
             where e.practice_id = $1 and e.patient_id = $2 and e.service_line_id is not null order by e.posted_at, e.id`,
            [a.practiceId, a.id],
          ),
        ]);
        const s = sums[0]!;
        return { chargedCents: s.charged, adjustedCents: s.adjusted, insurerPaidCents: s.insurer_paid, insurerOwesCents: s.insurer_owes, patientOwesCents: s.patient_owes, entries };
      },
    },
    Mutation: mercuriusWrites(pool),
  };
  const loaders = {
    Patient: {
      encounters: async (asked: Asked[]) =>
        grouped(
          await query(
            "encounters",
            `select k.id as by, e.id, e.served_from as "servedFrom", e.place_of_service as "placeOfService", e.status from unnest($1::uuid[], $2::uuid[]) as k (practice_id, id)
          cross join lateral (select * from encounter e where e.practice_id = k.practice_id and e.patient_id = k.id order by served_from desc, id desc limit $3) e`,
            [...keys(asked, "id"), asked[0]!.params.first],
          ),
          asked,
        ),
      claims: async (asked: Asked[]) =>
        grouped(
          await query(
            "patient-claims",
            `select k.id as by, ${CLAIM} from unnest($1::uuid[], $2::uuid[]) as k (practice_id, id)
          cross join lateral (select * from claim c where c.practice_id = k.practice_id and c.patient_id = k.id order by created_at desc, id desc limit $3) c`,
            [...keys(asked, "id"), asked[0]!.params.first],
          ),
          asked,
        ),
    },
    Claim: {
      lines: async (asked: Asked[]) =>
        grouped(
          await query(
            "lines",
            `select l.claim_id as by, l.id, l.line_number as "lineNumber", l.procedure_code as "procedureCode", l.quantity, l.charge_cents as "chargeCents"
          from unnest($1::uuid[], $2::uuid[]) as k (practice_id, id) join claim_line l on l.practice_id = k.practice_id and l.claim_id = k.id order by l.line_number`,
            keys(asked, "id"),
          ),
          asked,
        ),
      patient: async (asked: Asked[]) => {
        const rows = await query("patients-by-id", `select ${PATIENT} from patient where (practice_id, id) in (select * from unnest($1::uuid[], $2::uuid[]))`, keys(asked, "patientId"));
        const byId = new Map(rows.map((row) => [row.id as string, row]));
        return asked.map(({ obj }) => byId.get(obj.patientId) ?? null);
      },
    },
  };
  const app = fastify();
  app.register(mercurius as never, { schema, resolvers, loaders, jit: 1, path: "/graphql" } as never);
  await app.listen({ port: 0, host: "127.0.0.1" });
  return { port: (app.server.address() as { port: number }).port, path: "/graphql", headers: {}, notes: ["superuser connection: no row-level security, no permissions, uuid ids", "jit: 1"] };
});
