import { expectVersion, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Claim } from "./claim";
import { moveWorkflow } from "./move-claim";
import { scrubRules } from "./scrubbing";
import type { Finding } from "./scrubbing/finding";
import { scrub } from "./scrubbing/rule";
import type { ClaimContext } from "./submission/claim-context";
import { loadClaimContext } from "./submission/load-claim-context";

export type ScrubClaim = { claimId: string; expectedVersion?: number | null };

/**
 * Judges a claim by every rule at once and keeps what was found: READY without errors, SCRUB_FAILED with one.
 * Refuses NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED (held or closed).
 */
export async function scrubClaim(work: Work, { claimId, expectedVersion }: ScrubClaim): Promise<{ claim: Claim; findings: Finding[] }> {
  return work.atomically(async () => {
    const claim = await load(work, Claim, claimId, { lock: true, path: ["claimId"], what: "claim" });
    expectVersion(claim, expectedVersion);
    const { findings } = await scrubNow(work, claim);
    return { claim, findings };
  });
}

/** Inside `atomically`, with the claim locked. */
export async function scrubNow(work: Work, claim: Claim): Promise<{ context: ClaimContext; findings: Finding[]; passed: boolean }> {
  const { context, findings } = await judge(work, claim);
  const errors = findings.filter((finding) => finding.severity === "ERROR");
  const before = claim.workflow;
  moveWorkflow(work, claim, errors.length ? "fail" : "pass");
  claim.findings = findings;
  claim.scrubbedAt = work.now;
  const about = { practiceId: claim.practiceId, aggregate: { type: "claim", id: claim.id } };
  const ruleIds = [...new Set(errors.map((finding) => finding.ruleId))];
  if (errors.length) work.publish({ ...about, type: "claim.scrub_failed", data: { ruleIds } });
  else if (before !== "READY") work.publish({ ...about, type: "claim.ready", data: { payerSequence: claim.currentSequence } });
  return { context, findings, passed: !errors.length };
}

/** The judgement alone; nothing changes. */
export async function judge(work: Work, claim: Claim): Promise<{ context: ClaimContext; findings: Finding[] }> {
  const context = await loadClaimContext(work, claim);
  return { context, findings: scrub(context, scrubRules) };
}
