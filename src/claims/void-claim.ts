import { Refusal } from "../vocabulary";
import { reopenEncounterBilling, Encounter } from "../encounters";
import { reverseJournal } from "../ledger";
import { Practice } from "../practices";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Claim } from "./claim";
import { ClaimSubmission } from "./claim-submission";
import { takeDecisionsBack } from "./decide/decide-balance";
import { giveTo, moveWorkflow } from "./move-claim";
import { REJECTED } from "./submission/next-frequency";

export type VoidClaim = { claimId: string; reason: string; expectedVersion?: number | null };

/**
 * Takes back a claim that no payer has: its charges leave the book, and its encounters can be billed again. One that
 * was only ever rejected counts as never sent. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, CLAIM_NOT_VOIDABLE, MOVE_NOT_ALLOWED.
 */
export async function voidClaim(work: Work, { claimId, reason, expectedVersion }: VoidClaim): Promise<Claim> {
  return work.atomically(async () => {
    const claim = await load(work, Claim, claimId, { lock: true, path: ["claimId"], what: "claim" });
    expectVersion(claim, expectedVersion);
    if (!reason.trim()) throw invalid(["reason"], "reason says why the claim is taken back.");
    const sent = await work.em.find(ClaimSubmission, { practiceId: claim.practiceId, claimId });
    if (sent.some((each) => !REJECTED.has(each.status))) throw new Refusal("CLAIM_NOT_VOIDABLE", "The claim was sent to a payer; void it with the payer (frequency 8).", {}, ["claimId"]);
    await takeBack(work, claim, reason.trim());
    return claim;
  });
}

/** The book as if the claim had never been; the encounters wait to be billed again. */
export async function takeBack(work: Work, claim: Claim, reason: string): Promise<void> {
  const { practiceId, id: claimId } = claim;
  moveWorkflow(work, claim, "void", reason);
  giveTo(work, claim, "NONE", reason);
  claim.voidedAt = work.now;
  await takeDecisionsBack(work, claim, {}, reason);
  const practice = await load(work, Practice, practiceId);
  if (claim.chargeJournalId) {
    await reverseJournal(work, { practiceId, journalId: claim.chargeJournalId, kind: "charge-void", sourceId: claimId, effectiveOn: work.today(practice.timeZone), reason });
  }
  await work.em.flush();
  for (const encounterId of await releasedEncounters(work, claim)) await reopenEncounterBilling(work, { encounterId, reason: `${claim.claimNumber} was voided` });
  work.publish({ practiceId, aggregate: { type: "claim", id: claimId }, type: "claim.voided" });
}

/** Encounters of which no part stands on another claim that lives: the parts of a split are released with the last one. */
async function releasedEncounters(work: Work, claim: Claim): Promise<string[]> {
  const rows = await work.sql(
    `select ce.encounter_id as id from claim_encounter ce
     where ce.practice_id = $1 and ce.claim_id = $2 and not exists (
       select 1 from claim_encounter o join claim c on c.practice_id = o.practice_id and c.id = o.claim_id
       where o.practice_id = ce.practice_id and o.encounter_id = ce.encounter_id and c.voided_at is null)`,
    [claim.practiceId, claim.id],
  );
  const encounters = await work.em.find(Encounter, { practiceId: claim.practiceId, id: { $in: rows.map((row) => row.id as string) }, status: "BILLED" });
  return encounters.map((encounter) => encounter.id);
}
