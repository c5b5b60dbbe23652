import { getNamedType, GraphQLID, GraphQLNonNull, isObjectType, type GraphQLField, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema } from "graphql";
import { invariant } from "../../../vocabulary";
import { fromTypeId, toTypeId, typeIdPrefix } from "../../database/ids";
import type { Row } from "../../database/read-pool";
import type { Reader, RequestContext } from "../context";
import type { FieldRead, OrderTerm, Sql, TableRead } from "./declarations";
import { badInput, invalidId } from "./errors";
import { cursorColumns, filterConditions, guardFilter, ListInputs, pageConditions, pageOrder, Parameters, readPage, writeCursor, type Page, type PageArguments } from "./paging";
import { connectionNodes, selectedFields, selectList } from "./selection";

type Resolve = GraphQLFieldResolver<Row, RequestContext, Record<string, unknown>>;
const ROW_TYPE = "__type";

/** Gives every declared field its resolver and every connection its arguments. Knows no type by name. */
export function generateReads(schema: GraphQLSchema, inputs: ListInputs): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const read = field.extensions.read as FieldRead | undefined;
      if (read) generateField(type, field, read, inputs);
    }
  }
}

function generateField(type: GraphQLObjectType, field: GraphQLField<Row, RequestContext>, read: FieldRead, inputs: ListInputs): void {
  const target = getNamedType(field.type) as GraphQLObjectType;
  switch (read.kind) {
    case "id": {
      const { prefix } = tableOf(type);
      field.resolve = (row) => toTypeId(prefix, row.id as string);
      return;
    }
    case "column":
      field.resolve = (row) => row[read.column];
      return;
    case "expression":
      field.resolve = (row) => row[`x_${field.name}`];
      return;
    case "reference":
      field.resolve = resolveById(target, (row) => row[read.column] as string | null);
      return;
    case "payload":
      field.resolve = resolvePayload(target, field.name);
      return;
    case "byId":
      field.args = [...field.args, idArgument(field)];
      field.resolve = resolveRootById(target);
      return;
    case "children":
      field.resolve = resolveChildren(target, read.by, read.key, read.order, read.where);
      return;
    case "child":
      field.resolve = resolveChild(target, read.by, read.key, read.where);
      return;
    case "connection": {
      const node = nodeOf(target);
      field.args = [...field.args, ...inputs.argumentsFor(node, read.order)];
      field.resolve = resolveConnection(target, node, read.by, read.key, read.where, read.order);
    }
  }
}

export function nodeOf(connection: GraphQLObjectType): GraphQLObjectType {
  return getNamedType(connection.getFields().nodes!.type) as GraphQLObjectType;
}

export function tableOf(type: GraphQLObjectType): TableRead {
  const table = type.extensions.table as TableRead | undefined;
  invariant(table, `${type.name} is read but declares no table`);
  return table;
}

const idArgument = (field: GraphQLField<Row, RequestContext>) => {
  const target = getNamedType(field.type) as GraphQLObjectType;
  return {
    name: "id",
    type: new GraphQLNonNull(GraphQLID),
    description: `The id of the ${target.name}: \`${tableOf(target).prefix}_…\`.`,
    defaultValue: undefined,
    deprecationReason: undefined,
    extensions: {},
    astNode: undefined,
  };
};

const withType = (row: Row, type: GraphQLObjectType): Row => {
  row[ROW_TYPE] = type.name;
  return row;
};

/** Rows by id, in one statement for all that ask for the same columns. */
function byIds(reader: Reader, target: GraphQLObjectType, info: GraphQLResolveInfo) {
  const { table } = tableOf(target);
  const columns = selectList(target, info.fieldNodes, info, "t");
  return reader.batch<string, Row>(`id:${table}:${columns}`, async (ids) => {
    const rows = await reader.run(`select ${columns} from ${table} t where t.id = any ($1)`, [ids]);
    return new Map(rows.map((row) => [row.id as string, withType(row, target)]));
  });
}

function resolveById(target: GraphQLObjectType, idOf: (row: Row) => string | null): Resolve {
  return async (row, _args, { reader }, info) => {
    const id = idOf(row);
    return id ? ((await byIds(reader, target, info).load(id)) ?? null) : null;
  };
}

function resolveRootById(target: GraphQLObjectType): Resolve {
  const { prefix } = tableOf(target);
  return async (_root, args, { reader }, info) => {
    const id = fromTypeId(prefix, args.id as string);
    if (!id) throw invalidId([prefix]);
    return (await byIds(reader, target, info).load(id)) ?? null;
  };
}

/** The verb answered with an entity, an id, or a list of them. */
function resolvePayload(target: GraphQLObjectType, name: string): Resolve {
  const idOf = (value: unknown) => (typeof value === "string" ? value : (value as { id: string }).id);
  return async (payload, _args, { reader }, info) => {
    const value = payload[name];
    if (value === null || value === undefined) return null;
    const loader = byIds(reader, target, info);
    return Array.isArray(value) ? Promise.all(value.map((item) => loader.load(idOf(item)))) : ((await loader.load(idOf(value))) ?? null);
  };
}

