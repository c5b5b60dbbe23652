import { GraphQLError } from "graphql";

export function badInput(message: string, extensions: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT", ...extensions } });
}

export function invalidId(prefixes: readonly string[]): GraphQLError {
  const wanted = prefixes.map((prefix) => `"${prefix}_…"`).join(" or ");
  return badInput(`This id is not one of ours for this place; it starts with ${wanted}.`, { reason: "INVALID_ID" });
}

export function forbiddenFilter(name: string): GraphQLError {
  return new GraphQLError(`You may not search by ${name}.`, { extensions: { code: "FORBIDDEN", retryable: false } });
}
