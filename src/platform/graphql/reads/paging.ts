import {
  GraphQLEnumType,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLBoolean,
  GraphQLString,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
} from "graphql";
import type { Actor } from "../../access/actor";
import { fromTypeId, isUuid } from "../../database/ids";
import { PlainDateScalar } from "../scalars";
import type { Filter, TableRead } from "./declarations";
import { isStorableText } from "../storable-text";
import { badInput, forbiddenFilter, invalidId } from "./errors";

export const PAGE_MAX = 100;

export type PageArguments = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  filter?: Record<string, unknown> | null;
  orderBy?: string | null;
};

/** Collects parameters of one statement: `bind(value)` gives its `$n`. */
export class Parameters {
  readonly values: unknown[] = [];
  readonly bind = (value: unknown): string => `$${this.values.push(value)}`;
}

const DayRange = new GraphQLInputObjectType({
  name: "PlainDateRange",
  description: "Days from one to another, both included; either may be left open.",
  fields: {
    from: { type: PlainDateScalar, description: "The first day." },
    to: { type: PlainDateScalar, description: "The last day." },
  },
});

/** Filters and orders of a type become closed inputs, made once per type and shared by every list of it. */
export class ListInputs {
  private readonly made = new Map<string, { filter: GraphQLInputObjectType | null; order: GraphQLEnumType }>();

  constructor(private readonly graphqlTypeOf: (type: unknown) => GraphQLInputType) {}

  argumentsFor(node: GraphQLObjectType, defaultOrder?: string): GraphQLArgument[] {
    const { filter, order } = this.inputsOf(node);
    const argument = (name: string, type: GraphQLInputType, description: string): GraphQLArgument => ({
      name,
      type,
      description,
      defaultValue: undefined,
      deprecationReason: undefined,
      extensions: {},
      astNode: undefined,
    });
    return [
      argument("first", GraphQLInt, `The first n items, 1 to ${PAGE_MAX}. Give first or last.`),
      argument("after", GraphQLString, "Items after this cursor."),
      argument("last", GraphQLInt, `The last n items, 1 to ${PAGE_MAX}. Give first or last.`),
      argument("before", GraphQLString, "Items before this cursor."),
      ...(filter ? [argument("filter", filter, "Only the items that match every field given.")] : []),
      argument("orderBy", order, `The order; by default ${defaultOrder ?? order.getValues()[0]!.name}.`),
    ];
  }

  private inputsOf(node: GraphQLObjectType) {
    const known = this.made.get(node.name);
    if (known) return known;
    const table = node.extensions.table as TableRead;
    const filters = Object.entries(table.filters);
    const filter = filters.length
      ? new GraphQLInputObjectType({
          name: `${node.name}Filter`,
          description: `Which ${node.name} to list; every field given must match.`,
          fields: Object.fromEntries(filters.map(([name, declared]) => [name, { type: this.filterType(declared), description: declared.description }])),
        })
      : null;
    const order = new GraphQLEnumType({
      name: `${node.name}Order`,
      description: `The orders in which ${node.name} can be listed.`,
      values: Object.fromEntries(
        Object.keys(table.orders).flatMap((name) => [
          [`${name}_DESC`, { description: `By ${words(name)}, last first.` }],
          [`${name}_ASC`, { description: `By ${words(name)}, first first.` }],
        ]),
      ),
    });
    const inputs = { filter, order };
    this.made.set(node.name, inputs);
    return inputs;
  }

  private filterType(filter: Filter): GraphQLInputType {
    switch (filter.kind) {
      case "anyOf":
        return new GraphQLList(new GraphQLNonNull(this.graphqlTypeOf(filter.type())));
      case "id":
        return GraphQLID;
      case "days":
        return DayRange;
      case "startsWith":
        return GraphQLString;
      case "flag":
        return GraphQLBoolean;
      case "matches":
        return this.graphqlTypeOf(filter.type());
    }
  }
}

const words = (name: string) => name.toLowerCase().replaceAll("_", " ");

/** FORBIDDEN when the caller searches by what they may not see. */
export function guardFilter(table: TableRead, filter: Record<string, unknown> | null | undefined, actor: Actor | null): void {
  for (const [name, value] of Object.entries(filter ?? {})) {
    const permit = table.filters[name]?.permit;
    if (value !== null && value !== undefined && permit && !actor?.permissions.has(permit)) throw forbiddenFilter(name);
  }
}

