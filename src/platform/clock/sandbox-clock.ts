import type pg from "pg";
import { invariant } from "../../vocabulary";
import type { Clock } from "./clock";

const DAY_MS = 86_400_000;

/** A clock that can be moved forward, kept in the database so that a restart of the sandbox stays in its time. */
export class SandboxClock implements Clock {
  private aheadMs = 0;

  constructor(private readonly ownerPool: pg.Pool) {}

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  async load(): Promise<void> {
    const { rows } = await this.ownerPool.query<{ ahead_ms: string }>("select ahead_ms from sandbox_clock");
    this.aheadMs = Number(rows[0]?.ahead_ms ?? 0);
  }

  /** Day by day, so that what would have happened in between happens in its order and at its date. */
  async moveTo(target: Date, live: () => Promise<void>): Promise<void> {
    invariant(target.getTime() >= this.now().getTime(), "the sandbox clock only moves forward");
    while (target.getTime() - this.now().getTime() > DAY_MS) {
      await this.set(new Date(this.now().getTime() + DAY_MS));
      await live();
    }
    await this.set(target);
    await live();
  }

  private async set(now: Date): Promise<void> {
    this.aheadMs = now.getTime() - Date.now();
    await this.ownerPool.query("insert into sandbox_clock (ahead_ms) values ($1) on conflict (only_row) do update set ahead_ms = excluded.ahead_ms", [this.aheadMs]);
  }
}
