import { Refusal, type PlainDate } from "../vocabulary";
import { Practice } from "../practices";
import { StaffUser } from "../staff";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Task } from "./task";

type Chosen = { taskId: string; expectedVersion?: number | null };

/** Gives a task to a person, or back to nobody. Refuses NOT_FOUND, STALE_VERSION, TASK_ASSIGNEE_OUT_OF_REACH. */
export async function assignTask(work: Work, { taskId, assigneeId, expectedVersion }: Chosen & { assigneeId: string | null }): Promise<Task> {
  return change(work, { taskId, expectedVersion }, async (task) => {
    if (assigneeId) {
      const person = await load(work, StaffUser, assigneeId, { path: ["assigneeId"], what: "person" });
      if (!person.active || (person.employerPracticeId && person.employerPracticeId !== task.practiceId)) {
        throw new Refusal("TASK_ASSIGNEE_OUT_OF_REACH", "This person may not work for the task's practice.", {}, ["assigneeId"]);
      }
    }
    task.assigneeId = assigneeId;
    task.remember(work, assigneeId ? "assign" : "unassign", task.status, null);
  });
}

/** Out of sight until a day. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED. */
export async function snoozeTask(work: Work, { taskId, until, note, expectedVersion }: Chosen & { until: PlainDate; note?: string | null }): Promise<Task> {
  return change(work, { taskId, expectedVersion }, async (task) => {
    const practice = await load(work, Practice, task.practiceId);
    if (until <= work.today(practice.timeZone)) throw invalid(["until"], "until is a day after today.");
    task.move("snooze", work, note?.trim() || null);
    task.snoozedUntil = until;
  });
}

/** Done, with what was done. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED. */
export async function completeTask(work: Work, { taskId, resolution, expectedVersion }: Chosen & { resolution: string }): Promise<Task> {
  return change(work, { taskId, expectedVersion }, async (task) => {
    task.move("complete", work, required(resolution, "resolution"));
    work.publish({ type: "task.completed", practiceId: task.practiceId, aggregate: { type: "task", id: task.id }, data: { kind: task.kind } });
  });
}

/** Not to be done, with the reason. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED. */
export async function dismissTask(work: Work, { taskId, reason, expectedVersion }: Chosen & { reason: string }): Promise<Task> {
  return change(work, { taskId, expectedVersion }, async (task) => task.move("dismiss", work, required(reason, "reason")));
}

/** On the list again. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED. */
export async function reopenTask(work: Work, { taskId, reason, expectedVersion }: Chosen & { reason: string }): Promise<Task> {
  return change(work, { taskId, expectedVersion }, async (task) => task.move("reopen", work, required(reason, "reason")));
}

/** The calendar: tasks whose day has come are on the list again. */
export async function wakeTasks(work: Work): Promise<void> {
  await work.atomically(async () => {
    for (const practiceId of work.tenant.practiceIds) {
      const practice = await load(work, Practice, practiceId);
      const due = await work.em.find(Task, { practiceId, status: "SNOOZED", snoozedUntil: { $lte: work.today(practice.timeZone) } });
      for (const task of due) task.move("wake", work, null);
    }
  });
}

async function change(work: Work, { taskId, expectedVersion }: Chosen, act: (task: Task) => Promise<void>): Promise<Task> {
  return work.atomically(async () => {
    const task = await load(work, Task, taskId, { lock: true, path: ["taskId"], what: "task" });
    expectVersion(task, expectedVersion);
    await act(task);
    return task;
  });
}

function required(text: string, field: string): string {
  const trimmed = text.trim();
  if (!trimmed || trimmed.length > 2000) throw invalid([field], `${field} has 1 to 2000 characters.`);
  return trimmed;
}
