import { Refusal } from "../vocabulary";
import { Claim, ClaimSubmission } from "../claims";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { loadCandidates, tie } from "./matching/match-claims";
import { postRemittance } from "./post-remittance";
import { Remittance } from "./remittance";
import { RemittanceClaim } from "./remittance-claim";
import { RemittanceLine } from "./remittance-line";

export type MatchRemittanceClaim = {
  remittanceClaimId: string;
  claimId: string;
  /** Which payer of the claim it answers for; found out when omitted. */
  payerSequence?: number | null;
  /** Lines that do not match by themselves. */
  lines?: readonly { remittanceLineId: string; chargeId: string }[] | null;
  expectedVersion?: number | null;
};

const MATCHABLE = ["UNMATCHED", "MATCHED", "WAITING"];

/**
 * A person says which claim of ours it is, and which lines; then it is posted like any other. Refuses NOT_FOUND,
 * STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED, PAYER_NOT_ON_CLAIM.
 */
export async function matchRemittanceClaim(work: Work, { remittanceClaimId, claimId, payerSequence, lines, expectedVersion }: MatchRemittanceClaim): Promise<RemittanceClaim> {
  return work.atomically(async () => {
    const row = await load(work, RemittanceClaim, remittanceClaimId, { lock: true, path: ["remittanceClaimId"], what: "remittance claim" });
    expectVersion(row, expectedVersion);
    if (!MATCHABLE.includes(row.state)) throw new Refusal("MOVE_NOT_ALLOWED", `A remittance claim that is ${row.state} is matched already.`, {}, ["remittanceClaimId"]);
    const remittance = await load(work, Remittance, row.remittanceId);
    const claim = await load(work, Claim, claimId, { path: ["claimId"], what: "claim" });
    // Of another practice and not existing answer alike.
    if (claim.practiceId !== row.practiceId) throw new Refusal("NOT_FOUND", "There is no such claim, or it is not yours.", {}, ["claimId"]);
    const candidate = (await loadCandidates(work, row.practiceId, [claim.id])).get(claim.id)!;
    if (payerSequence && !candidate.payers.some((payer) => payer.sequence === payerSequence))
      throw new Refusal("PAYER_NOT_ON_CLAIM", `The claim has no payer ${payerSequence}.`, {}, ["payerSequence"]);
    const remittanceLines = await work.em.find(RemittanceLine, { practiceId: row.practiceId, remittanceClaimId }, { orderBy: { position: "asc" } });
    for (const [index, { remittanceLineId, chargeId }] of (lines ?? []).entries()) {
      const line = remittanceLines.find((each) => each.id === remittanceLineId);
      if (!line) throw invalid(["lines", String(index), "remittanceLineId"], "This is no line of the remittance claim.");
      if (!candidate.lines.some((own) => own.chargeId === chargeId)) throw invalid(["lines", String(index), "chargeId"], "This is no charge of the claim.");
      Object.assign(line, { chargeId, matchedBy: "HAND" });
    }
    const [submission] = await work.em.find(
      ClaimSubmission,
      { practiceId: row.practiceId, claimId: claim.id, ...(payerSequence ? { payerSequence } : {}) },
      { orderBy: { submittedAt: "desc" }, limit: 1 },
    );
    tie({ row, lines: remittanceLines }, { ...candidate, submission: submission ?? null }, remittance.payerId, "HAND", payerSequence ?? undefined);
    remittance.payerId ??= candidate.payers.find((payer) => payer.sequence === row.payerSequence)?.payerId ?? null;
    work.publish({ type: "remittance.matched", practiceId: row.practiceId, aggregate: { type: "remittance", id: remittance.id }, data: { remittanceClaimId: row.id, claimId: claim.id } });
    await work.em.flush();
    if (remittance.status !== "WAITING" && remittance.status !== "DISCARDED") await postRemittance(work, { remittanceId: remittance.id });
    return row;
  });
}

export type ReleaseRemittanceClaim = { remittanceClaimId: string; reason: string; expectedVersion?: number | null };

/**
 * A correction is held until its reversal comes. When the earlier decision moved no money (a denial), a person may let
 * the correction through without one. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED, REVERSAL_NEEDED.
 */
export async function releaseRemittanceClaim(work: Work, { remittanceClaimId, reason, expectedVersion }: ReleaseRemittanceClaim): Promise<RemittanceClaim> {
  return work.atomically(async () => {
    const row = await load(work, RemittanceClaim, remittanceClaimId, { lock: true, path: ["remittanceClaimId"], what: "remittance claim" });
    expectVersion(row, expectedVersion);
    if (!reason.trim()) throw invalid(["reason"], "reason says why no reversal is needed, for whoever asks later.");
    if (row.waitingReason !== "CORRECTION_WITHOUT_REVERSAL") throw new Refusal("MOVE_NOT_ALLOWED", "Only a correction that waits for its reversal is released.", {}, ["remittanceClaimId"]);
    row.facts = { ...row.facts, released: true, releaseReason: reason.trim() };
    await work.em.flush();
    await postRemittance(work, { remittanceId: row.remittanceId });
    if (row.waitingReason === "CORRECTION_WITHOUT_REVERSAL") {
      throw new Refusal("REVERSAL_NEEDED", "The earlier decision moved money; until the payer reverses it, posting this one would count it twice.", {}, ["remittanceClaimId"]);
    }
    return row;
  });
}
