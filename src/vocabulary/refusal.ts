/**
 * Expected trouble: the caller asked for something that the office does not do, and nothing was changed.
 * `code` is stable and printed in schema/refusals.json; `facts` explain it and never hold PHI.
 */
export class Refusal extends Error {
  override name = "Refusal";

  constructor(
    readonly code: string,
    message: string,
    readonly facts: Readonly<Record<string, unknown>> = {},
    /** The input field that is wrong, from the input's root: ["diagnoses", "0", "code"]. */
    readonly path: readonly string[] | null = null,
  ) {
    super(message);
  }
}

/** What a room declares once per refusal: `CLAIM_NOT_VOIDABLE: { message: "…", retryable: false }`. */
export type RefusalDeclaration = {
  /** When it is raised and what to do about it: becomes the documentation page. */
  readonly description: string;
  /** True when the same request may succeed later without a change by the caller. */
  readonly retryable?: boolean;
};
export type RefusalTable = Readonly<Record<string, RefusalDeclaration>>;
