import type { Lifecycle } from "../../src/vocabulary";
import type { Verdict } from "./step";

/** A table is total: each move leads to a state that it lists, it starts in one, and every state can be reached. */
export function checkLifecycles(lifecycles: readonly Lifecycle[]): Verdict {
  const problems: string[] = [];
  const names = new Set<string>();
  for (const { name, initial, table } of lifecycles) {
    if (names.has(name)) problems.push(`two lifecycles are named ${name}`);
    names.add(name);
    if (!(initial in table)) problems.push(`${name} starts as ${initial}, which its table does not list`);
    for (const [from, moves] of Object.entries(table)) {
      for (const [move, to] of Object.entries(moves)) {
        if (!(to! in table)) problems.push(`${name}: ${from} can ${move} into ${to}, which the table does not list`);
      }
    }
    for (const state of unreachable({ name, initial, table })) problems.push(`${name}: no move leads to ${state}`);
  }
  return { summary: `${lifecycles.length} lifecycles`, problems };
}

function unreachable({ initial, table }: Lifecycle): string[] {
  const reached = new Set([initial]);
  for (const state of reached) for (const to of Object.values(table[state] ?? {})) reached.add(to!);
  return Object.keys(table).filter((state) => !reached.has(state));
}
