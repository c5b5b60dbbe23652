import type { Ask } from "../source/migrated-database";
import { KEYS_WITHOUT_TENANT, OPEN_TO_PATIENTS, OWNER_FUNCTIONS, TABLES_WITHOUT_TENANT, TENANTS } from "./exceptions";
import type { Verdict } from "./step";

const API_ROLE = "cb_api";

type Table = { name: string; owner: string; kind: string; rls: boolean; forced: boolean; columns: string[] };
type Policy = { table: string; name: string; permissive: boolean; roles: string[]; command: string; using: string; check: string | null };

/** Asks PostgreSQL, not the migrations: are all walls there, whoever wrote the table? */
export async function checkTenancy(ask: Ask): Promise<Verdict> {
  const tables = await ask<Table>(TABLES);
  const policies = await ask<Policy>(POLICIES);
  const problems = [
    ...(await tableProblems(ask, tables, policies)),
    ...(await keyProblems(ask, tables)),
    ...(await columnProblems(ask)),
    ...(await roleProblems(ask)),
    ...(await functionProblems(ask)),
    ...(await viewProblems(ask)),
  ];
  const present = new Set(tables.map((table) => table.name));
  for (const listed of Object.keys({ ...TABLES_WITHOUT_TENANT, ...TENANTS, ...OPEN_TO_PATIENTS })) {
    if (!present.has(listed)) problems.push(`${listed} is on a list of exceptions and is no table: take it off tools/checks/exceptions.ts`);
  }
  return { summary: `${tables.length} tables, ${policies.length} policies`, problems };
}

async function tableProblems(ask: Ask, tables: readonly Table[], policies: readonly Policy[]): Promise<string[]> {
  const problems: string[] = [];
  const indexed = await ask<{ table: string; column: string }>(FIRST_INDEX_COLUMNS);
  for (const table of tables) {
    if (table.name in TABLES_WITHOUT_TENANT) continue;
    const tenant = TENANTS[table.name] ?? ["practice_id", "billing_service_id"].find((column) => table.columns.includes(column));
    if (!tenant) {
      problems.push(`${table.name} has neither practice_id nor billing_service_id: make it with practiceTable or serviceTable, or give the reason in tools/checks/exceptions.ts`);
      continue;
    }
    const column = table.name in TENANTS ? "id" : tenant;
    if (!table.rls) problems.push(`${table.name}: row-level security is not enabled`);
    if (!table.forced) problems.push(`${table.name}: row-level security is not forced on its owner`);
    if (!indexed.some((index) => index.table === table.name && index.column === column)) problems.push(`${table.name}: no index starts with ${column}`);
    problems.push(
      ...policyProblems(
        table,
        column,
        tenant,
        policies.filter((policy) => policy.table === table.name),
      ),
    );
  }
  return problems;
}

function policyProblems({ name, columns }: Table, column: string, tenant: string, policies: readonly Policy[]): string[] {
  const problems: string[] = [];
  const forApi = policies.filter(({ roles }) => roles.includes(API_ROLE) || roles.includes("public"));
  const setting = tenant === "practice_id" ? "cb_practices()" : "cb_service()";
  const holds = (text: string | null) => text !== null && text.includes(setting) && new RegExp(`\\b${column}\\b`).test(text);
  const permissive = forApi.filter((policy) => policy.permissive);
  if (!permissive.some(({ command, using, check }) => command === "*" && holds(using) && holds(check)))
    problems.push(`${name}: no policy compares ${column} with ${setting} for every command, reading and writing`);
  // Permissive policies are joined by OR: a second one would open what the first closes.
  for (const policy of permissive) if (!holds(policy.using ?? policy.check)) problems.push(`${name}: the policy ${policy.name} lets ${policy.roles.join(", ")} past the tenant`);
  const patient = forApi.some((policy) => !policy.permissive && policy.using?.includes("cb_all_patients()"));
  const leading = columns.filter((each) => /^(patient|guarantor|claim|encounter|claim_line|service_line|charge|statement|payment|coverage)_id$/.test(each));
  if (!patient && leading.length && !(name in OPEN_TO_PATIENTS))
    problems.push(`${name}: a patient's session reads every row, although ${leading.join(", ")} leads to patients: close it, or name its patient's column`);
  if (patient && name in OPEN_TO_PATIENTS) problems.push(`${name} is closed to patients' sessions again: take it off OPEN_TO_PATIENTS in tools/checks/exceptions.ts`);
  return problems;
}

