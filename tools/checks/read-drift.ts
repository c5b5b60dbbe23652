import { getNamedType, isNonNullType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import type { FieldRead, TableRead } from "../../src/platform/graphql/reads/declarations";
import type { Ask } from "../source/migrated-database";
import type { Verdict } from "./step";

type Column = { table: string; column: string; nullable: boolean };

/** What GraphQL fields declare to read, against the tables: columns exist, promises of non-null hold, SQL parses. */
export async function checkReadDrift(ask: Ask, schema: GraphQLSchema): Promise<Verdict> {
  const columns = new Map((await ask<Column>(COLUMNS)).map((each) => [`${each.table}.${each.column}`, each]));
  const problems: string[] = [];
  let asked = 0;
  const expect = (where: string, table: string, column: string, notNull = false) => {
    asked++;
    const found = columns.get(`${table}.${column}`);
    if (!found) problems.push(`${where} reads ${table}.${column}, which does not exist`);
    else if (notNull && found.nullable) problems.push(`${where} promises non-null over ${table}.${column}, which may be null`);
  };
  const parses = async (where: string, table: string, sql: string, values: readonly unknown[] = []) => {
    asked++;
    await ask(`select (${sql}) from ${table} t limit 0`, values).catch((error: Error) => problems.push(`${where}: ${error.message} in ${sql}`));
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    const read = tableOf(type);
    if (read) await checkTable(type.name, read, expect, parses);
    for (const field of Object.values(type.getFields())) {
      const where = `${type.name}.${field.name}`;
      const declared = field.extensions.read as FieldRead | undefined;
      const notNull = isNonNullType(field.type);
      if (read) for (const needed of (field.extensions.needs as readonly string[] | undefined) ?? []) expect(where, read.table, needed);
      if (!declared) continue;
      if (read && declared.kind === "column") expect(where, read.table, declared.column, notNull);
      if (read && declared.kind === "reference") expect(where, read.table, declared.column, notNull);
      if (read && declared.kind === "expression") await parses(where, read.table, declared.sql("t"));
      if (declared.kind !== "children" && declared.kind !== "child" && declared.kind !== "connection") continue;
      const target = tableOf(nodeOf(getNamedType(field.type) as GraphQLObjectType));
      if (!target) continue;
      if (read && declared.by) expect(where, read.table, declared.key);
      if (declared.by) expect(where, target.table, declared.by);
      if (declared.where) await parses(where, target.table, declared.where("t"));
      if (declared.kind === "children") for (const [column] of declared.order) expect(where, target.table, column);
    }
  }
  return { summary: `${asked} declarations`, problems };
}

type Expect = (where: string, table: string, column: string, notNull?: boolean) => void;
type Parses = (where: string, table: string, sql: string) => Promise<void>;

async function checkTable(name: string, { table, tenancy, filters, orders }: TableRead, expect: Expect, parses: Parses): Promise<void> {
  expect(name, table, "id");
  if (tenancy === "practice" && table !== "practice") expect(name, table, "practice_id");
  for (const [order, columns] of Object.entries(orders)) for (const column of columns) expect(`${name} ordered by ${order}`, table, column, true);
  for (const [filter, declared] of Object.entries(filters)) {
    if ("column" in declared) expect(`${name} filtered by ${filter}`, table, declared.column);
    if (declared.kind === "flag") await parses(`${name} filtered by ${filter}`, table, declared.sql("t"));
  }
}

function tableOf(type: GraphQLObjectType): TableRead | undefined {
  return type.extensions.table as TableRead | undefined;
}

/** A connection's nodes, or the type itself. */
function nodeOf(type: GraphQLObjectType): GraphQLObjectType {
  const nodes = type.extensions.listOf ? type.getFields().nodes : undefined;
  return nodes ? (getNamedType(nodes.type) as GraphQLObjectType) : type;
}

/**
 * A generated column is null only when what it is made of is: PostgreSQL does not say so, its expression's columns do.
 * Of a view's columns it says nothing at all, so what a view promises is left to its room's tests.
 */
const COLUMNS = `
select c.relname as "table", a.attname as "column",
       c.relkind <> 'v' and not a.attnotnull and not (a.attgenerated <> '' and not exists (
         select from pg_attrdef d join pg_depend p on p.classid = 'pg_attrdef'::regclass and p.objid = d.oid and p.refobjid = c.oid and p.refobjsubid <> a.attnum
           join pg_attribute s on s.attrelid = c.oid and s.attnum = p.refobjsubid
          where d.adrelid = c.oid and d.adnum = a.attnum and not s.attnotnull)) as nullable
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped`;
