import { InstantColumn, ServiceRow, ServiceTable, TextColumn, VersionColumn, WholeColumn } from "../../platform/database/columns";
import type { Lifecycle } from "../../vocabulary";
import type { NewsSubject } from "./card-processor";

export type ProcessorEventStatus = "STORED" | "DONE" | "STUCK";

export const processorEventLife: Lifecycle<ProcessorEventStatus, "finish" | "stick" | "retry"> = {
  name: "processor event",
  initial: "STORED",
  table: { STORED: { finish: "DONE", stick: "STUCK" }, STUCK: { retry: "STORED" }, DONE: {} },
};

/** What the processor told us, whole and as it came, kept before we said that we had it. One row per event, whatever is repeated. */
@ServiceTable("processor_event")
export class ProcessorEvent extends ServiceRow {
  @TextColumn() eventId!: string;
  @TextColumn() type!: string;
  @TextColumn() subject!: NewsSubject;
  @TextColumn({ nullable: true }) subjectId: string | null = null;
  @TextColumn() body!: string;
  @TextColumn() foundBy!: "WEBHOOK" | "SWEEP";
  @TextColumn() status: ProcessorEventStatus = "STORED";
  /** Why it waits. */
  @TextColumn({ nullable: true }) reason: string | null = null;
  @WholeColumn() attempts = 0;
  @InstantColumn() happenedAt!: Date;
  @InstantColumn() receivedAt!: Date;
  @InstantColumn({ nullable: true }) processedAt: Date | null = null;
  @VersionColumn() version!: number;
}
