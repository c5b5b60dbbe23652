import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Envelope, Problem } from "../../src/edi";
import { plainDate } from "../../src/vocabulary";

/** The envelope that all synthetic fixtures have. */
export const ENVELOPE: Envelope = {
  senderQualifier: "ZZ",
  senderId: "PAYERX",
  receiverQualifier: "ZZ",
  receiverId: "PROVIDERY",
  date: plainDate("2025-01-15"),
  time: "1200",
  interchangeControlNumber: 1,
  groupControlNumber: 1,
  usage: "T",
  lineBreaks: true,
};

export function fixture(path: string): string {
  return readFileSync(join(__dirname, "fixtures", path), "utf8");
}

export function fixtures(kind: string): readonly string[] {
  return readdirSync(join(__dirname, "fixtures", kind)).map((name) => `${kind}/${name}`);
}

/** One segment a line, whatever the file's line ends are. */
export function lines(text: string): readonly string[] {
  return text
    .split("~")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** A problem as one line of a text table: no file data but the value. */
export function told(problem: Problem): string {
  const place = [problem.element, problem.component].filter((at) => at !== undefined).join("-");
  const value = problem.value === undefined ? "" : ` "${problem.value}"`;
  return `${problem.severity} ${problem.code} ${problem.segmentId}${place ? `/${place}` : ""} at ${problem.segmentPosition}${value}`;
}

/** A model without the places where its loops stood. */
export function withoutPositions<T>(model: T): T {
  if (Array.isArray(model)) return model.map(withoutPositions) as T;
  if (model === null || typeof model !== "object") return model;
  return Object.fromEntries(Object.entries(model).flatMap(([key, value]) => (key === "position" ? [] : [[key, withoutPositions(value)]]))) as T;
}

/** An interchange around the segments of one transaction set; `~` ends each. */
export function interchange(kind: "835" | "837", body: readonly string[]): string {
  const [group, version] = kind === "835" ? ["HP", "005010X221A1"] : ["HC", "005010X222A1"];
  const st = kind === "835" ? "ST*835*0001" : `ST*837*0001*${version}`;
  return [
    "ISA*00*          *00*          *ZZ*PAYERX         *ZZ*PROVIDERY      *250115*1200*^*00501*000000001*0*T*:",
    `GS*${group}*PAYERX*PROVIDERY*20250115*1200*1*X*${version}`,
    st,
    ...body,
    `SE*${body.length + 2}*0001`,
    "GE*1*1",
    "IEA*1*000000001",
    "",
  ].join("~\n");
}
