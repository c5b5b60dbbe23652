import { getNamedType, isInterfaceType, isLeafType, isNonNullType, isObjectType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from "graphql";

const asksNothing = (field: GraphQLField<unknown, unknown>): boolean => field.args.every((argument) => !isNonNullType(argument.type));
const isList = (field: GraphQLField<unknown, unknown>): boolean => field.args.some(({ name }) => name === "first");

/** Every field of a type that is a value, as one selection. */
export function leaves(type: GraphQLObjectType): string {
  return [
    "__typename",
    ...Object.values(type.getFields())
      .filter((field) => isLeafType(getNamedType(field.type)) && asksNothing(field))
      .map(({ name }) => name),
  ].join(" ");
}

/** A chain of fields below a root: what is asked, and the type where it ends. */
export type Path = { readonly open: string; readonly close: string; readonly type: GraphQLObjectType; readonly depth: number; readonly words: readonly string[] };

/** What leads on from a type: its objects, lists and connections (through their nodes). */
export function steps(schema: GraphQLSchema, from: GraphQLObjectType): { edge: string; open: string; close: string; type: GraphQLObjectType; name: string }[] {
  return Object.values(from.getFields()).flatMap((field) => {
    const target = getNamedType(field.type);
    if (!asksNothing(field) || isLeafType(target)) return [];
    const edge = `${from.name}.${field.name}`;
    const asked = isList(field) ? `${field.name}(first: 50)` : field.name;
    if (isInterfaceType(target)) {
      return schema.getPossibleTypes(target).map((type) => ({ edge: `${edge}:${type.name}`, open: `${asked} { ... on ${type.name} {`, close: "} }", type, name: field.name }));
    }
    if (!isObjectType(target)) return [];
    const nodes = target.getFields().nodes;
    if (isList(field) && nodes) {
      const count = target.getFields().totalCount ? "totalCount" : "";
      return [{ edge, open: `${asked} { ${count} nodes {`, close: "} }", type: getNamedType(nodes.type) as GraphQLObjectType, name: field.name }];
    }
    return [{ edge, open: `${asked} {`, close: "}", type: target, name: field.name }];
  });
}

type Body = { data?: unknown; errors?: { path?: unknown[]; extensions: { code: string } }[] };

/**
 * Asks for every value that a caller reaches: from every root, each edge of the schema once, deeper only where an
 * object was really seen. Answers the text of every answer by the path that was asked.
 */
export async function walk(
  schema: GraphQLSchema,
  ids: ReadonlyMap<string, readonly string[]>,
  depth: number,
  ask: (document: string) => Promise<Body>,
): Promise<{ path: string; data: string; codes: string[] }[]> {
  const query = schema.getQueryType()!;
  const queue: Path[] = steps(schema, query).map(({ open, close, type, name }) => ({ open, close, type, depth: 1, words: [name] }));
  for (const field of Object.values(query.getFields())) {
    const target = getNamedType(field.type);
    const table = isObjectType(target) ? (target.extensions.table as { prefix: string } | undefined) : undefined;
    if (field.args.length !== 1 || field.args[0]!.name !== "id" || !table) continue;
    for (const id of ids.get(table.prefix) ?? []) queue.push({ open: `${field.name}(id: "${id}") {`, close: "}", type: target as GraphQLObjectType, depth: 1, words: [field.name] });
  }
  for (const [prefix, own] of ids) {
    const type = Object.values(schema.getTypeMap()).find((each) => (each.extensions.table as { prefix?: string } | undefined)?.prefix === prefix);
    if (type && schema.getPossibleTypes(schema.getType("Node") as never).includes(type as never)) {
      for (const id of own) queue.push({ open: `node(id: "${id}") { ... on ${type.name} {`, close: "} }", type: type as GraphQLObjectType, depth: 1, words: ["node", type.name] });
    }
  }
  const seen = new Set<string>();
  const found: { path: string; data: string; codes: string[] }[] = [];
  const visit = async (path: Path) => {
    const { data, errors } = await ask(`{ ${path.open} ${leaves(path.type)} ${path.close} }`);
    const text = JSON.stringify(data ?? null);
    found.push({ path: path.words.join("."), data: text, codes: (errors ?? []).map(({ extensions }) => extensions.code) });
    if (!text.includes(`"__typename":"${path.type.name}"`) || path.depth >= depth) return;
    for (const step of steps(schema, path.type)) {
      if (seen.has(step.edge)) continue;
      seen.add(step.edge);
      queue.push({ open: `${path.open} ${step.open}`, close: `${step.close} ${path.close}`, type: step.type, depth: path.depth + 1, words: [...path.words, step.name] });
    }
  };
  while (queue.length) await Promise.all(queue.splice(0, 4).map(visit));
  return found;
}
