import { Refusal } from "./refusal";

/**
 * A lifecycle is a table: `{ DRAFT: { scrub: "READY", void: "VOIDED" }, VOIDED: {} }`.
 * States are the keys; a move that a state does not list is refused with the ones it does.
 */
export type Lifecycle<State extends string = string, Move extends string = string> = {
  /** The trade's name of the thing that moves: "claim", "encounter". */
  readonly name: string;
  readonly initial: State;
  readonly table: Readonly<Record<State, Partial<Readonly<Record<Move, State>>>>>;
};

/** The next state, or MOVE_NOT_ALLOWED with the moves that are. */
export function follow<State extends string, Move extends string>(life: Lifecycle<State, Move>, from: State, move: Move): State {
  const next = life.table[from][move];
  if (next === undefined) {
    const allowed = Object.keys(life.table[from]);
    throw new Refusal(
      "MOVE_NOT_ALLOWED",
      `${/^[aeiou]/i.test(life.name) ? "An" : "A"} ${life.name} that is ${from} cannot ${move}; ${allowed.length ? `it can: ${allowed.join(", ")}` : "it is final"}.`,
      { lifecycle: life.name, from, move, allowed },
    );
  }
  return next;
}

export function allows<State extends string, Move extends string>(life: Lifecycle<State, Move>, from: State, move: Move): boolean {
  return life.table[from][move] !== undefined;
}

/** A page of Markdown for schema/lifecycles/: states, moves, and where they lead. */
export function printLifecycle(life: Lifecycle): string {
  const rows = Object.entries(life.table).flatMap(([from, moves]) => {
    const list = Object.entries(moves);
    return list.length ? list.map(([move, to]) => `| ${from} | ${move} | ${to} |`) : [`| ${from} | (final) | |`];
  });
  return [`# ${life.name}`, "", `Starts as ${life.initial}.`, "", "| from | move | to |", "|---|---|---|", ...rows, ""].join("\n");
}
