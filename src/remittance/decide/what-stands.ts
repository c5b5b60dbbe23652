import { add, invariant, smaller, subtract, ZERO, type Cents } from "../../vocabulary";
import { BalanceDecision, BalanceDecisionLine, ClaimLine, type Claim, type ClaimPayer } from "../../claims";
import { Payer } from "../../practices";
import { load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import { isLineProblem, linesToPost } from "../posting/lines-to-post";
import { adjudicated } from "../posting/post-remittance-claim";
import { figuresOf } from "../posting/remittance-claim-figures";
import { RemittanceClaim } from "../remittance-claim";
import { SHIFT_GROUNDS, type ShiftGround } from "./shift-grounds";

/** One reason for which a payer did not pay a line, and which was neither written off nor moved. */
export type Standing = {
  readonly chargeId: string;
  readonly groupCode: string;
  readonly reasonCode: string;
  readonly treatment: string | null;
  readonly disposition: string | null;
  readonly amount: Cents;
};

/** Every adjustment of the decisions of this payer that are in force, by charge; those of the claim as a whole spread as they were posted. */
async function adjustmentsInForce(work: Work, claim: Claim, payer: ClaimPayer): Promise<{ all: Standing[]; remittanceClaimIds: string[] }> {
  const of = { practiceId: claim.practiceId, claimId: claim.id };
  const rows = await work.em.find(RemittanceClaim, { ...of, payerSequence: payer.sequence, kind: "PAYMENT", state: "POSTED" }, { orderBy: { postedAt: "asc", id: "asc" } });
  const ours = await work.em.find(ClaimLine, of, { orderBy: { lineNumber: "asc" } });
  const all: Standing[] = [];
  for (const row of rows) {
    const said = await figuresOf(work, row);
    const lines = linesToPost(adjudicated(row, said), ours);
    invariant(!isLineProblem(lines), "what was posted agreed with what was billed");
    const fates = new Map(said.adjustments.map((each) => [each.id, each]));
    for (const line of lines) {
      for (const { id, groupCode, reasonCode, amount } of line.adjustments) {
        const { treatment, disposition } = fates.get(id)!;
        all.push({ chargeId: line.chargeId, groupCode, reasonCode, treatment, disposition, amount });
      }
    }
  }
  return { all, remittanceClaimIds: rows.map((row) => row.id) };
}

export type Billable = { readonly amounts: ReadonlyMap<string, Cents>; readonly codes: readonly string[]; readonly remittanceClaimIds: readonly string[] };

/**
 * How much of each line may be asked of the patient on a ground: what the payer reported under the reasons that the
 * ground answers, at most what is open and no other
 * reason stands for, less what was shifted before. A line with QMB protection (OA-209) has nothing;
 * nor has Medicaid's, but where it never covered the patient.
 */
export async function billableToPatient(work: Work, claim: Claim, { payer, ground, owed }: { payer: ClaimPayer; ground: ShiftGround; owed: ReadonlyMap<string, Cents> }): Promise<Billable> {
  const { group, treatments, withMedicaid } = SHIFT_GROUNDS[ground];
  const { all, remittanceClaimIds } = await adjustmentsInForce(work, claim, payer);
  const { filingIndicator } = await load(work, Payer, payer.payerId);
  const decided = await decidedBefore(work, claim, payer);
  const amounts = new Map<string, Cents>();
  for (const [chargeId, open] of owed) {
    const own = all.filter((each) => each.chargeId === chargeId);
    const kept = own.filter((each) => each.amount > 0n && (each.disposition === "DENIED" || each.disposition === "IN_REVIEW"));
    const answered = kept.filter((each) => each.groupCode === group && (treatments as readonly (string | null)[]).includes(each.treatment));
    const sumOf = (some: readonly Standing[]) => add(...some.map((each) => each.amount));
    const isProtected = own.some((each) => each.treatment === "PROTECTED") || (filingIndicator === "MC" && !withMedicaid);
    // A payer's reasons may overlap and come to more than is open: then the patient's give way.
    const othersLeave = subtract(add(open, decided.all.get(chargeId) ?? ZERO), sumOf(kept.filter((each) => !answered.includes(each))));
    const left = subtract(smaller(sumOf(answered), othersLeave), decided.toPatient.get(chargeId) ?? ZERO);
    amounts.set(chargeId, isProtected || left <= 0n || open <= 0n ? ZERO : smaller(left, open));
  }
  const codes = [...new Set(all.filter((each) => each.disposition === "DENIED" || each.disposition === "IN_REVIEW").map((each) => `${each.groupCode}-${each.reasonCode}`))].sort();
  return { amounts, codes, remittanceClaimIds };
}

type Decided = { readonly toPatient: ReadonlyMap<string, Cents>; readonly all: ReadonlyMap<string, Cents> };

/** What decisions that stand have taken from this payer's lines already. Without it, the second reason of a line would be shifted under the first one's ground. */
async function decidedBefore(work: Work, claim: Claim, payer: ClaimPayer): Promise<Decided> {
  const { practiceId } = claim;
  const decisions = await work.em.find(BalanceDecision, { practiceId, claimId: claim.id, payerSequence: payer.sequence, reversedAt: null });
  const lines = await work.em.find(BalanceDecisionLine, { practiceId, decisionId: { $in: decisions.map((each) => each.id) } });
  const shifts = new Set(decisions.filter((each) => each.outcome === "TO_PATIENT").map((each) => each.id));
  const sum = (some: readonly BalanceDecisionLine[]) => {
    const sums = new Map<string, Cents>();
    for (const { chargeId, amountCents } of some) sums.set(chargeId, add(sums.get(chargeId) ?? ZERO, amountCents));
    return sums;
  };
  return { toPatient: sum(lines.filter((line) => shifts.has(line.decisionId))), all: sum(lines) };
}
