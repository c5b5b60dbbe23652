import type { SourceFile } from "../source/sources";
import { argument, calleeName, walk, type SyntaxNode } from "../source/syntax";
import { BUILDING } from "./boundary-rules";
import { LONG_FILES, RAW_SQL } from "./exceptions";
import type { Verdict } from "./step";

export const LONGEST_FILE_LINES = 400;

/** Words that hide what is inside. A folder has a name from the trade. */
const HIDING = /^(utils?|helpers?|common|shared|misc|base|managers?|stuff)$/i;
const UNFINISHED = /\b(TODO|FIXME|XXX|HACK)\b(?![|)"`])|\bnot (?:yet )?implemented\b/i;
const STUB = /\bstub(?:s|bed)?\b/i;
/** An absolute path of somebody's machine; `/root` may be named in a sentence about root's checkout. */
const MACHINE_PATH = /(?:^|["'`\s(=])(\/(?:work|home\/[a-z]\w*|Users\/\w+|mnt\/\w+)\/[\w.-]+|[A-Z]:\\\w+)/;

/** Facts about files that a reader would stumble over. */
export function checkTidy(files: readonly SourceFile[], rooms: readonly string[]): Verdict {
  const problems = [...roomProblems(files, rooms), ...files.flatMap(fileProblems), ...rawSqlProblems(files)];
  return { summary: `${files.length} files, ${rooms.length} rooms`, problems };
}

function roomProblems(files: readonly SourceFile[], rooms: readonly string[]): string[] {
  const problems: string[] = [];
  const paths = new Set(files.map((file) => file.path));
  const known = new Set<string>([...rooms, ...BUILDING]);
  for (const room of rooms) {
    // What the building itself offers through the API (its clock) is a room of platform/ and needs no door.
    if (paths.has(`src/platform/${room}/room.ts`)) continue;
    for (const needed of ["README.md", "index.ts", "room.ts"]) if (!paths.has(`src/${room}/${needed}`)) problems.push(`src/${room} has no ${needed}`);
  }
  const folders = new Set([...paths].map((path) => /^src\/([^/]+)\//.exec(path)?.[1]).filter((folder) => folder !== undefined));
  for (const folder of folders) if (!known.has(folder)) problems.push(`src/${folder} is neither a room of src/office.ts nor part of the building (${BUILDING.join(", ")})`);
  return problems;
}

function fileProblems({ path, text }: SourceFile): string[] {
  const problems: string[] = [];
  const inSource = path.startsWith("src/");
  const folders = path.split("/").slice(0, -1);
  const stem = path.split("/").at(-1)!.split(".")[0]!;
  const hiding = [...folders, stem].find((word) => HIDING.test(word));
  if (hiding && inSource) problems.push(`${path}: "${hiding}" says nothing; name it by what it is in the office`);
  if (/\.tsx?$/.test(path) && inSource) {
    const lines = text.split("\n").length - 1;
    if (lines <= LONGEST_FILE_LINES && path in LONG_FILES) problems.push(`${path} is a page again: take it off LONG_FILES in tools/checks/exceptions.ts`);
    if (lines > LONGEST_FILE_LINES && !(path in LONG_FILES)) problems.push(`${path} has ${lines} lines; a file is a page, ${LONGEST_FILE_LINES} at most`);
    if (/[A-Z_]/.test(stem)) problems.push(`${path}: file names are words with hyphens`);
    if (!namesWhatItHolds(path, stem, text)) problems.push(`${path}: none of its exports shares a word with its name`);
  }
  if (path.endsWith(".ts")) {
    for (const [index, line] of text.split("\n").entries()) {
      const at = `${path}:${index + 1}`;
      const unfinished = UNFINISHED.exec(line) ?? (inSource ? STUB.exec(line) : null);
      if (unfinished) problems.push(`${at}: "${unfinished[0]}": finish it, or open an issue`);
    }
  }
  for (const [index, line] of text.split("\n").entries()) {
    const machine = MACHINE_PATH.exec(line);
    if (machine) problems.push(`${path}:${index + 1}: ${machine[1]} is a path of one machine`);
  }
  return problems;
}

/** Loosely, and at the top of a room only, where verbs and things are: void-claim.ts exports something with "void" or "claim" in it. */
function namesWhatItHolds(path: string, stem: string, text: string): boolean {
  const exported = [...text.matchAll(/^export (?:default )?(?:declare )?(?:abstract )?(?:async )?(const|function\*?|class|type|interface)\s+(\w+)/gm)].map(([, kind, name]) => ({
    kind: kind!,
    name: name!,
  }));
  const [, room] = /^src\/([^/]+)\/[^/]+$/.exec(path) ?? [];
  if (!room || (BUILDING as readonly string[]).includes(room) || stem === "index" || !exported.some(({ kind }) => kind === "class" || kind.startsWith("function"))) return true;
  const wanted = words(stem);
  return exported.some(({ name }) => words(name).some((word) => wanted.some((each) => each.startsWith(word.slice(0, 4)) || word.startsWith(each.slice(0, 4)))));
}

const words = (name: string) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 1);

/** Numbers, locks and functions of our own touch no table. */
const ONLY_A_FUNCTION = /^\s*select (nextval|pg_advisory_xact_lock|pg_try_advisory_xact_lock|cb_\w+)\s*\(/i;

/** SQL over tables by hand belongs to the building, the ledger and reports; elsewhere it stands on the list with its reason. */
function rawSqlProblems(files: readonly SourceFile[]): string[] {
  const problems: string[] = [];
  const used = new Set<string>();
  for (const file of files) {
    if (!/^src\/[^/]+\/.*\.ts$/.test(file.path) || /^src\/(platform|opening|ledger|reports)\//.test(file.path)) continue;
    if (!callsSql(file)) continue;
    used.add(file.path);
    if (!(file.path in RAW_SQL)) problems.push(`${file.path} writes SQL by hand: use entities, or give the reason in tools/checks/exceptions.ts (RAW_SQL)`);
  }
  const present = new Set(files.map((file) => file.path));
  for (const path of Object.keys(RAW_SQL)) if (present.has(path) && !used.has(path)) problems.push(`${path} writes no SQL any more: take it off RAW_SQL in tools/checks/exceptions.ts`);
  return problems;
}

function callsSql(file: SourceFile): boolean {
  let found = false;
  walk(file, (node) => {
    if (node.type !== "CallExpression" || calleeName(node) !== "sql") return;
    const { object } = node.callee as SyntaxNode & { object?: SyntaxNode };
    const owner = (object?.value ?? (object?.property as SyntaxNode | undefined)?.value) as string | undefined;
    if (owner === "work" && !ONLY_A_FUNCTION.test(textOf(argument(node, 0)))) found = true;
  });
  return found;
}

/** A literal, or a template up to its first expression. */
function textOf(node: SyntaxNode | undefined): string {
  if (node?.type === "StringLiteral") return node.value as string;
  if (node?.type === "TemplateLiteral") return ((node.quasis as { raw: string }[])[0]?.raw ?? "") as string;
  return "";
}
