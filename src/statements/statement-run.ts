import { InstantColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn, WholeColumn } from "../platform/database/columns";
import { follow, Refusal, type Lifecycle } from "../vocabulary";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { issueStatement } from "./issue-statement";

export type StatementRunStatus = "QUEUED" | "RUNNING" | "DONE";
export const statementRunLife: Lifecycle<StatementRunStatus, "start" | "finish"> = {
  name: "statement run",
  initial: "QUEUED",
  table: { QUEUED: { start: "RUNNING" }, RUNNING: { start: "RUNNING", finish: "DONE" }, DONE: {} },
};

/** Statements for every account of a practice that owes, with what became of each. */
@PracticeTable("statement_run")
export class StatementRun extends PracticeRow {
  @TextColumn() status: StatementRunStatus = "QUEUED";
  @InstantColumn() createdAt!: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null = null;
  @VersionColumn() version!: number;
}

@PracticeTable("statement_run_item")
export class StatementRunItem extends PracticeRow {
  @UuidColumn() runId!: string;
  @WholeColumn() position!: number;
  @UuidColumn() guarantorId!: string;
  @TextColumn() outcome: "PENDING" | "ISSUED" | "SKIPPED" = "PENDING";
  /** Why it was skipped: the code of the refusal. */
  @TextColumn({ nullable: true }) code: string | null = null;
  @UuidColumn({ nullable: true }) statementId: string | null = null;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}

/** Notes every account that owes and queues the work. Refuses NOT_FOUND, RUN_UNDER_WAY. */
export async function startStatementRun(work: Work, { practiceId }: { practiceId: string }): Promise<StatementRun> {
  return work.atomically(async () => {
    const practice = await load(work, Practice, practiceId, { lock: true, path: ["practiceId"], what: "practice" });
    if (await work.em.count(StatementRun, { practiceId, status: { $ne: "DONE" } })) throw new Refusal("RUN_UNDER_WAY", "A run of this practice is under way; wait for it.", {}, ["practiceId"]);
    const run = Object.assign(new StatementRun(), { practiceId: practice.id, createdAt: work.now });
    work.em.persist(run);
    const owing = await work.sql(
      `select guarantor_id from ledger_balance where practice_id = $1 and account = 'RECEIVABLE_PATIENT' and guarantor_id is not null
       group by guarantor_id having sum(amount_cents) > 0 order by guarantor_id`,
      [practice.id],
    );
    owing.forEach((row, index) => {
      work.em.persist(Object.assign(new StatementRunItem(), { practiceId: practice.id, runId: run.id, position: index + 1, guarantorId: row.guarantor_id as string, createdAt: work.now }));
    });
    work.enqueue("statements.run", practice.id, { runId: run.id });
    return run;
  });
}

const MOST = 100_000;

/** Each account in a transaction of its own, with its result: what one refuses stops no other, and a repeat goes on where the last ended. */
export async function continueStatementRun(work: Work, runId: string): Promise<void> {
  await moveRun(work, runId, "start");
  const pending = await work.em.find(StatementRunItem, { runId, outcome: "PENDING" }, { orderBy: { position: "asc" }, limit: MOST });
  for (const { id } of pending) await runItem(work, id);
  await moveRun(work, runId, "finish");
}

async function runItem(work: Work, itemId: string): Promise<void> {
  try {
    await work.atomically(async () => {
      const item = await load(work, StatementRunItem, itemId, { lock: true });
      if (item.outcome !== "PENDING") return;
      const statement = await issueStatement(work, { guarantorId: item.guarantorId, byRun: true });
      Object.assign(item, { outcome: "ISSUED", statementId: statement.id });
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await work.atomically(async () => {
      const item = await load(work, StatementRunItem, itemId, { lock: true });
      Object.assign(item, { outcome: "SKIPPED", code: error.code });
    });
  }
}

async function moveRun(work: Work, runId: string, move: "start" | "finish"): Promise<void> {
  await work.atomically(async () => {
    const run = await load(work, StatementRun, runId, { lock: true });
    if (run.status === "DONE") return;
    run.status = follow(statementRunLife, run.status, move);
    if (move === "finish") run.finishedAt = work.now;
  });
}
