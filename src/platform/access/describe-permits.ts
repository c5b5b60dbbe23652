import type { GraphQLSchema } from "graphql";
import type { ActDeclaration } from "../graphql/acts/declarations";
import { allFields } from "./field-rules";

/** What a field asks of its caller stands in its description, where explorers, generated code and schema/schema.graphql show it. */
export function describePermits(schema: GraphQLSchema): void {
  for (const { field, permits } of allFields(schema)) {
    const act = field.extensions.act as ActDeclaration | undefined;
    const asks = [
      ...(permits.length ? [`Needs ${permits.map((permit) => `\`${permit}\``).join(" and ")}.`] : []),
      ...(field.extensions.permit === "anonymous" ? ["Open to anybody."] : []),
      ...(act?.idempotency === "required" ? ["Needs the header `Idempotency-Key`."] : []),
    ];
    if (asks.length) field.description = [field.description, asks.join(" ")].filter(Boolean).join("\n\n");
  }
}
