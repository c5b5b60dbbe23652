import { getNamedType, isObjectType, type GraphQLSchema } from "graphql";
import { allFields } from "../../src/platform/access/field-rules";
import { ROLES, type PermissionBook, type Role } from "../../src/platform/access/permissions";
import type { SourceFile } from "../source/sources";
import { stringLiterals } from "../source/syntax";
import type { Verdict } from "./step";

const DECLARES = /\.permissions\.ts$/;

/** Every permission opens something, every role exists, and the auditor sees all and changes nothing. */
export function checkPermissions(schema: GraphQLSchema, book: PermissionBook, sources: readonly SourceFile[]): Verdict {
  const problems: string[] = [];
  const used = permissionsInUse(schema);
  const asked = new Set(sources.filter((file) => !DECLARES.test(file.path)).flatMap((file) => [...stringLiterals(file)]));
  for (const [name, { roles, description }] of book.declarations) {
    if (!/^[a-z][a-z-]*:[a-z][a-z0-9-]*$/.test(name)) problems.push(`${name} is not named room:act`);
    if (!used.has(name) && !asked.has(name)) problems.push(`${name} is declared and opens nothing: no field, type or verb asks for it`);
    if (!description.trim()) problems.push(`${name} needs a description`);
    if (!roles.length) problems.push(`${name} belongs to no role: nobody could do it`);
    for (const role of roles) if (!(role in ROLES)) problems.push(`${name} is given to ${role as string}, which is no role`);
  }
  problems.push(...auditorProblems(schema, book));
  return { summary: `${book.declarations.size} permissions, ${Object.keys(ROLES).length} roles`, problems };
}

/** What PATIENT alone holds is a patient's own session (a pay link's, say) and nobody else's to read. */
function auditorProblems(schema: GraphQLSchema, book: PermissionBook): string[] {
  const problems: string[] = [];
  const auditor = book.ofRoles(["AUDITOR"]);
  const onlyPatients = (permit: string) => book.declarations.get(permit)?.roles.every((role: Role) => role === "PATIENT") ?? false;
  for (const { type, field, permits } of allFields(schema)) {
    const missing = permits.filter((permit) => !auditor.has(permit));
    if (type === schema.getMutationType()) {
      if (permits.length && !missing.length) problems.push(`Mutation.${field.name} is open to AUDITOR (${permits.join(", ")}), who changes nothing`);
    } else if (missing.length && !missing.every(onlyPatients) && !isPayload(schema, type.name)) {
      problems.push(`${type.name}.${field.name} is closed to AUDITOR (${missing.join(", ")}), who reads everything`);
    }
  }
  return problems;
}

function isPayload(schema: GraphQLSchema, name: string): boolean {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).some((field) => getNamedType(field.type).name === name);
}

function permissionsInUse(schema: GraphQLSchema): Set<string> {
  const used = new Set<string>();
  for (const { permits } of allFields(schema)) for (const permit of permits) used.add(permit);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && typeof type.extensions.permit === "string") used.add(type.extensions.permit);
  }
  return used;
}
