import { Extensions, Field, Int, InterfaceType, registerEnumType } from "type-graphql";
import type { Refusal } from "../../../vocabulary";
import { Shape, Value } from "../reads/declarations";

/** Filled by the composition root from every room's table before the schema is built. */
export const REFUSAL_CODES: Record<string, string> = {};
registerEnumType(REFUSAL_CODES, { name: "RefusalCode", description: "Why a mutation was refused. Stable; each has a page in docs/refusals." });

/** Which object type shows the facts of a code; rooms add theirs when they have one. */
const typeOfCode = new Map<string, string>();
export function showRefusalAs(code: string, typeName: string): void {
  typeOfCode.set(code, typeName);
}

@Extensions({ permit: "public" })
@InterfaceType("UserError", {
  description: "Why a mutation did nothing: expected trouble that the caller can act on. Holds no PHI.",
  resolveType: (error: ShownRefusal) => error.typeName,
})
export abstract class UserErrorType {
  @Field(() => REFUSAL_CODES as never, { description: "The stable code." }) code!: string;
  @Field(() => String, { description: "What is wrong and what would be right, for a person." }) message!: string;
  @Field(() => [String], { nullable: true, description: 'The input field, from the root of the input: ["diagnoses", "0", "code"].' }) path!: string[] | null;
  @Field(() => String, { description: "The page that explains this code." }) docUrl!: string;
  @Field(() => Boolean, { description: "True when the same request may succeed later unchanged." }) retryable!: boolean;
}

@Shape("Refused", { description: "A refusal whose message and path say it all.", permit: "public", implements: () => UserErrorType as never })
export class RefusedType {}

@Shape("StaleVersion", { description: "Somebody changed the object since you read it: read it again and decide.", permit: "public", implements: () => UserErrorType as never })
export class StaleVersionType {
  @Value(() => Int, "The version that it has now.") currentVersion!: number;
}
showRefusalAs("STALE_VERSION", "StaleVersion");

export type ShownRefusal = { typeName: string; code: string; message: string; path: string[] | null; docUrl: string; retryable: boolean };

export function showRefusal(refusal: Refusal, retryable: boolean): ShownRefusal {
  return {
    ...refusal.facts,
    typeName: typeOfCode.get(refusal.code) ?? "Refused",
    code: refusal.code,
    message: refusal.message,
    path: refusal.path ? [...refusal.path] : null,
    docUrl: `/docs/refusals/${refusal.code}`,
    retryable,
  };
}
