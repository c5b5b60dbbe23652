import { getNamedType, GraphQLError, isNonNullType, isObjectType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import { and, rule, shield } from "graphql-shield";
import type { RequestContext } from "../graphql/context";
import type { PermissionBook } from "./permissions";

/**
 * What a field asks of its caller. "public": any signed-in actor. "anonymous": anybody (a pay link before the patient
 * has said who they are). "inherit": whatever led here. Everything else is a permission from the rooms' tables.
 */
type FieldRule = { type: GraphQLObjectType; field: GraphQLField<unknown, RequestContext>; permits: readonly string[] };

const OPEN = new Set(["public", "anonymous", "inherit"]);

/** The permissions that stand before a field: its own and, when it leads into a type with another rule, that type's. */
export function permitsOf(type: GraphQLObjectType, field: GraphQLField<unknown, RequestContext>): string[] {
  const own = field.extensions.permit as string | undefined;
  const here = typePermit(type);
  const there = typePermit(getNamedType(field.type));
  return [...new Set([own, there])].filter((permit): permit is string => permit !== undefined && !OPEN.has(permit) && (permit === own || permit !== here));
}

/** A connection and its edges have the rule of their nodes. */
function typePermit(type: unknown): string | undefined {
  if (!isObjectType(type)) return undefined;
  const listOf = type.extensions.listOf as string | undefined;
  return listOf ? typePermit(getNamedType(type.getFields()[listOf]!.type)) : (type.extensions.permit as string | undefined);
}

/** Start-up refusals: an opening that nobody wrote down, a permission that nobody declared, a denial that would blank more than its field. */
export function fieldRuleProblems(schema: GraphQLSchema, book: PermissionBook): string[] {
  const problems: string[] = [];
  const roots = new Set([schema.getQueryType()?.name, schema.getMutationType()?.name]);
  for (const { type, field, permits } of allFields(schema)) {
    const name = `${type.name}.${field.name}`;
    const own = field.extensions.permit as string | undefined;
    if (roots.has(type.name) && !own) problems.push(`${name} has no @Permit: name a permission, or "public" to open it`);
    for (const permit of permits) if (!book.declarations.has(permit)) problems.push(`${name} asks for the permission ${permit}, which no room declares`);
    if (permits.length && isNonNullType(field.type)) {
      problems.push(`${name} can be denied (${permits.join(", ")}) and so must be nullable: a denial would blank everything beside it`);
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith("__") && !roots.has(type.name) && !typePermit(type)) {
      problems.push(`${type.name} has no rule: give it a permit`);
    }
    const filters = isObjectType(type) ? ((type.extensions.table as { filters?: Record<string, { permit?: string }> } | undefined)?.filters ?? {}) : {};
    for (const [name, { permit }] of Object.entries(filters)) {
      if (permit && !book.declarations.has(permit)) problems.push(`the filter ${name} of ${type.name} asks for the permission ${permit}, which no room declares`);
    }
    const permit = typePermit(type);
    if (permit && !OPEN.has(permit) && !book.declarations.has(permit)) problems.push(`${type.name} asks for the permission ${permit}, which no room declares`);
  }
  return problems;
}

export function* allFields(schema: GraphQLSchema): Generator<FieldRule> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) yield { type, field, permits: permitsOf(type, field) };
  }
}

const forbidden = () => new GraphQLError("You may not see or do this.", { extensions: { code: "FORBIDDEN", retryable: false } });
const unauthenticated = () => new GraphQLError("Sign in first: send a bearer token.", { extensions: { code: "UNAUTHENTICATED", retryable: false } });

const ruleOf = (permit: string) =>
  rule(`permit ${permit}`, { cache: "no_cache" })((_parent: unknown, _args: unknown, { actor }: RequestContext) => (!actor ? unauthenticated() : actor.permissions.has(permit) ? true : forbidden()));
const signedIn = rule("signed in", { cache: "no_cache" })((_parent: unknown, _args: unknown, { actor }: RequestContext) => (actor ? true : unauthenticated()));

/**
 * graphql-shield stays behind this file. It would wrap every field of every type, which makes long lists five to
 * twenty times slower; so its map is made, kept only where a permit stands, and put on. Its `fallbackRule` then
 * guards nothing, which is why fieldRuleProblems must have been empty.
 */
export function applyFieldRules(schema: GraphQLSchema): void {
  const roots = new Set([schema.getQueryType()?.name, schema.getMutationType()?.name]);
  const rules = new Map<string, ReturnType<typeof ruleOf>>();
  const ruleFor = (permit: string) => rules.get(permit) ?? rules.set(permit, ruleOf(permit)).get(permit)!;
  const tree: Record<string, Record<string, ReturnType<typeof ruleOf>>> = {};
  for (const { type, field, permits } of allFields(schema)) {
    const asks = permits.map(ruleFor);
    if (roots.has(type.name) && !asks.length && field.extensions.permit === "public") asks.push(signedIn);
    if (asks.length) (tree[type.name] ??= {})[field.name] = asks.length === 1 ? asks[0]! : (and(...asks) as never);
  }
  const generator = shield(tree, { allowExternalErrors: true, fallbackError: forbidden(), debug: false });
  const middleware = generator.generate(schema) as Record<string, Record<string, Middleware | { resolve: Middleware }>>;
  for (const [typeName, fields] of Object.entries(tree)) {
    const type = schema.getType(typeName) as GraphQLObjectType;
    for (const fieldName of Object.keys(fields)) {
      const field = type.getFields()[fieldName]!;
      const resolve = field.resolve ?? ((parent: Record<string, unknown>) => parent[fieldName]);
      // For a rule made of several, graphql-shield wraps its function in an object.
      const made = middleware[typeName]![fieldName]!;
      const guard = typeof made === "function" ? made : made.resolve;
      field.resolve = (parent, args, context, info) => guard(resolve as never, parent, args, context, info);
    }
  }
}

type Middleware = (resolve: never, parent: unknown, args: unknown, context: unknown, info: unknown) => unknown;