const nodeTypes = new WeakMap<GraphQLSchema, ReadonlyMap<string, GraphQLObjectType>>();

function nodeTypesOf(schema: GraphQLSchema): ReadonlyMap<string, GraphQLObjectType> {
  let byPrefix = nodeTypes.get(schema);
  if (!byPrefix) nodeTypes.set(schema, (byPrefix = new Map(schema.getPossibleTypes(schema.getType("Node") as never).map((type) => [tableOf(type).prefix, type]))));
  return byPrefix;
}

export function isNodePrefix(schema: GraphQLSchema, prefix: string): boolean {
  return nodeTypesOf(schema).has(prefix);
}

/** `node(id:)` and `nodes(ids:)`: the prefix says which table. */
export function resolveNodes(schema: GraphQLSchema): (ids: readonly string[], context: RequestContext, info: GraphQLResolveInfo) => Promise<(Row | null)[]> {
  const byPrefix = nodeTypesOf(schema);
  return (ids, { reader, actor }, info) =>
    Promise.all(
      ids.map(async (id) => {
        const prefix = typeIdPrefix(id);
        const target = prefix ? byPrefix.get(prefix) : undefined;
        const uuid = prefix && target ? fromTypeId(prefix, id) : null;
        if (!target || !uuid) throw badInput("This id is not one of ours.", { reason: "INVALID_ID" });
        const permit = target.extensions.permit as string;
        if (permit !== "public" && !actor?.permissions.has(permit)) return null;
        return (await byIds(reader, target, info).load(uuid)) ?? null;
      }),
    );
}

function resolveChildren(target: GraphQLObjectType, by: string, key: string, order: readonly OrderTerm[], where?: Sql): Resolve {
  const { table } = tableOf(target);
  return async (row, _args, { reader }, info) => {
    const columns = selectList(target, info.fieldNodes, info, "t");
    const condition = where ? ` and (${where("t")})` : "";
    const loader = reader.batch<string, Row[]>(`children:${table}:${by}:${condition}:${columns}`, async (keys) => {
      const rows = await reader.run(
        `select ${columns}, t.${by} as "by" from ${table} t where t.${by} = any ($1)${condition} order by ${order.map(([column, direction]) => `t.${column} ${direction}`).join(", ")}`,
        [keys],
      );
      const groups = new Map<string, Row[]>();
      for (const child of rows) {
        const parent = child.by as string;
        groups.set(parent, [...(groups.get(parent) ?? []), withType(child, target)]);
      }
      return groups;
    });
    const parent = row[key] as string | null;
    return parent ? ((await loader.load(parent)) ?? []) : [];
  };
}

function resolveChild(target: GraphQLObjectType, by: string, key: string, where?: Sql): Resolve {
  const { table } = tableOf(target);
  return async (row, _args, { reader }, info) => {
    const columns = selectList(target, info.fieldNodes, info, "t");
    const condition = where ? ` and (${where("t")})` : "";
    const loader = reader.batch<string, Row>(`child:${table}:${by}:${condition}:${columns}`, async (keys) => {
      const rows = await reader.run(`select ${columns}, t.${by} as "by" from ${table} t where t.${by} = any ($1)${condition}`, [keys]);
      return new Map(rows.map((child) => [child.by as string, withType(child, target)]));
    });
    const parent = row[key] as string | null;
    return parent ? ((await loader.load(parent)) ?? null) : null;
  };
}

type ConnectionResult = { edges: { node: Row; cursor: string }[]; nodes: Row[]; pageInfo: object; totalCount: number };

function resolveConnection(connection: GraphQLObjectType, target: GraphQLObjectType, by: string | null, key: string, where?: Sql, order?: string): Resolve {
  return async (row, args, { reader }, info): Promise<ConnectionResult> => {
    const page = readPage(tableOf(target), args as PageArguments, order);
    guardFilter(tableOf(target), (args as PageArguments).filter, reader.actor);
    const { asked, items } = connectionNodes(connection, info.fieldNodes, info);
    const columns = selectList(target, items, info, "t");
    const wantsRows = asked.has("nodes") || asked.has("edges") || asked.has("pageInfo");
    const parent = by ? ((row[key] as string | null) ?? "") : "";
    const list = { reader, target, page, columns, by, where, filter: (args as PageArguments).filter ?? null };
    const [rows, totalCount] = await Promise.all([wantsRows ? pageRows(list, parent).catch(cursorRefused(page)) : [], asked.has("totalCount") ? countRows(list, parent) : 0]);
    return connectionResult(page, rows, totalCount, target);
  };
}

