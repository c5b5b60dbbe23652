import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, ID, Info, Resolver } from "type-graphql";
import { Refusal, type Cents, type PlainDate } from "../../vocabulary";
import { fromTypeId, typeIdPrefix, uuidv7 } from "../../platform/database/ids";
import { Act, ActPayload, ExpectedVersion, Input, InputField, InputId } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { FindMany, FindOne, Payload } from "../../platform/graphql/reads";
import { isNodePrefix, resolveNodes } from "../../platform/graphql/reads/generate";
import { CentsScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import { openTask } from "../open-task";
import { assignTask, completeTask, dismissTask, reopenTask, snoozeTask } from "../work-task";
import { TaskType } from "./worklists.types";

@Input("TaskOpenInput", "Something to look at.")
export class TaskOpenInput {
  @InputId("prc", "The practice.") practiceId!: string;
  @InputField(() => ID, "What it is about: any object of the practice, by its opaque id.") subjectId!: string;
  @InputField(() => String, "What it is, in a few words, 1 to 200 characters. No names, no diagnoses.") title!: string;
  @InputField(() => CentsScalar, "What it is about in money, in cents.", { nullable: true }) amountCents?: Cents | null;
}
@Input("TaskAssignInput", "Who takes a task.")
export class TaskAssignInput {
  @InputId("tsk", "The task.") taskId!: string;
  @InputId("usr", "The person; null gives it back to nobody.", { nullable: true }) assigneeId?: string | null;
  @ExpectedVersion() expectedVersion?: number | null;
}
@Input("TaskSnoozeInput", "Until when a task is out of sight.")
export class TaskSnoozeInput {
  @InputId("tsk", "The task.") taskId!: string;
  @InputField(() => PlainDateScalar, "A day after today, in the practice's time zone.") until!: PlainDate;
  @InputField(() => String, "Why.", { nullable: true }) note?: string | null;
  @ExpectedVersion() expectedVersion?: number | null;
}
@Input("TaskCompleteInput", "What was done about a task.")
export class TaskCompleteInput {
  @InputId("tsk", "The task.") taskId!: string;
  @InputField(() => String, "What was done, 1 to 2000 characters.") resolution!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}
@Input("TaskDismissInput", "Why a task is not to be done, or is on the list again.")
export class TaskDismissInput {
  @InputId("tsk", "The task.") taskId!: string;
  @InputField(() => String, "Why, 1 to 2000 characters.") reason!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}
@ActPayload("TaskPayload")
export class TaskPayload {
  @Payload(() => TaskType, "The task.") task!: TaskType | null;
}

@Resolver()
export class WorklistsResolver {
  @FindOne(() => TaskType, "One task by id.", { permit: "tasks:read" }) task!: never;
  @FindMany(() => TaskType, "The worklists: filter by queue, state and person, order by due day or priority.", { permit: "tasks:read" }) tasks!: never;

  @Act(() => TaskPayload, "Puts something on a worklist by hand. Refusals: NOT_FOUND, INVALID_ID, INVALID_INPUT.", { permit: "tasks:work" })
  async taskOpen(@Arg("input", () => TaskOpenInput) { practiceId, subjectId, title, amountCents }: TaskOpenInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    const subject = await findSubject(subjectId, context, info);
    if (!title.trim() || title.length > 200) throw new Refusal("INVALID_INPUT", "title has 1 to 200 characters.", {}, ["title"]);
    return { task: await openTask(context.work, { practiceId, kind: "OTHER", subject, cause: `by-hand:${uuidv7()}`, title, amountCents: amountCents ?? null }) };
  }
  @Act(() => TaskPayload, "Gives a task to a person. Refusals: NOT_FOUND, STALE_VERSION, TASK_ASSIGNEE_OUT_OF_REACH.", { permit: "tasks:work" })
  async taskAssign(@Arg("input", () => TaskAssignInput) input: TaskAssignInput, @Ctx() { work }: RequestContext) {
    return { task: await assignTask(work, { ...input, assigneeId: input.assigneeId ?? null }) };
  }
  @Act(() => TaskPayload, "Puts a task out of sight until a day. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED.", { permit: "tasks:work" })
  async taskSnooze(@Arg("input", () => TaskSnoozeInput) input: TaskSnoozeInput, @Ctx() { work }: RequestContext) {
    return { task: await snoozeTask(work, input) };
  }
  @Act(() => TaskPayload, "Says that a task is done. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED.", { permit: "tasks:work" })
  async taskComplete(@Arg("input", () => TaskCompleteInput) input: TaskCompleteInput, @Ctx() { work }: RequestContext) {
    return { task: await completeTask(work, input) };
  }
  @Act(() => TaskPayload, "Says that a task is not to be done. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED.", { permit: "tasks:work" })
  async taskDismiss(@Arg("input", () => TaskDismissInput) input: TaskDismissInput, @Ctx() { work }: RequestContext) {
    return { task: await dismissTask(work, input) };
  }
  @Act(() => TaskPayload, "Puts a done or dismissed task on the list again. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED.", { permit: "tasks:work" })
  async taskReopen(@Arg("input", () => TaskDismissInput) input: TaskDismissInput, @Ctx() { work }: RequestContext) {
    return { task: await reopenTask(work, input) };
  }
}

/** A task about nothing helps nobody: the subject exists and the caller may see it. */
async function findSubject(subjectId: string, context: RequestContext, info: GraphQLResolveInfo): Promise<{ type: string; id: string }> {
  const type = typeIdPrefix(subjectId);
  const id = type && fromTypeId(type, subjectId);
  if (!type || !id || !isNodePrefix(info.schema, type)) throw new Refusal("INVALID_ID", "subjectId is the opaque id of an object.", {}, ["subjectId"]);
  const [found] = await resolveNodes(info.schema)([subjectId], context, info);
  if (!found) throw new Refusal("NOT_FOUND", "There is no such object, or it is not yours.", {}, ["subjectId"]);
  return { type, id };
}
