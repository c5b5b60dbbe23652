import { isObjectType } from "graphql";
import { toTypeId } from "../../../src/platform/database/ids";
import type { TestOffice } from "../../support/office";

export type Rows = { readonly riverside: ReadonlyMap<string, readonly string[]>; readonly lakeside: ReadonlyMap<string, readonly string[]>; readonly service: ReadonlyMap<string, readonly string[]> };

/** Opaque ids of every type that is a table's, by its prefix and by whose they are: the newest few of each. */
export async function findRows(office: TestOffice): Promise<Rows> {
  const rows = { riverside: new Map<string, string[]>(), lakeside: new Map<string, string[]>(), service: new Map<string, string[]>() };
  for (const type of Object.values(office.office.built.schema.getTypeMap())) {
    const table = isObjectType(type) ? (type.extensions.table as { table: string; prefix: string } | undefined) : undefined;
    if (!table) continue;
    for (const row of await office.owner(`select * from ${table.table} order by id desc limit 300`)) {
      const practiceId = table.prefix === "prc" ? row.id : row.practice_id;
      const side = practiceId === office.cast.lakeside ? rows.lakeside : practiceId === office.cast.riverside ? rows.riverside : rows.service;
      side.set(table.prefix, [...(side.get(table.prefix) ?? []), toTypeId(table.prefix, row.id as string)].slice(0, 3));
    }
  }
  return rows;
}

/** One figure for all that the office keeps, so that any change of any row shows. */
export async function fingerprint(office: TestOffice): Promise<Record<string, string>> {
  const tables = await office.owner("select tablename from pg_tables where schemaname = 'public' order by 1");
  const answer: Record<string, string> = {};
  for (const { tablename } of tables) {
    const [row] = await office.owner(`select count(*) || ':' || coalesce(sum(hashtextextended(t::text || t.xmin::text, 0)), 0) as print from ${tablename as string} t`);
    answer[tablename as string] = row!.print as string;
  }
  return answer;
}
