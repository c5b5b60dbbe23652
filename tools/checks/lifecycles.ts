import type { Lifecycle } from "../../src/vocabulary";
import type { Verdict } from "./step";

/** A table is total: each move leads to a state that it lists, it starts in one, and no state stands alone. */
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
    for (const state of alone({ name, initial, table })) problems.push(`${name}: no move leads to ${state} or away from it`);
  }
  return { summary: `${lifecycles.length} lifecycles`, problems };
}

/** Neither a beginning nor an end of anything. A state that moves lead away from may be another beginning: a file that arrives unreadable waits from the first. */
function alone({ initial, table }: Lifecycle): string[] {
  const reached = new Set([initial, ...Object.values(table).flatMap((moves) => Object.values(moves))]);
  return Object.keys(table).filter((state) => !reached.has(state) && !Object.keys(table[state] ?? {}).length);
}
