import type { PlainDate } from "../../vocabulary";
import { parseD8 } from "../../vocabulary";
import type { Delimiters } from "./delimiters";
import type { ProblemCode, ProblemSink } from "./problems";
import type { Segment } from "./segment";

/** ISA. */
export interface InterchangeHeader {
  /** ISA05 and ISA06, without the padding. */
  readonly senderQualifier: string;
  readonly senderId: string;
  /** ISA07 and ISA08 */
  readonly receiverQualifier: string;
  readonly receiverId: string;
  /** ISA09 — its year has two digits: 20yy. Absent when it is no day. */
  readonly date?: PlainDate;
  /** ISA10 — HHMM. */
  readonly time: string;
  /** ISA12 */
  readonly version: string;
  /** ISA13 */
  readonly controlNumber: string;
  /** ISA14 — 1 when a TA1 is asked for. */
  readonly acknowledgmentRequested: boolean;
  /** ISA15 — T test, P production. */
  readonly usage: string;
  readonly delimiters: Delimiters;
}

/** GS. */
export interface GroupHeader {
  /** GS01 — HC claims, HP remittances, FA acknowledgements, HN 277 ... */
  readonly functionalIdentifierCode: string;
  /** GS02 and GS03 */
  readonly senderCode: string;
  readonly receiverCode: string;
  /** GS04 */
  readonly date?: PlainDate;
  /** GS05 */
  readonly time: string;
  /** GS06 */
  readonly controlNumber: string;
  /** GS08 — the guide: 005010X221A1. */
  readonly version: string;
}

/** ST, with the envelopes around it. */
export interface TransactionHeader {
  readonly interchange: InterchangeHeader;
  /** Absent when the transaction set stands outside any group, which is a problem of the file. */
  readonly group?: GroupHeader;
  /** ST01 */
  readonly transactionSetCode: string;
  /** ST02 */
  readonly controlNumber: string;
  /** ST03; absent in an 835 */
  readonly implementationConvention?: string;
  readonly line: number;
  readonly offset: number;
}

/** What the envelope reader tells the one who reads the transaction sets. */
export interface EnvelopeListener {
  interchangeOpened(header: InterchangeHeader): void;
  /** TA1, which stands between ISA and the first GS. */
  acknowledgement(segment: Segment): void;
  transactionOpened(header: TransactionHeader): void;
  /** A segment between ST and SE. */
  segment(segment: Segment): void;
  transactionClosed(lastPosition: number): void;
}

interface Open {
  readonly controlNumber: string;
  readonly at: Segment;
  readonly seen: Set<string>;
  count: number;
}

/** Follows ISA, GS and ST, and checks that their trailers bear the same numbers and count right. */
export class EnvelopeReader {
  private interchange: (Open & { header: InterchangeHeader }) | null = null;
  private group: (Open & { header: GroupHeader }) | null = null;
  private transaction: Open | null = null;

  constructor(
    private readonly listener: EnvelopeListener,
    private readonly problems: ProblemSink,
  ) {}

  read(segment: Segment): void {
    switch (segment.id) {
      case "ISA":
        return this.openInterchange(segment);
      case "IEA":
        return this.closeInterchange(segment);
      case "GS":
        return this.openGroup(segment);
      case "GE":
        return this.closeGroup(segment);
      case "ST":
        return this.openTransaction(segment);
      case "SE":
        return this.closeTransaction(segment);
      default:
        return this.readContent(segment);
    }
  }

  end(): void {
    this.abandonInterchange();
  }

  private openInterchange(segment: Segment): void {
    this.abandonInterchange();
    const fixed = segment.elements.length === 17 && ISA_WIDTHS.every((width, index) => segment.elements[index + 1]!.length === width);
    if (!fixed) this.add("ISA_MALFORMED", segment, { severity: "warning" });
    const date = parseD8(`20${segment.element(9)}`);
    const header: InterchangeHeader = {
      senderQualifier: segment.element(5),
      senderId: segment.element(6).trim(),
      receiverQualifier: segment.element(7),
      receiverId: segment.element(8).trim(),
      ...(date ? { date } : {}),
      time: segment.element(10),
      version: segment.element(12),
      controlNumber: segment.element(13),
      acknowledgmentRequested: segment.element(14) === "1",
      usage: segment.element(15),
      delimiters: segment.delimiters,
    };
    if (!date) this.add("DATE_INVALID", segment, { element: 9, value: segment.element(9), severity: "warning" });
    this.interchange = { controlNumber: header.controlNumber, at: segment, seen: new Set(), count: 0, header };
    this.listener.interchangeOpened(header);
  }

  private closeInterchange(segment: Segment): void {
    this.abandonGroup();
    if (!this.interchange) return this.add("SEGMENT_MISPLACED", segment);
    this.checkTrailer(segment, this.interchange);
    this.interchange = null;
  }

