import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestContext } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled, ApolloServerPluginUsageReportingDisabled } from "@apollo/server/plugin/disabled";
import { GraphQLError, NoSchemaIntrospectionCustomRule, validate, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import { Refusal } from "../../vocabulary";
import type { RequestContext } from "../graphql/context";
import type { Log } from "../log";
import { withoutValues } from "./quiet-messages";

const MAX_TOKENS = 5000;
const CODES: Record<string, string> = {
  GRAPHQL_PARSE_FAILED: "BAD_USER_INPUT",
  GRAPHQL_VALIDATION_FAILED: "BAD_USER_INPUT",
  BAD_REQUEST: "BAD_USER_INPUT",
  BAD_USER_INPUT: "BAD_USER_INPUT",
  OPERATION_RESOLUTION_FAILURE: "BAD_USER_INPUT",
  INTERNAL_SERVER_ERROR: "INTERNAL",
};

export function makeApollo(schema: GraphQLSchema, options: { production: boolean; log: Log }): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    // Apollo knows it on or off; for whom is ours to say, at the request (introspectionForActors).
    introspection: true,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationOptions: { maxErrors: 20 } as never,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // Apollo's cache control wraps every field and doubles the cost of a list; we set no-store for all.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      requestPlugin(options.log, !options.production),
      ...(options.production ? [introspectionForActors(schema)] : []),
    ],
    formatError: formatError(options.log),
    nodeEnv: "production",
    logger: { debug() {}, info() {}, warn() {}, error: (message?: unknown) => options.log.error({ apollo: String(message).slice(0, 300) }, "apollo") },
  });
}

/** Codes of api.md, no stack, no SQL; what we did not expect becomes INTERNAL and goes to the log under the request id. */
function formatError(log: Log) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    // A query that refuses (a mutation turns refusals into userErrors).
    if (original instanceof Refusal) {
      const code = original.code === "NOT_FOUND" ? "NOT_FOUND" : "BAD_USER_INPUT";
      return { ...formatted, message: original.message, extensions: { code, reason: original.code, retryable: false } };
    }
    const code = CODES[String(formatted.extensions?.code)] ?? String(formatted.extensions?.code ?? "INTERNAL");
    const expected = original instanceof GraphQLError && code !== "INTERNAL";
    if (!expected && code === "INTERNAL") log.error({ error: original, path: formatted.path }, "a resolver failed");
    const { stacktrace: _stacktrace, ...extensions } = (formatted.extensions ?? {}) as Record<string, unknown>;
    return {
      ...formatted,
      message: code === "INTERNAL" ? "Something went wrong on our side. Quote the request id." : code === "BAD_USER_INPUT" ? withoutValues(formatted.message) : formatted.message,
      extensions: { retryable: code === "INTERNAL", ...extensions, code },
    };
  };
}

function requestPlugin(log: Log, development: boolean): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        async willSendResponse({ contextValue, response, operationName, operation, errors }: GraphQLRequestContext<RequestContext>) {
          const { work, reader, replayed, actor } = contextValue;
          if (response.body?.kind === "single") {
            const { singleResult } = response.body;
            if (replayed.length) singleResult.extensions = { ...singleResult.extensions, idempotency: { replayed } };
            for (const error of singleResult.errors ?? []) (error.extensions as Record<string, unknown>).requestId ??= work.requestId;
          }
          response.http.headers.set("x-request-id", work.requestId);
          if (development) response.http.headers.set("x-carebill-statements", String(reader.statements));
          log.info(
            {
              requestId: work.requestId,
              operation: operationName ?? undefined,
              kind: operation?.operation,
              actor: actor ? `${actor.kind}:${actor.id}` : "anonymous",
              statements: reader.statements,
              ms: Math.round(performance.now() - started),
              errors: errors?.map((error) => error.extensions.code),
            },
            "graphql",
          );
        },
      };
    },
  };
}

/**
 * In production only who is somebody reads the schema. At the request and not as a validation rule of the server,
 * because a validated document is kept and would be answered to the next caller, whoever that is.
 */
function introspectionForActors(schema: GraphQLSchema): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ contextValue, document }) {
          if (contextValue.actor || validate(schema, document, [NoSchemaIntrospectionCustomRule]).length === 0) return;
          throw new GraphQLError("The schema is shown to authenticated callers only: send a token.", { extensions: { code: "UNAUTHENTICATED", http: { status: 401 } } });
        },
      };
    },
  };
}
