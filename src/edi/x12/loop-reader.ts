import { USUAL_DELIMITERS } from "./delimiters";
import { isSegmentId, type TransactionHeader } from "./envelope";
import type { Report } from "./fields";
import { listOf, type LoopPart, type LoopSpec, matches, opener, type Part, type SlotPart, type Values } from "./loops";
import type { ProblemCode, ProblemSink } from "./problems";
import type { Assembler, Assembly } from "./reader";
import { Segment } from "./segment";

/**
 * Reads transaction sets of one kind along a guide. Several guides share a transaction set code (837P and 837I, 277CA
 * and 277), so the version that ST03 or GS08 names must be the guide's, in whatever edition, if it is named at all.
 */
export function assembleWith<T>(root: LoopSpec<T>, transactionSetCode: string, guide: string): Assembly<T> {
  return (header, problems) => {
    const version = header.implementationConvention ?? header.group?.version ?? "";
    const isOurs = header.transactionSetCode === transactionSetCode && (!version.includes("X") || version.includes(guide));
    return isOurs ? new LoopReader(root, header, problems) : null;
  };
}

/** A loop that is open. */
interface Frame {
  readonly spec: LoopSpec<unknown>;
  readonly target: Values;
  readonly opened: Segment | null;
  /** Which of the parts have been filled. */
  readonly filled: Set<number>;
  /** The last inner loop that was opened, as an index of parts. */
  lastLoop: number;
}

/** What may follow a name that the guide does not have here: it goes with the name. */
const FOLLOWS_A_NAME: ReadonlySet<string> = new Set(["N2", "N3", "N4", "PER", "REF", "PRV", "DMG"]);
const NONE: ReadonlySet<string> = new Set();

/**
 * Puts each segment into the innermost open loop that has a place for it, and closes those that are further in.
 * Within a loop the order of segments does not matter: payers differ, and the guide's order carries no meaning there.
 */
class LoopReader<T> implements Assembler<T> {
  private readonly stack: Frame[];
  private current: Segment;
  /** After a loop that has no place, its segments have none either. */
  private astray: ReadonlySet<string> = NONE;
  private lastHierarchyId = 0;

  constructor(
    root: LoopSpec<T>,
    private readonly header: TransactionHeader,
    private readonly problems: ProblemSink,
  ) {
    this.current = missing("ST", header);
    this.stack = [newFrame(root as LoopSpec<unknown>, this.current)];
  }

  segment(segment: Segment): void {
    if (this.astray.has(segment.id)) return this.keepUnknown(segment);
    this.astray = NONE;
    this.current = segment;
    for (let depth = this.stack.length - 1; depth >= 0; depth--) {
      const frame = this.stack[depth]!;
      const found = this.placeFor(segment, frame, depth === this.stack.length - 1);
      if (found === null) continue;
      const part = frame.spec.parts[found]!;
      if (frame.filled.has(found) && !part.repeats) return this.keepRepeated(segment, part);
      this.closeBeyond(depth, segment.position - 1);
      this.current = segment;
      return this.take(segment, frame, found, part);
    }
    this.report(isSegmentId(segment.id) ? "SEGMENT_UNKNOWN" : "SEGMENT_ID_INVALID");
    if (segment.id === "NM1" || segment.id === "N1") this.astray = FOLLOWS_A_NAME;
    this.keepUnknown(segment);
  }

  finish(lastPosition: number): T {
    this.closeBeyond(0, lastPosition);
    const root = this.stack.pop()!;
    this.close(root, lastPosition);
    return root.target as T;
  }

  private placeFor(segment: Segment, frame: Frame, isInnermost: boolean): number | null {
    let full: number | null = null;
    for (const index of frame.spec.byId.get(segment.id) ?? []) {
      if (index === 0 && frame.opened) continue; // the loop's own first segment would begin another one
      const part = frame.spec.parts[index]!;
      const { ordered } = frame.spec.options;
      if (!isInnermost && index < frame.lastLoop && (ordered === "all" || (ordered === "segments" && part.kind === "slot"))) continue;
      const fits = part.kind === "slot" ? matches(part, segment) : part.impliedBy.has(segment.id) || matches(opener(part.spec), segment);
      if (!fits) continue;
      if (part.repeats || !frame.filled.has(index)) return index;
      full ??= index;
    }
    return full;
  }

  private take(segment: Segment, frame: Frame, index: number, part: Part<unknown>): void {
    frame.filled.add(index);
    if (part.kind === "slot") return part.read(frame.target, segment, this.report);
    frame.lastLoop = index;
    const implied = part.impliedBy.has(segment.id);
    const inner = newFrame(part.spec, implied ? missing(opener(part.spec).id, this.header, segment) : segment);
    if (part.repeats) listOf(frame.target, part.key).push(inner.target);
    else frame.target[part.key] = inner.target;
    if (part.spec.options.hierarchy) this.checkHierarchy(segment);
    if (part.spec.options.counted) this.checkCounter(segment, listOf(frame.target, part.key).length);
    this.stack.push(inner);
    if (implied) return this.segment(segment);
    inner.filled.add(0);
    opener(part.spec).read(inner.target, segment, this.report);
  }

