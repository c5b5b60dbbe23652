import { expectVersion, load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import { Claim } from "../claim";
import type { BalanceDecision, WriteOffKind } from "./balance-decision";
import { checkedReason, decideBalance, giveToWhoOwes } from "./decide-balance";
import { chosenParts, owedBy, payerOfClaim, refuseWhileUndecided, type LineAmount } from "./what-is-owed";

export type WriteOffClaim = { claimId: string; kind: WriteOffKind; reason: string; payerSequence?: number | null; lines?: readonly LineAmount[] | null; expectedVersion?: number | null };

/**
 * Gives up what a payer still owes: all of it, or an amount of some lines. The book's line stays whole, because what is
 * written off is named. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, CLAIM_VOIDED, PAYER_HAS_NOT_DECIDED,
 * PAYER_OWES_NOTHING, MORE_THAN_OWED.
 */
export async function writeOffClaim(work: Work, { claimId, kind, reason, payerSequence, lines, expectedVersion }: WriteOffClaim): Promise<{ claim: Claim; balanceDecision: BalanceDecision }> {
  return work.atomically(async () => {
    const claim = await load(work, Claim, claimId, { lock: true, path: ["claimId"], what: "claim" });
    expectVersion(claim, expectedVersion);
    const why = checkedReason(reason);
    const payer = await payerOfClaim(work, claim, payerSequence);
    await refuseWhileUndecided(work, claim, payer);
    const parts = chosenParts(lines, await owedBy(work, claim, payer.sequence));
    const balanceDecision = await decideBalance(work, claim, { payer, outcome: kind, reason: why, parts });
    const stillOwed = await giveToWhoOwes(work, claim, payer.sequence, "written off");
    work.publish({
      type: "claim.written_off",
      practiceId: claim.practiceId,
      aggregate: { type: "claim", id: claim.id },
      data: { decisionId: balanceDecision.id, payerSequence: payer.sequence, kind, amountCents: Number(balanceDecision.amountCents), ...stillOwed },
    });
    return { claim, balanceDecision };
  });
}
