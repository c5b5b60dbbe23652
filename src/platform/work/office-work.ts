import type { MikroORM } from "@mikro-orm/postgresql";
import type { EntityManager } from "@mikro-orm/postgresql";
import { CompiledQuery, type Kysely } from "kysely";
import { dayOf, invariant, type PlainDate } from "../../vocabulary";
import type { Actor } from "../access/actor";
import type { Clock } from "../clock/clock";
import { uuidv7 } from "../database/ids";
import type { Row } from "../database/read-pool";
import { SETTINGS, tenantSettings, type Tenant } from "../database/tenant";
import type { Effects } from "./effects";
import type { DomainEvent, TaskOptions, Work } from "./work";

type Dependencies = { orm: MikroORM; clock: Clock; effects: Effects };
type Transaction = {
  em: EntityManager;
  events: DomainEvent[];
  tasks: { task: string; practiceId: string | null; payload: Record<string, unknown>; options: TaskOptions }[];
  finishers: Map<string, { state: unknown; finish: (state: never) => Promise<void> }>;
};

const SERIALIZATION_FAILURE = "40001";
const DEADLOCK = "40P01";
const ATTEMPTS = 4;

export type WorkMaker = (actor: Actor, requestId?: string) => Work;

export function workMaker(dependencies: Dependencies): WorkMaker {
  return (actor, requestId = uuidv7()) => new OfficeWork(dependencies, actor, actor.tenant, requestId);
}

class OfficeWork implements Work {
  readonly now: Date;
  private transaction: Transaction | null = null;
  private outside: EntityManager | null = null;

  constructor(
    private readonly dependencies: Dependencies,
    readonly actor: Actor,
    public tenant: Tenant,
    readonly requestId: string,
  ) {
    this.now = dependencies.clock.now();
  }

  get effects(): Effects {
    return this.dependencies.effects;
  }

  get em(): EntityManager {
    return this.transaction?.em ?? (this.outside ??= this.fork());
  }

  today(timeZone: string): PlainDate {
    return dayOf(this.now, timeZone);
  }

  async atomically<T>(act: () => Promise<T>): Promise<T> {
    if (this.transaction) return act();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.inTransaction(act);
      } catch (error) {
        const code = postgresCode(error);
        if ((code !== SERIALIZATION_FAILURE && code !== DEADLOCK) || attempt === ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt * (0.5 + Math.random())));
      }
    }
  }

  publish(event: DomainEvent): void {
    invariant(this.transaction, "publish inside atomically: an event without its effect would be a lie");
    this.transaction.events.push(event);
  }

  enqueue(task: string, practiceId: string | null, payload: Readonly<Record<string, unknown>>, options: TaskOptions = {}): void {
    invariant(this.transaction, "enqueue inside atomically: a task without its cause would run twice or never");
    this.transaction.tasks.push({ task, practiceId, payload: { ...payload }, options });
  }

  async reach(practiceId: string): Promise<void> {
    invariant(this.transaction, "reach inside atomically: it ends with the transaction");
    const { em } = this.transaction;
    const practiceIds = [...this.tenant.practiceIds, practiceId];
    // The rest of the request reaches it too: its payload is read after COMMIT.
    this.tenant = { ...this.tenant, practiceIds };
    await run(em, `select set_config($1, $2, true)`, [SETTINGS.practices, tenantSettings(this.tenant).practices]);
    em.setFilterParams("practice", { practices: practiceIds });
  }

  atCommit<T>(name: string, begin: () => T, finish: (state: T) => Promise<void>): T {
    invariant(this.transaction, "atCommit inside atomically");
    let entry = this.transaction.finishers.get(name);
    if (!entry) this.transaction.finishers.set(name, (entry = { state: begin(), finish: finish as never }));
    return entry.state as T;
  }

  async sql(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.atomically(async () => {
      await this.transaction!.em.flush();
      return run(this.transaction!.em, text, values);
    });
  }

  as(change: { actor?: Actor; tenant?: Tenant }): Work {
    invariant(!this.transaction, "change tenant or actor before the transaction begins");
    const actor = change.actor ?? this.actor;
    return new OfficeWork(this.dependencies, actor, change.tenant ?? (change.actor ? actor.tenant : this.tenant), this.requestId);
  }

  private async inTransaction<T>(act: () => Promise<T>): Promise<T> {
    // What was loaded before the transaction may be stale when it begins.
    this.outside = null;
    try {
      return await this.fork().transactional(async (em) => {
        const transaction: Transaction = { em: em as EntityManager, events: [], tasks: [], finishers: new Map() };
        this.transaction = transaction;
        const result = await act();
        await transaction.em.flush();
        await this.storeEvents(transaction);
        await this.storeTasks(transaction);
        for (const { state, finish } of transaction.finishers.values()) await finish(state as never);
        return result;
      });
    } finally {
      this.transaction = null;
    }
  }

  private fork(): EntityManager {
    const settings = tenantSettings(this.tenant);
    const em = this.dependencies.orm.em.fork({
      session: { variables: { [SETTINGS.practices]: settings.practices, [SETTINGS.service]: settings.service, [SETTINGS.patients]: settings.patients } },
    });
    em.setFilterParams("practice", { practices: [...this.tenant.practiceIds] });
    em.setFilterParams("service", { service: this.tenant.billingServiceId });
    return em as EntityManager;
  }

  /**
   * The outbox: events numbered within their aggregate, each with its dispatch. The aggregates are locked first, in
   * one order, so that two transactions never take the same number and never wait for each other in a circle.
   */
  private async storeEvents({ em, events, tasks }: Transaction): Promise<void> {
    const aggregates = [...new Set(events.map((event) => event.aggregate.id))].sort();
    for (const id of aggregates) await run(em, `select pg_advisory_xact_lock(hashtextextended($1, 0))`, [id]);
    for (const event of events) {
      const id = uuidv7();
      await run(
        em,
        `insert into event (practice_id, id, type, aggregate_type, aggregate_id, sequence, data, actor_kind, actor_id, request_id, occurred_at)
         select $1::uuid, $2::uuid, $3, $4, $5::uuid,
                1 + coalesce((select max(e.sequence) from event e where e.practice_id = $1::uuid and e.aggregate_id = $5::uuid), 0),
                $6::jsonb, $7, $8::uuid, $9, $10::timestamptz`,
        [event.practiceId, id, event.type, event.aggregate.type, event.aggregate.id, JSON.stringify(event.data ?? {}), this.actor.kind, this.actor.id, this.requestId, this.now],
      );
      tasks.push({ task: "event.dispatch", practiceId: event.practiceId, payload: { eventId: id }, options: {} });
    }
  }

  private async storeTasks({ em, tasks }: Transaction): Promise<void> {
    for (const { task, practiceId, payload, options } of tasks) {
      await run(em, `select cb_enqueue($1, $2::json, $3, $4::timestamptz, $5::int)`, [
        task,
        JSON.stringify({ ...payload, practiceId, billingServiceId: this.tenant.billingServiceId, requestId: this.requestId }),
        options.key ?? null,
        options.runAt ?? null,
        options.maxAttempts ?? null,
      ]);
    }
  }
}

async function run(em: EntityManager, text: string, values: readonly unknown[]): Promise<Row[]> {
  const transaction = em.getTransactionContext<Kysely<unknown>>();
  invariant(transaction, "SQL runs in a transaction, which carries the tenant");
  const result = await transaction.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
  return result.rows;
}

export function postgresCode(error: unknown): string | undefined {
  const direct = (error as { code?: unknown }).code;
  return typeof direct === "string" ? direct : undefined;
}
