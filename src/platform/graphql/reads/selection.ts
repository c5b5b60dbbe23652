import { getNamedType, isAbstractType, Kind, type FieldNode, type GraphQLObjectType, type GraphQLResolveInfo, type SelectionSetNode } from "graphql";
import type { FieldRead, TableRead } from "./declarations";

type Info = Pick<GraphQLResolveInfo, "schema" | "fragments">;

/** The fields that a query selects of an object type, fragments included, by field name. @skip is ignored: selecting a column too many is harmless. */
export function selectedFields(type: GraphQLObjectType, nodes: readonly FieldNode[], info: Info): Map<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  // Resolvers were generated on an earlier build of the schema; types are compared by name.
  const own = info.schema.getType(type.name) as GraphQLObjectType;
  const visit = (set: SelectionSetNode) => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const list = found.get(selection.name.value);
        if (list) list.push(selection);
        else found.set(selection.name.value, [selection]);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
      if (!fragment) continue;
      const condition = fragment.typeCondition ? info.schema.getType(fragment.typeCondition.name.value) : own;
      if (condition === own || (isAbstractType(condition) && info.schema.isSubType(condition, own))) visit(fragment.selectionSet);
    }
  };
  for (const node of nodes) if (node.selectionSet) visit(node.selectionSet);
  return found;
}

/** The nodes below `nodes` and `edges { node }` of a connection. */
export function connectionNodes(connection: GraphQLObjectType, nodes: readonly FieldNode[], info: Info): { asked: ReadonlySet<string>; items: FieldNode[] } {
  const fields = selectedFields(connection, nodes, info);
  const edge = getNamedType(connection.getFields().edges!.type) as GraphQLObjectType;
  const inEdges = selectedFields(edge, fields.get("edges") ?? [], info).get("node") ?? [];
  return { asked: new Set(fields.keys()), items: [...(fields.get("nodes") ?? []), ...inEdges] };
}

/** The select list for a type: what the selected fields read, the key, and nothing else. Deterministic, so it can name a statement. */
export function selectList(type: GraphQLObjectType, nodes: readonly FieldNode[], info: Info, alias: string): string {
  const table = type.extensions.table as TableRead;
  const columns = new Set<string>(["id", ...(table.tenancy === "practice" ? ["practice_id"] : [])]);
  const expressions = new Map<string, string>();
  for (const name of selectedFields(type, nodes, info).keys()) {
    const field = type.getFields()[name];
    if (!field) continue; // __typename
    for (const column of (field.extensions.needs as readonly string[] | undefined) ?? []) columns.add(column);
    const read = field.extensions.read as FieldRead | undefined;
    if (!read) continue;
    if (read.kind === "column" || read.kind === "reference") columns.add(read.column);
    else if (read.kind === "expression") expressions.set(name, read.sql(alias));
    else if (read.kind === "children" || read.kind === "child" || read.kind === "connection") columns.add(read.key);
  }
  return [...[...columns].sort().map((column) => `${alias}.${column}`), ...[...expressions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sql]) => `(${sql}) as "x_${name}"`)].join(", ");
}
