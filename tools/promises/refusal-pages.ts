import type { GraphQLSchema } from "graphql";
import { refusalsNamedIn } from "../checks/refusals";

export type DescribedRefusal = { code: string; room: string; description: string; retryable: boolean; raisedBy: readonly string[] };

/** The page that `docUrl` of a user error leads to. */
export function printRefusalPage({ code, room, description, retryable, raisedBy }: DescribedRefusal): string {
  const repeat = retryable ? "The same request may succeed later, unchanged." : "The same request is refused again until something about it changes.";
  const mutations = raisedBy.length ? ["", "Raised by:", "", ...raisedBy.map((field) => `- \`${field}\``)] : [];
  return [`# ${code}`, "", description, "", `${repeat} Nothing was changed.`, "", `Declared by: ${room}.`, ...mutations, ""].join("\n");
}

export function printRefusalIndex(refusals: readonly DescribedRefusal[]): string {
  const rows = refusals.map(({ code, room, description }) => `| [${code}](${code}.md) | ${room} | ${description.replaceAll("|", "\\|").replaceAll("\n", " ")} |`);
  return [
    "# Refusals",
    "",
    "Expected trouble: the caller asked for something that the office does not do, and nothing was changed. Each comes in `userErrors` with its stable code.",
    "",
    "| code | declared by | when |",
    "|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

/** The mutations whose description names a refusal, by code. */
export function promisedBy(schema: GraphQLSchema): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    for (const code of refusalsNamedIn(field.description ?? "")) fields.set(code, [...(fields.get(code) ?? []), field.name]);
  }
  return fields;
}
