import { cents, invariant, type Cents, type PlainDate } from "../vocabulary";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Claim, type NextActionOwner } from "./claim";
import { ClaimAdjudication, type CobAdjustment, type CoordinationOfBenefits } from "./claim-adjudication";
import type { AdjudicationMove } from "./claim-lifecycles";
import { ClaimPayer, type AdjudicationOutcome } from "./claim-payer";
import { ClaimSubmission } from "./claim-submission";
import { giveTo, moveAdjudication, moveSubmission, moveWorkflow } from "./move-claim";
import { nextResponsible, type Responsible } from "./next-responsible";
import { confirmVoid } from "./void-with-payer";

export type AdjustmentSaid = { groupCode: string; reasonCode: string; amountCents: Cents; quantity?: string | null };
export type LineSaid = { chargeId: string; paidCents: Cents; procedureCode: string; modifiers: readonly string[]; paidQuantity: string; adjustments: readonly AdjustmentSaid[] };

export type RecordAdjudication = {
  claimId: string;
  payerSequence: number;
  outcome: AdjudicationOutcome;
  /** CLP07 */
  payerClaimControlNumber: string | null;
  /** CLP02 19, 20, 21 (or N89, MA18): the payer has sent the claim on itself. */
  forwarded: boolean;
  /** The submission that was adjudicated; the newest to this payer when omitted. */
  submissionId?: string | null;
  /** The remittance's claim, for the trail. */
  sourceId?: string | null;
  /** What was refused, when any line was; claim.denied is published with it. */
  denied?: { reasonCodes: readonly string[]; amountCents: Cents } | null;
  cob: {
    paidCents: Cents;
    /** CAS of the claim as a whole, exactly as the payer reported it. */
    adjustments: readonly AdjustmentSaid[];
    lines: readonly LineSaid[];
    adjudicatedOn: PlainDate;
    /** MOA and LQ remark codes. */
    remarkCodes?: readonly string[];
  };
};

const MOVES: Record<AdjudicationOutcome, AdjudicationMove> = { PAID: "pay", PARTIAL: "payInPart", ZERO_PAY: "payNothing", DENIED: "deny" };

/**
 * Keeps what a payer decided, exactly as it said it: the adjudication axis moves, the submission is adjudicated, the
 * next payer's claim will repeat it (2320, 2430). Money is the remittance room's to post. Refuses NOT_FOUND.
 */
export async function recordAdjudication(work: Work, said: RecordAdjudication): Promise<ClaimAdjudication> {
  return work.atomically(async () => {
    const claim = await load(work, Claim, said.claimId, { lock: true, path: ["claimId"], what: "claim" });
    const payer = await payerOf(work, claim, said.payerSequence);
    const { cob } = said;
    const adjudication = Object.assign(new ClaimAdjudication(), {
      practiceId: claim.practiceId,
      claimId: claim.id,
      payerSequence: said.payerSequence,
      payerId: payer.payerId,
      outcome: said.outcome,
      payerClaimControlNumber: said.payerClaimControlNumber,
      forwarded: said.forwarded,
      adjudicatedOn: cob.adjudicatedOn,
      paidCents: cob.paidCents,
      cob: kept(cob),
      sourceId: said.sourceId ?? null,
      recordedAt: work.now,
    });
    work.em.persist(adjudication);
    moveAdjudication(work, claim, payer, MOVES[said.outcome]);
    if (said.payerClaimControlNumber) payer.payerClaimControlNumber = said.payerClaimControlNumber;
    if (claim.workflow === "CLOSED" && !claim.voidedAt) moveWorkflow(work, claim, "reopen", "a payer has decided again");
    await moveNewestSubmission(work, claim, said.payerSequence, "adjudicate", said.submissionId ?? null);
    const next = await nextResponsible(work, claim, said.payerSequence);
    if (next.kind === "payer" && said.forwarded) (await payerOf(work, claim, next.sequence)).forwarded = true;
    const denied = said.denied ?? (said.outcome === "DENIED" ? denialOf(cob) : null);
    giveTo(work, claim, ownerAfter({ denied: denied !== null, left: responsibilityOf(cob), next, forwarded: said.forwarded }), `payer ${said.payerSequence}: ${said.outcome}`);
    const about = { practiceId: claim.practiceId, aggregate: { type: "claim", id: claim.id } };
    if (denied) work.publish({ ...about, type: "claim.denied", data: { payerSequence: said.payerSequence, reasonCodes: [...denied.reasonCodes], amountCents: Number(denied.amountCents) } });
    // Whoever hears that a claim was paid takes its denials as mended, so a payment beside a denial is not said so.
    else work.publish({ ...about, type: "claim.paid", data: { payerSequence: said.payerSequence, outcome: said.outcome, paidCents: Number(cob.paidCents) } });
    return adjudication;
  });
}

