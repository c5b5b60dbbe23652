/** Thrown when our own code is wrong: never shown to a caller, always logged, pages us. */
export class InvariantViolation extends Error {
  override name = "InvariantViolation";
}

/** For bugs, not for bad input: `invariant(entry.sum === 0n, "postEntry built an unbalanced entry")`. */
export function invariant(condition: unknown, whyThisCannotBe: string): asserts condition {
  if (!condition) throw new InvariantViolation(whyThisCannotBe);
}
