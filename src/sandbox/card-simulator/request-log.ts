import { maskCardNumbers } from "./cards";
import { flatten, type GivenHash } from "./form-encoding";

/** A request as it came, without its key: what a test reads to see that nothing about a patient was sent. */
export type RecordedRequest = {
  requestId: string;
  at: string;
  method: string;
  path: string;
  /** `line_items[0][price_data][unit_amount]` -> `5000`. */
  parameters: Record<string, string>;
  idempotencyKey: string | null;
  stripeVersion: string | null;
  status: number | null;
};

const MOST = 10_000;

export class RequestLog {
  readonly requests: RecordedRequest[] = [];

  /** Card numbers keep their last four even here, wherever they were put. */
  record(request: Omit<RecordedRequest, "parameters" | "status">, given: GivenHash): RecordedRequest {
    const parameters = Object.fromEntries(Object.entries(flatten(given)).map(([name, value]) => [maskCardNumbers(name), maskCardNumbers(value)]));
    const recorded: RecordedRequest = { ...request, path: maskCardNumbers(request.path), parameters, status: null };
    this.requests.push(recorded);
    if (this.requests.length > MOST) this.requests.shift();
    return recorded;
  }

  forget(): void {
    this.requests.length = 0;
  }
}
