/** The characters that an interchange chose in its ISA. */
export interface Delimiters {
  readonly element: string;
  readonly component: string;
  /** ISA11; absent before version 00402, where ISA11 was something else. */
  readonly repetition?: string;
  readonly segment: string;
}

export const USUAL_DELIMITERS: Delimiters = { element: "*", component: ":", repetition: "^", segment: "~" };

/** ISA has 106 characters; a sender that does not pad its elements makes fewer, one that pads too much makes more. */
export const LONGEST_HEADER = 400;
const ELEMENTS_OF_ISA = 16;

/**
 * Reads the delimiters from a text that starts with ISA. Counts element separators instead of trusting the fixed
 * width, because some senders do not pad. Null when it cannot be a header.
 */
export function detectDelimiters(text: string): Delimiters | null {
  const element = text[3];
  if (!text.startsWith("ISA") || !element || !canDelimit(element)) return null;
  const starts: number[] = [];
  for (let at = 3; starts.length < ELEMENTS_OF_ISA; at = text.indexOf(element, at + 1)) {
    if (at < 0 || at > LONGEST_HEADER) return null;
    starts.push(at + 1);
  }
  const componentAt = starts[15]!;
  const component = text[componentAt];
  const segment = text[componentAt + 1];
  if (!component || !segment || !canDelimit(component) || !canDelimit(segment)) return null;
  if (component === element || segment === element || segment === component) return null;
  const repetition = text.slice(starts[10], starts[11]! - 1);
  const version = text.slice(starts[11], starts[12]! - 1);
  const usable = repetition.length === 1 && canDelimit(repetition) && version >= "00402" && ![element, component, segment].includes(repetition);
  return { element, component, segment, ...(usable ? { repetition } : {}) };
}

/** Letters and digits would make every value ambiguous. A blank could only be padding. */
function canDelimit(character: string): boolean {
  return !/[A-Za-z0-9 ]/.test(character);
}
