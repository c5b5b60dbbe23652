import { invariant } from "../../vocabulary";
import type { Act, Mischief, Settings } from "./act";
import { expireDueSessions, settleBankPayment } from "./checkout-sessions";
import { openDispute } from "./disputes";
import { instrumentOf } from "./payment-methods";
import { refundFails, refundSucceeds } from "./refunds";
import { openShelves, type LaterAct, type LaterKind, type Shelves } from "./shelves";
import { WebhookDeliveries, type DeliveryPlan } from "./webhook-deliveries";

export type SimulationPlan = {
  now: () => Date;
  settings: Settings;
  statePath?: string;
  /** Milliseconds until what Stripe does "some time later", or by a control only. */
  laterActs: number | "manual";
  deliveries: DeliveryPlan;
};

/** What happens some time later: a disputed card is disputed, a refund fails, a bank answers. */
const LATER: Record<LaterKind, (act: Act, object: string) => void> = {
  refund_succeeds: (act, id) => {
    // A control may have been faster; then there is nothing left to happen.
    if (act.shelves.refunds.get(id).status === "pending") refundSucceeds(act, id);
  },
  refund_fails: (act, id) => {
    if (act.shelves.refunds.get(id).status !== "failed") refundFails(act, id);
  },
  dispute_opens: (act, id) => {
    const charge = act.shelves.charges.get(id);
    const { dispute } = instrumentOf(act, charge.payment_method!);
    if (!charge.disputed && charge.amount_refunded < charge.amount) openDispute(act, charge, dispute!);
  },
  bank_payment_succeeds: (act, id) => settleBankPayment(act, id, "succeeded"),
  bank_payment_fails: (act, id) => settleBankPayment(act, id, "failed"),
};

/** The simulated processor: its memory, its clock, and what it does by itself. Every change is one act, written at its end. */
export class Simulation {
  readonly shelves: Shelves;
  readonly settings: Settings;
  readonly mischief: Mischief = { drop: 0, duplicate: 0 };
  readonly deliveries: WebhookDeliveries;
  private readonly write: () => void;
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly queued: string[];
  private acting = false;
  private stopped = false;

  constructor(private readonly plan: SimulationPlan) {
    const { shelves, write } = openShelves(plan.statePath);
    this.shelves = shelves;
    this.write = write;
    this.settings = plan.settings;
    this.queued = shelves.deliveries
      .oldestFirst()
      .filter((each) => each.status === "waiting")
      .map((each) => each.id);
    this.deliveries = new WebhookDeliveries(plan.deliveries, (step) => this.record(step));
  }

  /** Runs one step to its end without interruption; sessions whose time is over expire first. */
  act<T>(step: (act: Act) => T, request: Act["request"] = null): T {
    try {
      return this.record((act) => {
        expireDueSessions(act);
        return step({ ...act, request });
      });
    } finally {
      this.carryOn();
    }
  }

  now(): Date {
    return this.plan.now();
  }

  /** Lets time pass: what is due happens now. For a clock that was moved. */
  catchUp(): void {
    this.act(() => undefined);
  }

  /** Everything that was to happen some time later happens now, and what that starts as well. */
  runLaterActs(): LaterAct[] {
    const ran: LaterAct[] = [];
    for (let next = this.shelves.laterActs.oldestFirst()[0]; next !== undefined; next = this.shelves.laterActs.oldestFirst()[0]) {
      this.runLaterAct(next);
      ran.push(next);
    }
    return ran;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    await this.deliveries.stop();
    this.write();
  }

  private record<T>(step: (act: Act) => T): T {
    invariant(!this.acting, "an act of the card simulator began inside another");
    this.acting = true;
    const now = this.plan.now();
    const { shelves, settings, mischief, queued } = this;
    try {
      return step({ shelves, settings, mischief, queued, now, seconds: Math.floor(now.getTime() / 1000), request: null });
    } finally {
      this.acting = false;
      this.write();
    }
  }

  private carryOn(): void {
    if (this.stopped) return;
    this.deliveries.pickUp(this.queued.splice(0));
    if (this.plan.laterActs === "manual") return;
    for (const later of this.shelves.laterActs.oldestFirst()) {
      if (this.timers.has(later.id)) continue;
      const timer = setTimeout(() => this.runLaterAct(later), this.plan.laterActs);
      timer.unref();
      this.timers.set(later.id, timer);
    }
  }

  private runLaterAct({ id, kind, object }: LaterAct): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    if (this.shelves.laterActs.find(id) === undefined) return;
    this.act((act) => {
      act.shelves.laterActs.remove(id);
      LATER[kind](act, object);
    });
  }
}