  private openGroup(segment: Segment): void {
    this.abandonGroup();
    if (!this.interchange) return this.add("SEGMENT_MISPLACED", segment);
    const controlNumber = segment.element(6);
    this.checkUnused(segment, 6, this.interchange, controlNumber);
    this.interchange.count++;
    const day = segment.element(4);
    const date = parseD8(day.length === 6 ? `20${day}` : day);
    const header: GroupHeader = {
      functionalIdentifierCode: segment.element(1),
      senderCode: segment.element(2),
      receiverCode: segment.element(3),
      ...(date ? { date } : {}),
      time: segment.element(5),
      controlNumber,
      version: segment.element(8),
    };
    this.group = { controlNumber, at: segment, seen: new Set(), count: 0, header };
  }

  private closeGroup(segment: Segment): void {
    this.abandonTransaction();
    if (!this.group) return this.add("SEGMENT_MISPLACED", segment);
    this.checkTrailer(segment, this.group);
    this.group = null;
  }

  private openTransaction(segment: Segment): void {
    this.abandonTransaction();
    if (!this.interchange) return this.add("SEGMENT_MISPLACED", segment);
    const controlNumber = segment.element(2);
    if (this.group) {
      this.checkUnused(segment, 2, this.group, controlNumber);
      this.group.count++;
    } else {
      this.add("SEGMENT_MISPLACED", segment);
    }
    segment.position = 1;
    this.transaction = { controlNumber, at: segment, seen: new Set(), count: 1 };
    const convention = segment.element(3);
    this.listener.transactionOpened({
      interchange: this.interchange.header,
      ...(this.group ? { group: this.group.header } : {}),
      transactionSetCode: segment.element(1),
      controlNumber,
      ...(convention ? { implementationConvention: convention } : {}),
      line: segment.line,
      offset: segment.offset,
    });
  }

  private closeTransaction(segment: Segment): void {
    if (!this.transaction) return this.add("SEGMENT_MISPLACED", segment);
    segment.position = ++this.transaction.count;
    this.checkTrailer(segment, this.transaction, this.transaction.controlNumber);
    this.listener.transactionClosed(segment.position - 1);
    this.transaction = null;
  }

  private readContent(segment: Segment): void {
    if (this.transaction) {
      segment.position = ++this.transaction.count;
      return this.listener.segment(segment);
    }
    if (segment.id === "TA1" && this.interchange && !this.group) return this.listener.acknowledgement(segment);
    this.add(isSegmentId(segment.id) ? "SEGMENT_MISPLACED" : "SEGMENT_ID_INVALID", segment);
  }

  private checkTrailer(segment: Segment, open: Open, transactionControlNumber?: string): void {
    const where = transactionControlNumber === undefined ? {} : { transactionControlNumber };
    const count = segment.element(1);
    if (!/^\d{1,10}$/.test(count) || Number(count) !== open.count) {
      this.add("COUNT_MISMATCH", segment, { element: 1, value: count, ...where });
    }
    const controlNumber = segment.element(2);
    if (controlNumber !== open.controlNumber) {
      this.add("CONTROL_NUMBER_MISMATCH", segment, { element: 2, value: controlNumber, ...where });
    }
  }

  private checkUnused(segment: Segment, element: number, within: Open, controlNumber: string): void {
    if (within.seen.has(controlNumber)) this.add("CONTROL_NUMBER_REPEATED", segment, { element, value: controlNumber });
    within.seen.add(controlNumber);
  }

  private abandonInterchange(): void {
    this.abandonGroup();
    if (this.interchange) this.add("ISA_NOT_CLOSED", this.interchange.at);
    this.interchange = null;
  }

  private abandonGroup(): void {
    this.abandonTransaction();
    if (this.group) this.add("GS_NOT_CLOSED", this.group.at);
    this.group = null;
  }

  private abandonTransaction(): void {
    if (!this.transaction) return;
    this.add("ST_NOT_CLOSED", this.transaction.at, { transactionControlNumber: this.transaction.controlNumber });
    this.listener.transactionClosed(this.transaction.count);
    this.transaction = null;
  }

  private add(code: ProblemCode, segment: Segment, more: { element?: number; value?: string; severity?: "warning"; transactionControlNumber?: string } = {}): void {
    const { line, offset, position } = segment;
    this.problems.add({ code, segmentId: segment.id.slice(0, 3), segmentPosition: position, line, offset, ...more });
  }
}

export function isSegmentId(text: string): boolean {
  return /^[A-Z][A-Z0-9]{1,2}$/.test(text);
}

/** Widths of ISA01 to ISA16. */
export const ISA_WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1] as const;
