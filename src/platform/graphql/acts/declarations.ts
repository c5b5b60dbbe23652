import { Extensions, Field, ID, InputType, Int, Mutation, type ClassType } from "type-graphql";
import type { Work } from "../../work/work";
import { Shape } from "../reads/declarations";
import { UserErrorType } from "./user-error";

export type ActDeclaration = {
  /** Required on whatever moves money or sends something out (api.md). */
  readonly idempotency: "required" | "accepted";
  /**
   * For acts that end outside (a processor, a mail): the verb records the intent and commits, then this calls out and
   * records the outcome. It must be safe to repeat: a replayed request runs it again.
   */
  readonly then?: (work: Work, payload: Record<string, unknown>) => Promise<void>;
  /** The verb opens its own transactions. */
  readonly transaction?: "own";
  /**
   * For acts whose tenant is found from the input before the transaction begins: a pay link that nobody signed in
   * follows, a patient who pays a family's bill. It answers with the Work that acts, or refuses; the caller's own
   * tenant is what the reads of the payload see.
   */
  readonly as?: (work: Work, args: Record<string, unknown>) => Promise<Work>;
};

/** "own": the verb opens its own transactions, because it lets others happen (the sandbox clock). Such an act keeps no Idempotency-Key. */
type ActOptions = { transaction?: "own"; permit: string; idempotency?: "required"; then?: ActDeclaration["then"]; as?: ActDeclaration["as"] };

/** A mutation: one act, noun first. The wrapper around it (perform.ts) decodes ids, keeps keys and shows refusals. */
export function Act(payload: () => ClassType, description: string, options: ActOptions): MethodDecorator {
  const act: ActDeclaration = {
    idempotency: options.idempotency ?? "accepted",
    ...(options.then ? { then: options.then } : {}),
    ...(options.as ? { as: options.as } : {}),
    ...(options.transaction ? { transaction: options.transaction } : {}),
  };
  return (target, key, descriptor) => {
    // Nullable, so that one denied mutation of a document leaves the others their answers.
    Mutation(payload, { description, nullable: true })(target, key as string, descriptor as never);
    (Extensions({ act, permit: options.permit }) as unknown as MethodDecorator)(target, key, descriptor);
  };
}

/** The answer of a mutation: its objects (nullable, because a refusal has none) and `userErrors`. */
export function ActPayload(name: string, description = "The result, or why nothing was done."): ClassDecorator {
  return (target) => {
    Field(() => [UserErrorType], { description: "Empty when it was done. Otherwise why it was not, and nothing has changed." })(target.prototype, "userErrors");
    Shape(name, { description, permit: "inherit" })(target);
  };
}

export function Input(name: string, description: string): ClassDecorator {
  return (target) => InputType(name, { description })(target);
}

/** `file`: taken as it is, because its reader judges it and keeps it; any other text is under the rule of input-texts.ts. */
type InputOptions = { nullable?: boolean; defaultValue?: unknown; file?: true };

export function InputField(type: () => unknown, description: string, options: InputOptions = {}): PropertyDecorator {
  return (target, key) => {
    Field(type as never, { description, nullable: options.nullable ?? false, ...(options.defaultValue !== undefined ? { defaultValue: options.defaultValue } : {}) })(target, key as string);
    if (options.file) (Extensions({ file: true }) as unknown as PropertyDecorator)(target, key);
  };
}

/** An opaque id of one kind of object; verbs receive the uuid. */
export function InputId(prefix: string, description: string, options: { nullable?: boolean } = {}): PropertyDecorator {
  return (target, key) => {
    Field(() => ID, { description, nullable: options.nullable ?? false })(target, key as string);
    (Extensions({ idPrefix: prefix }) as unknown as PropertyDecorator)(target, key);
  };
}

export function InputIds(prefix: string, description: string, options: { nullable?: boolean } = {}): PropertyDecorator {
  return (target, key) => {
    Field(() => [ID], { description, nullable: options.nullable ?? false })(target, key as string);
    (Extensions({ idPrefix: prefix }) as unknown as PropertyDecorator)(target, key);
  };
}

/** Refuses a write over a change that the caller has not seen. */
export const ExpectedVersion = (): PropertyDecorator =>
  InputField(() => Int, "The version that you read; the mutation is refused as STALE_VERSION when it is no longer that. Omit to write regardless.", { nullable: true });
