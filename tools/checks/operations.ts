import { readFileSync } from "node:fs";
import path from "node:path";
import { buildSchema, GraphQLError, parse, validate } from "graphql";
import { readSources } from "../source/sources";
import { runTool } from "./command";
import type { Verdict } from "./step";

/** Operations in schema/operations fit the schema that we promise, and make test/support/operations.ts. */
export async function checkOperations(tree: string): Promise<Verdict> {
  const sources = readSources(tree, ["schema/operations"], /\.graphql$/);
  const schema = buildSchema(readFileSync(path.join(tree, "schema/schema.graphql"), "utf8"));
  // Together, because a fragment may be shared; codegen itself says nothing when it refuses a document.
  const problems = errorsIn(() => validate(schema, parse(sources.map(({ text }) => text).join("\n"))));
  if (problems.length) return { summary: `${problems.length} problems`, problems };
  const { code, output } = await runTool(tree, "graphql-codegen", ["--config", "codegen.yml", "--check"]);
  if (code === 0) return { summary: `${sources.length} files fit the schema; test/support/operations.ts is what codegen makes`, problems: [] };
  const stale = output.split("\n").filter((line) => /^\s+- |rror/.test(line));
  return { summary: "npm run codegen, and commit", problems: stale.length ? stale : [output || `codegen ended with code ${code} and said nothing`] };
}

function errorsIn(act: () => readonly GraphQLError[]): string[] {
  try {
    return act().map(({ message }) => message);
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message];
    throw error;
  }
}
