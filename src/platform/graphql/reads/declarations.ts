import "reflect-metadata";
import { Extensions, Field, FieldResolver, Int, ObjectType, Query, Resolver, type ClassType } from "type-graphql";
import type { GraphQLScalarType } from "graphql";

/**
 * What a GraphQL field reads, said once beside the field. The resolver is generated from it (generate.ts); a room
 * writes none. Everything lands in the schema's `extensions`, so later a compiler can read the same declarations.
 */

export type Sql = (table: string) => string;
/** How a column's text becomes a field: most scalars serialize themselves. */
type Scalar = GraphQLScalarType | StringConstructor | BooleanConstructor | object;

export type FieldRead =
  | { kind: "id" }
  | { kind: "column"; column: string }
  | { kind: "expression"; sql: Sql }
  /** To-one: this row's column holds the other's id. */
  | { kind: "reference"; column: string }
  /** To-many of a bounded size: all rows whose column holds this row's key. */
  | { kind: "children"; by: string; key: string; order: readonly OrderTerm[]; where?: Sql }
  /** To-one from the other side: the row whose column holds this row's key. */
  | { kind: "child"; by: string; key: string; where?: Sql }
  /** To-many as a Relay connection. */
  | { kind: "connection"; by: string | null; key: string; where?: Sql; order?: string }
  /** Root: by opaque id. */
  | { kind: "byId" }
  /** The object that a mutation made or changed: its id stands in the payload under the field's name. */
  | { kind: "payload" };

export type OrderTerm = readonly [column: string, direction: "asc" | "desc"];

/** A filter over a column that not everyone may see asks for the same permission, or it would answer by guessing. */
export type Filter = { permit?: string } &
  /** Any of these values. */
  (
    | { kind: "anyOf"; column: string; type: () => Scalar; description: string }
    /** One object, by its opaque id. */
    | { kind: "id"; column: string; prefix: string; description: string }
    /** Days from .. to, both included. */
    | { kind: "days"; column: string; description: string }
    /** Starts with, over a column that is stored normalised (lower case), because LIKE cannot use an index under row-level security. */
    | { kind: "startsWith"; column: string; description: string }
    | { kind: "flag"; sql: Sql; description: string }
    /** Anything else: SQL over the value, whose parts are bound, never written into the text. */
    | { kind: "matches"; type: () => Scalar; sql: (table: string, value: never, bind: (value: unknown) => string) => string; description: string }
  );

export type TableRead = {
  readonly table: string;
  /** TypeID prefix. */
  readonly prefix: string;
  /** Whose key the row has: "practice" rows are (practice_id, id). */
  readonly tenancy: "practice" | "service";
  readonly filters: Readonly<Record<string, Filter>>;
  /** Name -> columns, each never null; the id is added. `SERVED_ON: ["served_on"]` gives SERVED_ON_ASC and SERVED_ON_DESC. */
  readonly orders: Readonly<Record<string, readonly string[]>>;
};

type TypeOptions = {
  description: string;
  table: string;
  prefix: string;
  tenancy?: "practice" | "service";
  /** What one needs to see any of it; "public" opens it to every signed-in actor. */
  permit: string;
  filters?: Readonly<Record<string, Filter>>;
  orders?: Readonly<Record<string, readonly string[]>>;
  implements?: () => ClassType | ClassType[];
};

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const extend = (extensions: Record<string, unknown>) => Extensions(extensions) as unknown as PropertyDecorator & ClassDecorator;
/** What is not enforced by the type system must at least be written down. */
export type Described = { description: string; nullable?: boolean; permit?: string; deprecationReason?: string };

/** An object type whose rows stand in a table. */
export function Reads(name: string, options: TypeOptions): ClassDecorator {
  const read: TableRead = {
    table: options.table,
    prefix: options.prefix,
    tenancy: options.tenancy ?? "practice",
    filters: options.filters ?? {},
    orders: options.orders ?? { CREATED_AT: ["created_at"] },
  };
  return (target) => {
    ObjectType(name, { description: options.description, ...(options.implements ? { implements: options.implements() as never } : {}) })(target);
    extend({ table: read, permit: options.permit })(target);
    settle(target, "own");
    connectionOf(target as unknown as ClassType);
  };
}