/** A key that carries the tenant cannot point into another one. */
async function keyProblems(ask: Ask, tables: readonly Table[]): Promise<string[]> {
  const columnsOf = new Map(tables.map((table) => [table.name, table.columns]));
  const keys = await ask<{ name: string; from: string; to: string; fromColumns: string[]; toColumns: string[] }>(FOREIGN_KEYS);
  const problems: string[] = [];
  for (const { name, from, to, fromColumns, toColumns } of keys) {
    for (const tenant of ["practice_id", "billing_service_id"]) {
      if (!columnsOf.get(from)?.includes(tenant) || !columnsOf.get(to)?.includes(tenant) || name in KEYS_WITHOUT_TENANT || to in TENANTS) continue;
      const at = fromColumns.indexOf(tenant);
      if (at < 0 || toColumns[at] !== tenant) problems.push(`${from} (${fromColumns.join(", ")}) refers to ${to} without ${tenant}: it could point into another tenant`);
    }
  }
  return problems;
}

/** Under policies only leakproof comparisons use an index, and an enum's is not; money is whole cents. */
async function columnProblems(ask: Ask): Promise<string[]> {
  const columns = await ask<{ table: string; column: string; type: string; kind: string }>(COLUMNS);
  const problems: string[] = [];
  for (const { table, column, type, kind } of columns) {
    if (kind === "e") problems.push(`${table}.${column} is an enum, whose comparison is not leakproof: text with oneOf`);
    if (/_cents$/.test(column) && type !== "bigint") problems.push(`${table}.${column} is ${type}; money is bigint`);
    if (/^(real|double precision|money)$/.test(type)) problems.push(`${table}.${column} is ${type}: no floats`);
    if (/^timestamp\b.*without time zone/.test(type)) problems.push(`${table}.${column} has no time zone: timestamptz(3)`);
    if (/_at$/.test(column) && !/with time zone$/.test(type)) problems.push(`${table}.${column} is ${type}; what ends in _at is an instant`);
    if (/_on$/.test(column) && type !== "date") problems.push(`${table}.${column} is ${type}; what ends in _on is a day`);
  }
  return problems;
}

async function roleProblems(ask: Ask): Promise<string[]> {
  const problems: string[] = [];
  const [role] = await ask<{ rolsuper: boolean; rolbypassrls: boolean; rolcreaterole: boolean; rolcreatedb: boolean; member: string[] }>(ROLE, [API_ROLE]);
  if (!role) return [`there is no role ${API_ROLE}`];
  if (role.rolsuper) problems.push(`${API_ROLE} is a superuser`);
  if (role.rolbypassrls) problems.push(`${API_ROLE} may bypass row-level security`);
  if (role.rolcreaterole || role.rolcreatedb) problems.push(`${API_ROLE} may create roles or databases`);
  for (const name of role.member) problems.push(`${API_ROLE} is a member of ${name} and may become it`);
  for (const { what } of await ask<{ what: string }>(OWNED, [API_ROLE])) problems.push(`${API_ROLE} owns ${what}`);
  for (const { what } of await ask<{ what: string }>(GRANTS, [API_ROLE])) problems.push(`${API_ROLE} may ${what}`);
  return problems;
}

