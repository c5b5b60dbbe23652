import { responsePathAsArray, type GraphQLField, type GraphQLInputType, type GraphQLResolveInfo, type GraphQLSchema } from "graphql";
import { Refusal } from "../../../vocabulary";
import { badInput } from "../reads/errors";
import type { RequestContext } from "../context";
import type { ActDeclaration } from "./declarations";
import { hashInput, once } from "./idempotency";
import { decodeIds } from "./input-ids";
import { checkTexts } from "./input-texts";
import { showRefusal } from "./user-error";

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Puts the wrapper around every mutation: ids in, key, one transaction, refusals out. */
export function wrapActs(schema: GraphQLSchema, isRetryable: (code: string) => boolean): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const act = field.extensions.act as ActDeclaration | undefined;
    if (act) field.resolve = perform(field, act, isRetryable);
  }
}

function perform(field: GraphQLField<unknown, RequestContext>, act: ActDeclaration, isRetryable: (code: string) => boolean) {
  const verb = field.resolve!;
  return async (root: unknown, rawArgs: Record<string, unknown>, context: RequestContext, info: GraphQLResolveInfo) => {
    if (act.idempotency === "required" && !context.idempotencyKey) {
      throw badInput(`${field.name} moves money or sends something out, so it needs the header Idempotency-Key: one new value per intent, repeated on retries.`);
    }
    if (context.idempotencyKey && !KEY.test(context.idempotencyKey)) throw badInput("Idempotency-Key is 1 to 200 visible ASCII characters.");
    try {
      for (const argument of field.args) checkTexts(argument.type as GraphQLInputType, rawArgs[argument.name]);
      const args = Object.fromEntries(field.args.map((argument) => [argument.name, decodeIds(argument.type as GraphQLInputType, rawArgs[argument.name])]));
      const work = act.as ? await act.as(context.work, args) : context.work;
      const run = async () => ((await verb(root, args, { ...context, work }, info)) ?? {}) as Record<string, unknown>;
      let payload: Record<string, unknown>;
      if (act.transaction === "own") {
        payload = await run();
      } else if (context.idempotencyKey) {
        const path = responsePathAsArray(info.path).join(".");
        const answer = await once(work, { key: context.idempotencyKey, field: path, hash: hashInput([field.name, args]) }, run);
        if (answer.replayed) context.replayed.push(path);
        payload = answer.payload;
      } else {
        payload = await work.atomically(run);
      }
      if (act.then) await act.then(work, payload);
      context.reader.forget();
      return { ...payload, userErrors: [] };
    } catch (error) {
      context.reader.forget();
      if (error instanceof Refusal) return { userErrors: [showRefusal(error, isRetryable(error.code))] };
      throw error;
    }
  };
}
