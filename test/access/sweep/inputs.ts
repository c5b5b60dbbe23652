import { getNamedType, getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLField, type GraphQLInputField, type GraphQLInputType } from "graphql";

/** Gives the id that an input of a kind is filled with: the prefix is known from the declaration. */
export type IdOf = (prefix: string | undefined, name: string) => string;

/** A place in an input where a value can stand: what stands there in a filled input is replaced. */
export type Place = { readonly path: readonly (string | number)[]; readonly type: string; readonly prefix: string | undefined };

const WORDS: Readonly<Record<string, unknown>> = {
  state: "CO",
  zip: "80202",
  street: "9 Elm Street",
  city: "Denver",
  phone: "303-555-0199",
  email: "sweep@example.com",
  npi: "1234567893",
  taxId: "84-1111111",
  taxonomy: "207Q00000X",
  timeZone: "America/Denver",
  placeOfService: "11",
  quantity: "1",
  filingIndicator: "CI",
  code: "00409379501",
  accident: undefined,
  modifiers: ["25"],
  groupCode: "CO",
  reasonCode: "45",
  contentBase64: undefined,
  base64: undefined,
  text: "ISA*00*",
  first: 5,
  diagnosisPointers: [1],
};

/** An input in which every field stands that may, with values of the right type; deep inputs end where they would repeat. */
export function fill(type: GraphQLInputType, idOf: IdOf, places: Place[], all: boolean, path: readonly (string | number)[] = [], field?: GraphQLInputField, seen: readonly string[] = []): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [fill(nullable.ofType as GraphQLInputType, idOf, places, all, [...path, 0], field, seen)];
  const named = getNamedType(type);
  const name = String(field?.name ?? "");
  if (isInputObjectType(named)) {
    if (seen.includes(named.name)) return undefined;
    const entries = Object.values(named.getFields()).flatMap((each) => {
      if (each.name === "expectedVersion" || (!all && !isNonNullType(each.type))) return [];
      const value = fill(each.type, idOf, places, all, [...path, each.name], each, [...seen, named.name]);
      return value === undefined ? [] : [[each.name, value] as const];
    });
    return Object.fromEntries(entries);
  }
  const prefix = field?.extensions.idPrefix as string | undefined;
  places.push({ path, type: named.name, prefix });
  if (isEnumType(named)) return named.getValues()[0]!.name;
  const word = WORDS[name];
  switch (named.name) {
    case "ID":
      return idOf(prefix, name);
    case "Int":
      return typeof word === "number" ? word : Array.isArray(word) ? word[0] : 1;
    case "Float":
      return 1;
    case "Boolean":
      return true;
    case "Cents":
      return 100;
    case "PlainDate":
      return "2026-11-02";
    case "DateTimeISO":
      return "2026-12-01T00:00:00.000Z";
    case "NPI":
      return "1234567893";
    case "DiagnosisCode":
      return "E119";
    case "ProcedureCode":
      return "99213";
    case "JSON":
      return {};
    default:
      return typeof word === "string" ? word : Array.isArray(word) ? word[0] : "sweep";
  }
}

export function replaceAt(value: unknown, path: readonly (string | number)[], replacement: unknown): unknown {
  if (!path.length) return replacement;
  const [head, ...rest] = path;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  (copy as Record<string | number, unknown>)[head!] = replaceAt((value as Record<string | number, unknown>)?.[head!], rest, replacement);
  return copy;
}

export const documentOf = (field: GraphQLField<unknown, unknown>): string => {
  const named = getNamedType(field.type);
  void named;
  return `mutation (${field.args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(", ")}) { ${field.name}(${field.args.map(({ name }) => `${name}: $${name}`).join(", ")}) { userErrors { code message path } } }`;
};

let state = 7;
const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
const incompressible = (length: number) => Array.from({ length }, () => String.fromCharCode(33 + Math.floor(random() * 90))).join("");

export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  empty: "",
  long: incompressible(10_000),
  emoji: "👩🏽‍⚕️💊".repeat(3),
  rtl: "\u202eشكرا",
  nul: "a\u0000b",
  sql: `'; drop table patient; --" \\ %_`,
  braces: "{{constructor}}${1}",
  wide: Array.from({ length: 2_000 }, (_, n) => String.fromCharCode(0x4e00 + ((n * 7919) % 20_000))).join(""),
  digits: "9".repeat(60),
  surrogate: "\ud800x",
};
export const HOSTILE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  String: HOSTILE_TEXTS,
  ID: HOSTILE_TEXTS,
  Int: { zero: 0, negative: -1, min: -2147483648, max: 2147483647 },
  Float: { negative: -1, huge: 1e300 },
  Cents: { zero: 0, negative: -1, max: 9007199254740991, min: -9007199254740991, past: 9007199254740992 },
  PlainDate: { impossible: "2026-02-30", early: "0001-01-01", late: "9999-12-31", words: "tomorrow" },
  DateTimeISO: { early: "0001-01-01T00:00:00.000Z", late: "9999-12-31T23:59:59.999Z", words: "now" },
};
