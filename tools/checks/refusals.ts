import type { RefusalTable } from "../../src/vocabulary";
import type { SourceFile } from "../source/sources";
import { argument, calleeName, literalsOf, stringLiterals, walk } from "../source/syntax";
import type { Verdict } from "./step";

/** Where codes are declared, so that being written there does not count as being raised. */
const DECLARES = /(\.refusals|platform-refusals|\/room)\.ts$/;
/** The simulators speak other companies' error codes. */
const OUTSIDE = /^src\/sandbox\//;

/** Every code that is raised is declared, every declared one is raised, and a mutation promises only what exists. */
export function checkRefusals(declared: RefusalTable, sources: readonly SourceFile[], descriptions: readonly { field: string; text: string }[]): Verdict {
  const problems: string[] = [];
  const written = new Set<string>();
  let raised = 0;
  for (const file of sources) {
    if (OUTSIDE.test(file.path)) continue;
    if (!DECLARES.test(file.path)) for (const text of stringLiterals(file)) written.add(text);
    walk(file, (node) => {
      if (node.type !== "NewExpression" || calleeName(node) !== "Refusal") return;
      for (const code of literalsOf(argument(node, 0))) {
        raised++;
        if (!(code in declared)) problems.push(`${file.path} raises ${code}, which no room declares: add it to the room's *.refusals.ts`);
      }
    });
  }
  for (const code of Object.keys(declared)) {
    if (!written.has(code)) problems.push(`${code} is declared and never raised: raise it or take it out`);
    if (!/^[A-Z][A-Z0-9_]*$/.test(code)) problems.push(`${code} is not in capitals and underscores`);
    if (declared[code]!.description.trim().length < 20) problems.push(`${code} needs a description that says when it is raised and what to do about it`);
  }
  for (const { field, text } of descriptions) {
    for (const code of refusalsNamedIn(text)) if (!(code in declared)) problems.push(`${field} promises the refusal ${code}, which no room declares`);
  }
  return { summary: `${Object.keys(declared).length} codes, raised in ${raised} places`, problems };
}

/** The codes of "… Refusals: NOT_FOUND, STALE_VERSION." */
export function refusalsNamedIn(description: string): string[] {
  return [...description.matchAll(/Refus(?:als?|es):?\s+((?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*(?:,\s*|\s+(?:and|or)\s+)?)+)/g)].flatMap(([, list]) => list!.match(/[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+/g) ?? []);
}
