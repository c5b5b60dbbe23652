import type { GraphQLObjectType } from "graphql";
import { allFields } from "../../src/platform/access/field-rules";
import { ROLES, type Role } from "../../src/platform/access/permissions";
import type { BuiltSchema } from "../../src/platform/graphql/build-schema";

type FieldAccess = { needs: readonly string[]; roles: readonly string[] | "every signed-in actor" | "anybody" };

export type PermissionMatrix = {
  roles: Record<string, string>;
  permissions: Record<string, { description: string; roles: readonly string[] }>;
  /** Every root field, and every other field that asks for a permission of its own. */
  fields: Record<string, FieldAccess>;
};

/** Who may see and do what: permission by permission, and field by field. */
export function permissionMatrix({ schema, permissions }: BuiltSchema): PermissionMatrix {
  const roleNames = Object.keys(ROLES) as Role[];
  const granted = new Map(roleNames.map((role) => [role, permissions.ofRoles([role])]));
  const mayAll = (needs: readonly string[]) => roleNames.filter((role) => needs.every((need) => granted.get(role)!.has(need)));
  const roots = new Set<GraphQLObjectType | null | undefined>([schema.getQueryType(), schema.getMutationType()]);
  const fields: [string, FieldAccess][] = [];
  for (const { type, field, permits } of allFields(schema)) {
    const name = `${type.name}.${field.name}`;
    if (permits.length) fields.push([name, { needs: [...permits].sort(), roles: mayAll(permits) }]);
    else if (roots.has(type)) fields.push([name, { needs: [], roles: field.extensions.permit === "anonymous" ? "anybody" : "every signed-in actor" }]);
  }
  return {
    roles: { ...ROLES },
    permissions: Object.fromEntries(
      [...permissions.declarations].sort(byName).map(([name, { description }]) => [name, { description, roles: roleNames.filter((role) => granted.get(role)!.has(name)) }]),
    ),
    fields: Object.fromEntries(fields.sort(byName)),
  };
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);
