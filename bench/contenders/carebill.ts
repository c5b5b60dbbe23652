import type { GraphQLError } from "graphql";
import type { listen as Listen } from "../../src/platform/http/http-server.ts";
import { benchDocuments } from "../operations/documents.ts";
import { openBenchOffice } from "./open-bench-office.ts";
import { requireOfProduct, product } from "../product.ts";
import { serve } from "./serve.ts";

/** C: the product as it ships, in production mode, its queue running, called with an ordinary biller's token. */
serve(async ({ owner, serviceId, billerId }) => {
  const office = await openBenchOffice(owner);
  await office.jobs.start();
  const { listen } = product<{ listen: typeof Listen }>("src/platform/http/http-server.js");
  const { port } = await listen(office.app, 0, "127.0.0.1");
  const token = office.tokenKey.sign({ kind: "staff", id: billerId, billingServiceId: serviceId }, new Date(), 24 * 3600);
  return {
    port,
    path: "/graphql",
    headers: { authorization: `Bearer ${token}` },
    notes: ["production mode, walls and permissions on, queue and clock running, a biller's token over every practice of the service"],
    problems: documentProblems(office.built.schema),
  };
});

/** What a room does not offer yet is said before anything is timed, by operation. */
function documentProblems(schema: unknown): Record<string, string> {
  const { parse, validate } = requireOfProduct("graphql") as { parse(text: string): unknown; validate(schema: unknown, document: unknown): readonly GraphQLError[] };
  const problems: Record<string, string> = {};
  for (const [name, document] of Object.entries(benchDocuments.C)) {
    const errors = validate(schema, parse(document));
    if (errors.length) problems[name] = errors[0]!.message;
  }
  return problems;
}
