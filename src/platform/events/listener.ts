import type { Work } from "../work/work";

export type StoredEvent = {
  readonly id: string;
  readonly type: string;
  readonly practiceId: string;
  readonly aggregate: { readonly type: string; readonly id: string; readonly sequence: number };
  readonly data: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
};

/**
 * Someone who hears of events after COMMIT. `hear` runs in one transaction together with its receipt, so it takes
 * effect once however often the event is told; a listener that fails is told again, and the others are not.
 */
export type Listener = {
  /** Stable: the receipt is kept under this name. */
  readonly name: string;
  readonly to: readonly string[];
  readonly hear: (work: Work, event: StoredEvent) => Promise<void>;
};
