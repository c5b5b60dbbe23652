import { isSegmentId } from "./envelope";
import { itemsOf, type LoopSpec, type Values } from "./loops";
import type { UnknownSegment } from "./model";
import { SegmentDraft, type SegmentSink } from "./writer";

/** Writes the content of a transaction set along its guide. */
export function writeLoop(spec: LoopSpec<never>, model: object, sink: SegmentSink, index = 0): void {
  const source = model as Values;
  const { hierarchy, counted } = spec.options;
  if (hierarchy) writeHierarchicalLevel(hierarchy, source, sink);
  if (counted) {
    const draft = new SegmentDraft("LX");
    draft.set(1, 1, String(index + 1));
    sink.segment(draft);
  }
  // Unknown segments go before the first inner loop: that is where reading puts them into this loop again.
  const firstLoop = spec.parts.findIndex((part) => part.kind === "loop");
  spec.parts.forEach((part, at) => {
    if (at === firstLoop) writeUnknown(source, sink);
    if (part.kind === "slot") part.write(source, (draft) => sink.segment(draft));
    else if (part.repeats) itemsOf(source, part.key).forEach((item, nth) => writeLoop(part.spec as LoopSpec<never>, item as object, sink, nth));
    else if (source[part.key]) writeLoop(part.spec as LoopSpec<never>, source[part.key] as object, sink);
  });
  if (firstLoop < 0) writeUnknown(source, sink);
  if (hierarchy) sink.openHierarchyIds.pop();
}

function writeHierarchicalLevel({ level, children }: { level: string; children?: readonly string[] }, source: Values, sink: SegmentSink): void {
  const draft = new SegmentDraft("HL");
  const id = ++sink.lastHierarchyId;
  draft.set(1, 1, String(id));
  const parent = sink.openHierarchyIds.at(-1);
  if (parent !== undefined) draft.set(2, 1, String(parent));
  draft.set(3, 1, level);
  if (children) draft.set(4, 1, children.some((key) => itemsOf(source, key).length > 0) ? "1" : "0");
  sink.segment(draft);
  sink.openHierarchyIds.push(id);
}

function writeUnknown(source: Values, sink: SegmentSink): void {
  // What has not even a segment identifier was garbage: it stays in the model, and out of what we send.
  for (const segment of itemsOf(source, "unknownSegments") as readonly UnknownSegment[]) {
    if (isSegmentId(segment.id)) sink.segment(segment);
  }
}
