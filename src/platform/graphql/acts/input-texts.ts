import { getNamedType, getNullableType, isInputObjectType, isListType, type GraphQLInputType } from "graphql";
import { Refusal } from "../../../vocabulary";
import { isStorableText } from "../storable-text";

/** Generous for a note, far below what an index or a message takes badly. A field that takes a file says so (`file`). */
const TEXT_MAX = 2_000;

/**
 * The rule for every text of every input, so that no verb must think of it: PostgreSQL keeps no NUL, jsonb no half
 * of a surrogate pair, and an index no page of text. Rooms have narrower limits of their own.
 */
export function checkTexts(type: GraphQLInputType, value: unknown, path: readonly string[] = []): void {
  if (value === null || value === undefined) return;
  const nullable = getNullableType(type);
  if (isListType(nullable)) return (value as unknown[]).forEach((item, index) => checkTexts(nullable.ofType as GraphQLInputType, item, [...path, String(index)]));
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    for (const field of Object.values(named.getFields())) {
      if (!field.extensions.file) checkTexts(field.type, (value as Record<string, unknown>)[field.name], [...path, field.name]);
    }
    return;
  }
  if (typeof value !== "string") return;
  if (!isStorableText(value)) throw new Refusal("INVALID_INPUT", "This text holds a NUL or half of a character; send Unicode text without them.", {}, path);
  if (value.length > TEXT_MAX) throw new Refusal("INVALID_INPUT", `This text is at most ${TEXT_MAX} characters.`, {}, path);
}
