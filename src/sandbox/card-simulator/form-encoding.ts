import { invalidParameter } from "./errors";

/** What a form body or a query says before anyone has judged it: text, and hashes of text. Lists are hashes with number keys. */
export type Given = string | GivenHash;
export type GivenHash = { [name: string]: Given };

const DEEPEST = 8;
const MOST_FIELDS = 2000;

/** Reads `line_items[0][price_data][unit_amount]=5000&expand[]=customer` into nested hashes. */
export function readForm(text: string): GivenHash {
  const hash: GivenHash = emptyHash();
  let fields = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    if (++fields > MOST_FIELDS) throw invalidParameter("Too many parameters.", { param: name });
    place(hash, segmentsOf(name), value, name);
  }
  return hash;
}

/** `a[b][c]` for every leaf, so that a log or a test can look at names and values in one flat list. */
export function flatten(given: GivenHash, prefix = ""): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const full = prefix === "" ? name : `${prefix}[${name}]`;
    if (typeof value === "string") flat[full] = value;
    else Object.assign(flat, flatten(value, full));
  }
  return flat;
}

/** The same parameters in another order are the same request. */
export function canonical(given: GivenHash): string {
  const flat = flatten(given);
  return JSON.stringify(
    Object.keys(flat)
      .sort()
      .map((name) => [name, flat[name]]),
  );
}

function segmentsOf(name: string): string[] {
  const open = name.indexOf("[");
  if (open < 0) return [name];
  const rest = name.slice(open);
  if (open === 0 || !/^(\[[^[\]]*\])+$/.test(rest)) throw invalidParameter(`Invalid parameter name: ${name.slice(0, 80)}`, { param: name.slice(0, 80) });
  const segments = [name.slice(0, open), ...rest.slice(1, -1).split("][")];
  if (segments.length > DEEPEST) throw invalidParameter(`Parameter is nested too deeply: ${name.slice(0, 80)}`, { param: name.slice(0, 80) });
  return segments;
}

function place(hash: GivenHash, [first, ...rest]: string[], value: string, name: string): void {
  const key = first === "" ? String(Object.keys(hash).length) : first!;
  if (rest.length === 0) {
    hash[key] = value;
    return;
  }
  // `expand[]=a&expand[]=b` appends, and each element of a list of hashes comes with its own number.
  const inner = (hash[key] ??= emptyHash());
  if (typeof inner === "string") throw invalidParameter(`Parameter ${key} is both a value and a hash.`, { param: name });
  place(inner, rest, value, name);
}

/** No prototype: a parameter called `__proto__` is only an unknown parameter. */
function emptyHash(): GivenHash {
  return Object.create(null) as GivenHash;
}