/** A cursor that somebody made up may hold what the columns cannot be compared with: PostgreSQL's data exceptions (class 22). */
const cursorRefused = (page: Page) => (error: unknown) => {
  if ((page.after || page.before) && /^22/.test(String((error as { code?: unknown }).code))) throw badInput("after or before is not a cursor of this list; take it from pageInfo or an edge.");
  throw error;
};

type List = { reader: Reader; target: GraphQLObjectType; page: Page; columns: string; by: string | null; where?: Sql | undefined; filter: Record<string, unknown> | null };

async function pageRows(list: List, parent: string): Promise<Row[]> {
  const { reader, target, page, columns, by } = list;
  const table = tableOf(target);
  const select = `${columns}, ${cursorColumns(page, "t")}`;
  const tail = (parameters: Parameters, conditions: string[]) => {
    const all = [...conditions, ...listConditions(list, parameters), ...pageConditions(page, "t", parameters)];
    return `from ${table.table} t${all.length ? ` where ${all.join(" and ")}` : ""} order by ${pageOrder(page, "t")} limit ${page.size + 1}`;
  };
  if (!by) {
    const parameters = new Parameters();
    return reader.run(`select ${select} ${tail(parameters, [])}`, parameters.values);
  }
  const loader = reader.batch<string, Row[]>(`page:${table.table}:${by}:${select}:${JSON.stringify([page, list.filter, list.where?.("t")])}`, async (keys) => {
    const parameters = new Parameters();
    const parents = parameters.bind(keys);
    const rows = await reader.run(`select p.k as "by", c.* from unnest(${parents}::uuid[]) as p (k) cross join lateral (select ${select} ${tail(parameters, [`t.${by} = p.k`])}) c`, parameters.values);
    const groups = new Map<string, Row[]>();
    for (const child of rows) groups.set(child.by as string, [...(groups.get(child.by as string) ?? []), child]);
    return groups;
  });
  return (parent ? await loader.load(parent) : undefined) ?? [];
}

async function countRows(list: List, parent: string): Promise<number> {
  const { reader, target, by } = list;
  const { table } = tableOf(target);
  if (!by) {
    const parameters = new Parameters();
    const conditions = listConditions(list, parameters);
    const [row] = await reader.run(`select count(*)::int as n from ${table} t${conditions.length ? ` where ${conditions.join(" and ")}` : ""}`, parameters.values);
    return (row?.n as number | undefined) ?? 0;
  }
  const loader = reader.batch<string, number>(`count:${table}:${by}:${JSON.stringify([list.filter, list.where?.("t")])}`, async (keys) => {
    const parameters = new Parameters();
    const conditions = [`t.${by} = any (${parameters.bind(keys)})`, ...listConditions(list, parameters)];
    const rows = await reader.run(`select t.${by} as "by", count(*)::int as n from ${table} t where ${conditions.join(" and ")} group by 1`, parameters.values);
    return new Map(rows.map((row) => [row.by as string, row.n as number]));
  });
  return (parent ? await loader.load(parent) : undefined) ?? 0;
}

function listConditions(list: List, parameters: Parameters): string[] {
  return [...(list.where ? [`(${list.where("t")})`] : []), ...filterConditions(tableOf(list.target), "t", list.filter, parameters)];
}

function connectionResult(page: Page, found: readonly Row[], totalCount: number, target: GraphQLObjectType): ConnectionResult {
  const more = found.length > page.size;
  const kept = found.slice(0, page.size).map((row) => withType(row, target));
  if (page.backward) kept.reverse();
  const edges = kept.map((node) => ({ node, cursor: writeCursor(page, node) }));
  return {
    edges,
    nodes: kept,
    pageInfo: {
      hasNextPage: page.backward ? page.before !== null : more,
      hasPreviousPage: page.backward ? more : page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}

/**
 * For own code that answers with rows of a type (a report, an explanation): the columns that the query selects below
 * `fieldName` of the current field, from the type's table `t`, with the rest of the statement given.
 */
export async function readRows(reader: Reader, target: GraphQLObjectType, info: GraphQLResolveInfo, fieldName: string, rest: string, values: readonly unknown[]): Promise<Row[]> {
  const here = getNamedType(info.returnType) as GraphQLObjectType;
  const nodes = selectedFields(here, info.fieldNodes, info).get(fieldName) ?? [];
  if (!nodes.length) return [];
  const rows = await reader.run(`select ${selectList(target, nodes, info, "t")} from ${tableOf(target).table} t ${rest}`, values);
  return rows.map((row) => withType(row, target));
}

/** For own code that knows an id: the object as the query selects it below the current field, batched with its siblings. */
export async function readById(reader: Reader, target: GraphQLObjectType, info: GraphQLResolveInfo, id: string): Promise<Row | null> {
  return (await byIds(reader, target, info).load(id)) ?? null;
}
