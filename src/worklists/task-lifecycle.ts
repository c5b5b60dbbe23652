import type { Lifecycle } from "../vocabulary";

export const TASK_STATUSES = ["OPEN", "SNOOZED", "DONE", "DISMISSED"] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];
export type TaskMove = "snooze" | "wake" | "complete" | "dismiss" | "reopen";

export const taskLifecycle: Lifecycle<TaskStatus, TaskMove> = {
  name: "task",
  initial: "OPEN",
  table: {
    OPEN: { snooze: "SNOOZED", complete: "DONE", dismiss: "DISMISSED" },
    SNOOZED: { snooze: "SNOOZED", wake: "OPEN", complete: "DONE", dismiss: "DISMISSED" },
    DONE: { reopen: "OPEN" },
    DISMISSED: { reopen: "OPEN" },
  },
};
