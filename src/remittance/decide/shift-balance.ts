import { Refusal, type Cents } from "../../vocabulary";
import {
  BalanceDecision,
  checkedReason,
  chosenParts,
  Claim,
  decideBalance,
  giveToWhoOwes,
  nextResponsible,
  openNextPayer,
  owedBy,
  payerOfClaim,
  payersOf,
  refuseWhileUndecided,
  type ClaimPayer,
  type LineAmount,
} from "../../claims";
import { expectVersion, invalid, load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import { SHIFT_GROUNDS, type ShiftGround } from "./shift-grounds";
import { billableToPatient, type Billable } from "./what-stands";

export type ShiftBalance = {
  claimId: string;
  to: "NEXT_PAYER" | "PATIENT";
  ground: ShiftGround;
  reason: string;
  payerSequence?: number | null;
  lines?: readonly LineAmount[] | null;
  expectedVersion?: number | null;
};

/**
 * A payer has decided and will not pay: the next payer is asked, or the patient where the payer's own reasons and our
 * review allow it. This is how a review of eligibility or consent ends. Refuses NOT_FOUND, STALE_VERSION,
 * INVALID_INPUT, CLAIM_VOIDED, PAYER_HAS_NOT_DECIDED, PAYER_OWES_NOTHING, MORE_THAN_OWED, NO_NEXT_PAYER,
 * NEXT_PAYER_HAS_DECIDED, NEXT_PAYER_FIRST, NOT_BILLABLE_TO_PATIENT.
 */
export async function shiftBalance(work: Work, { claimId, to, ground, reason, payerSequence, lines, expectedVersion }: ShiftBalance): Promise<{ claim: Claim; balanceDecision: BalanceDecision }> {
  return work.atomically(async () => {
    const claim = await load(work, Claim, claimId, { lock: true, path: ["claimId"], what: "claim" });
    expectVersion(claim, expectedVersion);
    const why = checkedReason(reason);
    if (SHIFT_GROUNDS[ground].to !== to) throw invalid(["ground"], `${ground} is no ground to ask ${to === "PATIENT" ? "the patient" : "the next payer"}.`);
    const payer = await payerOfClaim(work, claim, payerSequence);
    await refuseWhileUndecided(work, claim, payer);
    if (payer.adjudication === "NONE") throw new Refusal("PAYER_HAS_NOT_DECIDED", "The payer has not decided about the claim.", { adjudication: payer.adjudication }, ["claimId"]);
    const owed = await owedBy(work, claim, payer.sequence);
    const shift = { payer, ground, reason: why, lines, owed };
    const balanceDecision = to === "PATIENT" ? await toPatient(work, claim, shift) : await toNextPayer(work, claim, shift);
    const stillOwed = await giveToWhoOwes(work, claim, payer.sequence, "shifted");
    work.publish({
      type: "claim.balance_shifted",
      practiceId: claim.practiceId,
      aggregate: { type: "claim", id: claim.id },
      data: { decisionId: balanceDecision.id, payerSequence: payer.sequence, to, ground, amountCents: Number(balanceDecision.amountCents), ...stillOwed },
    });
    return { claim, balanceDecision };
  });
}

type Shift = { payer: ClaimPayer; ground: ShiftGround; reason: string; lines: readonly LineAmount[] | null | undefined; owed: ReadonlyMap<string, Cents> };

async function toPatient(work: Work, claim: Claim, { payer, ground, reason, lines, owed }: Shift): Promise<BalanceDecision> {
  const next = await nextResponsible(work, claim, payer.sequence);
  if (next.kind === "payer")
    throw new Refusal("NEXT_PAYER_FIRST", "The claim has a further payer: what one payer refuses is asked of the next before the patient.", { sequence: next.sequence }, ["to"]);
  const wanted = chosenParts(lines, owed);
  const billable = await billableToPatient(work, claim, { payer, ground, owed });
  if (!lines?.length) {
    const parts = [...billable.amounts].filter(([, amount]) => amount > 0n).map(([chargeId, amount]) => ({ chargeId, amount }));
    if (!parts.length) throw notBillable(billable, ground, ["claimId"]);
    return decideBalance(work, claim, { payer, outcome: "TO_PATIENT", ground, reason, parts });
  }
  for (const [index, { chargeId, amount }] of wanted.entries()) {
    const allowed = billable.amounts.get(chargeId) ?? 0n;
    // Named without an amount, a line shifts what may be shifted of it.
    if (allowed <= 0n || (lines[index]!.amountCents && amount > allowed)) throw notBillable(billable, ground, ["lines", String(index)], allowed);
  }
  const parts = wanted.map(({ chargeId, amount }, index) => ({ chargeId, amount: lines[index]!.amountCents ? amount : billable.amounts.get(chargeId)! }));
  return decideBalance(work, claim, { payer, outcome: "TO_PATIENT", ground, reason, parts });
}

function notBillable({ codes }: Billable, ground: ShiftGround, path: readonly string[], allowed: Cents | 0n = 0n): Refusal {
  return new Refusal(
    "NOT_BILLABLE_TO_PATIENT",
    `The payer reported ${codes.join(", ") || "no reason"}: on the ground ${ground} the patient can be asked for ${allowed === 0n ? "nothing" : "less"} of it.`,
    { reasonCodes: codes, allowedCents: Number(allowed) },
    path,
  );
}

async function toNextPayer(work: Work, claim: Claim, { payer, ground, reason, lines, owed }: Shift): Promise<BalanceDecision> {
  const next = await nextResponsible(work, claim, payer.sequence);
  if (next.kind === "patient") throw new Refusal("NO_NEXT_PAYER", "The claim has no further payer.", {}, ["to"]);
  const { adjudication } = (await payersOf(work, claim)).find((each) => each.sequence === next.sequence)!;
  if (adjudication !== "NONE") throw new Refusal("NEXT_PAYER_HAS_DECIDED", "The next payer has decided already, on what it was told then; it would have to be told anew.", { adjudication }, ["to"]);
  const balanceDecision = await decideBalance(work, claim, { payer, outcome: "TO_NEXT_PAYER", to: next, ground, reason, parts: chosenParts(lines, owed) });
  if (next.sequence > claim.currentSequence) await openNextPayer(work, claim);
  return balanceDecision;
}
