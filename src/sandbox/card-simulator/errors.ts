/** The error envelope, in Stripe's words: a type, a code that programs can rely on, and the parameter at fault. */
export type ErrorType = "api_error" | "card_error" | "idempotency_error" | "invalid_request_error" | "rate_limit_error";

export type ErrorBody = {
  type: ErrorType;
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  doc_url?: string;
  request_log_url?: string;
  payment_intent?: unknown;
  payment_method?: unknown;
};

/** Thrown by anything that turns a request down. The server turns it into `{ error: ... }` with this status. */
export class StripeRefusal extends Error {
  override name = "StripeRefusal";

  constructor(
    readonly status: number,
    readonly body: ErrorBody,
    /** True while the parameters are read: Stripe keeps no answer for a key whose request never began. */
    readonly beforeExecution = false,
  ) {
    super(body.message);
  }
}

export function invalidRequest(message: string, facts: { param?: string; code?: string } = {}): StripeRefusal {
  return new StripeRefusal(400, { type: "invalid_request_error", message, ...facts });
}

export function invalidParameter(message: string, facts: { param: string; code?: string }): StripeRefusal {
  return new StripeRefusal(400, { type: "invalid_request_error", message, ...facts }, true);
}

/** A resource in the path that is not here is a 404; one that a parameter names is a 400. */
export function missingResource(noun: string, id: string, where: { param: string; inPath?: boolean }): StripeRefusal {
  return new StripeRefusal(where.inPath ? 404 : 400, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${noun}: '${id}'`,
    param: where.param,
  });
}

export function cardDeclined(facts: Omit<ErrorBody, "type">): StripeRefusal {
  return new StripeRefusal(402, { type: "card_error", ...facts });
}

export function unknownRoute(method: string, path: string): StripeRefusal {
  return new StripeRefusal(
    404,
    {
      type: "invalid_request_error",
      message: `Unrecognized request URL (${method}: ${path}). The card simulator's README lists what it serves.`,
    },
    true,
  );
}
