import { type Delimiters, detectDelimiters, LONGEST_HEADER } from "./delimiters";
import { NotX12, type ProblemList } from "./problems";
import { Segment } from "./segment";

/** Longer than any segment of a guide by far. What is longer is cut, so that garbage cannot fill the memory. */
const LONGEST_SEGMENT = 256 * 1024;
/** What may stand between segments: line ends, padding, a byte order mark, the end-of-file marks of old systems. */
const BETWEEN_SEGMENTS = new Set(["\r", "\n", "\t", " ", "\uFEFF", "\u001A", "\0"]);
const LINE_ENDS = /[\r\n]+/g;

/**
 * Text in, segments out. Keeps only the unfinished segment at the end of a chunk, and looks at each character a
 * bounded number of times, whatever the chunks are. Each ISA sets the delimiters anew.
 */
export class Tokenizer {
  private delimiters: Delimiters | null = null;
  /** The start of what may be a header, until there is enough of it to tell. Never longer than a header. */
  private held = "";
  /** A segment that no terminator has ended yet, and where it began. */
  private pieces: string[] = [];
  private piecesLength = 0;
  private startLine = 1;
  private startOffset = 0;
  /** Characters before the text that the next chunk continues. */
  private offset = 0;
  private line = 1;

  constructor(private readonly problems: ProblemList) {}

  push(chunk: string): Segment[] {
    return this.take(chunk, false);
  }

  /** Nothing more comes. Throws when there was nothing that could be X12. */
  end(): Segment[] {
    const segments = this.take("", true);
    if (this.delimiters === null) throw new NotX12("There is nothing in it.");
    if (this.pieces.length > 0) {
      const segment = this.makeSegment();
      this.problems.add({ code: "SEGMENT_NOT_TERMINATED", ...placeOf(segment) });
      segments.push(segment);
    }
    return segments;
  }

  private take(chunk: string, isLast: boolean): Segment[] {
    const text = this.held + chunk;
    const segments: Segment[] = [];
    this.held = "";
    let at = 0;
    while (at < text.length) {
      if (this.pieces.length === 0) {
        at = this.skipBetween(text, at);
        if (at >= text.length) break;
        if (!this.readHeader(text.slice(at, at + LONGEST_HEADER), isLast)) {
          this.held = text.slice(at);
          break;
        }
        this.startLine = this.line;
        this.startOffset = this.offset + at;
      }
      const terminator = this.delimiters!.segment;
      const end = text.indexOf(terminator, at);
      this.keep(text.slice(at, end < 0 ? text.length : end));
      at = end < 0 ? text.length : end + 1;
      if (end >= 0) {
        segments.push(this.makeSegment());
        if (terminator === "\n") this.line++;
      }
    }
    this.offset += at;
    return segments;
  }

  private skipBetween(text: string, from: number): number {
    let at = from;
    for (; at < text.length && BETWEEN_SEGMENTS.has(text[at]!); at++) {
      if (text[at] === "\n") this.line++;
    }
    return at;
  }

  /** Takes the delimiters when a header starts here. False when more text is needed to tell. */
  private readHeader(start: string, isLast: boolean): boolean {
    const mayGrow = start.length < LONGEST_HEADER && !isLast;
    if (mayGrow && start.length < 4 && "ISA".startsWith(start.slice(0, 3))) return false;
    if (!/^ISA[^A-Za-z0-9]/.test(start)) {
      if (this.delimiters === null) throw new NotX12("The text does not start with an interchange header.");
      return true;
    }
    // Some files are wrapped at 80 columns, in the middle of the header too.
    const found = detectDelimiters(start) ?? detectDelimiters(start.replace(LINE_ENDS, ""));
    if (found) this.delimiters = found;
    else if (mayGrow) return false;
    else if (this.delimiters === null) throw new NotX12("The text starts like an interchange, and its header is not one.");
    return true;
  }

  private keep(piece: string): void {
    const room = LONGEST_SEGMENT - this.piecesLength;
    this.piecesLength += piece.length;
    // Even an empty piece counts: it says that a segment has begun.
    if (room > 0 || this.pieces.length === 0) this.pieces.push(piece.length > room ? piece.slice(0, room) : piece);
  }

  private makeSegment(): Segment {
    let text = this.pieces.length === 1 ? this.pieces[0]! : this.pieces.join("");
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.line++;
    if (text.includes("\n") || text.includes("\r")) text = text.replace(LINE_ENDS, "");
    const elements = text.split(this.delimiters!.element);
    const segment = new Segment(elements[0]!, elements, this.delimiters!, this.startLine, this.startOffset);
    if (this.piecesLength > LONGEST_SEGMENT) this.problems.add({ code: "SEGMENT_TOO_LONG", ...placeOf(segment) });
    this.pieces = [];
    this.piecesLength = 0;
    return segment;
  }
}

function placeOf(segment: Segment) {
  return { segmentId: segment.id.slice(0, 3), segmentPosition: 0, line: segment.line, offset: segment.offset };
}
