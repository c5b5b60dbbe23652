import type Stripe from "stripe";
import type { Act } from "./act";
import { isAvailable } from "./balance-transactions";
import { invalidRequest } from "./errors";
import type { Shelves } from "./shelves";

type Resource = Record<string, unknown> & { object: string; id: string };
const DEEPEST = 4;

/** Which fields hold an id that `expand` may replace, and where the object is found. */
const EXPANDABLE: Record<string, Record<string, (keyof Shelves)[]>> = {
  "checkout.session": { payment_intent: ["paymentIntents"], customer: ["customers"] },
  payment_intent: { latest_charge: ["charges"], payment_method: ["paymentMethods"], customer: ["customers"] },
  charge: {
    balance_transaction: ["balanceTransactions"],
    failure_balance_transaction: ["balanceTransactions"],
    payment_intent: ["paymentIntents"],
    customer: ["customers"],
  },
  refund: {
    charge: ["charges"],
    payment_intent: ["paymentIntents"],
    payment_method: ["paymentMethods"],
    balance_transaction: ["balanceTransactions"],
    failure_balance_transaction: ["balanceTransactions"],
    customer: ["customers"],
  },
  dispute: { charge: ["charges"], payment_intent: ["paymentIntents"] },
  payout: { balance_transaction: ["balanceTransactions"], failure_balance_transaction: ["balanceTransactions"] },
  balance_transaction: { source: ["charges", "refunds", "disputes", "payouts"] },
};

/** Lists that are left out unless they are asked for. */
const INCLUDABLE: Record<string, Record<string, (act: Act, of: Resource) => unknown>> = {
  "checkout.session": {
    line_items: (act, { id }) => ({
      object: "list",
      data: act.shelves.sessionTerms.get(id).lineItems,
      has_more: false,
      url: `/v1/checkout/sessions/${id}/line_items`,
    }),
  },
  charge: {
    refunds: (act, { id }) => {
      const refunds = act.shelves.refunds.newestFirst().filter((refund) => refund.charge === id);
      return { object: "list", data: refunds.slice(0, 10), has_more: refunds.length > 10, url: `/v1/charges/${id}/refunds` };
    },
  },
};

/** The answer as it is sent: balances as of now, and each `expand` path opened. */
export function present(act: Act, answer: object, expand: readonly string[] = []): object {
  let presented = presentNow(act, answer as Resource);
  for (const path of expand) {
    const steps = path.split(".");
    if (steps.length > DEEPEST) throw invalidRequest(`You cannot expand more than ${DEEPEST} levels of a property.`, { param: "expand" });
    presented = open(act, presented, steps, path);
  }
  return presented;
}

function open(act: Act, resource: Resource, [step, ...rest]: string[], path: string): Resource {
  if (step === undefined) return resource;
  if (resource.object === "list" && step === "data") {
    return { ...resource, data: (resource.data as Resource[]).map((each) => open(act, each, rest, path)) };
  }
  const value = resource[step];
  const shelves = EXPANDABLE[resource.object]?.[step];
  const include = INCLUDABLE[resource.object]?.[step];
  if (shelves === undefined && include === undefined) throw invalidRequest(`This property cannot be expanded (${path}).`, { param: "expand" });
  // A second path through the same field finds it open already.
  if (value !== null && typeof value === "object") return { ...resource, [step]: open(act, value as Resource, rest, path) };
  if (include !== undefined) return { ...resource, [step]: open(act, include(act, resource) as Resource, rest, path) };
  if (typeof value !== "string") return resource;
  const found = shelves!.map((name) => act.shelves[name].find(value)).find((each) => each !== undefined) as unknown as Resource | undefined;
  return found === undefined ? resource : { ...resource, [step]: open(act, presentNow(act, found), rest, path) };
}

function presentNow(act: Act, resource: Resource): Resource {
  if (resource.object === "list") return { ...resource, data: (resource.data as Resource[]).map((each) => presentNow(act, each)) };
  if (resource.object !== "balance_transaction") return resource;
  return { ...resource, status: isAvailable(act, resource as unknown as Stripe.BalanceTransaction) ? "available" : "pending" };
}
