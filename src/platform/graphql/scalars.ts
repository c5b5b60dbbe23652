import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { GraphQLDateTimeISO } from "graphql-scalars";
import { cents, isNpi, parsePlainDate, type Cents } from "../../vocabulary";

const bad = (message: string) => new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });

function textScalar(name: string, description: string, read: (text: string) => string | null, wanted: string): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    const parsed = typeof value === "string" ? read(value) : null;
    if (parsed === null) throw bad(`${name} is ${wanted}.`);
    return parsed;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** Past 2^53 a JSON number would lose a cent, so it is refused in both directions. */
export const CentsScalar = new GraphQLScalarType<Cents, number>({
  name: "Cents",
  description: "An amount in whole US cents, as a JSON integer: 12345 is $123.45. Never a float, never a string; at most 2^53 - 1 in magnitude.",
  serialize: (value) => {
    const amount = typeof value === "bigint" ? value : BigInt(value as string | number);
    const number = Number(amount);
    if (!Number.isSafeInteger(number)) throw new Error("an amount is past 2^53 cents");
    return number;
  },
  parseValue: (value) => {
    if (typeof value !== "number" || !Number.isSafeInteger(value)) throw bad("Cents is a whole number of cents, such as 12345 for $123.45.");
    return cents(value);
  },
  parseLiteral: (node) => {
    const number = node.kind === Kind.INT ? Number(node.value) : Number.NaN;
    if (!Number.isSafeInteger(number)) throw bad("Cents is a whole number of cents, such as 12345 for $123.45.");
    return cents(number);
  },
});

export const PlainDateScalar = textScalar(
  "PlainDate",
  "A calendar day without time or zone, `YYYY-MM-DD` (birth, service, coverage and statement dates).",
  parsePlainDate,
  "a real calendar day written YYYY-MM-DD",
);

export const NpiScalar = textScalar(
  "NPI",
  "National Provider Identifier: ten digits with a valid check digit (45 CFR 162.406).",
  (text) => (isNpi(text) ? text : null),
  "ten digits, starting with 1 or 2, with a valid check digit",
);

/** Kept without the decimal point, as HI carries it; accepted with or without. */
export const DiagnosisCodeScalar = textScalar(
  "DiagnosisCode",
  "An ICD-10-CM diagnosis code, accepted with or without its decimal point and kept without (X12 HI): `E119` is E11.9.",
  (text) => {
    const code = text.trim().toUpperCase().replace(".", "");
    return /^[A-Z][0-9][0-9A-Z][0-9A-Z]{0,4}$/.test(code) ? code : null;
  },
  "an ICD-10-CM code of three to seven characters, such as E11.9",
);

export const ProcedureCodeScalar = textScalar(
  "ProcedureCode",
  "A CPT or HCPCS Level II procedure code of five characters (X12 SV101-2), such as 99213 or A0425.",
  (text) => {
    const code = text.trim().toUpperCase();
    return /^(\d{4}[0-9AFMTU]|[A-V]\d{4})$/.test(code) ? code : null;
  },
  "a CPT or HCPCS code of five characters, such as 99213 or A0425",
);

export const DateTimeScalar = GraphQLDateTimeISO;
/** Codes, facts and snapshots whose shape the description of the field names. */
export { GraphQLJSON as JsonScalar } from "graphql-scalars";
