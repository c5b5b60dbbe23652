import { registerEnumType } from "type-graphql";
import { HOLD_REASONS, type HoldReason } from "../account-hold";

export const HoldReasonEnum = Object.fromEntries(Object.keys(HOLD_REASONS).map((reason) => [reason, reason])) as Record<HoldReason, HoldReason>;
registerEnumType(HoldReasonEnum, {
  name: "AccountHoldReason",
  description: "Why statements and dunning stop.",
  valuesConfig: Object.fromEntries(Object.entries(HOLD_REASONS).map(([reason, description]) => [reason, { description }])),
});

export const HoldStatusEnum = { IN_FORCE: "IN_FORCE", RELEASED: "RELEASED" } as const;
registerEnumType(HoldStatusEnum, {
  name: "AccountHoldStatus",
  description: "Whether a hold stands.",
  valuesConfig: { IN_FORCE: { description: "It stops." }, RELEASED: { description: "It ended." } },
});

export const StatementRunStatusEnum = { QUEUED: "QUEUED", RUNNING: "RUNNING", DONE: "DONE" } as const;
registerEnumType(StatementRunStatusEnum, {
  name: "StatementRunStatus",
  description: "Where a run is.",
  valuesConfig: { QUEUED: { description: "Waits for its turn." }, RUNNING: { description: "Under way." }, DONE: { description: "Every account has its result." } },
});

export const StatementRunOutcomeEnum = { PENDING: "PENDING", ISSUED: "ISSUED", SKIPPED: "SKIPPED" } as const;
registerEnumType(StatementRunOutcomeEnum, {
  name: "StatementRunOutcome",
  description: "What became of an account in a run.",
  valuesConfig: { PENDING: { description: "Its turn comes." }, ISSUED: { description: "It has a statement." }, SKIPPED: { description: "It has none, and code says why." } },
});
