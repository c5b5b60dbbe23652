import { type Cents, formatD8, formatUsd, invariant, parseD8, parseUsd, plainDate, type PlainDate, ZERO } from "../../vocabulary";
import type { ProblemCode } from "./problems";
import type { Segment } from "./segment";
import type { SegmentDraft } from "./writer";

/** Says what is wrong with the element that is being read. */
export type Report = (code: ProblemCode, element?: number, component?: number, value?: string) => void;

/** One value of a model and its place in a segment: read and written by the same line of a guide. */
export interface Field<V> {
  /** Elements that it covers; with a component when it covers only that. */
  readonly places: readonly Place[];
  read(segment: Segment, report: Report): V;
  write(value: V, draft: SegmentDraft): void;
}
export interface OptionalField<V> {
  readonly optional: true;
  readonly places: readonly Place[];
  read(segment: Segment, report: Report): V | undefined;
  write(value: V, draft: SegmentDraft): void;
}
type Place = readonly [element: number, component?: number];

/** A line for each key of the model: the compiler finds one that is forgotten. */
export type Fields<T> = {
  readonly [K in keyof T]-?: {} extends Pick<T, K> ? OptionalField<NonNullable<T[K]>> : Field<T[K]>;
};

/** How a text becomes a value; null when it cannot. */
interface Kind<V> {
  readonly problem: ProblemCode | ((text: string) => ProblemCode);
  /** Stands in where a required value is missing or wrong; a problem always says so. */
  readonly neutral: V;
  parse(text: string): V | null;
  format(value: V): string;
}

const TEXT: Kind<string> = { problem: "ELEMENT_MISSING", neutral: "", parse: (text) => text, format: (value) => value };

const MONEY: Kind<Cents> = {
  problem: (text) => (/^-?\d*\.\d{3,}$/.test(text) ? "AMOUNT_TOO_PRECISE" : "AMOUNT_INVALID"),
  neutral: ZERO,
  parse: (text) => (/^-?(\d{1,15}\.?|\d{0,15}\.\d{1,2})$/.test(text) ? parseUsd(text) : null),
  format: formatAmount,
};

/** No day is a good stand-in for one that is wrong; this one is at least seen at once. */
export const NO_DAY = plainDate("0001-01-01");

const DAY: Kind<PlainDate> = {
  problem: "DATE_INVALID",
  neutral: NO_DAY,
  parse: parseD8,
  format: formatD8,
};

/** Quantities, percentages and rates keep their decimals as the sender wrote them. */
const DECIMAL: Kind<string> = {
  problem: "NUMBER_INVALID",
  neutral: "0",
  parse: (text) => (/^-?(\d{1,15}\.?\d{0,15}|\.\d{1,15})$/.test(text) ? text : null),
  format: (value) => value,
};

const WHOLE: Kind<number> = {
  problem: "NUMBER_INVALID",
  neutral: 0,
  parse: (text) => (/^\d{1,10}$/.test(text) ? Number(text) : null),
  format: String,
};

/** X12 writes no zeros at the end and no point without decimals: 612.4, 1250, 0.05. */
export function formatAmount(amount: Cents): string {
  const text = formatUsd(amount);
  return text.endsWith(".00") ? text.slice(0, -3) : text.endsWith("0") ? text.slice(0, -1) : text;
}

function required<V>(kind: Kind<V>) {
  return (element: number, component?: number): Field<V> => ({
    places: [[element, component]],
    read(segment, report) {
      const text = textAt(segment, element, component);
      if (text === "") {
        report("ELEMENT_MISSING", element, component);
        return kind.neutral;
      }
      return parse(kind, text, report, element, component) ?? kind.neutral;
    },
    write: (value, draft) => draft.set(element, component ?? 1, kind.format(value)),
  });
}

function optional<V>(kind: Kind<V>) {
  return (element: number, component?: number): OptionalField<V> => ({
    optional: true,
    places: [[element, component]],
    read(segment, report) {
      const text = textAt(segment, element, component);
      return text === "" ? undefined : (parse(kind, text, report, element, component) ?? undefined);
    },
    write: (value, draft) => draft.set(element, component ?? 1, kind.format(value)),
  });
}

function parse<V>(kind: Kind<V>, text: string, report: Report, element: number, component?: number): V | null {
  const value = kind.parse(text);
  if (value !== null) return value;
  report(typeof kind.problem === "string" ? kind.problem : kind.problem(text), element, component, text);
  // 612.400 is exact, if badly written: the problem stands, and so does the value.
  return kind === (MONEY as unknown) ? (parseUsd(text) as V | null) : null;
}

export function textAt(segment: Segment, element: number, component?: number): string {
  return component === undefined ? segment.element(element) : segment.component(element, component);
}

