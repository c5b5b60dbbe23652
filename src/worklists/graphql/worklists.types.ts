import { Ctx, FieldResolver, ID, Info, Int, Resolver, Root, registerEnumType } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import { PracticeType } from "../../practices";
import { toTypeId } from "../../platform/database/ids";
import type { Row } from "../../platform/database/read-pool";
import type { RequestContext } from "../../platform/graphql/context";
import { NodeType } from "../../platform/graphql/node";
import { Children, Column, Id, Needs, Reads, Reference } from "../../platform/graphql/reads";
import { resolveNodes } from "../../platform/graphql/reads/generate";
import { CentsScalar, DateTimeScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import type { Cents, PlainDate } from "../../vocabulary";
import { StaffUserType } from "../../staff";
import { TASK_KINDS, type TaskKind } from "../task-kinds";
import type { TaskStatus } from "../task-lifecycle";

export const TaskKindEnum = Object.fromEntries(Object.keys(TASK_KINDS).map((kind) => [kind, kind])) as Record<TaskKind, TaskKind>;
registerEnumType(TaskKindEnum, {
  name: "TaskKind",
  description: "The queues of the office.",
  valuesConfig: Object.fromEntries(Object.entries(TASK_KINDS).map(([kind, { description }]) => [kind, { description }])),
});
export const TaskStatusEnum = { OPEN: "OPEN", SNOOZED: "SNOOZED", DONE: "DONE", DISMISSED: "DISMISSED" } as const;
registerEnumType(TaskStatusEnum, {
  name: "TaskStatus",
  description: "Where a task stands.",
  valuesConfig: { OPEN: { description: "To be worked." }, SNOOZED: { description: "Out of sight until a day." }, DONE: { description: "Worked." }, DISMISSED: { description: "Not to be worked." } },
});

@Reads("TaskHistory", { description: "One thing that was done with a task: who, when, why.", table: "task_history", prefix: "tkh", permit: "tasks:read", orders: { HAPPENED_AT: ["happened_at"] } })
export class TaskHistoryType {
  @Column(() => String, "open, assign, unassign, snooze, wake, complete, dismiss or reopen.") act!: string;
  @Column(() => TaskStatusEnum, "The status before; none when it was opened.", { nullable: true }) fromStatus!: TaskStatus | null;
  @Column(() => TaskStatusEnum, "The status after.") toStatus!: TaskStatus;
  @Column(() => String, "Who: a person's or a program's name.") actorName!: string;
  @Column(() => String, "Why, where a reason was given.", { nullable: true }) note!: string | null;
  @Column(() => DateTimeScalar, "When.") happenedAt!: Date;
}

@Reads("Task", {
  description: "Something that a person has to look at: a denial, a rejection, a remittance that waits, a coder's question.",
  table: "task",
  prefix: "tsk",
  permit: "tasks:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." },
    kind: { kind: "anyOf", column: "kind", type: () => TaskKindEnum, description: "In any of these queues." },
    status: { kind: "anyOf", column: "status", type: () => TaskStatusEnum, description: "In any of these states." },
    assigneeId: { kind: "id", column: "assignee_id", prefix: "usr", description: "Given to this person." },
    unassigned: { kind: "flag", sql: (t) => `${t}.assignee_id is null`, description: "Given to nobody (true) or to somebody (false)." },
    dueOn: { kind: "days", column: "due_on", description: "Due in this range of days." },
  },
  orders: { DUE_ON: ["due_on"], PRIORITY: ["priority", "due_on"], CREATED_AT: ["created_at"] },
})
export class TaskType {
  @Id(() => ID) id!: string;
  @Reference(() => PracticeType, "Whose it is.", { nullable: true }) practice!: PracticeType | null;
  @Column(() => TaskKindEnum, "The queue.") kind!: TaskKind;
  @Column(() => TaskStatusEnum, "Where it stands.") status!: TaskStatus;
  @Column(() => Int, "1 first, 9 last.") priority!: number;
  @Column(() => String, "What it is, in a few words.") title!: string;
  @Column(() => CentsScalar, "What it is about in money, in cents.", { nullable: true }) amountCents!: Cents | null;
  @Column(() => [String], "Codes that explain it: CARCs of a denial, status codes of a rejection, the reason a remittance waits.") reasonCodes!: string[];
  @Reference(() => StaffUserType, "The person it is given to.", { nullable: true, permit: "staff:read" }) assignee!: StaffUserType | null;
  @Column(() => PlainDateScalar, "Out of sight until this day.", { nullable: true }) snoozedUntil!: PlainDate | null;
  @Column(() => PlainDateScalar, "To be worked by this day.") dueOn!: PlainDate;
  @Column(() => DateTimeScalar, "When it was opened.") createdAt!: Date;
  @Column(() => DateTimeScalar, "When it was done or dismissed.", { nullable: true }) completedAt!: Date | null;
  @Column(() => String, "What was done, or why not.", { nullable: true }) resolution!: string | null;
  @Children(() => TaskHistoryType, "What was done with it, in order.", {
    by: "task_id",
    order: [
      ["happened_at", "asc"],
      ["id", "asc"],
    ],
  })
  history!: TaskHistoryType[];
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

/** The subject is of another room, of a kind that its id tells; what the caller may not see of it is null. */
@Resolver(() => TaskType)
export class TaskSubjectResolver {
  @FieldResolver(() => NodeType, { nullable: true, description: "What it is about: a claim, a remittance, an encounter. Null when you may not see it." })
  @Needs("subject_type", "subject_id")
  async subject(@Root() row: Row, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    const [found] = await resolveNodes(info.schema)([toTypeId(row.subject_type as string, row.subject_id as string)], context, info);
    return found ?? null;
  }

  @FieldResolver(() => ID, { description: "The opaque id of what it is about." })
  @Needs("subject_type", "subject_id")
  subjectId(@Root() row: Row): string {
    return toTypeId(row.subject_type as string, row.subject_id as string);
  }
}
