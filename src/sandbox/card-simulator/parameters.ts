import { invalidParameter } from "./errors";
import type { Given, GivenHash } from "./form-encoding";

/** One parameter of an endpoint: how to read it, and whether it may be left out. */
export type Parameter<T> = { readonly required: boolean; read(given: Given, name: string): T };
export type Shape = Record<string, Parameter<unknown>>;
export type ValuesOf<S extends Shape> = { [K in keyof S]: S[K] extends Parameter<infer T> ? T : never };

export type Metadata = Record<string, string>;
export type Created = { gt?: number; gte?: number; lt?: number; lte?: number };

/** Refuses what the endpoint does not know, so that a wrong payload fails here and not first at Stripe. */
export function readParameters<S extends Shape>(shape: S, given: GivenHash): ValuesOf<S> {
  return readHash(shape, given, "");
}

export function required<T>(parameter: Parameter<T | undefined>): Parameter<T> {
  return { required: true, read: parameter.read as (given: Given, name: string) => T };
}

export function text(limits: { max?: number; pattern?: RegExp; says?: string } = {}): Parameter<string | undefined> {
  const max = limits.max ?? 5000;
  return optional((given, name) => {
    const value = leaf(given, name);
    if (value === "") {
      throw invalidParameter(
        `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
        { param: name, code: "parameter_invalid_empty" },
      );
    }
    // Lengths are counted in characters. The value is not repeated: it could be a patient's name.
    if ([...value].length > max) throw invalidParameter(`Invalid string: ${name} must be at most ${max} characters`, { param: name });
    if (limits.pattern && !limits.pattern.test(value)) throw invalidParameter(limits.says ?? `Invalid ${name}`, { param: name });
    return value;
  });
}

export function webAddress(): Parameter<string | undefined> {
  const plain = text({ max: 5000 });
  return optional((given, name) => {
    const value = plain.read(given, name)!;
    // {CHECKOUT_SESSION_ID} is Stripe's own template and not part of an address.
    const address = URL.parse(value.replaceAll("{CHECKOUT_SESSION_ID}", "id"));
    if (address === null) throw invalidParameter("Not a valid URL", { param: name, code: "url_invalid" });
    if (address.protocol !== "https:" && address.protocol !== "http:") {
      throw invalidParameter(`Invalid URL: An explicit scheme (such as https) must be provided.`, { param: name, code: "url_invalid" });
    }
    return value;
  });
}

export function integer(limits: { min?: number; max?: number } = {}): Parameter<number | undefined> {
  return optional((given, name) => {
    const value = leaf(given, name);
    if (!/^-?\d{1,15}$/.test(value)) {
      throw invalidParameter(`Invalid integer: ${value.slice(0, 20)}`, { param: name, code: "parameter_invalid_integer" });
    }
    const number = Number(value);
    if (limits.min !== undefined && number < limits.min) {
      throw invalidParameter(`This value must be greater than or equal to ${limits.min} (it currently is '${number}').`, {
        param: name,
        code: "parameter_invalid_integer",
      });
    }
    if (limits.max !== undefined && number > limits.max) {
      throw invalidParameter(`This value must be less than or equal to ${limits.max} (it currently is '${number}').`, {
        param: name,
        code: "parameter_invalid_integer",
      });
    }
    return number;
  });
}

export function flag(): Parameter<boolean | undefined> {
  return optional((given, name) => {
    const value = leaf(given, name);
    if (value !== "true" && value !== "false") throw invalidParameter(`Invalid boolean: ${value.slice(0, 20)}`, { param: name });
    return value === "true";
  });
}

export function oneOf<const C extends string>(...choices: readonly C[]): Parameter<C | undefined> {
  return optional((given, name) => {
    const value = leaf(given, name);
    if (!(choices as readonly string[]).includes(value)) {
      const list = choices.length === 1 ? choices[0] : `one of ${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
      throw invalidParameter(`Invalid ${name}: must be ${list}`, { param: name });
    }
    return value as C;
  });
}

/** Only dollars are served; a request for another currency should not look as if it worked. */
export function currency(): Parameter<"usd" | undefined> {
  return optional((given, name) => {
    const value = leaf(given, name);
    if (value.toLowerCase() !== "usd") throw invalidParameter(`Invalid currency: ${value.slice(0, 8)}. The card simulator serves usd only.`, { param: name });
    return "usd" as const;
  });
}

export function hash<S extends Shape>(shape: S): Parameter<ValuesOf<S> | undefined> {
  return optional((given, name) => {
    if (typeof given === "string") throw invalidParameter("Invalid hash", { param: name });
    return readHash(shape, given, name);
  });
}

export function list<T>(element: Parameter<T | undefined>): Parameter<T[] | undefined> {
  return optional((given, name) => {
    if (typeof given === "string" || Object.keys(given).some((key) => !/^\d{1,4}$/.test(key))) throw invalidParameter("Invalid array", { param: name });
    return Object.keys(given)
      .sort((a, b) => Number(a) - Number(b))
      .map((key) => element.read(given[key]!, `${name}[${key}]`) as T);
  });
}

/** Up to 50 keys of 40 characters with values of 500. An empty value takes a key away. */
export function metadata(): Parameter<Metadata | undefined> {
  return optional((given, name) => {
    if (typeof given === "string") {
      if (given === "") return {};
      throw invalidParameter("Invalid metadata: must be a hash", { param: name });
    }
    const entries = Object.entries(given);
    if (entries.length > 50) {
      throw invalidParameter(`Metadata can have at most 50 keys, but you passed in ${entries.length} keys.`, { param: name });
    }
    const values: Metadata = {};
    for (const [key, value] of entries) {
      if (typeof value !== "string") throw invalidParameter("Metadata values must be strings", { param: `${name}[${key}]` });
      if ([...key].length > 40) {
        throw invalidParameter(`Metadata keys can have up to 40 characters, but you passed in a key that is ${[...key].length} characters.`, { param: name });
      }
      if ([...value].length > 500) {
        throw invalidParameter(`Metadata values can have up to 500 characters, but you passed in a value that is ${[...value].length} characters.`, {
          param: `${name}[${key}]`,
        });
      }
      if (value !== "") values[key] = value;
    }
    return values;
  });
}

/** `created=1700000000` or `created[gte]=...&created[lt]=...`. */
export function created(): Parameter<Created | undefined> {
  const moment = integer({ min: 0 });
  const range = hash({ gt: moment, gte: moment, lt: moment, lte: moment });
  return optional((given, name) => {
    if (typeof given !== "string") return range.read(given, name)!;
    const exactly = moment.read(given, name)!;
    return { gte: exactly, lte: exactly };
  });
}

export function expansions(): Parameter<string[] | undefined> {
  return list(text({ max: 200 }));
}

function readHash<S extends Shape>(shape: S, given: GivenHash, prefix: string): ValuesOf<S> {
  const nameOf = (key: string): string => (prefix === "" ? key : `${prefix}[${key}]`);
  const unknown = Object.keys(given)
    .filter((key) => !Object.hasOwn(shape, key))
    .map(nameOf);
  if (unknown.length > 0) {
    const message = unknown.length === 1 ? `Received unknown parameter: ${unknown[0]}` : `Received unknown parameters: ${unknown.join(", ")}`;
    throw invalidParameter(message, { param: unknown[0]!, code: "parameter_unknown" });
  }
  const values: Record<string, unknown> = {};
  for (const [key, parameter] of Object.entries(shape)) {
    const value = given[key];
    if (value !== undefined) values[key] = parameter.read(value, nameOf(key));
    else if (parameter.required) throw invalidParameter(`Missing required param: ${nameOf(key)}.`, { param: nameOf(key), code: "parameter_missing" });
  }
  return values as ValuesOf<S>;
}

function optional<T>(read: (given: Given, name: string) => T): Parameter<T | undefined> {
  return { required: false, read };
}

function leaf(given: Given, name: string): string {
  if (typeof given !== "string") throw invalidParameter(`Invalid string: ${name} must be a single value`, { param: name });
  return given;
}
