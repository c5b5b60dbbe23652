import type { EntityManager } from "@mikro-orm/postgresql";
import type { PlainDate } from "../../vocabulary";
import type { Actor } from "../access/actor";
import type { Row } from "../database/read-pool";
import type { Tenant } from "../database/tenant";
import type { Effects } from "./effects";

/** Something that happened, said to whoever listens. `data` holds ids, codes and amounts, never PHI. */
export type DomainEvent = {
  readonly type: string;
  readonly practiceId: string;
  readonly aggregate: { readonly type: string; readonly id: string };
  readonly data?: Readonly<Record<string, unknown>>;
};

export type TaskOptions = {
  /** Two tasks with one key are one task. */
  readonly key?: string;
  /** By the real clock, not by `work.now`: for retries, not for business dates. */
  readonly runAt?: Date;
  readonly maxAttempts?: number;
};

/**
 * The one parameter that every verb takes first. Nothing is ambient: whose rows, who acts, what time it is, and the
 * transaction all come from here. HTTP, jobs, webhooks and tests each make one.
 */
export interface Work {
  readonly tenant: Tenant;
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
  /** What the outside world is to this office: processor, clearinghouse, mail. Never called inside `atomically`. */
  readonly effects: Effects;
  /** The calendar day of `now` in a practice's time zone. */
  today(timeZone: string): PlainDate;
  readonly em: EntityManager;
  /** One transaction; inside another it joins it. Retried when PostgreSQL reports a deadlock or serialization failure. */
  atomically<T>(act: () => Promise<T>): Promise<T>;
  /** Inside `atomically`: stored with the effect in the outbox, told to listeners after COMMIT. */
  publish(event: DomainEvent): void;
  /** Inside `atomically`: this work may also touch a practice that it is about to create. */
  reach(practiceId: string): Promise<void>;
  /** Inside `atomically`: a task on the queue, which runs after COMMIT, at least once. */
  enqueue(task: string, practiceId: string | null, payload: Readonly<Record<string, unknown>>, options?: TaskOptions): void;
  /**
   * Inside `atomically`: state of this transaction under a name, and what to do with it as its last statements before
   * COMMIT. The ledger gathers balance changes so, because hot rows locked last are locked for the shortest time.
   */
  atCommit<T>(name: string, begin: () => T, finish: (state: T) => Promise<void>): T;
  /** Parameterised SQL ($1) in the current transaction, or in one of its own. For the ledger and reports. */
  sql(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The same work for another tenant (a job that found out whose row it is) or actor. */
  as(change: { actor?: Actor; tenant?: Tenant }): Work;
}
