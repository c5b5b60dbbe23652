import { DayColumn, InstantColumn, JsonColumn, MoneyColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, VersionColumn, WholeColumn } from "../platform/database/columns";
import type { Cents, Lifecycle, PlainDate } from "../vocabulary";
import type { Channel, Template } from "./dunning-policy";
import type { GuardResult } from "./judge-step";

export type CollectionStatus = "CURRENT" | "IN_DUNNING" | "READY_FOR_AGENCY";
export type CollectionMove = "start" | "exhaust" | "stop";

/** A statement starts a cycle; a zero balance stops it wherever it is; what an agency does with it is a later matter. */
export const collectionLife: Lifecycle<CollectionStatus, CollectionMove> = {
  name: "collection account",
  initial: "CURRENT",
  table: { CURRENT: { start: "IN_DUNNING" }, IN_DUNNING: { exhaust: "READY_FOR_AGENCY", stop: "CURRENT" }, READY_FOR_AGENCY: { stop: "CURRENT" } },
};

/** How far the asking of one guarantor has come. */
@PracticeTable("collection_account")
export class CollectionAccount extends PracticeRow {
  @UuidColumn() guarantorId!: string;
  @TextColumn() status: CollectionStatus = "CURRENT";
  /** 1 for the first unpaid statement, 2 after that debt was paid and another came. */
  @WholeColumn() cycle = 0;
  @DayColumn({ nullable: true }) cycleStartedOn: PlainDate | null = null;
  @UuidColumn({ nullable: true }) firstStatementId: string | null = null;
  @WholeColumn() stepsTaken = 0;
  @DayColumn({ nullable: true }) lastStepOn: PlainDate | null = null;
  @InstantColumn() statusSince!: Date;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}

export type ActionKind = "CYCLE_STARTED" | "STEP" | "READY_FOR_AGENCY" | "CYCLE_STOPPED";

/** Something that was done about an account, or that a guard did not let be done: under which policy, at which balance, why. Never changed. */
@PracticeTable("collection_action")
export class CollectionAction extends PracticeRow {
  @UuidColumn() accountId!: string;
  @UuidColumn() guarantorId!: string;
  @WholeColumn() cycle!: number;
  @TextColumn() kind!: ActionKind;
  @TextColumn() outcome: "DONE" | "VETOED" = "DONE";
  @WholeColumn({ nullable: true }) step: number | null = null;
  @TextColumn({ nullable: true }) channel: Channel | null = null;
  @TextColumn({ nullable: true }) template: Template | null = null;
  @UuidColumn({ nullable: true }) policyId: string | null = null;
  @MoneyColumn() balanceCents!: Cents;
  @JsonColumn() guards: GuardResult[] = [];
  @TextColumn({ nullable: true }) reason: string | null = null;
  @DayColumn() actedOn!: PlainDate;
  @InstantColumn() createdAt!: Date;
}