  private checkHierarchy(segment: Segment): void {
    const id = segment.element(1);
    if (id !== String(++this.lastHierarchyId)) this.report("HIERARCHY_INVALID", 1, undefined, id);
    const parent = this.stack.findLast((frame) => frame.spec.options.hierarchy);
    const parentId = parent?.opened?.element(1) ?? "";
    if (segment.element(2) !== parentId) this.report("HIERARCHY_INVALID", 2, undefined, segment.element(2));
    if (/^\d{1,12}$/.test(id)) this.lastHierarchyId = Number(id);
  }

  private checkCounter(segment: Segment, count: number): void {
    if (segment.element(1) !== String(count)) this.add("SEQUENCE_INVALID", segment, "warning", 1, undefined, segment.element(1));
  }

  private closeBeyond(depth: number, lastPosition: number): void {
    while (this.stack.length > depth + 1) this.close(this.stack.pop()!, lastPosition);
  }

  private close({ spec, target, opened, filled }: Frame, lastPosition: number): void {
    const at = opened ?? missing("ST", this.header);
    spec.parts.forEach((part, index) => {
      if (part.required && !filled.has(index)) {
        const id = part.kind === "slot" ? part.id : opener(part.spec).id;
        this.problems.add({
          ...this.place(at),
          code: "SEGMENT_MISSING",
          loop: part.kind === "slot" ? spec.name : part.spec.name,
          segmentId: id,
        });
      }
    });
    fillGaps(spec, target, filled);
    const children = spec.options.hierarchy?.children;
    if (children && opened) {
      const expected = children.some((key) => listOf(target, key).length > 0) ? "1" : "0";
      if (opened.element(4) !== expected) this.add("HIERARCHY_INVALID", opened, "warning", 4, undefined, opened.element(4));
    }
    if (spec.options.tracksPosition && opened) target.position = { first: opened.position, last: lastPosition };
  }

  private keepRepeated(segment: Segment, part: Part<unknown>): void {
    this.report("SEGMENT_REPEATED");
    if (part.kind === "loop") this.astray = new Set(part.spec.byId.keys());
    this.keepUnknown(segment);
  }

  private keepUnknown(segment: Segment): void {
    listOf(this.stack.at(-1)!.target, "unknownSegments").push(segment.toUnknown());
  }

  private readonly report: Report = (code, element?: number, component?: number, value?: string) =>
    this.add(code, this.current, code === "ELEMENT_UNEXPECTED" ? "warning" : "error", element, component, value);

  private add(code: ProblemCode, at: Segment, severity: "error" | "warning", element?: number, component?: number, value?: string): void {
    const where = { ...(element === undefined ? {} : { element }), ...(component === undefined ? {} : { component }) };
    const loop = this.stack.at(-1)?.spec.name;
    this.problems.add({
      ...this.place(at),
      code,
      severity,
      ...(loop ? { loop } : {}),
      ...where,
      ...(value === undefined ? {} : { value }),
    });
  }

  private place(segment: Segment) {
    const { controlNumber: transactionControlNumber } = this.header;
    const { position: segmentPosition, line, offset } = segment;
    return { transactionControlNumber, segmentId: segment.id.slice(0, 3), segmentPosition, line, offset };
  }
}

/** A key that the model promises is there even when its segment is not; a problem has said so. */
function fillGaps(spec: LoopSpec<unknown>, target: Values, filled: ReadonlySet<number>): void {
  spec.parts.forEach((part, index) => {
    if (part.kind === "loop") {
      if (part.repeats) listOf(target, part.key);
      else if (part.required && !target[part.key]) target[part.key] = neutral(part);
    } else if (part.listKey) {
      listOf(target, part.listKey);
    } else if (part.required && !filled.has(index)) {
      const stand: Values = {};
      part.read(stand, new Segment(part.id, [part.id], USUAL_DELIMITERS, 0, 0), () => {});
      for (const [key, value] of Object.entries(stand)) target[key] ??= value;
    }
  });
}

function neutral(part: LoopPart<unknown>): Values {
  const target: Values = {};
  (opener(part.spec) as SlotPart<unknown>).read(target, new Segment(opener(part.spec).id, [""], USUAL_DELIMITERS, 0, 0), () => {});
  fillGaps(part.spec, target, new Set([0]));
  return target;
}

function newFrame(spec: LoopSpec<unknown>, opened: Segment | null): Frame {
  return { spec, target: {}, opened: opened?.id === "ST" ? null : opened, filled: new Set(), lastLoop: -1 };
}

/** Stands for a segment that is not there, where it should have been. */
function missing(id: string, header: TransactionHeader, before?: Segment): Segment {
  const segment = new Segment(id, [id], USUAL_DELIMITERS, before?.line ?? header.line, before?.offset ?? header.offset);
  segment.position = before?.position ?? 1;
  return segment;
}
