import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { ROUTES, type Route } from "./api";
import { StripeRefusal, unknownRoute, type ErrorBody } from "./errors";
import { present } from "./expansion";
import { readForm, type GivenHash } from "./form-encoding";
import { answerKeptFor, checkKey, keepAnswer, RequestsInFlight, type Answer, type Keyed } from "./idempotency";
import { newId } from "./identifiers";
import { readParameters } from "./parameters";
import { readBody } from "./request-body";
import type { RequestLog } from "./request-log";
import type { Simulation } from "./simulation";
import type { TroubleAhead } from "./trouble";

type Asked = { requestId: string; method: string; path: string; key: string | null; version: string };

/** The part that speaks Stripe: `/v1/...`, form-encoded in, JSON out, one secret key. */
export class ApiServer {
  private readonly inFlight = new RequestsInFlight();

  constructor(
    private readonly simulation: Simulation,
    private readonly secretKey: string,
    private readonly log: RequestLog,
    private readonly trouble: TroubleAhead,
  ) {}

  async serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const method = request.method ?? "GET";
    const asked: Asked = {
      requestId: newId("req", 14),
      method,
      path: url.pathname,
      // Stripe gives every POST an idempotency key its meaning and ignores it elsewhere.
      key: method === "POST" ? (headerOf(request, "idempotency-key") ?? null) : null,
      version: headerOf(request, "stripe-version") ?? this.simulation.settings.apiVersion,
    };
    let given: GivenHash = {};
    let unreadable: unknown;
    try {
      given = await this.readGiven(request, url);
    } catch (error) {
      unreadable = error;
    }
    const { requestId, path, key } = asked;
    const recorded = this.log.record(
      {
        requestId,
        at: this.simulation.now().toISOString(),
        method,
        path,
        idempotencyKey: key,
        stripeVersion: headerOf(request, "stripe-version") ?? null,
      },
      given,
    );

    let answer: Answer & { replayed?: boolean };
    let broken = false;
    try {
      this.authenticate(request);
      if (unreadable !== undefined) throw unreadable;
      const { route, id } = routeFor(method, path);
      const trouble = this.trouble.next();
      if (trouble === "connection_lost_before") {
        response.destroy();
        return;
      }
      broken = trouble === "connection_lost_after";
      if (trouble === "rate_limited") throw rateLimited();
      if (key === null) {
        await this.holdBack();
        answer = this.run(asked, route, id, given, trouble === "server_error");
      } else {
        checkKey(key);
        answer = await this.inFlight.hold(key, async () => {
          await this.holdBack();
          return this.run(asked, route, id, given, trouble === "server_error");
        });
      }
    } catch (error) {
      answer = this.answerTo(asked, error);
    }
    recorded.status = answer.status;
    if (broken) {
      response.destroy();
      return;
    }
    send(response, asked, answer);
  }

  /** Looks for a kept answer, does the work, and keeps the answer with it: all in one act, written at once. */
  private run(asked: Asked, route: Route, id: string, given: GivenHash, failing: boolean): Answer & { replayed?: boolean } {
    const { requestId, method, path, key } = asked;
    const keyed: Keyed | null = key === null ? null : { key, method, path, given };
    return this.simulation.act(
      (act) => {
        if (keyed !== null) {
          const kept = answerKeptFor(act, keyed);
          if (kept !== undefined) return { status: kept.status, body: kept.body, requestId: kept.requestId, replayed: true };
        }
        let answer: Answer;
        try {
          const values = readParameters(route.shape, given) as { expand?: string[] };
          if (failing) throw serverError();
          const done = route.run(act, values as never, id);
          answer = { status: 200, body: JSON.stringify(present(act, done, values.expand), null, 2), requestId };
        } catch (error) {
          if (!(error instanceof StripeRefusal) || error.beforeExecution) throw error;
          answer = this.answerTo(asked, error);
        }
        if (keyed !== null) keepAnswer(act, keyed, answer);
        return answer;
      },
      { id: requestId, idempotencyKey: key },
    );
  }

  private async holdBack(): Promise<void> {
    if (this.trouble.delayMilliseconds > 0) await pause(this.trouble.delayMilliseconds);
  }

  private answerTo({ requestId }: Asked, error: unknown): Answer {
    const refusal = error instanceof StripeRefusal ? error : null;
    // A bug of the simulator: the reason goes to whoever runs it and not to the caller.
    if (refusal === null) console.error("card simulator:", error);
    const { status, body } = refusal ?? serverError();
    const told: ErrorBody = {
      ...body,
      ...(body.code === undefined ? {} : { doc_url: `https://stripe.com/docs/error-codes/${body.code.replaceAll("_", "-")}` }),
      request_log_url: `${this.simulation.settings.url}/simulator/requests/${requestId}`,
    };
    return { status, body: JSON.stringify({ error: told }, null, 2), requestId };
  }

  /** `Authorization: Bearer sk_...`, or Basic with the key as the user and no password. */
  private authenticate(request: IncomingMessage): void {
    const given = keyGiven(request);
    if (given === null) {
      throw refuse(401, "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
    }
    if (given !== this.secretKey) throw refuse(401, `Invalid API Key provided: ${given.slice(0, 8)}****${given.length > 16 ? given.slice(-4) : ""}`);
    const account = headerOf(request, "stripe-account");
    if (account !== undefined) {
      // Connect is not simulated. Taking the request as if it were the platform's own would hide a mistake.
      throw refuse(403, `The provided key does not have access to account '${account}' (or that account does not exist). The card simulator serves one account.`, "account_invalid");
    }
    const version = headerOf(request, "stripe-version");
    if (version !== undefined && !/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(version)) throw refuse(400, `Invalid Stripe API version: ${version.slice(0, 40)}`);
  }

  private async readGiven(request: IncomingMessage, url: URL): Promise<GivenHash> {
    if (request.method !== "POST") return readForm(url.search.slice(1));
    const body = await readBody(request);
    const type = headerOf(request, "content-type") ?? "";
    if (body !== "" && !type.startsWith("application/x-www-form-urlencoded")) {
      throw refuse(400, "Invalid request: the API takes application/x-www-form-urlencoded bodies.");
    }
    return readForm(body);
  }
}

