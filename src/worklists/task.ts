import { DayColumn, InstantColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, TextListColumn, UuidColumn, VersionColumn, WholeColumn } from "../platform/database/columns";
import type { Work } from "../platform/work/work";
import { follow, type Cents, type PlainDate } from "../vocabulary";
import type { TaskKind } from "./task-kinds";
import { taskLifecycle, type TaskMove, type TaskStatus } from "./task-lifecycle";

/** Something that a person has to look at. It names its subject; what is known of it is read there. */
@PracticeTable("task")
export class Task extends PracticeRow {
  @TextColumn() kind!: TaskKind;
  @TextColumn() status: TaskStatus = "OPEN";
  @WholeColumn() priority!: number;
  @TextColumn() title!: string;
  /** TypeID prefix of the subject. */
  @TextColumn() subjectType!: string;
  @UuidColumn() subjectId!: string;
  @MoneyColumn({ nullable: true }) amountCents: Cents | null = null;
  @TextListColumn() reasonCodes: string[] = [];
  /** What opened it, unique: one event never opens two. */
  @TextColumn() cause!: string;
  @UuidColumn({ nullable: true }) assigneeId: string | null = null;
  @DayColumn({ nullable: true }) snoozedUntil: PlainDate | null = null;
  @DayColumn() dueOn!: PlainDate;
  @InstantColumn() createdAt!: Date;
  @InstantColumn({ nullable: true }) completedAt: Date | null = null;
  @TextColumn({ nullable: true }) resolution: string | null = null;
  @VersionColumn() version!: number;

  /** Moves and remembers who, when and why; refuses when the lifecycle says no. */
  move(move: TaskMove, work: Work, note: string | null): void {
    const from = this.status;
    this.status = follow(taskLifecycle, from, move);
    const final = this.status === "DONE" || this.status === "DISMISSED";
    this.completedAt = final ? work.now : null;
    this.resolution = final ? note : null;
    if (this.status !== "SNOOZED") this.snoozedUntil = null;
    this.remember(work, move, from, note);
  }

  remember(work: Work, act: string, from: TaskStatus | null, note: string | null): void {
    work.em.persist(
      Object.assign(new TaskHistory(), {
        practiceId: this.practiceId,
        taskId: this.id,
        act,
        fromStatus: from,
        toStatus: this.status,
        actorKind: work.actor.kind,
        actorId: work.actor.id,
        actorName: work.actor.name,
        note,
        happenedAt: work.now,
      }),
    );
  }
}

@PracticeTable("task_history")
export class TaskHistory extends PracticeRow {
  @UuidColumn() taskId!: string;
  @TextColumn() act!: string;
  @TextColumn({ nullable: true }) fromStatus: TaskStatus | null = null;
  @TextColumn() toStatus!: TaskStatus;
  @TextColumn() actorKind!: string;
  @UuidColumn() actorId!: string;
  @TextColumn() actorName!: string;
  @TextColumn({ nullable: true }) note: string | null = null;
  @InstantColumn() happenedAt!: Date;
}
