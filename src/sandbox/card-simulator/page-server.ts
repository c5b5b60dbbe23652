import type { IncomingMessage, ServerResponse } from "node:http";
import type Stripe from "stripe";
import { instrumentByNumber, isInstrument, type Decline } from "./cards";
import { checkoutPage, notFoundPage } from "./checkout-page";
import { destinationOf, payCheckoutSession } from "./checkout-sessions";
import { readForm, type GivenHash } from "./form-encoding";
import { readBody } from "./request-body";
import type { Simulation } from "./simulation";

/** No script, nothing from elsewhere, no address of this page told to the next. `form-action` is left out: browsers apply it to the redirect too. */
const PAGE_HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** Opens `/c/pay/<session>` and `/embedded/<client secret>`, and takes what their form sends. */
export async function servePage(simulation: Simulation, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const session = simulation.act(() => sessionAt(simulation, url.pathname));
  if (session === undefined) {
    response.writeHead(404, PAGE_HEADERS).end(notFoundPage());
    return;
  }
  if (request.method === "GET" || request.method === "HEAD") {
    show(simulation, response, { url, sessionId: session.id, status: 200 });
    return;
  }
  if (request.method !== "POST") {
    response.writeHead(405, { Allow: "GET, POST" }).end();
    return;
  }
  const form = readForm(await readBody(request));
  const declined = simulation.act((act) => {
    const current = act.shelves.sessions.get(session.id);
    if (current.status !== "open") return undefined;
    const typed = instrumentTyped(form, act.now);
    if (!isInstrument(typed)) return typed;
    return payCheckoutSession(act, current, typed, { email: field(form, "email"), name: field(form, "name") }).declined;
  });
  const after = simulation.shelves.sessions.get(session.id);
  const destination = destinationOf(after);
  if (declined === undefined && after.status === "complete" && destination !== null) {
    response.writeHead(303, { Location: destination, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" }).end();
    return;
  }
  show(simulation, response, { url, sessionId: session.id, declined, status: declined === undefined ? 200 : 402 });
}

/** The card or bank account of the form, or what is wrong with what was typed. */
function instrumentTyped(form: GivenHash, now: Date): ReturnType<typeof instrumentByNumber> {
  const account = field(form, "bank_account");
  if (account !== undefined) return instrumentByNumber("us_bank_account", account);
  const found = instrumentByNumber("card", field(form, "card") ?? "");
  if (!isInstrument(found)) return found;
  return expiryProblem(field(form, "expiry") ?? "", now) ?? cvcProblem(field(form, "cvc") ?? "") ?? found;
}

function expiryProblem(expiry: string, now: Date): Decline | undefined {
  const [, month, year] = /^(\d{2}) ?\/ ?(\d{2})$/.exec(expiry) ?? [];
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return wrong("invalid_expiry_month", "Your card's expiration month is invalid.");
  const firstInvalid = Date.UTC(2000 + Number(year), Number(month), 1);
  return firstInvalid <= now.getTime() ? wrong("invalid_expiry_year", "Your card's expiration date is in the past.") : undefined;
}

function cvcProblem(cvc: string): Decline | undefined {
  return /^\d{3,4}$/.test(cvc) ? undefined : wrong("invalid_cvc", "Your card's security code is invalid.");
}

function wrong(code: string, message: string): Decline {
  return { code, declineCode: code, message };
}

function sessionAt({ shelves }: Simulation, path: string): Stripe.Checkout.Session | undefined {
  const [, hostedId] = /^\/c\/pay\/([\w]+)$/.exec(path) ?? [];
  if (hostedId !== undefined) {
    const session = shelves.sessions.find(hostedId);
    return session?.ui_mode === "hosted_page" ? session : undefined;
  }
  const [, secret, id] = /^\/embedded\/((cs_test_\w+?)_secret_\w+)$/.exec(path) ?? [];
  return id !== undefined && shelves.sessionTerms.find(id)?.clientSecret === secret ? shelves.sessions.get(id) : undefined;
}

type Showing = { url: URL; sessionId: string; declined?: Decline; status: number };

function show(simulation: Simulation, response: ServerResponse, { url, sessionId, declined, status }: Showing): void {
  const session = simulation.shelves.sessions.get(sessionId);
  const terms = simulation.shelves.sessionTerms.get(sessionId);
  const embedded = session.ui_mode === "embedded_page";
  const html = checkoutPage({ session, terms, action: url.pathname, embedded, declined, destination: destinationOf(session) });
  // The hosted page is nobody's frame; the embedded one is made to be one.
  response.writeHead(status, embedded ? PAGE_HEADERS : { ...PAGE_HEADERS, "X-Frame-Options": "DENY" }).end(html);
}

function field(form: GivenHash, name: string): string | undefined {
  const value = form[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
