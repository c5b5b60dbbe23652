import type { Room } from "../platform/room";
import { WorklistsResolver } from "./graphql/worklists.resolver";
import { TaskSubjectResolver } from "./graphql/worklists.types";
import { worklistListeners } from "./hear-events";
import { Task, TaskHistory } from "./task";
import { taskLifecycle } from "./task-lifecycle";
import { wakeTasks } from "./work-task";
import { worklistsPermissions } from "./worklists.permissions";

export const worklistsRoom: Room = {
  name: "worklists",
  entities: [Task, TaskHistory],
  resolvers: [WorklistsResolver, TaskSubjectResolver],
  permissions: worklistsPermissions,
  refusals: { TASK_ASSIGNEE_OUT_OF_REACH: { description: "The person has no access to the task's practice, or no access any more." } },
  events: {
    "task.opened": { description: "Something was put on a worklist.", data: { kind: "The queue." } },
    "task.completed": { description: "A task was done, by a person or because the office saw that it was.", data: { kind: "The queue." } },
  },
  lifecycles: [taskLifecycle],
  listeners: worklistListeners,
  clockTasks: [{ name: "worklists.wake-tasks", per: "practice", run: wakeTasks }],
};
