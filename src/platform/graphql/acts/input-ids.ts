import { getNamedType, getNullableType, isInputObjectType, isListType, type GraphQLInputType } from "graphql";
import { Refusal } from "../../../vocabulary";
import { fromTypeId } from "../../database/ids";

/** A copy of the input in which every opaque id is the uuid behind it; an id of another kind is refused by name. */
export function decodeIds(type: GraphQLInputType, value: unknown, path: readonly string[] = []): unknown {
  const nullable = getNullableType(type);
  if (value === null || value === undefined) return value;
  if (isListType(nullable)) return (value as unknown[]).map((item, index) => decodeIds(nullable.ofType as GraphQLInputType, item, [...path, String(index)]));
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return value;
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  for (const field of Object.values(named.getFields())) {
    if (!(field.name in copy)) continue;
    const prefix = field.extensions.idPrefix as string | undefined;
    const at = [...path, field.name];
    copy[field.name] = prefix ? decodeOwn(prefix, copy[field.name], at) : decodeIds(field.type, copy[field.name], at);
  }
  return copy;
}

function decodeOwn(prefix: string, value: unknown, path: readonly string[]): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item, index) => decodeOwn(prefix, item, [...path, String(index)]));
  const id = fromTypeId(prefix, String(value));
  if (!id) throw new Refusal("INVALID_ID", `${path.join(".")} is an id that starts with "${prefix}_".`, {}, path);
  return id;
}
