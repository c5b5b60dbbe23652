import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import { Refusal } from "../../../vocabulary";
import type { RequestContext } from "../../graphql/context";
import { Act, ActPayload, Input, InputField } from "../../graphql/acts";
import { badInput, Permit, Shape, Value } from "../../graphql/reads";
import { DateTimeScalar } from "../../graphql/scalars";

@Shape("FailingJob", { description: "Work on the queue that has failed at least once. It is tried again with growing pauses until it has used its attempts; then it waits here.", permit: "jobs:read" })
export class FailingJobType {
  @Value(() => ID, "Its number on the queue.") id!: string;
  @Value(() => String, "What it does, such as event.dispatch or payments.process-event.") task!: string;
  @Value(() => Int, "How often it was tried.") attempts!: number;
  @Value(() => Int, "How often it will be tried by itself.") maxAttempts!: number;
  @Value(() => Boolean, "Whether it has used its attempts and waits for somebody.") exhausted!: boolean;
  @Value(() => DateTimeScalar, "When it is tried next, unless it is exhausted.") nextAttemptAt!: Date;
  @Value(() => DateTimeScalar, "When it was put on the queue.") createdAt!: Date;
}

@Shape("FailingJobs", { description: "Failing work of the billing service, the oldest first.", permit: "jobs:read" })
export class FailingJobsType {
  @Value(() => Int, "How many there are in all.") totalCount!: number;
  @Value(() => [FailingJobType], "The oldest of them.") jobs!: FailingJobType[];
}

@Input("JobRetryInput", "A job to try again now.")
export class JobRetryInput {
  @InputField(() => ID, "Its number on the queue.") jobId!: string;
}

@ActPayload("JobRetryPayload")
export class JobRetryPayload {
  @Value(() => ID, "The job that will be tried.", { nullable: true }) jobId!: string | null;
}

@Resolver()
export class JobsResolver {
  @Query(() => FailingJobsType, { nullable: true, description: "Work that fails: nothing that arrives is dropped, what cannot be processed waits here." })
  @Permit("jobs:read")
  async failingJobs(@Arg("first", () => Int, { description: "How many, 1 to 100." }) first: number, @Ctx() { reader }: RequestContext): Promise<FailingJobsType> {
    if (first < 1 || first > 100) throw badInput("first is from 1 to 100.");
    const rows = await reader.run(`select id::text, task, attempts, max_attempts, run_at, created_at, count(*) over ()::int as total from cb_failing_jobs() order by id limit ${first}`);
    return {
      totalCount: (rows[0]?.total as number | undefined) ?? 0,
      jobs: rows.map((row) => ({
        id: row.id as string,
        task: row.task as string,
        attempts: row.attempts as number,
        maxAttempts: row.max_attempts as number,
        exhausted: (row.attempts as number) >= (row.max_attempts as number),
        nextAttemptAt: row.run_at as Date,
        createdAt: row.created_at as Date,
      })),
    };
  }

  @Act(() => JobRetryPayload, "Tries a failing job again now, with a new set of attempts. Refusals: NOT_FOUND.", { permit: "jobs:retry" })
  async jobRetry(@Arg("input", () => JobRetryInput) { jobId }: JobRetryInput, @Ctx() { work }: RequestContext) {
    const [row] = /^\d{1,18}$/.test(jobId) ? await work.sql(`select cb_retry_job($1::bigint) as done`, [jobId]) : [];
    if (!row?.done) throw new Refusal("NOT_FOUND", "There is no such failing job, or it is not yours.", {}, ["jobId"]);
    return { jobId };
  }
}
