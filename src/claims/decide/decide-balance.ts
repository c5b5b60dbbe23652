import { add, invariant, negate, ZERO } from "../../vocabulary";
import { postJournal, reverseJournal, type EntryDraft } from "../../ledger";
import { Practice } from "../../practices";
import { invalid, load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import type { Claim } from "../claim";
import { keepHistory } from "../claim-history";
import type { ClaimPayer } from "../claim-payer";
import { giveTo } from "../move-claim";
import { uuidv7 } from "../../platform/database/ids";
import { BalanceDecision, BalanceDecisionLine, type DecisionOutcome } from "./balance-decision";
import { balancesOfClaim, sumOf, type Part } from "./what-is-owed";

export type DecideBalance = { payer: ClaimPayer; outcome: DecisionOutcome; to?: { sequence: number; payerId: string } | null; ground?: string | null; reason: string; parts: readonly Part[] };

/** Whoever decides says why; it is kept with the entries, in the history and on the decision. */
export function checkedReason(reason: string): string {
  const said = reason.trim();
  if (!said || said.length > 500) throw invalid(["reason"], "reason has 1 to 500 characters.");
  return said;
}

/** Takes what was decided out of the payer's buckets, line by line, and keeps who decided it and why. The claim is locked by the caller. */
export async function decideBalance(work: Work, claim: Claim, { payer, outcome, to = null, ground = null, reason, parts }: DecideBalance): Promise<BalanceDecision> {
  const { practiceId } = claim;
  const id = uuidv7();
  const isShift = outcome === "TO_PATIENT" || outcome === "TO_NEXT_PAYER";
  const practice = await load(work, Practice, practiceId);
  const journalId = await postJournal(work, {
    practiceId,
    kind: isShift ? "claim-balance-shift" : "claim-write-off",
    sourceId: id,
    effectiveOn: work.today(practice.timeZone),
    reason,
    entries: parts.flatMap((part) => entriesFor(claim, { payer, outcome, to, part })),
  });
  invariant(journalId, "a decision is about something that is owed");
  const decision = Object.assign(new BalanceDecision(), {
    id,
    practiceId,
    claimId: claim.id,
    patientId: claim.patientId,
    payerSequence: payer.sequence,
    payerId: payer.payerId,
    outcome,
    toSequence: to?.sequence ?? null,
    ground,
    reason,
    amountCents: sumOf(parts),
    journalId,
    decidedBy: work.actor.name,
    createdAt: work.now,
  });
  work.em.persist(decision);
  for (const { chargeId, amount } of parts) work.em.persist(Object.assign(new BalanceDecisionLine(), { practiceId, decisionId: id, chargeId, amountCents: amount }));
  keepHistory(work, claim, { axis: "OWNER", move: isShift ? "shiftBalance" : "writeOff", from: ownerName(payer.sequence), to: destination(decision), reason, payerSequence: payer.sequence });
  await work.em.flush();
  return decision;
}

function entriesFor(claim: Claim, { payer, outcome, to, part }: { payer: ClaimPayer; outcome: DecisionOutcome; to: { sequence: number; payerId: string } | null; part: Part }): EntryDraft[] {
  const { patientId, guarantorId, id: claimId } = claim;
  const about = { patientId, guarantorId, claimId, serviceLineId: part.chargeId };
  const ofPayer = { ...about, payerId: payer.payerId, payerSequence: payer.sequence };
  const from: EntryDraft = { ...ofPayer, account: "RECEIVABLE_INSURER", amount: negate(part.amount) };
  if (outcome === "TO_PATIENT") return [{ ...about, account: "RECEIVABLE_PATIENT", amount: part.amount }, from];
  if (outcome !== "TO_NEXT_PAYER") return [{ ...ofPayer, account: outcome, amount: part.amount }, from];
  invariant(to, "a shift to the next payer names it");
  return [{ ...about, account: "RECEIVABLE_INSURER", payerId: to.payerId, payerSequence: to.sequence, amount: part.amount }, from];
}

const ownerName = (sequence: number) => (["PRIMARY", "SECONDARY", "TERTIARY"] as const)[sequence - 1]!;
const destination = ({ outcome, toSequence }: BalanceDecision): string => (outcome === "TO_PATIENT" ? "PATIENT" : outcome === "TO_NEXT_PAYER" ? ownerName(toSequence!) : outcome);

export type StillOwed = { payerOwesCents: number; insurersOweCents: number };

/** Who must act once insurers owe nothing more; answers with what this payer and all of them still owe, for whoever hears of it. */
export async function giveToWhoOwes(work: Work, claim: Claim, sequence: number, reason: string): Promise<StillOwed> {
  const balances = [...(await balancesOfClaim(work, claim)).values()];
  const insurersOwe = balances.reduce((total, line) => add(total, ...line.insurer.values()), ZERO);
  if (insurersOwe === 0n) giveTo(work, claim, balances.some((line) => line.patient > 0n) ? "PATIENT" : "NONE", reason);
  const payerOwes = balances.reduce((total, line) => add(total, line.insurer.get(sequence) ?? ZERO), ZERO);
  return { payerOwesCents: Number(payerOwes), insurersOweCents: Number(insurersOwe) };
}

/** The same entries with their sides swapped: the payer owes it again. */
export async function takeDecisionBack(work: Work, claim: Claim, decision: BalanceDecision, reason: string): Promise<void> {
  const practice = await load(work, Practice, claim.practiceId);
  await reverseJournal(work, {
    practiceId: claim.practiceId,
    journalId: decision.journalId,
    kind: decision.isShift ? "claim-balance-shift-reversal" : "claim-write-off-reversal",
    sourceId: decision.id,
    effectiveOn: work.today(practice.timeZone),
    reason,
  });
  Object.assign(decision, { reversedAt: work.now, reversedBy: work.actor.name, reversalReason: reason });
  keepHistory(work, claim, { axis: "OWNER", move: "reverseDecision", from: destination(decision), to: ownerName(decision.payerSequence), reason, payerSequence: decision.payerSequence });
}

/**
 * What stood on something that is gone: shifts, when their payer took back the decision that they followed, and
 * everything, when the claim is void. What others have done with the money since is put right by who holds it.
 */
export async function takeDecisionsBack(work: Work, claim: Claim, { shiftsOfSequence }: { shiftsOfSequence?: number }, reason: string): Promise<void> {
  const standing = await work.em.find(BalanceDecision, { practiceId: claim.practiceId, claimId: claim.id, reversedAt: null }, { orderBy: { createdAt: "desc", id: "desc" } });
  for (const decision of standing) {
    if (shiftsOfSequence !== undefined && !(decision.isShift && decision.payerSequence === shiftsOfSequence)) continue;
    await takeDecisionBack(work, claim, decision, reason);
  }
}
