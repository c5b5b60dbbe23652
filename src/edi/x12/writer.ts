import { formatD8, invariant, type PlainDate } from "../../vocabulary";
import { cleanText, type CharacterSet, type TextRules } from "./character-set";
import { type Delimiters, USUAL_DELIMITERS } from "./delimiters";
import { ISA_WIDTHS } from "./envelope";
import type { UnknownSegment } from "./model";

/** Everything that the envelopes say. Numbers and dates come from outside: this library has no clock and no memory. */
export interface Envelope {
  /** ISA05 and ISA06 */
  readonly senderQualifier: string;
  readonly senderId: string;
  /** ISA07 and ISA08 */
  readonly receiverQualifier: string;
  readonly receiverId: string;
  /** GS02 and GS03; the interchange's ids when absent. */
  readonly senderCode?: string;
  readonly receiverCode?: string;
  /** ISA09, GS04 */
  readonly date: PlainDate;
  /** ISA10, GS05 — HHMM. */
  readonly time: string;
  /** ISA13 and IEA02 — 1 to 999999999, unique per receiver. */
  readonly interchangeControlNumber: number;
  /** GS06 and GE02 — unique within the interchange and, by custom, per receiver. */
  readonly groupControlNumber: number;
  /** ST02 of the first transaction set; the others count on. 1 when absent. */
  readonly firstTransactionControlNumber?: number;
  /** ISA15 — T test, P production. */
  readonly usage: "T" | "P";
  /** ISA14 */
  readonly acknowledgmentRequested?: boolean;
  /** ISA01 to ISA04 */
  readonly authorization?: { readonly qualifier: string; readonly information: string };
  readonly security?: { readonly qualifier: string; readonly information: string };
  readonly delimiters?: Delimiters;
  /** A line feed after each terminator, for people. */
  readonly lineBreaks?: boolean;
  readonly characterSet?: CharacterSet;
  readonly upperCase?: boolean;
}

/** What distinguishes the envelopes of one guide from another's. */
export interface GuideIdentity {
  readonly transactionSetCode: string;
  readonly functionalIdentifierCode: string;
  readonly version: string;
  /** An 835 has no ST03. */
  readonly withConvention: boolean;
}

/** A segment that is being written. */
export class SegmentDraft {
  readonly elements: string[][][] = [];

  constructor(readonly id: string) {}

  /** Empty text leaves the place empty. */
  set(element: number, component: number, text: string): void {
    while (this.elements.length < element) this.elements.push([[]]);
    const components = this.elements[element - 1]![0]!;
    while (components.length < component) components.push("");
    components[component - 1] = text;
  }
}

/** Collects segments as text. */
export class SegmentSink {
  private readonly parts: string[] = [];
  private readonly rules: TextRules;
  private readonly delimiters: Delimiters;
  private readonly end: string;
  /** Segments since `restart`: what SE01 counts. */
  count = 0;
  /** HL numbers of the transaction set: the last one given, and those of the loops that are open. */
  lastHierarchyId = 0;
  readonly openHierarchyIds: number[] = [];

  constructor(envelope: Envelope) {
    this.delimiters = envelope.delimiters ?? USUAL_DELIMITERS;
    const { element, component, repetition = "", segment } = this.delimiters;
    this.rules = {
      characterSet: envelope.characterSet ?? "extended",
      upperCase: envelope.upperCase ?? false,
      delimiters: [element, component, repetition, segment].join("").replace(/\s/g, ""),
    };
    this.end = this.delimiters.segment + (envelope.lineBreaks && this.delimiters.segment !== "\n" ? "\n" : "");
  }

  restart(): void {
    this.count = 0;
    this.lastHierarchyId = 0;
    this.openHierarchyIds.length = 0;
  }

