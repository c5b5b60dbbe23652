import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { Act, ActPayload, Input, InputField } from "../../graphql/acts";
import type { RequestContext } from "../../graphql/context";
import { Permit, Shape, Value } from "../../graphql/reads";
import { DateTimeScalar } from "../../graphql/scalars";
import { moveSandboxClock, type MoveSandboxClock } from "../move-sandbox-clock";

@Shape("SandboxClock", { description: "The clock of the sandbox, which can be moved forward to see what time brings.", permit: "public" })
export class SandboxClockType {
  @Value(() => DateTimeScalar, "What the office takes for now.") now!: Date;
}

@Input("SandboxClockMoveInput", "Where to move the clock: an instant, or how much later than now.")
export class SandboxClockMoveInput implements MoveSandboxClock {
  @InputField(() => DateTimeScalar, "The instant that it shall be, with its offset: `2026-12-24T09:00:00-07:00`. Not before now, at most 366 days ahead.", { nullable: true }) to?: Date | null;
  @InputField(() => Int, "Instead: so many days of 24 hours later, with `minutes` or alone.", { nullable: true }) days?: number | null;
  @InputField(() => Int, "Instead: so many minutes later, with `days` or alone.", { nullable: true }) minutes?: number | null;
}

@ActPayload("SandboxClockMovePayload")
export class SandboxClockMovePayload {
  @Value(() => SandboxClockType, "The clock after the move.", { nullable: true }) sandboxClock!: SandboxClockType | null;
}

@Resolver()
export class ClockResolver {
  @Query(() => SandboxClockType, { nullable: true, description: "The sandbox's clock; null in production, where time is everybody's." })
  @Permit("public")
  sandboxClock(@Ctx() { work }: RequestContext): SandboxClockType | null {
    const { clockControl } = work.effects;
    return clockControl ? { now: clockControl.now() } : null;
  }

  @Act(
    () => SandboxClockMovePayload,
    "Moves the sandbox's clock forward; what would have happened in between (dunning, filing limits, waking tasks) happens before this answers. Refusals: SANDBOX_ONLY, INVALID_INPUT.",
    {
      permit: "sandbox-clock:move",
      transaction: "own",
    },
  )
  async sandboxClockMove(@Arg("input", () => SandboxClockMoveInput) input: SandboxClockMoveInput, @Ctx() { work }: RequestContext) {
    return { sandboxClock: await moveSandboxClock(work, input) };
  }
}