async function functionProblems(ask: Ask): Promise<string[]> {
  const functions = await ask<{ name: string; path: boolean; open: boolean }>(DEFINERS);
  const problems: string[] = [];
  for (const { name, path, open } of functions) {
    if (!(name in OWNER_FUNCTIONS)) problems.push(`${name}() runs with its owner's rights, past every wall: give the reason in OWNER_FUNCTIONS of tools/checks/exceptions.ts`);
    if (!path) problems.push(`${name}() runs with its owner's rights and sets no search_path`);
    if (open) problems.push(`${name}() runs with its owner's rights and PUBLIC may call it`);
  }
  for (const listed of Object.keys(OWNER_FUNCTIONS))
    if (!functions.some(({ name }) => name === listed)) problems.push(`${listed} is on OWNER_FUNCTIONS and does not exist: take it off tools/checks/exceptions.ts`);
  return problems;
}

/** A view asks with its owner's rights, so past the walls, unless it says otherwise. */
async function viewProblems(ask: Ask): Promise<string[]> {
  const views = await ask<{ name: string; kind: string; invoker: boolean }>(VIEWS);
  return views.flatMap(({ name, kind, invoker }) =>
    kind === "m" ? [`${name} is a materialized view: policies do not reach it`] : invoker ? [] : [`${name} is a view without security_invoker: it shows every tenant's rows`],
  );
}

const TABLES = `
select c.relname as name, pg_get_userbyid(c.relowner) as owner, c.relkind as kind, c.relrowsecurity as rls, c.relforcerowsecurity as forced,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind in ('r', 'p') order by c.relname`;

const POLICIES = `
select c.relname as "table", p.polname as name, p.polpermissive as permissive, p.polcmd as command,
       array(select case when r = 0 then 'public' else pg_get_userbyid(r)::text end from unnest(p.polroles) r) as roles,
       pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check
  from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public'`;

const FIRST_INDEX_COLUMNS = `
select c.relname as "table", a.attname as "column"
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
 where n.nspname = 'public' and i.indpred is null`;

const FOREIGN_KEYS = `
select k.conname as name, f.relname as from, t.relname as to,
       array(select a.attname::text from unnest(k.conkey) with ordinality as u(n, at) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by u.at) as "fromColumns",
       array(select a.attname::text from unnest(k.confkey) with ordinality as u(n, at) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by u.at) as "toColumns"
  from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid join pg_namespace n on n.oid = f.relnamespace
 where k.contype = 'f' and n.nspname = 'public'`;

const COLUMNS = `
select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type, y.typtype as kind
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type y on y.oid = a.atttypid
 where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and c.relname <> 'migration'`;

const ROLE = `
select r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb,
       array(select pg_get_userbyid(m.roleid)::text from pg_auth_members m where m.member = r.oid) as member
  from pg_roles r where r.rolname = $1`;

const OWNED = `
select case c.relkind when 'r' then 'the table ' else '' end || c.relname as what from pg_class c where pg_get_userbyid(c.relowner) = $1
union all select 'the function ' || p.proname from pg_proc p where pg_get_userbyid(p.proowner) = $1
union all select 'the schema ' || n.nspname from pg_namespace n where pg_get_userbyid(n.nspowner) = $1
union all select 'the type ' || t.typname from pg_type t where pg_get_userbyid(t.typowner) = $1`;

const GRANTS = `
select lower(privilege) || ' on ' || c.relname as what
  from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) privilege
 where n.nspname = 'public' and c.relkind in ('r', 'p') and has_table_privilege($1, c.oid, privilege)
union all
select 'create in the schema ' || n.nspname from pg_namespace n where n.nspname in ('public', 'graphile_worker') and has_schema_privilege($1, n.oid, 'CREATE')
union all
select 'see the queue''s table ' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'graphile_worker' and c.relkind in ('r', 'p') and has_schema_privilege($1, n.oid, 'USAGE') and has_table_privilege($1, c.oid, 'SELECT')`;

const DEFINERS = `
select p.proname as name, coalesce(array_to_string(p.proconfig, ',') ~ 'search_path=', false) as path,
       coalesce((select bool_or(x.grantee = 0) from aclexplode(p.proacl) x), true) as open
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef`;

const VIEWS = `
select c.relname as name, c.relkind as kind, coalesce(array_to_string(c.reloptions, ',') ~ 'security_invoker=(true|on)', false) as invoker
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('v', 'm')`;
