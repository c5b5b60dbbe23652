import { Logger as GraphileLogger, run, runOnce, type Runner, type TaskList } from "graphile-worker";
import type pg from "pg";
import { jobActor } from "../access/actor";
import type { Log } from "../log";
import type { Tenant } from "../database/tenant";
import type { WorkMaker } from "../work/office-work";
import type { ClockTask, Task } from "./task";

type Dependencies = {
  ownerPool: pg.Pool;
  makeWork: WorkMaker;
  tasks: readonly Task[];
  clockTasks: readonly ClockTask[];
  /** All billing services with their practices. */
  services: () => Promise<readonly { billingServiceId: string; practiceIds: readonly string[] }[]>;
  log: Log;
};

const SETTLE_MS = 30_000;

/** The queue: graphile-worker under the owner's role; each task gets a Work of its own for the tenant in its payload. */
export class JobRunner {
  private runner: Runner | null = null;
  private readonly taskList: TaskList;
  private readonly quiet = new GraphileLogger(() => (level, message) => {
    // The error itself may quote a row (a database says which value it refused), so only the task is named.
    if (level === "error") this.dependencies.log.warn({ queue: message.replace(/ with error .*/s, "").slice(0, 200) }, "a job failed and will be tried again");
  });

  constructor(private readonly dependencies: Dependencies) {
    this.taskList = {
      tick: async () => this.tick(),
      ...Object.fromEntries(
        dependencies.tasks.map((task) => [
          task.name,
          async (raw: unknown) => {
            const payload = raw as { billingServiceId: string; practiceId: string | null; requestId?: string };
            await task.run(this.workFor(await this.tenantOf(payload), task.name, payload.requestId), payload as never);
          },
        ]),
      ),
    };
  }

  async start(): Promise<void> {
    this.runner = await run({
      pgPool: this.dependencies.ownerPool,
      taskList: this.taskList,
      concurrency: 4,
      noHandleSignals: true,
      crontab: "* * * * * tick",
      logger: this.quiet,
    });
    this.runner.promise.catch(() => {});
  }

  /** Jobs that a killed service had in hand would stay locked for four hours. Only for whoever has the database alone. */
  async takeOver(): Promise<void> {
    await this.dependencies.ownerPool.query("select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))");
  }

  async stop(): Promise<void> {
    await this.runner?.stop();
    this.runner = null;
  }

  /** Runs what is due until nothing is: for tests, the sandbox clock and the story. */
  async drain(): Promise<void> {
    await runOnce({ pgPool: this.dependencies.ownerPool, taskList: this.taskList, noHandleSignals: true, logger: this.quiet });
  }

  /** As `drain`, while the runner works too: waits also for what it has in hand. Jobs that wait to be tried again are not due. */
  async settle(): Promise<void> {
    for (const end = Date.now() + SETTLE_MS; Date.now() < end;) {
      await this.drain();
      const { rows } = await this.dependencies.ownerPool.query<{ busy: boolean }>(
        "select exists (select from graphile_worker.jobs where task_identifier <> 'tick' and (locked_at is not null or (attempts < max_attempts and run_at <= now()))) as busy",
      );
      if (!rows[0]!.busy) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    this.dependencies.log.warn("the queue is still busy; going on without it");
  }

  /** What the calendar brings. One failing task must not hold up the others, and is tried again with the next minute. */
  async tick(): Promise<void> {
    for (const { billingServiceId, practiceIds } of await this.dependencies.services()) {
      for (const task of this.dependencies.clockTasks) {
        const scopes = task.per === "service" ? [practiceIds] : practiceIds.map((id) => [id]);
        for (const scope of scopes) {
          try {
            await task.run(this.workFor({ billingServiceId, practiceIds: scope, patientIds: "all" }, task.name));
          } catch (error) {
            this.dependencies.log.error({ task: task.name, error }, "a clock task failed");
          }
        }
      }
    }
  }

  private async tenantOf(payload: { billingServiceId: string; practiceId: string | null }): Promise<Tenant> {
    const { billingServiceId, practiceId } = payload;
    if (practiceId) return { billingServiceId, practiceIds: [practiceId], patientIds: "all" };
    const service = (await this.dependencies.services()).find((each) => each.billingServiceId === billingServiceId);
    return { billingServiceId, practiceIds: service?.practiceIds ?? [], patientIds: "all" };
  }

  private workFor(tenant: Tenant, name: string, requestId?: string) {
    return this.dependencies.makeWork(jobActor(tenant, name), requestId);
  }
}
