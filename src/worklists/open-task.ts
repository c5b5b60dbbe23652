import { addDays, type Cents } from "../vocabulary";
import { Practice } from "../practices";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Task } from "./task";
import { TASK_KINDS, type TaskKind } from "./task-kinds";

export type OpenTask = {
  practiceId: string;
  kind: TaskKind;
  subject: { type: string; id: string };
  /** Unique: the same cause opens one task, however often it is told. */
  cause: string;
  title?: string | null;
  amountCents?: Cents | null;
  reasonCodes?: readonly string[];
};

/** Puts something on a worklist; the one that is there already when the cause has opened it before. */
export async function openTask(work: Work, { practiceId, kind, subject, cause, title, amountCents, reasonCodes }: OpenTask): Promise<Task> {
  return work.atomically(async () => {
    const known = await work.em.findOne(Task, { practiceId, cause });
    if (known) return known;
    const practice = await load(work, Practice, practiceId, { path: ["practiceId"], what: "practice" });
    const declared = TASK_KINDS[kind];
    const task = Object.assign(new Task(), {
      practiceId,
      kind,
      priority: declared.priority,
      title: title?.trim() || declared.title,
      subjectType: subject.type,
      subjectId: subject.id,
      amountCents: amountCents ?? null,
      reasonCodes: [...(reasonCodes ?? [])],
      cause,
      dueOn: addDays(work.today(practice.timeZone), declared.dueDays),
      createdAt: work.now,
    });
    work.em.persist(task);
    task.remember(work, "open", null, null);
    work.publish({ type: "task.opened", practiceId, aggregate: { type: "task", id: task.id }, data: { kind } });
    await work.em.flush();
    return task;
  });
}

/** `about`: only tasks that have one of these among their reason codes. */
export type SettleTasks = { practiceId: string; subjectId: string; kinds: readonly TaskKind[]; resolution: string; about?: readonly string[] };

/** What the office found out by itself closes what it opened: the claim was paid, the remittance posted. */
export async function settleTasks(work: Work, { practiceId, subjectId, kinds, resolution, about }: SettleTasks): Promise<number> {
  return work.atomically(async () => {
    const tasks = await work.em.find(Task, { practiceId, subjectId, kind: { $in: [...kinds] }, status: { $in: ["OPEN", "SNOOZED"] } });
    for (const task of tasks) {
      if (about && !task.reasonCodes.some((code) => about.includes(code))) continue;
      task.move("complete", work, resolution);
      work.publish({ type: "task.completed", practiceId, aggregate: { type: "task", id: task.id }, data: { kind: task.kind } });
    }
    return tasks.length;
  });
}