/** An object type that is not a table's: a payload, a computed answer. Its fields take their values from the parent. */
export function Shape(name: string, options: { description: string; permit: string; implements?: () => ClassType | ClassType[] }): ClassDecorator {
  return (target) => {
    ObjectType(name, { description: options.description, ...(options.implements ? { implements: options.implements() as never } : {}) })(target);
    extend({ permit: options.permit })(target);
    settle(target, "own");
  };
}

/** A resolver class whose declarations add fields to a type of another room: the child contributes the field. */
export function Contributes(to: () => ClassType): ClassDecorator {
  return (target) => {
    Resolver(to)(target);
    settle(target, "contributed");
  };
}

function readField(type: () => unknown, options: Described, read: FieldRead, target: object, key: string | symbol): void {
  Field(type as never, { description: options.description, nullable: options.nullable ?? false, ...(options.deprecationReason ? { deprecationReason: options.deprecationReason } : {}) })(
    target,
    key as string,
  );
  extend({ read, ...(options.permit ? { permit: options.permit } : {}) })(target, key);
}

/** A plain value of a Shape: no read, the parent object has it under this name. */
export function Value(type: () => unknown, description: string, options: Omit<Described, "description"> = {}): PropertyDecorator {
  return (target, key) => {
    Field(type as never, { description, nullable: options.nullable ?? false })(target, key as string);
    if (options.permit) extend({ permit: options.permit })(target, key);
  };
}

export function Id(type: () => unknown): PropertyDecorator {
  return (target, key) => readField(type, { description: "Opaque id: a type prefix and the 26-character form of a UUIDv7 (TypeID)." }, { kind: "id" }, target, key);
}

/** The column of the same name in snake case, unless another is named. */
export function Column(type: () => unknown, description: string, options: Omit<Described, "description"> & { column?: string } = {}): PropertyDecorator {
  return (target, key) => readField(type, { description, ...options }, { kind: "column", column: options.column ?? snake(String(key)) }, target, key);
}

/** SQL over the row; runs under the tenant's walls like every read. `sql: t => `${t}.a || ' ' || ${t}.b``. */
export function Expression(type: () => unknown, description: string, sql: Sql, options: Omit<Described, "description"> = {}): PropertyDecorator {
  return (target, key) => readField(type, { description, ...options }, { kind: "expression", sql }, target, key);
}

/** To-one. `patient` reads `patient_id` unless another column is named. */
export function Reference(type: () => unknown, description: string, options: Omit<Described, "description"> & { column?: string } = {}): PropertyDecorator {
  return (target, key) => readField(type, { description, ...options }, { kind: "reference", column: options.column ?? `${snake(String(key))}_id` }, target, key);
}

type By = { by: string; key?: string; where?: Sql };

/** A bounded list (twelve diagnoses, fifty lines), whole and in order. On a class with `@Resolver(() => Parent)` it contributes the field to the parent. */
export function Children(type: () => unknown, description: string, options: Omit<Described, "description"> & By & { order: readonly OrderTerm[] }): PropertyDecorator {
  return contribute(() => [type()] as never, description, options, {
    kind: "children",
    by: options.by,
    key: options.key ?? "id",
    order: options.order,
    ...(options.where ? { where: options.where } : {}),
  });
}

/** The one row of another table that points here. */
export function Child(type: () => unknown, description: string, options: Omit<Described, "description"> & By): PropertyDecorator {
  return contribute(type, description, { nullable: true, ...options }, { kind: "child", by: options.by, key: options.key ?? "id", ...(options.where ? { where: options.where } : {}) });
}

/** A Relay connection below an object. */
export function Connection(type: () => ClassType, description: string, options: Omit<Described, "description"> & By): PropertyDecorator {
  return contribute(() => connectionOf(type()), description, options, { kind: "connection", by: options.by, key: options.key ?? "id", ...(options.where ? { where: options.where } : {}) });
}

/** Root query: one object by its opaque id; null when there is none or it is not yours. */
export function FindOne(type: () => ClassType, description: string, options: { permit: string }): PropertyDecorator {
  return root(type, description, options.permit, { kind: "byId" });
}

/** Root query: a Relay connection with the type's filters and orders; `order` is the one when none is asked for (a queue is served oldest first). */
export function FindMany(type: () => ClassType, description: string, options: { permit: string; where?: Sql; order?: string }): PropertyDecorator {
  const { permit, where, order } = options;
  return root(() => connectionOf(type()), description, permit, { kind: "connection", by: null, key: "id", ...(where ? { where } : {}), ...(order ? { order } : {}) });
}

