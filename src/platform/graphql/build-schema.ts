import "reflect-metadata";
import {
  getNamedType,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLList,
  GraphQLNonNull,
  GraphQLSchema,
  GraphQLString,
  isScalarType,
  lexicographicSortSchema,
  type GraphQLInputType,
  type GraphQLResolveInfo,
} from "graphql";
import { buildSchemaSync, getMetadataStorage } from "type-graphql";
import { invariant, type RefusalTable } from "../../vocabulary";
import { describePermits } from "../access/describe-permits";
import { applyFieldRules, fieldRuleProblems } from "../access/field-rules";
import { PermissionBook } from "../access/permissions";
import type { Room } from "../room";
import { REFUSAL_CODES, RefusedType, StaleVersionType } from "./acts/user-error";
import { wrapActs } from "./acts/perform";
import type { RequestContext } from "./context";
import { platformRefusals } from "./platform-refusals";
import { generateReads, resolveNodes } from "./reads/generate";
import { badInput } from "./reads/errors";
import { guardQueryTexts } from "./storable-text";
import { ListInputs, PAGE_MAX } from "./reads/paging";

export type BuiltSchema = { schema: GraphQLSchema; permissions: PermissionBook; refusals: RefusalTable };

/** The rooms' windows become one schema with generated reads, wrapped acts and rules; it refuses to be built with a hole. */
export function buildOfficeSchema(rooms: readonly Room[]): BuiltSchema {
  const refusals: Record<string, RefusalTable[string]> = { ...platformRefusals };
  for (const room of rooms) {
    for (const [code, declaration] of Object.entries(room.refusals)) {
      invariant(!(code in refusals), `the refusal ${code} is declared twice`);
      refusals[code] = declaration;
    }
  }
  for (const code of Object.keys(REFUSAL_CODES)) delete REFUSAL_CODES[code];
  for (const code of Object.keys(refusals).sort()) REFUSAL_CODES[code] = code;

  const resolvers = rooms.flatMap((room) => room.resolvers);
  const base = buildSchemaSync({
    resolvers: resolvers as never,
    orphanedTypes: [RefusedType, StaleVersionType, ...rooms.flatMap((room) => room.types ?? [])] as never,
    validate: false,
    nullableByDefault: false,
    emitSchemaFile: false,
    skipCheck: true,
  } as never);

  generateReads(base, new ListInputs(inputTypeFinder(base)));
  addNodeQueries(base);
  guardQueryTexts(base);
  wrapActs(base, (code) => refusals[code]?.retryable ?? false);
  describeRoots(base);
  const permissions = new PermissionBook(rooms.map((room) => room.permissions));
  const problems = fieldRuleProblems(base, permissions);
  invariant(problems.length === 0, `the schema has holes:\n  ${problems.join("\n  ")}`);
  applyFieldRules(base);
  describePermits(base);
  // New arguments brought new input types: collect them, and sort so that the printed schema has one order.
  return { schema: lexicographicSortSchema(new GraphQLSchema({ ...base.toConfig(), types: base.toConfig().types })), permissions, refusals };
}

const BUILT_IN = new Map<unknown, GraphQLInputType>([
  [String, GraphQLString],
  [Boolean, GraphQLBoolean],
  [Number, GraphQLFloat],
]);

/** What `type: () => X` of a filter means: a scalar, a built-in, or the enum object that was registered under a name. */
function inputTypeFinder(schema: GraphQLSchema): (type: unknown) => GraphQLInputType {
  return (type) => {
    const builtIn = BUILT_IN.get(type);
    if (builtIn) return builtIn;
    if (isScalarType(type)) return type;
    const storage = getMetadataStorage();
    const name = storage.enums.find((metadata) => metadata.enumObj === type)?.name ?? storage.inputTypes.find((metadata) => metadata.target === type)?.name;
    const found = name ? schema.getType(name) : undefined;
    invariant(found, "a filter names a type that is neither a scalar nor an enum or input of the schema");
    return found as GraphQLInputType;
  };
}

/** An argument without words of its own (the one `input` of a mutation) is described by its input type. */
function describeRoots(schema: GraphQLSchema): void {
  const [query, mutation] = [schema.getQueryType()!, schema.getMutationType()];
  query.description ??= "What can be asked.";
  if (mutation) mutation.description ??= "What can be done: one act each, refused with userErrors, in which case nothing has changed.";
  for (const field of [...Object.values(query.getFields()), ...Object.values(mutation?.getFields() ?? {})]) {
    for (const argument of field.args) argument.description ??= getNamedType(argument.type).description;
  }
}

function addNodeQueries(schema: GraphQLSchema): void {
  const query = schema.getQueryType()!.toConfig();
  const node = schema.getType("Node");
  if (!node) return;
  const find = resolveNodes(schema);
  const fields = schema.getQueryType()!.getFields();
  const idArgument = (name: string, type: GraphQLInputType, description: string) => ({
    name,
    type,
    description,
    defaultValue: undefined,
    deprecationReason: undefined,
    extensions: {},
    astNode: undefined,
  });
  const common = { deprecationReason: undefined, subscribe: undefined, extensions: { permit: "public" }, astNode: undefined };
  invariant(query.name === "Query", "the query type is named Query");
  fields.node = {
    ...common,
    name: "node",
    description: "Any object by its opaque id; null when there is none or it is not yours.",
    type: node as never,
    args: [idArgument("id", new GraphQLNonNull(GraphQLID), "The id, of any kind.")],
    resolve: async (_root, args: { id: string }, context: RequestContext, info: GraphQLResolveInfo) => (await find([args.id], context, info))[0] ?? null,
  };
  fields.nodes = {
    ...common,
    name: "nodes",
    description: "Objects by their ids, in order, at most 100; null where there is none or it is not yours.",
    type: new GraphQLNonNull(new GraphQLList(node as never)),
    args: [idArgument("ids", new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLID))), "The ids, of any kind, at most 100.")],
    resolve: (_root, args: { ids: string[] }, context: RequestContext, info: GraphQLResolveInfo) => {
      if (args.ids.length > PAGE_MAX) throw badInput(`ids has at most ${PAGE_MAX} ids.`);
      return find(args.ids, context, info);
    },
  };
}
