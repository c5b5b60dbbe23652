import { createHash } from "node:crypto";
import { GraphQLError } from "graphql";
import type { Work } from "../../work/work";
import { postgresCode } from "../../work/office-work";

const LOCK_NOT_AVAILABLE = "55P03";

export type StoredKey = { key: string; field: string; hash: string };
export type Answer = { replayed: boolean; payload: Record<string, unknown> };

/** Stable over the order of keys, so that a client's JSON library does not make two inputs of one. */
export function hashInput(input: unknown): string {
  return createHash("sha256").update(canonical(input)).digest("hex");
}

/**
 * The effect and its key in one transaction: whoever repeats gets the first answer, whoever comes while it runs is
 * told so, another input under the key is refused, and a refusal rolls the key back with everything else.
 */
export function once(work: Work, stored: StoredKey, act: () => Promise<Record<string, unknown>>): Promise<Answer> {
  return work.atomically(async () => {
    const mine = [work.tenant.billingServiceId, work.actor.id, stored.key, stored.field] as const;
    const claimed = await claim(work, mine, stored.hash);
    if (!claimed) {
      const [row] = await work.sql(`select request_hash, response from idempotency_key where billing_service_id = $1 and actor_id = $2 and key = $3 and field = $4`, mine);
      if (row?.request_hash !== stored.hash) throw keyError("IDEMPOTENCY_MISMATCH", "This Idempotency-Key was used with another input; a new request takes a new key.", false);
      return { replayed: true, payload: row.response as Record<string, unknown> };
    }
    const payload = reduce(await act());
    await work.sql(`update idempotency_key set response = $5::jsonb where billing_service_id = $1 and actor_id = $2 and key = $3 and field = $4`, [...mine, JSON.stringify(payload)]);
    return { replayed: false, payload };
  });
}

/** A short lock timeout, because a waiting repeat would hold a connection of the pool. */
async function claim(work: Work, mine: readonly string[], hash: string): Promise<boolean> {
  await work.sql(`set local lock_timeout = '50ms'`);
  try {
    const rows = await work.sql(
      `insert into idempotency_key (billing_service_id, actor_id, key, field, request_hash, created_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning key`,
      [...mine, hash, work.now],
    );
    await work.sql(`set local lock_timeout = 0`);
    return rows.length === 1;
  } catch (error) {
    if (postgresCode(error) === LOCK_NOT_AVAILABLE) throw keyError("IDEMPOTENCY_IN_FLIGHT", "A request with this Idempotency-Key is still running; ask again in a moment.", true);
    throw error;
  }
}

function keyError(code: string, message: string, retryable: boolean): GraphQLError {
  return new GraphQLError(message, { extensions: { code, retryable } });
}

/** What is kept of a payload: ids of entities and plain values. The objects are read anew on replay, by whoever may see them then. */
export function reduce(payload: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, reduceValue(value)]));
}

function reduceValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reduceValue);
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (value && typeof value === "object") {
    const id = (value as { id?: unknown }).id;
    return typeof id === "string" ? id : reduce(value as Record<string, unknown>);
  }
  return value;
}

function canonical(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object") {
    return `{${Object.entries(value as Record<string, unknown>)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
