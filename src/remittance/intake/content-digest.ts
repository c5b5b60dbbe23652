import { createHash } from "node:crypto";
import type { Remittance as RemittanceModel } from "../../edi";

/**
 * Of what the payer says, without the envelope and without where in the file it stood: the same payment sent again
 * in another interchange has the same digest.
 */
export function contentDigest(content: RemittanceModel): string {
  const text = JSON.stringify(content, (key, value: unknown) => (key === "position" ? undefined : typeof value === "bigint" ? `${value}` : value));
  return createHash("sha256").update(text).digest("hex");
}
