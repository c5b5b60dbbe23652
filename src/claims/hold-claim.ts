import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Claim } from "./claim";
import { moveWorkflow } from "./move-claim";

export type HoldClaim = { claimId: string; reason: string; expectedVersion?: number | null };

/** Keeps a claim back from being sent. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED. */
export async function holdClaim(work: Work, { claimId, reason, expectedVersion }: HoldClaim): Promise<Claim> {
  return work.atomically(async () => {
    const claim = await load(work, Claim, claimId, { lock: true, path: ["claimId"], what: "claim" });
    expectVersion(claim, expectedVersion);
    if (!reason.trim() || reason.length > 500) throw invalid(["reason"], "reason has 1 to 500 characters.");
    moveWorkflow(work, claim, "hold", reason.trim());
    claim.holdReason = reason.trim();
    return claim;
  });
}

export type ReleaseClaim = { claimId: string; reason?: string | null; expectedVersion?: number | null };

/** Lets a held claim go on; it is a draft until it is scrubbed again. Refuses NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED. */
export async function releaseClaim(work: Work, { claimId, reason, expectedVersion }: ReleaseClaim): Promise<Claim> {
  return work.atomically(async () => {
    const claim = await load(work, Claim, claimId, { lock: true, path: ["claimId"], what: "claim" });
    expectVersion(claim, expectedVersion);
    moveWorkflow(work, claim, "release", reason?.trim() || null);
    claim.holdReason = null;
    return claim;
  });
}