export const text = required(TEXT);
export const money = required(MONEY);
export const day = required(DAY);
export const decimal = required(DECIMAL);
export const whole = required(WHOLE);
export const optionalText = optional(TEXT);
export const optionalMoney = optional(MONEY);
export const optionalDay = optional(DAY);
export const optionalDecimal = optional(DECIMAL);
export const optionalWhole = optional(WHOLE);

/** A code that the model spells as a word. */
export function coded<W extends string>(element: number, words: Readonly<Record<string, W>>, neutral: W): Field<W> {
  const codes = new Map(Object.entries(words).map(([code, word]) => [word, code]));
  return {
    places: [[element]],
    read(segment, report) {
      const code = segment.element(element);
      const word = Object.hasOwn(words, code) ? words[code] : undefined;
      if (word === undefined) report(code === "" ? "ELEMENT_MISSING" : "VALUE_NOT_ALLOWED", element, undefined, code);
      return word ?? neutral;
    },
    write: (word, draft) => draft.set(element, 1, codes.get(word)!),
  };
}

/** A list that stands in a fixed row of places: modifiers, pointers, remark codes. Gaps close up. */
export function row<V>(one: (element: number, component?: number) => OptionalField<V>, places: readonly Place[]): Field<readonly V[]> {
  const fields = places.map(([element, component]) => one(element, component));
  return {
    places,
    read: (segment, report) => fields.map((field) => field.read(segment, report)).filter((value) => value !== undefined) as V[],
    write(values, draft) {
      invariant(values.length <= fields.length, `${draft.id} has room for ${fields.length} values, not ${values.length}`);
      values.forEach((value, index) => fields[index]!.write(value, draft));
    },
  };
}

/** The components of one element. */
export function components(element: number, from: number, to: number): readonly Place[] {
  return Array.from({ length: to - from + 1 }, (_, index) => [element, from + index] as const);
}

export function elements(...numbers: readonly number[]): readonly Place[] {
  return numbers.map((number) => [number] as const);
}

/** Several values that the model keeps together as one object. */
export function group<T extends object>(fields: Fields<T>): Field<T> {
  const list = entriesOf(fields);
  return {
    places: list.flatMap(([, field]) => field.places),
    read: (segment, report) => readFields(list, segment, report) as T,
    write: (value, draft) => writeFields(list, value as Record<string, unknown>, draft),
  };
}

/** The same, absent when none of its places holds anything. */
export function optionalGroup<T extends object>(fields: Fields<T>): OptionalField<T> {
  const whole = group(fields);
  return {
    optional: true,
    places: whole.places,
    read: (segment, report) => (whole.places.some(([element, component]) => textAt(segment, element, component) !== "") ? whole.read(segment, report) : undefined),
    write: whole.write,
  };
}

/** A list of which each item fills several places: triplets of CAS, pairs of PLB, numbers of PER. Empty ones are passed over. */
export function groups<T extends object>(items: readonly Fields<T>[]): Field<readonly T[]> {
  const fields = items.map((item) => optionalGroup(item));
  return {
    places: fields.flatMap((field) => field.places),
    read: (segment, report) => fields.map((field) => field.read(segment, report)).filter((item) => item !== undefined) as T[],
    write(values, draft) {
      invariant(values.length <= fields.length, `${draft.id} has room for ${fields.length} groups, not ${values.length}`);
      values.forEach((value, index) => fields[index]!.write(value, draft));
    },
  };
}

/** Figures that are kept under the number of their element. */
export function figures(...numbers: readonly number[]): Field<readonly { readonly element: number; readonly value: string }[]> {
  const fields = numbers.map((element) => ({ element, field: optionalDecimal(element) }));
  return {
    places: elements(...numbers),
    read: (segment, report) =>
      fields.flatMap(({ element, field }) => {
        const value = field.read(segment, report);
        return value === undefined ? [] : [{ element, value }];
      }),
    write(values, draft) {
      for (const { element, value } of values) draft.set(element, 1, value);
    },
  };
}

export type AnyField = Field<unknown> | OptionalField<unknown>;

export function entriesOf(fields: object): readonly (readonly [string, AnyField])[] {
  return Object.entries(fields);
}

export function readFields(list: readonly (readonly [string, AnyField])[], segment: Segment, report: Report): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [key, field] of list) {
    const value = field.read(segment, report);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

/** An absent value, also an absent list, leaves its place empty. */
export function writeFields(list: readonly (readonly [string, AnyField])[], values: Record<string, unknown>, draft: SegmentDraft): void {
  for (const [key, field] of list) {
    const value = values[key];
    if (value !== undefined && value !== null) field.write(value as never, draft);
  }
}
