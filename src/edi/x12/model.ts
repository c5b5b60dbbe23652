/**
 * What every guide's model is made of. Models are plain immutable objects: an element that is absent is an absent
 * key, a repeating one is always a list (perhaps empty).
 */

/** A segment that the guide does not have at this place. It is kept as it came and written back where it was found. */
export interface UnknownSegment {
  readonly id: string;
  /** Each element is a list of repetitions, each of these a list of components. */
  readonly elements: readonly (readonly (readonly string[])[])[];
  /** Position within the transaction set, ST being 1. Absent in a model that was not read from a file. */
  readonly position?: number;
}

/** First and last segment of a loop, counted within the transaction set with ST as 1: as IK303 of a 999 counts. */
export interface SegmentRange {
  readonly first: number;
  readonly last: number;
}

/** What every loop of a model may carry. */
export interface Loop {
  readonly unknownSegments?: readonly UnknownSegment[];
}

type ListKeys<T> = { [K in keyof T]-?: NonNullable<T[K]> extends readonly unknown[] ? K : never }[keyof T];

/** A model as the writers take it: the same, but empty lists may be left out. */
export type Draft<T> = T extends string | number | bigint | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Draft<Item>[]
    : { readonly [K in keyof Omit<T, ListKeys<T>>]: Draft<Omit<T, ListKeys<T>>[K]> } & {
        readonly [K in ListKeys<T>]?: Draft<T[K]>;
      };
