import "reflect-metadata";
import { ReflectMetadataProvider } from "@mikro-orm/decorators/legacy";
import { defineConfig, MikroORM } from "@mikro-orm/postgresql";
import type { Ask } from "../source/migrated-database";
import { UNMAPPED_COLUMNS } from "./exceptions";
import type { Verdict } from "./step";

export type MappedColumn = { readonly column: string; readonly type: string; readonly nullable: boolean };
export type MappedTable = { readonly entity: string; readonly table: string; readonly columns: readonly MappedColumn[] };
type TableColumn = { table: string; column: string; type: string; nullable: boolean; generated: boolean; hasDefault: boolean };

/** Entities against the tables that the migrations make, both ways. */
export async function checkMigrationDrift(ask: Ask, tables: readonly MappedTable[]): Promise<Verdict> {
  const columns = await ask<TableColumn>(TABLE_COLUMNS);
  const problems: string[] = [];
  const used = new Set<string>();
  for (const { entity, table, columns: mapped } of tables) {
    const there = new Map(columns.filter((each) => each.table === table).map((each) => [each.column, each]));
    if (!there.size) {
      problems.push(`${entity} is mapped to ${table}, and no migration makes that table`);
      continue;
    }
    for (const { column, type, nullable } of mapped) {
      const found = there.get(column);
      there.delete(column);
      if (!found) problems.push(`${entity}: ${table} has no column ${column}`);
      else if (found.type !== canonicalType(type)) problems.push(`${entity}: ${table}.${column} is ${found.type} in the database and ${type} in the entity`);
      else if (found.nullable !== nullable)
        problems.push(`${entity}: ${table}.${column} is ${found.nullable ? "nullable" : "not null"} in the database and ${nullable ? "nullable" : "not null"} in the entity`);
    }
    for (const { column, generated } of there.values()) {
      const name = `${table}.${column}`;
      if (name in UNMAPPED_COLUMNS) used.add(name);
      else if (!generated) problems.push(`${entity}: ${name} is mapped by nothing: map it, or give the reason in UNMAPPED_COLUMNS of tools/checks/exceptions.ts`);
    }
  }
  for (const name of Object.keys(UNMAPPED_COLUMNS)) if (!used.has(name)) problems.push(`${name} is on UNMAPPED_COLUMNS and needs no exception: take it off tools/checks/exceptions.ts`);
  return { summary: `${tables.length} entities, ${tables.reduce((sum, { columns: mapped }) => sum + mapped.length, 0)} columns`, problems };
}

/** What MikroORM believes, from the decorators alone: no connection is made. */
export async function mappedTables(entities: readonly unknown[]): Promise<MappedTable[]> {
  const orm = await MikroORM.init(
    defineConfig({ dbName: "none", metadataProvider: ReflectMetadataProvider, metadataCache: { enabled: false }, entities: [...entities] as never, ensureDatabase: false, connect: false } as never),
  );
  const found: MappedTable[] = [];
  for (const meta of orm.getMetadata().getAll().values()) {
    if (meta.abstract || meta.embeddable || !meta.tableName) continue;
    const columns = meta.props
      .filter((property) => property.persist !== false && property.fieldNames?.length)
      .map((property) => ({ column: property.fieldNames[0]!, type: property.columnTypes[0]!, nullable: property.nullable ?? false }));
    found.push({ entity: meta.className, table: meta.tableName, columns });
  }
  await orm.close(true);
  return found;
}

/** As PostgreSQL's format_type spells it. */
function canonicalType(type: string): string {
  const spelled = type.toLowerCase().trim();
  const instant = /^timestamptz(\(\d\))?$/.exec(spelled);
  if (instant) return `timestamp${instant[1] ?? ""} with time zone`;
  const known: Record<string, string> = { int: "integer", int4: "integer", int8: "bigint", bool: "boolean", smallint: "smallint", "int[]": "integer[]" };
  return known[spelled] ?? spelled;
}

const TABLE_COLUMNS = `
select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
       a.attgenerated <> '' or a.attidentity <> '' as generated, a.atthasdef as "hasDefault"
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`;
