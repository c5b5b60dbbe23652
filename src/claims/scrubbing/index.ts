import type { ScrubRule } from "./rule";

/** Every rule, in the order of the claim: what a biller reads from top to bottom. */
export const scrubRules: readonly ScrubRule[] = [];
