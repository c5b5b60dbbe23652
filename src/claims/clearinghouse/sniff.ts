import type { InboundKind } from "./inbound-file";

const KINDS: Readonly<Record<string, InboundKind>> = { "999": "A_999", "277": "A_277CA", "835": "A_835" };

/**
 * What a file is, from its first transaction set, without reading the rest: a 20 MB remittance is not parsed only to
 * learn its name. An interchange without any is a TA1's. UNKNOWN when it is no interchange, or not for us.
 */
export function kindOf(text: string): InboundKind {
  const start = text.search(/\S/);
  if (start < 0 || !text.startsWith("ISA", start) || text.length < start + 106) return "UNKNOWN";
  const element = text[start + 3]!;
  const terminator = text[start + 105]!;
  const escape = (character: string) => character.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const first = new RegExp(`${escape(terminator)}\\s*(ST|TA1)${escape(element)}([^${escape(element)}${escape(terminator)}]*)`).exec(text.slice(start, start + 5000));
  if (!first) return "UNKNOWN";
  return first[1] === "TA1" ? (restKind(text, element, terminator) ?? "A_TA1") : (KINDS[first[2]!] ?? "UNKNOWN");
}

/** A TA1 may travel at the head of an interchange that holds more. */
function restKind(text: string, element: string, terminator: string): InboundKind | null {
  const at = text.indexOf(`${terminator}ST${element}`);
  return at < 0 ? null : (KINDS[text.slice(at + 4, at + 7)] ?? null);
}

/** ISA08 without its padding: for whom a file is. Null when it is no interchange. */
export function receiverOf(text: string): string | null {
  const start = text.search(/\S/);
  if (start < 0 || !text.startsWith("ISA", start) || text.length < start + 106) return null;
  return (
    text
      .slice(start, start + 106)
      .split(text[start + 3]!)[8]
      ?.trim() || null
  );
}
