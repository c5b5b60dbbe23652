import { Refusal } from "../vocabulary";
import { Claim, ClaimLine, nextResponsible, openNextPayer } from "../claims";
import { lineBalances } from "../ledger";
import { expectVersion, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";

export type BillNextPayer = { claimId: string; expectedVersion?: number | null };

/**
 * A payer refused a part of a claim and left another part to the next payer. The claim stays with the first one, so
 * that the denial can be worked; this lets it go on to the next when a person decides that the denial stands.
 * Refuses NOT_FOUND, STALE_VERSION, NEXT_PAYER_OWES_NOTHING.
 */
export async function billNextPayer(work: Work, { claimId, expectedVersion }: BillNextPayer): Promise<Claim> {
  return work.atomically(async () => {
    const claim = await load(work, Claim, claimId, { lock: true, path: ["claimId"], what: "claim" });
    expectVersion(claim, expectedVersion);
    const next = await nextResponsible(work, claim, claim.currentSequence);
    const lines = await work.em.find(ClaimLine, { practiceId: claim.practiceId, claimId });
    const balances = await lineBalances(
      work,
      claim.practiceId,
      lines.map((line) => line.chargeId),
    );
    const owes = next.kind === "payer" && [...balances.values()].some((line) => (line.insurer.get(next.sequence) ?? 0n) > 0n);
    if (!owes || (await openNextPayer(work, claim)) === null) {
      throw new Refusal("NEXT_PAYER_OWES_NOTHING", "No further payer owes anything for this claim: what a payer leaves to the next one gets there by its remittance.", {}, ["claimId"]);
    }
    return claim;
  });
}
