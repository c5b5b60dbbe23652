import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { startCardSimulator, type CardSimulator, type CardSimulatorOptions } from "../../../src/sandbox/card-simulator";

export const SECRET_KEY = "sk_test_riverside_0123456789abcdef";
export const WEBHOOK_SECRET = "whsec_riverside";
export const MONDAY = new Date("2026-11-02T15:00:00.000Z");

/** A clinic's till: the simulator, the real library pointed at it, a receiver of its webhooks, and a clock to move. */
export type Till = {
  simulator: CardSimulator;
  stripe: Stripe;
  webhooks: Webhooks;
  clock: { now: Date; forward(seconds: number): void };
  /** Every event so far, oldest first, as `events.list` has them. */
  happened(): Promise<string[]>;
  close(): Promise<void>;
};

export type Webhooks = {
  url: string;
  /** Verified by the real library; an unsigned one would have thrown. */
  received: Stripe.Event[];
  rawBodies: string[];
  /** What to answer the next times; 200 when empty. */
  answers: number[];
  types(): string[];
};

export async function openTill(options: Partial<CardSimulatorOptions> = {}): Promise<Till> {
  const clock = {
    now: MONDAY,
    forward(seconds: number) {
      clock.now = new Date(clock.now.getTime() + seconds * 1000);
    },
  };
  const receiver = await openReceiver();
  const simulator = await startCardSimulator({
    port: 0,
    host: "127.0.0.1",
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: receiver.webhooks.url,
    now: () => clock.now,
    deliverWebhooks: "immediately",
    webhookRetry: { attempts: 4, firstDelayMilliseconds: 5, factor: 1 },
    laterActs: "manual",
    ...options,
  }).catch(async (error: unknown) => {
    await receiver.close();
    throw error;
  });
  const stripe = stripeAt(simulator);
  return {
    simulator,
    stripe,
    webhooks: receiver.webhooks,
    clock,
    async happened() {
      const events = await stripe.events.list({ limit: 100 });
      return events.data.map((event) => event.type).reverse();
    },
    async close() {
      await simulator.stop();
      await receiver.close();
    },
  };
}

export function stripeAt(simulator: CardSimulator, key = SECRET_KEY): Stripe {
  return new Stripe(key, { ...simulator.stripeOptions, telemetry: false, maxNetworkRetries: 0 });
}

export async function openReceiver(): Promise<{ webhooks: Webhooks; close(): Promise<void> }> {
  const stripe = new Stripe(SECRET_KEY);
  const received: Stripe.Event[] = [];
  const rawBodies: string[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const status = answers.shift() ?? 200;
      if (status === 200) {
        rawBodies.push(body);
        received.push(stripe.webhooks.constructEvent(body, request.headers["stripe-signature"]!, WEBHOOK_SECRET));
      }
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/card`;
  return {
    webhooks: { url, received, rawBodies, answers, types: () => received.map((event) => event.type) },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The session Carebill asks for: opaque ids, a neutral description, an amount from the ledger. */
export const EMBEDDED: Stripe.Checkout.SessionCreateParams = {
  mode: "payment",
  ui_mode: "embedded_page",
  return_url: "https://portal.example/paid?session={CHECKOUT_SESSION_ID}",
  line_items: [{ price_data: { currency: "usd", unit_amount: 4575, product_data: { name: "Payment to Riverside Clinic" } }, quantity: 1 }],
  payment_intent_data: {
    description: "Payment to Riverside Clinic",
    statement_descriptor_suffix: "RIVERSIDE",
    metadata: { payment: "pay_1" },
  },
  metadata: { payment: "pay_1" },
};

export const HOSTED: Stripe.Checkout.SessionCreateParams = {
  ...EMBEDDED,
  ui_mode: "hosted_page",
  return_url: undefined,
  success_url: "https://portal.example/paid?session={CHECKOUT_SESSION_ID}",
  cancel_url: "https://portal.example/unpaid",
};

/** Pays a new session with this card and gives back its charge. */
export async function paidCharge({ stripe, simulator }: Till, card = "4242424242424242", session = EMBEDDED): Promise<Stripe.Charge> {
  const { id } = await stripe.checkout.sessions.create(session);
  simulator.controls.pay(id, { card });
  const paid = await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent.latest_charge"] });
  return (paid.payment_intent as Stripe.PaymentIntent).latest_charge as Stripe.Charge;
}

/** What the refused call was refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<{ status?: number; type?: string; code?: string; param?: string; message: string }> {
  const error = await call.then(
    () => {
      throw new Error("expected a refusal");
    },
    (caught: Stripe.errors.StripeError) => caught,
  );
  const refusal = { status: error.statusCode, type: error.rawType, code: error.code, param: error.param, message: error.message };
  return JSON.parse(JSON.stringify(refusal)) as typeof refusal;
}
