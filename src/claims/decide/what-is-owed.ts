import { add, Refusal, ZERO, type Cents } from "../../vocabulary";
import { lineBalances } from "../../ledger";
import { invalid } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import type { Claim } from "../claim";
import { ClaimLine } from "../claim-line";
import type { ClaimPayer } from "../claim-payer";
import { ClaimSubmission } from "../claim-submission";
import { payersOf } from "../next-responsible";
import { REJECTED } from "../submission/next-frequency";

/** A line and how much of it; all that is owed when the amount is omitted. */
export type LineAmount = { chargeId: string; amountCents?: Cents | null };
export type Part = { readonly chargeId: string; readonly amount: Cents };

/** Of the current payer, or of the one that is named. Refuses INVALID_INPUT. */
export async function payerOfClaim(work: Work, claim: Claim, payerSequence: number | null | undefined): Promise<ClaimPayer> {
  const payer = (await payersOf(work, claim)).find((each) => each.sequence === (payerSequence ?? claim.currentSequence));
  if (!payer) throw invalid(["payerSequence"], "The claim has no payer of this sequence.");
  return payer;
}

const ANSWERED = new Set(["ADJUDICATED", "REVERSED"]);

/** The state of the newest sending to this payer while its answer is not known, else null. */
export async function unansweredSubmission(work: Work, claim: Claim, sequence: number): Promise<string | null> {
  const newest = await newestSubmission(work, claim, sequence);
  return newest && !REJECTED.has(newest.status) && !ANSWERED.has(newest.status) ? newest.status : null;
}

export async function newestSubmission(work: Work, claim: Claim, payerSequence: number): Promise<ClaimSubmission | null> {
  const [newest] = await work.em.find(ClaimSubmission, { practiceId: claim.practiceId, claimId: claim.id, payerSequence }, { orderBy: { submittedAt: "desc", id: "desc" }, limit: 1 });
  return newest ?? null;
}

/**
 * Nobody decides about money that a payer may still pay: it would come back as an overpayment. A payer that has
 * rejected the claim, or was never asked, will not pay. Refuses CLAIM_VOIDED, PAYER_HAS_NOT_DECIDED.
 */
export async function refuseWhileUndecided(work: Work, claim: Claim, payer: ClaimPayer): Promise<void> {
  if (claim.voidedAt) throw new Refusal("CLAIM_VOIDED", "The claim was taken back; nobody owes anything for it.", {}, ["claimId"]);
  const status = await unansweredSubmission(work, claim, payer.sequence);
  if (status) throw new Refusal("PAYER_HAS_NOT_DECIDED", `The claim is with the payer (${status}): decide when it has answered.`, { status }, ["claimId"]);
  if (payer.adjudication === "REVERSED_AWAITING_CORRECTION")
    throw new Refusal("PAYER_HAS_NOT_DECIDED", "The payer took its decision back and has not made another yet.", { adjudication: payer.adjudication }, ["claimId"]);
  if (payer.adjudication === "NONE" && payer.forwarded) throw new Refusal("PAYER_HAS_NOT_DECIDED", "The payer before has sent this payer the claim, and its answer is not known yet.", {}, ["claimId"]);
}

/** What this payer owes by charge, exact within the transaction. */
export async function owedBy(work: Work, claim: Claim, sequence: number): Promise<ReadonlyMap<string, Cents>> {
  const balances = await balancesOfClaim(work, claim);
  return new Map([...balances].map(([chargeId, line]) => [chargeId, line.insurer.get(sequence) ?? ZERO]));
}

export async function balancesOfClaim(work: Work, claim: Claim) {
  const lines = await work.em.find(ClaimLine, { practiceId: claim.practiceId, claimId: claim.id }, { orderBy: { lineNumber: "asc" } });
  return lineBalances(
    work,
    claim.practiceId,
    lines.map((line) => line.chargeId),
  );
}

/** The lines that were named, or all that are owed. Refuses INVALID_INPUT, PAYER_OWES_NOTHING, MORE_THAN_OWED. */
export function chosenParts(lines: readonly LineAmount[] | null | undefined, owed: ReadonlyMap<string, Cents>): Part[] {
  const nothing = (path: readonly string[]) => new Refusal("PAYER_OWES_NOTHING", "The payer owes nothing here.", {}, path);
  if (!lines?.length) {
    const all = [...owed].filter(([, amount]) => amount > 0n).map(([chargeId, amount]) => ({ chargeId, amount }));
    if (!all.length) throw nothing(["claimId"]);
    return all;
  }
  return lines.map(({ chargeId, amountCents }, index) => {
    const at = ["lines", String(index)];
    const open = owed.get(chargeId);
    if (open === undefined) throw invalid([...at, "chargeId"], "The charge is not on this claim.");
    if (lines.findIndex((each) => each.chargeId === chargeId) !== index) throw invalid([...at, "chargeId"], "Each charge is named once.");
    if (amountCents !== null && amountCents !== undefined && amountCents <= 0n) throw invalid([...at, "amountCents"], "amountCents is above zero.");
    if (open <= 0n) throw nothing([...at, "chargeId"]);
    const amount = amountCents ?? open;
    if (amount > open) throw new Refusal("MORE_THAN_OWED", "This is more than the payer owes for the line.", { owedCents: Number(open) }, [...at, "amountCents"]);
    return { chargeId, amount };
  });
}

export const sumOf = (parts: readonly Part[]): Cents => add(...parts.map((part) => part.amount));
