import type { IncomingMessage, ServerResponse } from "node:http";
import { INSTRUMENTS } from "./cards";
import type { Controls, PayWith } from "./controls";
import { invalidRequest, missingResource, StripeRefusal, unknownRoute } from "./errors";
import { readBody } from "./request-body";
import type { RequestLog } from "./request-log";
import { TROUBLES, type Trouble } from "./trouble";

type Given = Record<string, unknown>;
type Control = {
  method: "GET" | "POST" | "DELETE";
  path: string;
  says: string;
  run(controls: Controls, given: Given, id: string, log: RequestLog): unknown;
};

/** The controls over HTTP, JSON in and out. `GET /simulator` prints this table. */
const CONTROLS: readonly Control[] = [
  control("POST", "/simulator/sessions/:id/pay", "pay a session: { card } or { bankAccount }, email?, name?", (controls, given, id) => {
    const payer = { email: text(given, "email"), name: text(given, "name") };
    const card = text(given, "card");
    const bankAccount = text(given, "bankAccount");
    if ((card === undefined) === (bankAccount === undefined)) throw invalidRequest("Give a card or a bankAccount.");
    const { session, declined, redirectTo } = controls.pay(id, { ...payer, card, bankAccount } as PayWith);
    if (declined === null) return { session, redirectTo };
    throw new StripeRefusal(402, {
      type: "card_error",
      code: declined.code,
      decline_code: declined.declineCode,
      message: declined.message,
    });
  }),
  control("POST", "/simulator/charges/:id/dispute", "open a dispute: { reason?, inquiry? }", (controls, given, id) =>
    controls.dispute(id, { reason: text(given, "reason"), inquiry: flag(given, "inquiry") }),
  ),
  control("POST", "/simulator/disputes/:id/win", "the bank gives the money back", (controls, _, id) => controls.winDispute(id)),
  control("POST", "/simulator/disputes/:id/lose", "the payer keeps the money", (controls, _, id) => controls.loseDispute(id)),
  control("POST", "/simulator/refunds/:id/succeed", "a pending refund arrives", (controls, _, id) => controls.refundSucceeds(id)),
  control("POST", "/simulator/refunds/:id/fail", "a refund comes back", (controls, _, id) => controls.refundFails(id)),
  control("POST", "/simulator/payouts", "pay out what is available: { includePending?, arrive? }", (controls, given) =>
    controls.payOut({ includePending: flag(given, "includePending"), arrive: flag(given, "arrive") }),
  ),
  control("POST", "/simulator/payouts/:id/arrive", "the deposit reaches the bank", (controls, _, id) => controls.payoutArrives(id)),
  control("POST", "/simulator/payouts/:id/fail", "the bank sends the deposit back", (controls, _, id) => controls.payoutFails(id)),
  control("POST", "/simulator/time/catch-up", "what is due by the clock happens", (controls) => {
    controls.catchUp();
    return {};
  }),
  control("POST", "/simulator/later/run", "what happens some time later happens now", (controls) => ({ ran: controls.runLaterActs() })),
  control("POST", "/simulator/webhooks/drop", "lose the next webhooks: { count }", (controls, given) => {
    controls.dropWebhooks(count(given));
    return {};
  }),
  control("POST", "/simulator/webhooks/duplicate", "send the next webhooks twice: { count }", (controls, given) => {
    controls.duplicateWebhooks(count(given));
    return {};
  }),
  control("POST", "/simulator/webhooks/reorder", "send the next webhooks last first: { count }", (controls, given) => {
    controls.reverseWebhooks(count(given));
    return {};
  }),
  control("POST", "/simulator/webhooks/deliver", "deliver what waits: { order?: as_created | reversed, limit? }", async (controls, given) => {
    const order = text(given, "order") ?? "as_created";
    if (order !== "as_created" && order !== "reversed") throw invalidRequest("order must be as_created or reversed.", { param: "order" });
    const limit = given["limit"] === undefined ? undefined : count(given, "limit");
    return { deliveries: await controls.deliverWebhooks({ order, limit }) };
  }),
  control("GET", "/simulator/webhooks/deliveries", "every delivery and what became of it", (controls) => ({
    deliveries: controls.deliveries(),
  })),
  control("POST", "/simulator/webhooks/url", "where webhooks go: { url }", (controls, given) => {
    const url = text(given, "url");
    if (url === undefined || !URL.canParse(url)) throw invalidRequest("Give the url of the receiver.", { param: "url" });
    controls.sendWebhooksTo(url);
    return {};
  }),
  control("POST", "/simulator/events/:id/redeliver", "send an event again", async (controls, _, id) => ({
    deliveries: await controls.redeliver(id),
  })),
  control("POST", "/simulator/requests/fail", `the next API requests go wrong: { trouble: ${Object.keys(TROUBLES).join(" | ")}, count? }`, (controls, given) => {
    const trouble = text(given, "trouble") ?? "";
    if (!Object.hasOwn(TROUBLES, trouble)) throw invalidRequest(`trouble must be one of ${Object.keys(TROUBLES).join(", ")}`, { param: "trouble" });
    controls.failRequests(trouble as Trouble, given["count"] === undefined ? 1 : count(given));
    return {};
  }),
  control("POST", "/simulator/requests/delay", "hold every API request: { milliseconds }", (controls, given) => {
    controls.delayRequests(count(given, "milliseconds"));
    return {};
  }),
  control("GET", "/simulator/requests", "the API requests received", (_, __, ___, log) => ({ requests: log.requests })),
  control("GET", "/simulator/requests/:id", "one of them", (_, __, id, log) => {
    const request = log.requests.find((each) => each.requestId === id);
    if (request === undefined) throw missingResource("request", id, { param: "id", inPath: true });
    return request;
  }),
  control("DELETE", "/simulator/requests", "forget them", (_, __, ___, log) => {
    log.forget();
    return {};
  }),
  control("GET", "/simulator/cards", "the test cards and bank accounts", () => ({
    cards: INSTRUMENTS.map(({ kind, number, token, story }) => ({ kind, number, token, story })),
  })),
  control("GET", "/simulator", "this list", () => ({ controls: CONTROLS.map(({ method, path, says }) => ({ method, path, says })) })),
];

