import { type AnyField, entriesOf, type Fields, readFields, type Report, textAt, writeFields } from "./fields";
import type { Segment } from "./segment";
import { SegmentDraft } from "./writer";

/**
 * A guide as data. A loop is a list of parts in the guide's order: segments that fill keys of its model, and loops
 * within it. loop-reader.ts and loop-writer.ts follow the same list, so that what is read can be written.
 */
export interface LoopSpec<T> {
  /** As the guide calls it: "2300". */
  readonly name: string;
  readonly parts: readonly Part<T>[];
  /** By segment identifier: the parts that could take it. */
  readonly byId: ReadonlyMap<string, readonly number[]>;
  readonly options: LoopOptions;
}

export interface LoopOptions {
  /** The model says where the loop stands in its transaction set. */
  readonly tracksPosition?: boolean;
  /**
   * Once an inner loop has begun, what the guide has before it no longer belongs here: all of it, or only segments
   * (and not loops, which senders put in any order).
   */
  readonly ordered?: "all" | "segments";
  /** The loop begins with HL at this level; `children` are keys of the loops that make HL04 a 1, absent when HL04 is not used. */
  readonly hierarchy?: { readonly level: string; readonly children?: readonly string[] };
  /** The loop begins with LX, which counts from one. */
  readonly counted?: boolean;
}

export type Values = Record<string, unknown>;
export type Part<T> = SlotPart<T> | LoopPart<T>;

/** A segment, and what it does to the loop's model. */
export interface SlotPart<T> {
  readonly kind: "slot";
  readonly id: string;
  readonly tests: readonly QualifierTest[];
  readonly required: boolean;
  readonly repeats: boolean;
  /** The list that it fills, if it does. */
  readonly listKey?: string;
  read(target: Values, segment: Segment, report: Report): void;
  write(source: Values, emit: (draft: SegmentDraft) => void): void;
  readonly model?: (model: T) => void;
}

/** A loop within a loop. */
export interface LoopPart<T> {
  readonly kind: "loop";
  readonly key: string;
  readonly repeats: boolean;
  readonly required: boolean;
  /** Segments that begin the loop although its first segment is missing. */
  readonly impliedBy: ReadonlySet<string>;
  readonly spec: LoopSpec<unknown>;
  readonly model?: (model: T) => void;
}

interface QualifierTest {
  readonly element: number;
  readonly component?: number;
  readonly codes: ReadonlySet<string>;
}

export function loopSpec<T>(name: string, parts: readonly Part<T>[], options: LoopOptions = {}): LoopSpec<T> {
  const byId = new Map<string, number[]>();
  parts.forEach((part, index) => {
    const ids = part.kind === "slot" ? [part.id] : [opener(part.spec).id, ...part.impliedBy];
    for (const id of ids) byId.set(id, [...(byId.get(id) ?? []), index]);
  });
  return { name, parts, byId, options };
}

/** The segment with which a loop begins is its first part. */
export function opener(spec: LoopSpec<never> | LoopSpec<unknown>): SlotPart<unknown> {
  return spec.parts[0] as SlotPart<unknown>;
}

export function matches(slot: Pick<SlotPart<never>, "tests">, segment: Segment): boolean {
  for (const { element, component, codes } of slot.tests) {
    if (!codes.has(textAt(segment, element, component))) return false;
  }
  return true;
}

/** A segment with the codes that it must bear, by element, and its fields. */
export interface SegmentSpec<T> {
  readonly id: string;
  readonly tests: readonly QualifierTest[];
  readonly constants: readonly (readonly [number, string])[];
  read(segment: Segment, report: Report): T;
  /** Null when nothing but constants would stand in it. */
  write(values: T): SegmentDraft | null;
}

export interface Qualifiers {
  /** By element: it must be this code, or one of these (a field then says which). */
  readonly [element: number]: string | readonly string[];
}

