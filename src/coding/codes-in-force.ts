import type { Work } from "../platform/work/work";
import type { PlainDate } from "../vocabulary";
import { CodeSetCode, CodeSetLoad } from "./code-set-load";
import type { CodeSet } from "./code-sets";

/** What the release in force on a day says of a code. UNKNOWN: no release is loaded for that day, or only a part of one without it. */
export type CodeStanding = "IN_FORCE" | "NOT_BILLABLE" | "NOT_IN_FORCE" | "UNKNOWN";

/** The standing of each code on a day, by the release that is in force then: the latest to begin, unless it ended. */
export async function codesInForce(work: Work, { codeSet, codes, on }: { codeSet: CodeSet; codes: readonly string[]; on: PlainDate }): Promise<ReadonlyMap<string, CodeStanding>> {
  const [release] = await work.em.find(CodeSetLoad, { codeSet, status: "LOADED", effectiveFrom: { $lte: on } }, { orderBy: { effectiveFrom: "desc" }, limit: 1 });
  const inForce = release && (release.effectiveTo === null || release.effectiveTo >= on);
  const found = inForce ? await work.em.find(CodeSetCode, { loadId: release.id, code: { $in: [...codes] } }) : [];
  const byCode = new Map(found.map((code) => [code.code, code]));
  return new Map(codes.map((code) => [code, inForce ? standing(release, byCode.get(code), on) : "UNKNOWN"]));
}

function standing(release: CodeSetLoad, code: CodeSetCode | undefined, on: PlainDate): CodeStanding {
  if (!code) return release.complete ? "NOT_IN_FORCE" : "UNKNOWN";
  if (code.effectiveFrom > on || (code.effectiveTo !== null && code.effectiveTo < on)) return "NOT_IN_FORCE";
  return code.billable ? "IN_FORCE" : "NOT_BILLABLE";
}