function routeFor(method: string, path: string): { route: Route; id: string } {
  const parts = path.split("/");
  for (const route of ROUTES) {
    const pattern = route.path.split("/");
    if (route.method !== method || pattern.length !== parts.length) continue;
    if (!pattern.every((part, at) => (part === ":id" ? parts[at] !== "" : part === parts[at]))) continue;
    const at = pattern.indexOf(":id");
    return { route, id: at < 0 ? "" : decodeURIComponent(parts[at]!) };
  }
  throw unknownRoute(method, path);
}

function send(response: ServerResponse, asked: Asked, { status, body, requestId, replayed }: Answer & { replayed?: boolean }): void {
  const headers: Record<string, string> = {
    "Content-Type": "application/json",
    "Cache-Control": "no-cache, no-store",
    "Request-Id": asked.requestId,
    "Stripe-Version": asked.version,
  };
  if (asked.key !== null) headers["Idempotency-Key"] = asked.key;
  if (asked.key !== null && status < 500 && status !== 409) headers["Original-Request"] = requestId;
  if (replayed) headers["Idempotent-Replayed"] = "true";
  if (status === 401) headers["WWW-Authenticate"] = 'Basic realm="Stripe"';
  // A kept 500 would only be replayed; Stripe tells its library not to try.
  if (status === 500) headers["Stripe-Should-Retry"] = "false";
  response.writeHead(status, headers).end(body);
}

function keyGiven(request: IncomingMessage): string | null {
  const [scheme = "", credentials = ""] = (headerOf(request, "authorization") ?? "").split(" ");
  if (scheme.toLowerCase() === "bearer" && credentials !== "") return credentials;
  if (scheme.toLowerCase() !== "basic") return null;
  return Buffer.from(credentials, "base64").toString("utf8").split(":")[0] || null;
}

function refuse(status: number, message: string, code?: string): StripeRefusal {
  return new StripeRefusal(status, { type: "invalid_request_error", message, ...(code === undefined ? {} : { code }) }, true);
}

function serverError(): StripeRefusal {
  return new StripeRefusal(500, { type: "api_error", message: "An unknown error occurred" });
}

function rateLimited(): StripeRefusal {
  return new StripeRefusal(429, { type: "rate_limit_error", code: "rate_limit", message: "Request rate limit exceeded." }, true);
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
