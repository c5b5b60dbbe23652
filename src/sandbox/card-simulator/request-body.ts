import type { IncomingMessage } from "node:http";
import { StripeRefusal } from "./errors";

const MOST_BYTES = 1_000_000;

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // The rest is read and thrown away, so that the caller can hear the answer.
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  if (bytes > MOST_BYTES) throw new StripeRefusal(413, { type: "invalid_request_error", message: "The request is too large." }, true);
  return Buffer.concat(chunks).toString("utf8");
}