export function segment<T>(id: string, qualifiers: Qualifiers, fields: Fields<T>): SegmentSpec<T> {
  const list = entriesOf(fields);
  const codes = Object.entries(qualifiers).map(([element, code]) => ({
    element: Number(element),
    code: code as string | readonly string[],
  }));
  const constants = codes.flatMap(({ element, code }) => (typeof code === "string" ? [[element, code] as const] : []));
  const covered = coverage(
    list,
    codes.map(({ element }) => element),
  );
  return {
    id,
    tests: codes.map(({ element, code }) => ({ element, codes: new Set(typeof code === "string" ? [code] : code) })),
    constants,
    read(from, report) {
      const values = readFields(list, from, report);
      reportUncovered(from, covered, report);
      return values as T;
    },
    write(values) {
      const draft = new SegmentDraft(id);
      writeFields(list, values as Values, draft);
      if (draft.elements.length === 0 && list.length > 0) return null;
      for (const [element, code] of constants) draft.set(element, 1, code);
      return draft;
    },
  };
}

/** How many components of each element the fields cover. */
function coverage(list: readonly (readonly [string, AnyField])[], whole: readonly number[]): readonly number[] {
  const covered: number[] = [];
  for (const [, field] of list) {
    for (const [element, component = Number.POSITIVE_INFINITY] of field.places) {
      covered[element] = Math.max(covered[element] ?? 0, component);
    }
  }
  for (const element of whole) covered[element] = Number.POSITIVE_INFINITY;
  return covered;
}

function reportUncovered(from: Segment, covered: readonly number[], report: Report): void {
  for (let element = 1; element < from.elements.length; element++) {
    const most = covered[element] ?? 0;
    if (most === Number.POSITIVE_INFINITY || from.elements[element] === "") continue;
    if (most === 0) {
      if (from.element(element) !== "") report("ELEMENT_UNEXPECTED", element, undefined, from.element(element));
      continue;
    }
    const count = from.componentCount(element);
    for (let component = most + 1; component <= count && component <= most + 10; component++) {
      const text = from.component(element, component);
      if (text !== "") report("ELEMENT_UNEXPECTED", element, component, text);
    }
  }
}

type KeyOf<T> = keyof T & string;
type ItemOf<T> = NonNullable<T> extends readonly (infer Item)[] ? Item : never;
interface Need {
  readonly required?: boolean;
}

/** The segment's fields are keys of the loop's model itself. */
export function own<T, F extends Partial<T> = Partial<T>>(spec: SegmentSpec<F>, { required = false }: Need = {}): SlotPart<T> {
  return {
    ...slot(spec, required, false),
    read: (target, from, report) => void Object.assign(target, spec.read(from, report)),
    write(source, emit) {
      const draft = spec.write(source as F) ?? (required ? constantsOf(spec) : null);
      if (draft) emit(draft);
    },
  };
}

/** The segment is one object of the model. */
export function one<T, K extends KeyOf<T>>(key: K, spec: SegmentSpec<NonNullable<T[K]>>, { required = false }: Need = {}): SlotPart<T> {
  return {
    ...slot(spec, required, false),
    read: (target, from, report) => void (target[key] = spec.read(from, report)),
    write(source, emit) {
      const value = source[key] as NonNullable<T[K]> | undefined;
      if (value) emit(spec.write(value) ?? constantsOf(spec));
    },
  };
}

/** Each such segment is one item of a list. */
export function many<T, K extends KeyOf<T>>(key: K, spec: SegmentSpec<ItemOf<T[K]>>): SlotPart<T> {
  return {
    ...slot(spec, false, true),
    listKey: key,
    read: (target, from, report) => listOf(target, key).push(spec.read(from, report)),
    write(source, emit) {
      for (const item of itemsOf(source, key)) emit(spec.write(item as ItemOf<T[K]>) ?? constantsOf(spec));
    },
  };
}

/** Of the segment only one value is kept: `REF*G1*value`. */
export function value<T, K extends KeyOf<T>>(key: K, spec: SegmentSpec<{ value: NonNullable<T[K]> }>): SlotPart<T> {
  return {
    ...slot(spec, false, false),
    read: (target, from, report) => void (target[key] = spec.read(from, report).value),
    write(source, emit) {
      const found = source[key] as NonNullable<T[K]> | undefined | null;
      const draft = found === undefined || found === null ? null : spec.write({ value: found });
      if (draft) emit(draft);
    },
  };
}

