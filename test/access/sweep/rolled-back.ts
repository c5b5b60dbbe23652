import type { GraphQLSchema } from "graphql";
import type { ActDeclaration } from "../../../src/platform/graphql/acts/declarations";
import type { RequestContext } from "../../../src/platform/graphql/context";

class RolledBack extends Error {
  constructor(readonly payload: unknown) {
    super("the attempt is over");
  }
}

/** Every act runs to the end of its transaction, deferred constraints included, and leaves nothing: each attempt meets the same office. Answers with the way back. */
export function everyAttemptIsRolledBack(schema: GraphQLSchema): () => void {
  const undo = Object.values(schema.getMutationType()!.getFields()).map((field) => {
    const resolve = field.resolve!;
    const act = field.extensions.act as ActDeclaration | undefined;
    // Those choose their Work before a transaction begins.
    if (act?.transaction === "own" || act?.as) return () => {};
    field.resolve = async (root, args, context: RequestContext, info) => {
      try {
        return await context.work.atomically(async () => {
          const payload = await resolve(root, args, context, info);
          context.work.atCommit(
            "sweep",
            () => null,
            async () => {
              await context.work.sql("set constraints all immediate");
              throw new RolledBack(payload);
            },
          );
          return payload;
        });
      } catch (error) {
        if (error instanceof RolledBack) return error.payload;
        throw error;
      }
    };
    return () => void (field.resolve = resolve);
  });
  return () => undo.forEach((each) => each());
}
