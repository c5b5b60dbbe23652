import { cents, follow, invariant, type Cents } from "../../vocabulary";
import { Claim, nextResponsible, openNextPayer, payersOf, recordAdjudication, ClaimLine } from "../../claims";
import { lineBalances, postJournal } from "../../ledger";
import { Payer } from "../../practices";
import { load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import { policyOf } from "../policy/adjustment-policies";
import { treatmentOf } from "../policy/treatment";
import type { Remittance } from "../remittance";
import { RemittanceClaim } from "../remittance-claim";
import { remittanceClaimLifecycle } from "../remittance-lifecycle";
import type { RemittanceAdjustment } from "../remittance-line";
import { earlierAdjudication } from "./earlier-adjudication";
import { isLineProblem, linesToPost, type AdjudicatedClaim } from "./lines-to-post";
import { isPlanProblem, planPosting, type Plan, type PlannedLine } from "./posting-plan";
import { postReversal } from "./post-reversal";
import { figuresOf, wait, type Said } from "./remittance-claim-figures";

/**
 * Posts one claim of a remittance, or says why it waits. One transaction; a claim that is posted is left alone, so it
 * is safe to repeat. The claim of ours is locked first, because two remittances may speak of it.
 */
export async function postRemittanceClaim(work: Work, remittance: Remittance, remittanceClaimId: string): Promise<RemittanceClaim> {
  return work.atomically(async () => {
    const { waitingReason: before } = await load(work, RemittanceClaim, remittanceClaimId, { lock: true });
    const row = await postOrWait(work, remittance, remittanceClaimId);
    if (row.waitingReason && row.waitingReason !== before) {
      work.publish({ type: "remittance.unmatched", practiceId: row.practiceId, aggregate: { type: "remittance", id: remittance.id }, data: { remittanceClaimId: row.id, reason: row.waitingReason } });
    }
    return row;
  });
}

async function postOrWait(work: Work, remittance: Remittance, remittanceClaimId: string): Promise<RemittanceClaim> {
  const row = await load(work, RemittanceClaim, remittanceClaimId);
  if (row.state !== "MATCHED" && row.state !== "WAITING" && row.state !== "UNMATCHED") return row;
  if (row.kind === "NOT_OURS" || row.kind === "PREDETERMINATION") return setAside(work, row);
  if (row.state === "UNMATCHED" || row.waitingReason === "LINES_UNMATCHED" || !row.claimId || row.payerSequence === null) return row;
  const claim = await load(work, Claim, row.claimId, { lock: true });
  if (claim.voidedAt) return wait(row, "CLAIM_VOIDED", {});
  const said = await figuresOf(work, row);
  if (row.kind === "REVERSAL") return postReversal(work, { remittance, row, claim, said });
  return postPayment(work, { remittance, row, claim, said });
}

type Posting = { remittance: Remittance; row: RemittanceClaim; claim: Claim; said: Said };

/** It says nothing about money of ours: a claim of another payer, a predetermination, a duplicate of what is posted. */
function setAside(work: Work, row: RemittanceClaim, why: "NOT_OURS" | "PREDETERMINATION" | "DUPLICATE" = row.kind === "NOT_OURS" ? "NOT_OURS" : "PREDETERMINATION"): RemittanceClaim {
  if (row.paidCents !== 0n) return wait(row, "PAYMENT_UNEXPECTED", { paidCents: Number(row.paidCents) });
  row.state = follow(remittanceClaimLifecycle, row.state, "setAside");
  row.waitingReason = null;
  row.postedAt = work.now;
  if (row.claimId && why !== "PREDETERMINATION") announceReview(work, row, { kind: why, reasonCodes: [], amountCents: row.chargeCents });
  return row;
}

async function postPayment(work: Work, posting: Posting): Promise<RemittanceClaim> {
  const { remittance, row, claim, said } = posting;
  const ours = await work.em.find(ClaimLine, { practiceId: claim.practiceId, claimId: claim.id }, { orderBy: { lineNumber: "asc" } });
  const lines = linesToPost(adjudicated(row, said), ours);
  if (isLineProblem(lines)) return wait(row, lines.reason, numbers(lines));
  const payers = await payersOf(work, claim);
  const payer = payers.find((each) => each.sequence === row.payerSequence);
  if (!payer) return wait(row, "PAYER_NOT_ON_CLAIM", {});

  const policy = await policyOf(work, claim.practiceId);
  const treatment = (each: { groupCode: string; reasonCode: string }) =>
    treatmentOf(policy, { payerId: payer.payerId, groupCode: each.groupCode, reasonCode: each.reasonCode, on: remittance.paymentOn });
  const earlier = await earlierAdjudication(
    work,
    row,
    lines.map((line) => line.chargeId),
  );
  if (earlier.overlapping.length) {
    const isDuplicate = row.paidCents === 0n && said.adjustments.length > 0 && said.adjustments.every((each) => each.amountCents === 0n || treatment(each) === "DUPLICATE");
    if (isDuplicate) return setAside(work, row, "DUPLICATE");
    if (!earlier.mayBeSuperseded) return wait(row, "CORRECTION_WITHOUT_REVERSAL", { of: earlier.overlapping.map((each) => each.payerClaimControlNumber) });
    for (const old of earlier.overlapping) old.state = follow(remittanceClaimLifecycle, old.state, "supersede");
  }

  const balances = await lineBalances(
    work,
    claim.practiceId,
    lines.map((line) => line.chargeId),
  );
  const next = await nextResponsible(work, claim, payer.sequence);
  const payerRow = await load(work, Payer, payer.payerId);
  const plan = planPosting({
    remittanceId: remittance.id,
    claimId: claim.id,
    patientId: claim.patientId,
    guarantorId: claim.guarantorId,
    payerId: payer.payerId,
    payerSequence: payer.sequence,
    next,
    forwarded: row.forwarded,
    copayOnly: payerRow.filingIndicator === "MC",
    reference: row.payerClaimControlNumber ?? remittance.traceNumber,
    lines: lines.map((line): PlannedLine => ({
      chargeId: line.chargeId,
      open: balances.get(line.chargeId)?.insurer.get(payer.sequence) ?? cents(0n),
      paid: line.paid,
      adjustments: line.adjustments.map((each) => ({ ...each, treatment: treatment(each) })),
    })),
  });
  if (isPlanProblem(plan)) return wait(row, plan.reason, numbers(plan));

  row.journalId = await postJournal(work, { practiceId: claim.practiceId, kind: "remittance", sourceId: row.id, effectiveOn: remittance.paymentOn, entries: plan.entries });
  row.state = follow(remittanceClaimLifecycle, row.state, "post");
  row.waitingReason = null;
  row.facts = {};
  row.outcome = plan.outcome;
  row.distributed = lines.some((line) => line.adjustments.some((each) => each.distributed)) || (!said.lines.length && row.paidCents !== 0n);
  row.postedAt = work.now;
  recordDispositions(said.adjustments, plan, treatment);
  await tellTheClaim(work, posting, plan, earlier.standing);
  const nextPayerHasIt = next.kind === "payer" && next.sequence <= claim.currentSequence;
  if (plan.toNextPayer > 0n && next.kind === "payer" && !nextPayerHasIt && !plan.denied) await openNextPayer(work, claim);
  if (plan.toNextPayer > 0n && nextPayerHasIt) announceReview(work, row, { kind: "NEXT_PAYER_OUTDATED", reasonCodes: [], amountCents: plan.toNextPayer });
  for (const review of plan.reviews) announceReview(work, row, { kind: review.kind, reasonCodes: review.reasonCodes, amountCents: review.amount });
  return row;
}

function adjudicated(row: RemittanceClaim, { lines, adjustments }: Said): AdjudicatedClaim {
  const of = (lineId: string | null) =>
    adjustments.filter((each) => each.remittanceLineId === lineId).map((each) => ({ id: each.id, groupCode: each.groupCode, reasonCode: each.reasonCode, amount: each.amountCents }));
  return {
    chargeAmount: row.chargeCents,
    paidAmount: row.paidCents,
    adjustments: of(null),
    lines: lines.map((line) => {
      invariant(line.chargeId, "a claim whose lines are not all matched waits");
      return { chargeId: line.chargeId, chargeAmount: line.chargeCents, paidAmount: line.paidCents, adjustments: of(line.id) };
    }),
  };
}

/** An adjustment of the claim as a whole was planned in parts, one per line, under one id. */
function recordDispositions(adjustments: readonly RemittanceAdjustment[], plan: Plan, treatment: (each: RemittanceAdjustment) => string): void {
  for (const each of adjustments) {
    const done = plan.dispositions.get(each.id);
    each.treatment = treatment(each);
    each.disposition = done?.disposition ?? null;
    each.postedCents = done?.posted ?? cents(0n);
  }
}

/** The claims room keeps what the payer decided, for the next payer and for whoever asks. A split claim is told as one. */
async function tellTheClaim(work: Work, { remittance, row, claim, said }: Posting, plan: Plan, standing: readonly RemittanceClaim[]): Promise<void> {
  const all = [{ row, said }];
  for (const other of standing) all.push({ row: other, said: await figuresOf(work, other) });
  const adjustment = (each: RemittanceAdjustment) => ({ groupCode: each.groupCode, reasonCode: each.reasonCode, amountCents: each.amountCents, quantity: each.quantity });
  await recordAdjudication(work, {
    claimId: claim.id,
    payerSequence: row.payerSequence!,
    outcome: standing.length && plan.outcome === "DENIED" ? "PARTIAL" : plan.outcome,
    payerClaimControlNumber: row.payerClaimControlNumber,
    forwarded: row.forwarded,
    submissionId: row.submissionId,
    sourceId: row.id,
    denied: plan.denied ? { reasonCodes: plan.denied.reasonCodes, amountCents: plan.denied.amount } : null,
    cob: {
      paidCents: cents(all.reduce((total, each) => total + each.row.paidCents, 0n)),
      adjustments: all.flatMap((each) => each.said.adjustments.filter((adjustment) => adjustment.remittanceLineId === null).map(adjustment)),
      lines: all.flatMap((each) =>
        each.said.lines.map((line) => ({
          chargeId: line.chargeId!,
          paidCents: line.paidCents,
          procedureCode: line.procedureCode,
          modifiers: line.modifiers,
          paidQuantity: line.paidUnits,
          adjustments: each.said.adjustments.filter((adjustment) => adjustment.remittanceLineId === line.id).map(adjustment),
        })),
      ),
      adjudicatedOn: remittance.paymentOn,
      remarkCodes: [...new Set(all.flatMap((each) => [...each.row.remarkCodes, ...each.said.lines.flatMap((line) => line.remarkCodes)]))],
    },
  });
}

export function announceReview(work: Work, row: RemittanceClaim, { kind, reasonCodes, amountCents }: { kind: string; reasonCodes: readonly string[]; amountCents: Cents }): void {
  work.publish({
    type: "remittance.review_needed",
    practiceId: row.practiceId,
    aggregate: { type: "remittance_claim", id: row.id },
    data: { claimId: row.claimId, payerSequence: row.payerSequence, kind, reasonCodes: [...reasonCodes], amountCents: Number(amountCents) },
  });
}

/** Figures of a problem as JSON keeps them. */
function numbers(problem: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(problem)
      .filter(([name]) => name !== "reason")
      .map(([name, value]) => (typeof value === "bigint" ? [`${name}Cents`, Number(value)] : [name, value])),
  );
}
