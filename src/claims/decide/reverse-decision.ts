import { Refusal, type Cents } from "../../vocabulary";
import { subledgerOf } from "../../ledger";
import { Guarantor } from "../../patients";
import { expectVersion, load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import { Claim } from "../claim";
import { giveTo, moveWorkflow } from "../move-claim";
import { BalanceDecision, BalanceDecisionLine } from "./balance-decision";
import { checkedReason, takeDecisionBack } from "./decide-balance";
import { balancesOfClaim, newestSubmission, payerOfClaim, unansweredSubmission } from "./what-is-owed";

export type ReverseDecision = { balanceDecisionId: string; reason: string; expectedVersion?: number | null };

/** The payer owes again what was written off. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, DECISION_REVERSED, DECISION_NOT_STANDING. */
export const reverseClaimWriteOff = (work: Work, reversal: ReverseDecision) => reverse(work, reversal, "claim write-off");

/** The payer owes again what was asked of somebody else. Refuses as reverseClaimWriteOff does, and CLAIM_ALREADY_SENT. */
export const reverseBalanceShift = (work: Work, reversal: ReverseDecision) => reverse(work, reversal, "balance shift");

async function reverse(
  work: Work,
  { balanceDecisionId, reason, expectedVersion }: ReverseDecision,
  what: "claim write-off" | "balance shift",
): Promise<{ claim: Claim; balanceDecision: BalanceDecision }> {
  return work.atomically(async () => {
    const of = { path: ["balanceDecisionId"], what };
    const { claimId } = await load(work, BalanceDecision, balanceDecisionId, of);
    const claim = await load(work, Claim, claimId, { lock: true });
    const decision = await load(work, BalanceDecision, balanceDecisionId, { ...of, lock: true });
    if (decision.isShift !== (what === "balance shift")) throw new Refusal("NOT_FOUND", `There is no such ${what}, or it is not yours.`, {}, ["balanceDecisionId"]);
    expectVersion(decision, expectedVersion);
    const why = checkedReason(reason);
    if (decision.reversedAt) throw new Refusal("DECISION_REVERSED", "It was reversed already.", {}, ["balanceDecisionId"]);
    if (decision.toSequence !== null) await refuseOnceAsked(work, claim, decision.toSequence);
    // The account's lock: else a payment on the line in this moment would be of a balance that is gone.
    if (decision.outcome === "TO_PATIENT") await load(work, Guarantor, claim.guarantorId, { lock: true });
    await refuseUnlessStanding(work, claim, decision);
    await takeDecisionBack(work, claim, decision, why);
    if (decision.toSequence === claim.currentSequence) {
      claim.currentSequence = decision.payerSequence;
      claim.submissionStatus = (await newestSubmission(work, claim, decision.payerSequence))?.status ?? null;
    }
    if (claim.workflow === "CLOSED") moveWorkflow(work, claim, "reopen", why);
    giveTo(work, claim, "BILLER", why);
    work.publish({
      type: "claim.decision_reversed",
      practiceId: claim.practiceId,
      aggregate: { type: "claim", id: claim.id },
      data: { decisionId: decision.id, payerSequence: decision.payerSequence, outcome: decision.outcome, amountCents: Number(decision.amountCents) },
    });
    return { claim, balanceDecision: decision };
  });
}

async function refuseOnceAsked(work: Work, claim: Claim, sequence: number): Promise<void> {
  const { adjudication } = await payerOfClaim(work, claim, sequence);
  const status = await unansweredSubmission(work, claim, sequence);
  if (adjudication !== "NONE" || status)
    throw new Refusal("CLAIM_ALREADY_SENT", "The next payer has been asked: what it owes is its to answer.", { status: status ?? adjudication }, ["balanceDecisionId"]);
}

/** What has gone on from where the decision put it (paid, written off, moved) cannot be taken from there. */
async function refuseUnlessStanding(work: Work, claim: Claim, decision: BalanceDecision): Promise<void> {
  const lines = await work.em.find(BalanceDecisionLine, { practiceId: claim.practiceId, decisionId: decision.id });
  const there = await amountsWhereItPutThem(work, claim, decision);
  const gone = lines.find((line) => there(line.chargeId) < line.amountCents);
  if (!gone) return;
  throw new Refusal(
    "DECISION_NOT_STANDING",
    "What was decided about is no longer where the decision put it: it was paid, written off or moved on. Undo that first.",
    { decidedCents: Number(gone.amountCents), standingCents: Number(there(gone.chargeId)) },
    ["balanceDecisionId"],
  );
}

async function amountsWhereItPutThem(work: Work, claim: Claim, { outcome, toSequence, payerSequence }: BalanceDecision): Promise<(chargeId: string) => Cents | bigint> {
  const balances = await balancesOfClaim(work, claim);
  if (outcome === "TO_PATIENT") return (chargeId) => balances.get(chargeId)?.patient ?? 0n;
  if (outcome === "TO_NEXT_PAYER") return (chargeId) => balances.get(chargeId)?.insurer.get(toSequence!) ?? 0n;
  const parts = await subledgerOf(work, claim.practiceId, [...balances.keys()]);
  const written = new Map(parts.filter((part) => part.account === outcome && part.payerSequence === payerSequence).map((part) => [part.serviceLineId, part.amount]));
  return (chargeId) => written.get(chargeId) ?? 0n;
}
