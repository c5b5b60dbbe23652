import { createHmac } from "node:crypto";

/** `t=1700000000,v1=...`: HMAC-SHA256 over the moment, a full stop and the exact bytes of the body. */
export function signatureHeader({ payload, secret, seconds }: { payload: string; secret: string; seconds: number }): string {
  const signature = createHmac("sha256", secret).update(`${seconds}.${payload}`, "utf8").digest("hex");
  return `t=${seconds},v1=${signature}`;
}
