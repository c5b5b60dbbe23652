import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type Stripe from "stripe";
import type { Metadata } from "./parameters";

/** What the session was asked to do with the payment, kept apart because Stripe never shows it on the session. */
export type SessionTerms = {
  id: string;
  merchant: string;
  /** Kept here too: the session stops showing it once it is complete. */
  clientSecret: string | null;
  lineItems: Stripe.LineItem[];
  paymentIntent: {
    description?: string;
    metadata: Metadata;
    statementDescriptor?: string;
    statementDescriptorSuffix?: string;
    receiptEmail?: string;
  };
};

export type LaterKind = "refund_succeeds" | "refund_fails" | "dispute_opens" | "bank_payment_succeeds" | "bank_payment_fails";
export type LaterAct = { id: string; kind: LaterKind; object: string };

export type Delivery = {
  id: string;
  event: string;
  eventType: string;
  endpoint: string;
  status: "waiting" | "delivered" | "failed" | "dropped";
  attempts: number;
  lastStatus: number | null;
  lastError: string | null;
};

export type KeptAnswer = { id: string; fingerprint: string; path: string; status: number; body: string; requestId: string; keptAt: number };

/** Everything the simulator remembers. Objects are replaced, never changed in place: an event keeps the object of its moment. */
export type Shelves = {
  sessions: Shelf<Stripe.Checkout.Session>;
  sessionTerms: Shelf<SessionTerms>;
  openSessions: Shelf<{ id: string; expiresAt: number }>;
  sessionOfPaymentIntent: Shelf<{ id: string; session: string }>;
  paymentIntents: Shelf<Stripe.PaymentIntent>;
  paymentMethods: Shelf<Stripe.PaymentMethod>;
  /** Which documented test instrument a payment method is. Its number is not kept. */
  instruments: Shelf<{ id: string; instrument: string }>;
  charges: Shelf<Stripe.Charge>;
  balanceTransactions: Shelf<Stripe.BalanceTransaction>;
  payoutOfTransaction: Shelf<{ id: string; payout: string }>;
  refunds: Shelf<Stripe.Refund>;
  disputes: Shelf<Stripe.Dispute>;
  payouts: Shelf<Stripe.Payout>;
  customers: Shelf<Stripe.Customer>;
  events: Shelf<Stripe.Event>;
  webhookEndpoints: Shelf<Stripe.WebhookEndpoint>;
  webhookSecrets: Shelf<{ id: string; secret: string }>;
  deliveries: Shelf<Delivery>;
  deliveriesOfEvent: Shelf<{ id: string; deliveries: string[] }>;
  laterActs: Shelf<LaterAct>;
  answers: Shelf<KeptAnswer>;
};

type Line = { shelf: keyof Shelves; keep: { id: string } } | { shelf: keyof Shelves; remove: string };

export class Shelf<T extends { id: string }> {
  private readonly things = new Map<string, T>();

  constructor(private readonly note: (line: { keep: T } | { remove: string }) => void) {}

  find(id: string): T | undefined {
    return this.things.get(id);
  }

  /** For ids that our own records name. */
  get(id: string): T {
    const thing = this.things.get(id);
    if (thing === undefined) throw new Error(`the simulator lost ${id}`);
    return thing;
  }

  keep(thing: T): T {
    this.things.set(thing.id, thing);
    this.note({ keep: thing });
    return thing;
  }

  change(id: string, fields: Partial<T>): T {
    return this.keep({ ...this.get(id), ...fields });
  }

  remove(id: string): void {
    if (this.things.delete(id)) this.note({ remove: id });
  }

  oldestFirst(): T[] {
    return [...this.things.values()];
  }

  newestFirst(): T[] {
    return this.oldestFirst().reverse();
  }
}

const NAMES = [
  "sessions",
  "sessionTerms",
  "openSessions",
  "sessionOfPaymentIntent",
  "paymentIntents",
  "paymentMethods",
  "instruments",
  "charges",
  "balanceTransactions",
  "payoutOfTransaction",
  "refunds",
  "disputes",
  "payouts",
  "customers",
  "events",
  "webhookEndpoints",
  "webhookSecrets",
  "deliveries",
  "deliveriesOfEvent",
  "laterActs",
  "answers",
] as const satisfies readonly (keyof Shelves)[];

/**
 * Opens the shelves, from a file when there is one. The file has a JSON record a line and is only appended to while we run:
 * rewriting a day's payments for each request would be slow, and a crash half way would lose them.
 */
export function openShelves(statePath?: string): { shelves: Shelves; write(): void } {
  let unwritten: Line[] = [];
  let reading = true;
  const shelves = {} as Record<keyof Shelves, Shelf<{ id: string }>>;
  for (const name of NAMES) {
    shelves[name] = new Shelf((line) => {
      if (statePath !== undefined && !reading) unwritten.push({ shelf: name, ...line } as Line);
    });
  }
  if (statePath !== undefined) {
    for (const line of readLines(statePath)) {
      const shelf = shelves[line.shelf];
      if ("keep" in line) shelf?.keep(line.keep);
      else shelf?.remove(line.remove);
    }
    rewrite(statePath, shelves);
  }
  reading = false;
  return {
    shelves: shelves as unknown as Shelves,
    write() {
      if (statePath === undefined || unwritten.length === 0) return;
      const text = unwritten.map((line) => `${JSON.stringify(line)}\n`).join("");
      unwritten = [];
      appendFileSync(statePath, text);
    },
  };
}

function readLines(path: string): Line[] {
  if (!existsSync(path)) return [];
  const lines: Line[] = [];
  const texts = readFileSync(path, "utf8").split("\n");
  for (const [index, text] of texts.entries()) {
    if (text === "") continue;
    try {
      lines.push(JSON.parse(text) as Line);
    } catch {
      // A machine that stopped in the middle of a write leaves half a last line; anywhere else the file is damaged.
      if (index !== texts.length - 1) throw new Error(`line ${index + 1} of ${path} is not a record of the card simulator`);
    }
  }
  return lines;
}

/** Leaves out what later lines replaced. Readable by its owner only: it holds the webhook secrets. */
function rewrite(path: string, shelves: Record<keyof Shelves, Shelf<{ id: string }>>): void {
  mkdirSync(dirname(path), { recursive: true });
  const lines = NAMES.flatMap((shelf) => shelves[shelf].oldestFirst().map((keep) => `${JSON.stringify({ shelf, keep })}\n`));
  writeFileSync(`${path}.new`, lines.join(""), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