export async function serveControl(controls: Controls, log: RequestLog, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  try {
    refuseForeignPages(request, url);
    const { control, id } = controlAt(request.method ?? "GET", url.pathname);
    const given = request.method === "POST" ? await readJson(request) : {};
    answer(response, 200, await control.run(controls, given, id, log));
  } catch (error) {
    if (!(error instanceof StripeRefusal)) throw error;
    answer(response, error.status, { error: error.body });
  }
}

/** A page that someone happens to have open must not move the simulated money: only programs and our own pages may. */
function refuseForeignPages(request: IncomingMessage, { origin, port }: URL): void {
  const from = request.headers.origin;
  // Compared with our own address and not with the Host header: that one says whatever name led here.
  if (from === undefined || from === origin || from === `http://localhost:${port}`) return;
  throw new StripeRefusal(403, { type: "invalid_request_error", message: "The controls are not for pages of other origins." });
}

function controlAt(method: string, path: string): { control: Control; id: string } {
  const parts = path.split("/");
  for (const control of CONTROLS) {
    const pattern = control.path.split("/");
    if (control.method !== method || pattern.length !== parts.length) continue;
    if (pattern.every((part, at) => (part === ":id" ? parts[at] !== "" : part === parts[at]))) return { control, id: parts[pattern.indexOf(":id")] ?? "" };
  }
  throw unknownRoute(method, path);
}

async function readJson(request: IncomingMessage): Promise<Given> {
  const body = await readBody(request);
  if (body === "") return {};
  try {
    const given: unknown = JSON.parse(body);
    if (typeof given === "object" && given !== null && !Array.isArray(given)) return given as Given;
  } catch {
    // Said below, for both kinds of mistake.
  }
  throw invalidRequest("The controls take a JSON object.");
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" }).end(JSON.stringify(body, null, 2));
}

function control(method: Control["method"], path: string, says: string, run: Control["run"]): Control {
  return { method, path, says, run };
}

function text(given: Given, name: string): string | undefined {
  const value = given[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw invalidRequest(`${name} must be a string.`, { param: name });
  return value;
}

function flag(given: Given, name: string): boolean | undefined {
  const value = given[name];
  if (value !== undefined && typeof value !== "boolean") throw invalidRequest(`${name} must be true or false.`, { param: name });
  return value;
}

function count(given: Given, name = "count"): number {
  const value = given[name];
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > 100_000) throw invalidRequest(`${name} must be a whole number.`, { param: name });
  return value as number;
}
