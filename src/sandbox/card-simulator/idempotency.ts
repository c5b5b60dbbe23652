import { createHash } from "node:crypto";
import type { Act } from "./act";
import { StripeRefusal } from "./errors";
import { canonical, type GivenHash } from "./form-encoding";

const LONGEST_KEY = 255;
const KEPT_SECONDS = 24 * 3600;

export type Keyed = { key: string; method: string; path: string; given: GivenHash };
export type Answer = { status: number; body: string; requestId: string };

/** Keys whose request is being worked on. They are not kept over a restart: neither is the request. */
export class RequestsInFlight {
  private readonly keys = new Set<string>();

  /** Refuses a second request while the first runs: its answer is not known yet. */
  async hold<T>(key: string, work: () => Promise<T>): Promise<T> {
    if (this.keys.has(key)) {
      throw new StripeRefusal(409, {
        type: "idempotency_error",
        code: "idempotency_key_in_use",
        message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      });
    }
    this.keys.add(key);
    try {
      return await work();
    } finally {
      this.keys.delete(key);
    }
  }
}

/**
 * The first answer for this key, if it is kept: success or failure alike. The same key with another address or other
 * parameters is refused, because the caller would take the old answer for an answer to the new question.
 */
export function answerKeptFor(act: Act, keyed: Keyed): Answer | undefined {
  const { key, path } = keyed;
  const kept = act.shelves.answers.find(key);
  if (kept === undefined || kept.keptAt <= act.seconds - KEPT_SECONDS) return undefined;
  if (kept.fingerprint === fingerprintOf(keyed)) return kept;
  throw new StripeRefusal(
    400,
    {
      type: "idempotency_error",
      message:
        kept.path === path
          ? `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
          : `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${path}' vs '${kept.path}'). Try using a key other than '${key}' if you meant to execute a different request.`,
    },
    true,
  );
}

export function keepAnswer(act: Act, keyed: Keyed, { status, body, requestId }: Answer): void {
  act.shelves.answers.keep({
    id: keyed.key,
    fingerprint: fingerprintOf(keyed),
    path: keyed.path,
    status,
    body,
    requestId,
    keptAt: act.seconds,
  });
}

export function checkKey(key: string): void {
  if (key.length <= LONGEST_KEY) return;
  throw new StripeRefusal(400, { type: "idempotency_error", message: `Idempotency keys can be at most ${LONGEST_KEY} characters; this one has ${key.length}.` }, true);
}

/** A hash, so that parameters are not stored for their own sake. */
function fingerprintOf({ method, path, given }: Keyed): string {
  return createHash("sha256")
    .update(`${method} ${path} ${canonical(given)}`)
    .digest("hex");
}