/** The same, for a list. */
export function valueList<T, K extends KeyOf<T>>(key: K, spec: SegmentSpec<{ value: ItemOf<T[K]> }>): SlotPart<T> {
  return {
    ...slot(spec, false, true),
    listKey: key,
    read: (target, from, report) => listOf(target, key).push(spec.read(from, report).value),
    write(source, emit) {
      for (const item of itemsOf(source, key)) emit(spec.write({ value: item as ItemOf<T[K]> }) ?? constantsOf(spec));
    },
  };
}

/** Several segments fill one object: N3 and N4 are an address. */
export function within<T, K extends KeyOf<T>, F extends Partial<NonNullable<T[K]>>>(key: K, spec: SegmentSpec<F>): SlotPart<T> {
  return {
    ...slot(spec, false, false),
    read: (target, from, report) => void (target[key] = { ...(target[key] as object | undefined), ...spec.read(from, report) }),
    write(source, emit) {
      const found = source[key] as F | undefined;
      const draft = found ? spec.write(found) : null;
      if (draft) emit(draft);
    },
  };
}

/** Segments of which the writer has to choose one. */
export function onlyWhen<T>(fits: (model: T) => boolean, part: SlotPart<T>): SlotPart<T> {
  return {
    ...part,
    write(source, emit) {
      if (fits(source as T)) part.write(source, emit);
    },
  };
}

/** A segment that holds several items, and items that may need several segments: CAS, HI, PLB. */
export function packed<T, K extends KeyOf<T>, S>(
  key: K,
  spec: SegmentSpec<S>,
  unpack: (segment: S) => readonly ItemOf<T[K]>[],
  pack: (items: readonly ItemOf<T[K]>[]) => readonly S[],
  tests: readonly QualifierTest[] = spec.tests,
): SlotPart<T> {
  return {
    ...slot(spec, false, true),
    tests,
    listKey: key,
    read: (target, from, report) => void listOf(target, key).push(...unpack(spec.read(from, report))),
    write(source, emit) {
      for (const each of pack(itemsOf(source, key) as ItemOf<T[K]>[])) emit(spec.write(each) ?? constantsOf(spec));
    },
  };
}

/** HL, which the reader and the writer count themselves. */
export function hierarchicalLevel<T>(level: string): SlotPart<T> {
  return {
    kind: "slot",
    id: "HL",
    tests: [{ element: 3, codes: new Set([level]) }],
    required: true,
    repeats: false,
    read: nothing,
    write: nothing,
  };
}

/** LX, which the reader and the writer count themselves. */
export function lineCounter<T>(): SlotPart<T> {
  return { kind: "slot", id: "LX", tests: [], required: true, repeats: false, read: nothing, write: nothing };
}

export function loop<T, K extends KeyOf<T>>(key: K, spec: LoopSpec<NonNullable<T[K]>>, { required = false }: Need = {}): LoopPart<T> {
  return { kind: "loop", key, repeats: false, required, impliedBy: new Set(), spec: spec as LoopSpec<unknown> };
}

export function loops<T, K extends KeyOf<T>>(key: K, spec: LoopSpec<ItemOf<T[K]>>, impliedBy: readonly string[] = []): LoopPart<T> {
  return { kind: "loop", key, repeats: true, required: false, impliedBy: new Set(impliedBy), spec: spec as LoopSpec<unknown> };
}

function slot(spec: Pick<SegmentSpec<never>, "id" | "tests">, required: boolean, repeats: boolean) {
  return { kind: "slot" as const, id: spec.id, tests: spec.tests, required, repeats };
}

function constantsOf(spec: Pick<SegmentSpec<never>, "id" | "constants">): SegmentDraft {
  const draft = new SegmentDraft(spec.id);
  for (const [element, code] of spec.constants) draft.set(element, 1, code);
  return draft;
}

export function listOf(target: Values, key: string): unknown[] {
  return (target[key] ??= []) as unknown[];
}

export function itemsOf(source: Values, key: string): readonly unknown[] {
  return (source[key] ?? []) as readonly unknown[];
}

function nothing(): void {}