function ownerAfter({ denied, left, next, forwarded }: { denied: boolean; left: Cents; next: Responsible; forwarded: boolean }): NextActionOwner {
  if (denied) return "BILLER";
  if (left === 0n) return "NONE";
  if (next.kind === "patient") return "PATIENT";
  return forwarded || next.forwarded ? "PAYER" : "BILLER";
}

export type ReverseAdjudication = { claimId: string; payerSequence: number; reason: string };

/**
 * The payer took back what it decided (CLP02 22): what it said is marked, and the claim waits for the correction, with
 * statements and dunning held by whoever hears claim.reversed. Refuses NOT_FOUND, MOVE_NOT_ALLOWED.
 */
export async function reverseAdjudication(work: Work, { claimId, payerSequence, reason }: ReverseAdjudication): Promise<Claim> {
  return work.atomically(async () => {
    const claim = await load(work, Claim, claimId, { lock: true, path: ["claimId"], what: "claim" });
    const payer = await payerOf(work, claim, payerSequence);
    moveAdjudication(work, claim, payer, "reverse", reason);
    const adjudication = await adjudicationInForce(work, claim, payerSequence);
    invariant(adjudication, "a payer that has decided has an adjudication in force");
    adjudication.reversedAt = work.now;
    if (claim.workflow === "CLOSED" && !claim.voidedAt) moveWorkflow(work, claim, "reopen", reason);
    await moveNewestSubmission(work, claim, payerSequence, "reverse", null);
    giveTo(work, claim, "PAYER", "awaits the correction of a reversal");
    work.publish({ practiceId: claim.practiceId, aggregate: { type: "claim", id: claim.id }, type: "claim.reversed", data: { payerSequence } });
    await confirmVoid(work, claim);
    return claim;
  });
}

/** What a payer has said last and not taken back. */
export async function adjudicationInForce(work: Work, claim: Claim, payerSequence: number): Promise<ClaimAdjudication | null> {
  const [newest] = await work.em.find(
    ClaimAdjudication,
    { practiceId: claim.practiceId, claimId: claim.id, payerSequence, reversedAt: null },
    { orderBy: { recordedAt: "desc", id: "desc" }, limit: 1 },
  );
  return newest ?? null;
}

async function payerOf(work: Work, claim: Claim, sequence: number): Promise<ClaimPayer> {
  const payer = await work.em.findOne(ClaimPayer, { practiceId: claim.practiceId, claimId: claim.id, sequence });
  invariant(payer, `the claim has no payer ${sequence}`);
  return payer;
}

/** A claim that a payer got from another one has no submission of ours to it. */
async function moveNewestSubmission(work: Work, claim: Claim, payerSequence: number, move: "adjudicate" | "reverse", submissionId: string | null): Promise<void> {
  const [submission] = await work.em.find(
    ClaimSubmission,
    { practiceId: claim.practiceId, claimId: claim.id, payerSequence, ...(submissionId ? { id: submissionId } : move === "reverse" ? { status: "ADJUDICATED" } : {}) },
    { orderBy: { submittedAt: "desc", id: "desc" }, limit: 1 },
  );
  if (!submission) return;
  moveSubmission(work, claim, submission, move);
  if (payerSequence === claim.currentSequence) claim.submissionStatus = submission.status;
}

function kept(cob: RecordAdjudication["cob"]): CoordinationOfBenefits {
  return {
    adjustments: cob.adjustments.map(keptAdjustment),
    patientResponsibilityCents: String(responsibilityOf(cob)),
    remarkCodes: [...(cob.remarkCodes ?? [])],
    lines: cob.lines.map((line) => ({
      chargeId: line.chargeId,
      paidCents: String(line.paidCents),
      procedureCode: line.procedureCode,
      modifiers: [...line.modifiers],
      paidQuantity: line.paidQuantity,
      adjustments: line.adjustments.map(keptAdjustment),
    })),
  };
}

/** Exactly as said: what the next payer is not told (zero amounts) is left out when its claim is written. */
function keptAdjustment({ groupCode, reasonCode, amountCents, quantity }: AdjustmentSaid): CobAdjustment {
  return { groupCode, reasonCode, amountCents: String(amountCents), quantity: quantity ?? null };
}

const allAdjustments = (cob: RecordAdjudication["cob"]) => [...cob.adjustments, ...cob.lines.flatMap((line) => line.adjustments)];

/** PR of the whole claim, line by line and above. */
function responsibilityOf(cob: RecordAdjudication["cob"]): Cents {
  return cents(
    allAdjustments(cob)
      .filter((each) => each.groupCode === "PR")
      .reduce((total, each) => total + each.amountCents, 0n),
  );
}

function denialOf(cob: RecordAdjudication["cob"]): { reasonCodes: string[]; amountCents: Cents } {
  const refused = allAdjustments(cob).filter((each) => each.groupCode !== "PR");
  return { reasonCodes: [...new Set(refused.map((each) => each.reasonCode))].sort(), amountCents: cents(refused.reduce((total, each) => total + each.amountCents, 0n)) };
}
