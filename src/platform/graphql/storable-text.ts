import type { GraphQLField, GraphQLSchema } from "graphql";
import type { RequestContext } from "./context";
import { badInput } from "./reads/errors";

/** PostgreSQL keeps no NUL in text, and no half of a surrogate pair in jsonb. */
export const isStorableText = (text: string): boolean => !text.includes("\0") && text.isWellFormed();

const holdsUnstorable = (value: unknown): boolean =>
  typeof value === "string" ? !isStorableText(value) : value !== null && typeof value === "object" && !(value instanceof Date) && Object.values(value).some(holdsUnstorable);

/** What a query asks with: ids, cursors, filters and whatever own code takes. Mutations name the place (acts/input-texts.ts). */
export function guardQueryTexts(schema: GraphQLSchema): void {
  const mutation = schema.getMutationType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!("getFields" in type) || type === mutation) continue;
    for (const field of Object.values(type.getFields()) as GraphQLField<unknown, RequestContext>[]) {
      const { resolve } = field;
      if (!field.args?.length || !resolve) continue;
      field.resolve = (parent, args, context, info) => {
        if (holdsUnstorable(args)) throw badInput(`A text given to ${field.name} holds a NUL or half of a character; send Unicode text without them.`);
        return resolve(parent, args, context, info);
      };
    }
  }
}
