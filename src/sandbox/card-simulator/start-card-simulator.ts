import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import type { Fees } from "./act";
import { ApiServer } from "./api-server";
import { serveControl } from "./control-server";
import { Controls } from "./controls";
import { servePage } from "./page-server";
import { RequestLog, type RecordedRequest } from "./request-log";
import { Simulation } from "./simulation";
import { TroubleAhead } from "./trouble";
import type { DeliveryPlan } from "./webhook-deliveries";

export type CardSimulatorOptions = {
  /** 0 takes any free port. */
  port: number;
  /** This machine only: the simulator has no protection but its key. */
  host: "127.0.0.1";
  secretKey: string;
  webhookSecret: string;
  webhookUrl?: string;
  now: () => Date;
  /** A file that remembers everything over a restart. Without it the memory ends with the process. */
  statePath?: string;
  deliverWebhooks: "immediately" | "manual";
  webhookRetry?: Partial<DeliveryPlan["retry"]>;
  webhookTimeoutMilliseconds?: number;
  /** The clock of the webhook signatures: the real one, because receivers compare it with theirs. */
  webhookSignaturesAt?: () => Date;
  /** Milliseconds until what Stripe does "some time later" (disputes, slow refunds, bank answers), or by a control only. */
  laterActs?: number | "manual";
  merchant?: string;
  statementDescriptorPrefix?: string;
  fees?: Partial<Fees>;
  settlementDays?: number;
};

export type CardSimulator = {
  url: string;
  /** For `new Stripe(key, simulator.stripeOptions)`. */
  stripeOptions: { host: string; port: number; protocol: "http" };
  controls: Controls;
  /** The API requests received, oldest first, without the key. */
  readonly requests: readonly RecordedRequest[];
  forgetRequests(): void;
  stop(): Promise<void>;
};

/** Prices as published for a standard US account. Cents. */
export const STANDARD_FEES: Fees = {
  card: { rate: { numerator: 29n, denominator: 1000n }, fixed: 30 },
  bank: { rate: { numerator: 8n, denominator: 1000n }, fixed: 0, most: 500 },
  dispute: 1500,
};

const SWEEP_MILLISECONDS = 1000;

export async function startCardSimulator(options: CardSimulatorOptions): Promise<CardSimulator> {
  const server = createServer();
  const port = await listen(server, options);
  const url = `http://${options.host}:${port}`;
  let simulation: Simulation;
  try {
    simulation = openSimulation(options, url);
  } catch (error) {
    server.close();
    throw error;
  }
  const log = new RequestLog();
  const trouble = new TroubleAhead();
  const controls = new Controls(simulation, trouble, options.webhookSecret);
  const api = new ApiServer(simulation, options.secretKey, log, trouble);

  server.on("request", (request, response) => {
    const address = URL.parse(request.url ?? "/", url);
    const serve = async (): Promise<void> => {
      if (address === null) response.writeHead(400).end();
      else if (address.pathname.startsWith("/simulator")) await serveControl(controls, log, request, response, address);
      else if (/^\/(c\/pay|embedded)\//.test(address.pathname)) await servePage(simulation, request, response, address);
      else await api.serve(request, response, address);
    };
    serve().catch((error: unknown) => {
      console.error("card simulator:", error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { "Content-Type": "application/json" }).end('{"error":{"type":"api_error","message":"The card simulator failed."}}');
    });
  });

  if (options.webhookUrl !== undefined) controls.sendWebhooksTo(options.webhookUrl);
  controls.catchUp();
  // Nobody has to ask for a session to expire.
  const sweep = setInterval(() => controls.catchUp(), SWEEP_MILLISECONDS).unref();

  return {
    url,
    stripeOptions: { host: options.host, port, protocol: "http" },
    controls,
    requests: log.requests,
    forgetRequests: () => log.forget(),
    async stop() {
      clearInterval(sweep);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await simulation.stop();
      await closed;
    },
  };
}

function openSimulation(options: CardSimulatorOptions, url: string): Simulation {
  return new Simulation({
    now: options.now,
    statePath: options.statePath,
    laterActs: options.laterActs ?? 1000,
    deliveries: {
      deliver: options.deliverWebhooks,
      retry: { attempts: 8, firstDelayMilliseconds: 200, factor: 2, ...options.webhookRetry },
      timeoutMilliseconds: options.webhookTimeoutMilliseconds ?? 10_000,
      signaturesAt: options.webhookSignaturesAt ?? (() => new Date()),
    },
    settings: {
      url,
      apiVersion: Stripe.API_VERSION,
      merchant: options.merchant ?? "Carebill Sandbox",
      statementDescriptorPrefix: options.statementDescriptorPrefix ?? "CAREBILL",
      fees: { ...STANDARD_FEES, ...options.fees },
      settlementDays: options.settlementDays ?? 2,
    },
  });
}

function listen(server: Server, { port, host }: CardSimulatorOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