  segment(draft: SegmentDraft | UnknownSegment): void {
    const { component, repetition = component, element } = this.delimiters;
    const elements = draft.elements.map((repetitions) => withoutEmptyEnd(repetitions.map((parts) => withoutEmptyEnd(parts.map((text) => this.clean(text))).join(component))).join(repetition));
    this.write([draft.id, ...withoutEmptyEnd(elements)].join(element));
  }

  /** A segment of the envelope: its elements are put as they are. */
  raw(...elements: readonly string[]): void {
    this.write(elements.join(this.delimiters.element));
  }

  clean(text: string): string {
    return cleanText(text, this.rules);
  }

  text(): string {
    return this.parts.join("");
  }

  private write(text: string): void {
    this.parts.push(text, this.end);
    this.count++;
  }
}

/** One interchange with one group. `writeContent` is called per transaction set, between its ST and SE. */
export function writeInterchange<T>(transactions: readonly T[], envelope: Envelope, guide: GuideIdentity, writeContent: (content: T, sink: SegmentSink) => void): string {
  const sink = new SegmentSink(envelope);
  const control = numberText(envelope.interchangeControlNumber, 9);
  writeHeader(sink, envelope, control);
  const group = String(envelope.groupControlNumber);
  invariant(/^\d{1,9}$/.test(group), "GS06 has one to nine digits");
  const { senderCode = envelope.senderId, receiverCode = envelope.receiverId } = envelope;
  const when = [formatD8(envelope.date), envelope.time];
  sink.raw("GS", guide.functionalIdentifierCode, sink.clean(senderCode), sink.clean(receiverCode), ...when, group, "X", guide.version);
  const first = envelope.firstTransactionControlNumber ?? 1;
  transactions.forEach((content, index) => {
    const number = numberText(first + index, 4);
    sink.restart();
    sink.raw("ST", guide.transactionSetCode, number, ...(guide.withConvention ? [guide.version] : []));
    writeContent(content, sink);
    sink.raw("SE", String(sink.count + 1), number);
  });
  sink.raw("GE", String(transactions.length), group);
  sink.raw("IEA", "1", control);
  return sink.text();
}

/** TA1s: an interchange without groups. */
export function writeUngrouped(segments: readonly SegmentDraft[], envelope: Envelope): string {
  const sink = new SegmentSink(envelope);
  const control = numberText(envelope.interchangeControlNumber, 9);
  writeHeader(sink, envelope, control);
  for (const segment of segments) sink.segment(segment);
  sink.raw("IEA", "0", control);
  return sink.text();
}

function writeHeader(sink: SegmentSink, envelope: Envelope, control: string): void {
  const { component, repetition = "U" } = envelope.delimiters ?? USUAL_DELIMITERS;
  const { authorization, security } = envelope;
  const elements = [
    authorization?.qualifier ?? "00",
    authorization?.information ?? "",
    security?.qualifier ?? "00",
    security?.information ?? "",
    envelope.senderQualifier,
    sink.clean(envelope.senderId),
    envelope.receiverQualifier,
    sink.clean(envelope.receiverId),
    formatD8(envelope.date).slice(2),
    envelope.time,
    repetition,
    "00501",
    control,
    envelope.acknowledgmentRequested ? "1" : "0",
    envelope.usage,
    component,
  ];
  const padded = elements.map((text, index) => {
    invariant(text.length <= ISA_WIDTHS[index]!, `ISA${String(index + 1).padStart(2, "0")} is too long`);
    return text.padEnd(ISA_WIDTHS[index]!, " ");
  });
  sink.raw("ISA", ...padded);
}

function numberText(number: number, width: number): string {
  invariant(Number.isInteger(number) && number > 0 && number <= 999_999_999, "a control number is 1 to 999999999");
  return String(number).padStart(width, "0");
}

function withoutEmptyEnd(texts: string[]): string[] {
  let length = texts.length;
  while (length > 0 && texts[length - 1] === "") length--;
  return length === texts.length ? texts : texts.slice(0, length);
}
