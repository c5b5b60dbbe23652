/** How the next API requests go wrong, for whoever must survive it. */
export const TROUBLES = {
  /** The connection breaks before anything is done. */
  connection_lost_before: "The connection breaks and nothing was done",
  /** The work is done and kept, and the caller never hears of it. */
  connection_lost_after: "The work is done and the connection breaks",
  /** A 500 that did nothing; it is kept for its idempotency key, as Stripe keeps one. */
  server_error: "500, nothing was done",
  rate_limited: "429, nothing was done",
} as const;

export type Trouble = keyof typeof TROUBLES;

export class TroubleAhead {
  private planned: Trouble[] = [];
  /** Each API request is held this long before it is worked on, so that two can meet. */
  delayMilliseconds = 0;

  plan(trouble: Trouble, count: number): void {
    for (let each = 0; each < count; each++) this.planned.push(trouble);
  }

  next(): Trouble | undefined {
    return this.planned.shift();
  }
}