export function filterConditions(table: TableRead, alias: string, filter: Record<string, unknown> | null | undefined, { bind }: Parameters): string[] {
  const conditions: string[] = [];
  for (const [name, value] of Object.entries(filter ?? {})) {
    const declared = table.filters[name];
    if (!declared || value === null || value === undefined) continue;
    const column = "column" in declared ? `${alias}.${declared.column}` : "";
    switch (declared.kind) {
      case "anyOf":
        conditions.push(`${column} = any (${bind(value)})`);
        break;
      case "id": {
        const id = fromTypeId(declared.prefix, String(value));
        if (!id) throw invalidId([declared.prefix]);
        conditions.push(`${column} = ${bind(id)}`);
        break;
      }
      case "days": {
        const { from, to } = value as { from?: string | null; to?: string | null };
        if (from) conditions.push(`${column} >= ${bind(from)}`);
        if (to) conditions.push(`${column} <= ${bind(to)}`);
        break;
      }
      case "startsWith": {
        const prefix = String(value).trim().toLowerCase();
        if (prefix) conditions.push(`${column} >= ${bind(prefix)} and ${column} < ${bind(`${prefix}\u{10FFFD}`)}`);
        break;
      }
      case "flag":
        conditions.push(value ? `(${declared.sql(alias)})` : `not (${declared.sql(alias)})`);
        break;
      case "matches":
        conditions.push(`(${declared.sql(alias, value as never, bind)})`);
        break;
    }
  }
  return conditions;
}

export type Page = {
  readonly size: number;
  readonly backward: boolean;
  readonly order: string;
  readonly columns: readonly string[];
  readonly descending: boolean;
  readonly after: readonly string[] | null;
  readonly before: readonly string[] | null;
};

export function readPage(table: TableRead, args: PageArguments, defaultOrder?: string): Page {
  const { first, last } = args;
  if ((first === null || first === undefined) === (last === null || last === undefined)) throw badInput("Give first or last, one of them: how many items the page has.");
  const size = (first ?? last)!;
  if (size < 1 || size > PAGE_MAX) throw badInput(`${first !== null && first !== undefined ? "first" : "last"} is from 1 to ${PAGE_MAX}.`);
  const order = args.orderBy ?? defaultOrder ?? `${Object.keys(table.orders)[0]!}_DESC`;
  const name = order.replace(/_(ASC|DESC)$/, "");
  const columns = table.orders[name]!;
  return {
    size,
    backward: first === null || first === undefined,
    order,
    columns,
    descending: order.endsWith("_DESC"),
    after: readCursor(args.after, order, columns.length, "after"),
    before: readCursor(args.before, order, columns.length, "before"),
  };
}

/** Keyset conditions over (sort columns, id), one row comparison each: never OFFSET. */
export function pageConditions(page: Page, alias: string, { bind }: Parameters): string[] {
  const keys = `(${[...page.columns, "id"].map((column) => `${alias}.${column}`).join(", ")})`;
  const compare = (cursor: readonly string[], beyond: boolean) => `${keys} ${beyond === page.descending ? "<" : ">"} (${cursor.map((value) => bind(value)).join(", ")})`;
  return [...(page.after ? [compare(page.after, true)] : []), ...(page.before ? [compare(page.before, false)] : [])];
}

export function pageOrder(page: Page, alias: string): string {
  const direction = page.descending === page.backward ? "asc" : "desc";
  return [...page.columns, "id"].map((column) => `${alias}.${column} ${direction}`).join(", ");
}

export function cursorColumns(page: Page, alias: string): string {
  return page.columns.map((column, index) => `${alias}.${column}::text as "k${index}"`).join(", ");
}

export function writeCursor(page: Page, row: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify([page.order, ...page.columns.map((_, index) => row[`k${index}`]), row.id])).toString("base64url");
}

function readCursor(text: string | null | undefined, order: string, columns: number, name: string): string[] | null {
  if (text === null || text === undefined) return null;
  try {
    const value = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown;
    if (
      Array.isArray(value) &&
      value.length === columns + 2 &&
      value.every((item) => typeof item === "string") &&
      value[0] === order &&
      isUuid(value[columns + 1] as string) &&
      value.every((item) => isStorableText(item as string))
    ) {
      return value.slice(1) as string[];
    }
  } catch {
    // Falls through to the one message: a cursor is ours or it is not.
  }
  throw badInput(`${name} is not a cursor of this list in this order; take it from pageInfo or an edge.`);
}