/** In a payload: the object whose id (or entity) the verb's answer holds under the field's name. */
export function Payload(type: () => ClassType, description: string): PropertyDecorator {
  return (target, key) => readField(type, { description, nullable: true }, { kind: "payload" }, target, key);
}
/** In a payload: several objects, in order. */
export function PayloadList(type: () => ClassType, description: string): PropertyDecorator {
  return (target, key) => readField(() => [type()], { description, nullable: true }, { kind: "payload" }, target, key);
}

/** Own code on a type with a table: the columns that the code reads from its row. */
export function Needs(...columns: string[]): MethodDecorator & PropertyDecorator {
  return extend({ needs: columns }) as never;
}

/** Who may use this field: a permission from the rooms' tables, or "public". */
export function Permit(permission: string): MethodDecorator & PropertyDecorator & ClassDecorator {
  return extend({ permit: permission }) as never;
}

/** Whether a list stands on its own type or is contributed to another is known when the class decorator runs, after the fields'. */
const pending = new Map<object, ((place: "own" | "contributed") => void)[]>();

function contribute(type: () => unknown, description: string, options: Omit<Described, "description">, read: FieldRead): PropertyDecorator {
  return (target, key) => {
    const declare = (place: "own" | "contributed") => {
      const declared = { description, nullable: options.nullable ?? false };
      if (place === "own") Field(type as never, declared)(target, key as string);
      else FieldResolver(type as never, declared)(target, key as string, noMethod);
      extend({ read, ...(options.permit ? { permit: options.permit } : {}) })(target, key);
    };
    pending.set(target, [...(pending.get(target) ?? []), declare]);
  };
}

function settle(target: { prototype: object }, place: "own" | "contributed"): void {
  for (const declare of pending.get(target.prototype) ?? []) declare(place);
  pending.delete(target.prototype);
}

function root(type: () => unknown, description: string, permit: string, read: FieldRead): PropertyDecorator {
  return (target, key) => {
    // Nullable, so that a denial leaves the other root fields of the request their answers.
    Query(type as never, { description, nullable: true })(target, key as string, noMethod);
    extend({ read, permit })(target, key);
  };
}

const noMethod: TypedPropertyDescriptor<never> = {};

const connections = new Map<ClassType, ClassType>();

/** The class of a connection over a type; made with the type, because type-graphql must know it before the build begins. */
function connectionOf(node: ClassType): ClassType {
  let connection = connections.get(node);
  if (!connection) {
    connection = makeConnection(node);
    connections.set(node, connection);
  }
  return connection;
}

function makeConnection(node: ClassType): ClassType {
  class NodeConnection {}
  class NodeEdge {}
  const name = nameOf(node);
  ObjectType(`${name}Edge`, { description: `One ${name} of a list, with its cursor.` })(NodeEdge);
  extend({ permit: "inherit", listOf: "node" })(NodeEdge);
  Field(() => node, { description: `The ${name}.` })(NodeEdge.prototype, "node");
  Field(() => String, { description: "Where this item stands: pass it as `after` or `before`." })(NodeEdge.prototype, "cursor");
  ObjectType(`${name}Connection`, { description: `A page of ${name} (Relay).` })(NodeConnection);
  extend({ permit: "inherit", listOf: "nodes" })(NodeConnection);
  Field(() => [NodeEdge], { description: "The items of this page, in order, with their cursors." })(NodeConnection.prototype, "edges");
  Field(() => [node], { description: "The items of this page, in order." })(NodeConnection.prototype, "nodes");
  Field(() => PageInfo, { description: "Whether there is more, and from where." })(NodeConnection.prototype, "pageInfo");
  Field(() => Int, { description: "How many there are in all, by the same filter. Counted only when it is asked for." })(NodeConnection.prototype, "totalCount");
  return NodeConnection as ClassType;
}

/** `PatientType` -> `Patient`: the class says the name, so a type and its lists always agree. */
function nameOf(node: ClassType): string {
  return node.name.replace(/Type$/, "");
}

@Shape("PageInfo", { description: "Relay page information.", permit: "public" })
export class PageInfo {
  @Value(() => Boolean, "More items follow the last one of this page.") hasNextPage!: boolean;
  @Value(() => Boolean, "Items precede the first one of this page.") hasPreviousPage!: boolean;
  @Value(() => String, "Cursor of the first item.", { nullable: true }) startCursor!: string | null;
  @Value(() => String, "Cursor of the last item.", { nullable: true }) endCursor!: string | null;
}
