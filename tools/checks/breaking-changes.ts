import { buildSchema, findBreakingChanges, type BreakingChange } from "graphql";
import type { Verdict } from "./step";

/**
 * Against the schema of the last release (schema/released.graphql): what was promised may only be taken back by a
 * line under Unreleased in CHANGELOG.md that starts with BREAKING and names it.
 */
export function checkBreakingChanges(releasedSdl: string, currentSdl: string, changelog: string): Verdict {
  const changes = findBreakingChanges(buildSchema(releasedSdl), buildSchema(currentSdl));
  const announced = breakingLines(changelog);
  const problems = changes
    .filter((change) => !announced.some((line) => names(line, coordinate(change))))
    .map((change) => `${change.description} Keep it, or say so in CHANGELOG.md under Unreleased: BREAKING: ${coordinate(change)} …`);
  const said = changes.length - problems.length;
  return { summary: changes.length ? `${changes.length} breaking since the last release, ${said} announced` : "nothing promised was taken back", problems };
}

/** `Patient.suffix`, `Sex.UNKNOWN`, `PatientCreateInput.email` or `Patient`, whatever the words of graphql-js around it. */
function coordinate({ description }: BreakingChange): string {
  const onInput = /^A required field (\w+) on input type (\w+) was added/.exec(description);
  if (onInput) return `${onInput[2]}.${onInput[1]}`;
  const ofType = /^(\w+) was removed from (?:enum|union) type (\w+)/.exec(description);
  if (ofType) return `${ofType[2]}.${ofType[1]}`;
  const onField = /^A required arg \w+ on ([\w.]+) was added/.exec(description);
  if (onField) return onField[1]!;
  return /^[\w.]+\w/.exec(description)![0];
}

function names(line: string, coordinate: string): boolean {
  return new RegExp(`(?<![\\w.])${coordinate.replaceAll(".", "\\.")}(?![\\w.]*\\w)`).test(line);
}

export function breakingLines(changelog: string): string[] {
  const unreleased = /^## \[?Unreleased\]?.*\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(changelog)?.[1] ?? "";
  return unreleased.split("\n").filter((line) => /^\s*[-*]?\s*\**BREAKING\b/.test(line));
}
