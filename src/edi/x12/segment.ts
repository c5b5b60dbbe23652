import type { Delimiters } from "./delimiters";
import type { UnknownSegment } from "./model";

/** One segment as it stands in the file. Elements are split when the segment is made, components when asked for. */
export class Segment {
  /** Within the transaction set, ST being 1; 0 in the envelope. Set by the envelope reader, which counts. */
  position = 0;

  constructor(
    readonly id: string,
    /** Raw texts of the elements; the first is the identifier, so that element 1 has index 1. */
    readonly elements: readonly string[],
    readonly delimiters: Delimiters,
    readonly line: number,
    readonly offset: number,
  ) {}

  /** The whole element. Trailing blanks are padding in X12. Empty when absent. */
  element(number: number): string {
    return withoutPadding(this.elements[number] ?? "");
  }

  component(element: number, number: number): string {
    const text = this.elements[element];
    if (text === undefined) return "";
    const { component } = this.delimiters;
    if (!text.includes(component)) return number === 1 ? withoutPadding(text) : "";
    return withoutPadding(text.split(component)[number - 1] ?? "");
  }

  componentCount(element: number): number {
    const text = this.elements[element] ?? "";
    let count = 1;
    for (let at = text.indexOf(this.delimiters.component); at >= 0; at = text.indexOf(this.delimiters.component, at + 1)) count++;
    return count;
  }

  /** For keeping: free of the file's delimiters. */
  toUnknown(): UnknownSegment {
    const { component, repetition } = this.delimiters;
    const elements = this.elements.slice(1).map((text) => (repetition ? text.split(repetition) : [text]).map((part) => part.split(component).map(withoutPadding)));
    return { id: this.id, elements, position: this.position };
  }
}

function withoutPadding(text: string): string {
  return text.endsWith(" ") ? text.trimEnd() : text;
}
