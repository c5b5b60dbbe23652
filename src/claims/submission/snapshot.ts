import type { ClaimContext } from "./claim-context";

/** The context as JSON can keep it: amounts become texts of whole cents. */
export function plainSnapshot(context: ClaimContext): unknown {
  return JSON.parse(JSON.stringify(context, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)));
}
