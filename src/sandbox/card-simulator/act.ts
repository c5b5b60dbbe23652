import type { Rate } from "../../vocabulary";
import { newId } from "./identifiers";
import type { LaterKind, Shelves } from "./shelves";

/** What the simulator does as one step, for one reason: a request, a payer at the page, a control, time passing. */
export type Act = {
  readonly shelves: Shelves;
  readonly settings: Settings;
  readonly mischief: Mischief;
  /** Webhook deliveries that go out when the act is over and written down. */
  readonly queued: string[];
  readonly now: Date;
  /** `now` as Stripe writes moments: whole seconds. */
  readonly seconds: number;
  /** The request that caused this, which its events name; null for the page, the controls and the clock. */
  readonly request: { id: string; idempotencyKey: string | null } | null;
};

/** A table, so that a test or a demo can have other prices: amounts are whole cents. */
export type Fees = {
  card: { rate: Rate; fixed: number };
  bank: { rate: Rate; fixed: number; most: number };
  dispute: number;
};

export type Settings = {
  /** Where browsers find this server; page addresses begin with it. */
  url: string;
  apiVersion: string;
  merchant: string;
  statementDescriptorPrefix: string;
  fees: Fees;
  settlementDays: number;
};

/** Trouble that a control asked for and that waits for the next webhooks. */
export type Mischief = { drop: number; duplicate: number };

export function doLater(act: Act, kind: LaterKind, object: string): void {
  act.shelves.laterActs.keep({ id: newId("later"), kind, object });
}
