import { add, cents, smaller, subtract, ZERO, negate, type Cents } from "../../vocabulary";
import type { Account, EntryDraft } from "../../ledger";
import type { Treatment } from "../policy/treatment";

/** Who owes after this payer: the next one in sequence, or the patient's guarantor. */
export type Next = { readonly kind: "payer"; readonly sequence: number; readonly payerId: string } | { readonly kind: "patient"; readonly guarantorId: string };

export type PlannedAdjustment = {
  readonly id: string;
  readonly groupCode: string;
  readonly reasonCode: string;
  /** CAS03 ... — positive lowers the payment. */
  readonly amount: Cents;
  readonly treatment: Treatment;
};

/** One charge as the payer adjudicated it, with what this payer still owes for it according to the book. */
export type PlannedLine = {
  readonly chargeId: string;
  readonly open: Cents;
  readonly paid: Cents;
  readonly adjustments: readonly PlannedAdjustment[];
};

export type PlanInput = {
  readonly remittanceId: string;
  readonly claimId: string;
  readonly patientId: string;
  readonly guarantorId: string;
  readonly payerId: string;
  readonly payerSequence: number;
  readonly next: Next;
  /** CLP02 19, 20, 21: the payer has sent the claim on itself. */
  readonly forwarded: boolean;
  /** Medicaid: a patient owes nothing beyond a copay (billing-rules 4). */
  readonly copayOnly: boolean;
  /** Under which an overpayment is owed back: the payer's claim number, else the trace. */
  readonly reference: string;
  readonly lines: readonly PlannedLine[];
};

/** What became of an adjustment, for the record of the remittance. */
export type Disposition = "WRITTEN_OFF" | "TO_NEXT_PAYER" | "TO_PATIENT" | "DENIED" | "IN_REVIEW" | "INFORMATION";
export type ReviewKind = "ELIGIBILITY" | "CONSENT" | "PROTECTED" | "CROSSOVER" | "DUPLICATE" | "OTHER" | "UNEXPLAINED" | "OVERPAID";
export type Review = { readonly kind: ReviewKind; readonly reasonCodes: readonly string[]; readonly amount: Cents };
export type Outcome = "PAID" | "PARTIAL" | "ZERO_PAY" | "DENIED";

export type Plan = {
  readonly entries: readonly EntryDraft[];
  /** By adjustment id: what was done, and how much of it was posted. */
  readonly dispositions: ReadonlyMap<string, { readonly disposition: Disposition; readonly posted: Cents }>;
  readonly outcome: Outcome;
  readonly denied: { readonly reasonCodes: readonly string[]; readonly amount: Cents } | null;
  readonly reviews: readonly Review[];
  readonly paid: Cents;
  readonly toNextPayer: Cents;
  readonly toPatient: Cents;
};

/** Why a remittance claim cannot be planned: it waits, and nothing is posted. */
export type PlanProblem = { readonly reason: "PAYMENT_NEGATIVE" | "RESPONSIBILITY_NEGATIVE" | "REVERSAL_GROUP"; readonly chargeId: string; readonly amount: Cents };
export const isPlanProblem = (plan: Plan | PlanProblem): plan is PlanProblem => "reason" in plan;

/**
 * What a remittance claim does to the book, without touching it. Every amount leaves the payer's bucket of its line
 * for somewhere, in this order: negative write-offs (a fee above the charge raises the balance), the payment, what
 * the next payer or the patient owes, and last the positive write-offs, after what is denied has been left standing.
 * The order matters only where a secondary payer repeats what the primary did (no OA-23): then the amounts overlap,
 * and a write-off must give way, because nobody looks at it again. Nothing takes more than is open, so a bucket never
 * becomes negative; what a payer paid beyond it is owed back to the payer.
 */
export function planPosting(input: PlanInput): Plan | PlanProblem {
  const plan = new PlanInProgress(input);
  for (const line of input.lines) {
    const problem = plan.line(line);
    if (problem) return problem;
  }
  return plan.finish();
}

class PlanInProgress {
  private readonly entries: EntryDraft[] = [];
  private readonly dispositions = new Map<string, { disposition: Disposition; posted: Cents }>();
  private readonly reviews = new Map<ReviewKind, { reasonCodes: Set<string>; amount: Cents }>();
  private readonly deniedCodes = new Set<string>();
  private denied = ZERO;
  private paid = ZERO;
  private toNextPayer = ZERO;
  private toPatient = ZERO;
  private kept = ZERO;

  constructor(private readonly input: PlanInput) {}

  line(line: PlannedLine): PlanProblem | null {
    const { chargeId, adjustments } = line;
    if (line.paid < 0n) return { reason: "PAYMENT_NEGATIVE", chargeId, amount: line.paid };
    const legacy = adjustments.find((each) => each.groupCode === "CR");
    if (legacy) return { reason: "REVERSAL_GROUP", chargeId, amount: legacy.amount };
    const fates = adjustments.map((adjustment) => ({ adjustment, fate: this.fateOf(adjustment, line) }));
    const moving = fates.filter(({ fate }) => fate.to !== "kept" && fate.to !== "information" && fate.to !== "write-off");
    const shifted = add(...moving.map(({ adjustment }) => adjustment.amount));
    if (shifted < 0n) return { reason: "RESPONSIBILITY_NEGATIVE", chargeId, amount: shifted };

    const bucket = new Bucket(line.open);
    const writeOffs = fates.filter(({ fate }) => fate.to === "write-off");
    for (const { adjustment } of writeOffs) if (adjustment.amount < 0n) this.move(line, bucket, adjustment, adjustment.amount);
    this.pay(line, bucket);
    // Several reasons may correct each other (PR-1 up, PR-2 down): their sum moves, spread over them from the first.
    this.shift(line, bucket, moving, shifted);
    const standing = fates.filter(({ fate }) => fate.to === "kept");
    const claimed = add(...standing.map(({ adjustment }) => adjustment.amount));
    for (const { adjustment } of writeOffs) {
      if (adjustment.amount <= 0n) continue;
      this.move(line, bucket, adjustment, bucket.atMost(adjustment.amount, claimed > 0n ? claimed : ZERO));
    }
    this.keep(standing, bucket);
    for (const { adjustment, fate } of fates) if (fate.to === "information") this.dispositions.set(adjustment.id, { disposition: "INFORMATION", posted: ZERO });
    return null;
  }

  /** Where an adjustment's amount goes, before it is known how much of it is open. */
  private fateOf({ treatment, reasonCode }: PlannedAdjustment, line: PlannedLine): Fate {
    const { next, forwarded, copayOnly } = this.input;
    const toNext: Fate | null = next.kind === "payer" ? { to: "next payer" } : null;
    switch (treatment) {
      case "WRITE_OFF":
      case "SEQUESTRATION":
        return { to: "write-off" };
      case "INFORMATION":
        return { to: "information" };
      case "DENIAL":
        return { to: "kept", denial: true, review: null };
      case "DUPLICATE":
        return { to: "kept", denial: true, review: "DUPLICATE" };
      case "ELIGIBILITY_REVIEW":
        return { to: "kept", denial: true, review: "ELIGIBILITY" };
      case "REVIEW":
        return { to: "kept", denial: false, review: "OTHER" };
      case "PROTECTED":
        return toNext ?? { to: "kept", denial: false, review: "PROTECTED" };
      case "CONSENT_REVIEW":
        return toNext ?? { to: "kept", denial: false, review: "CONSENT" };
      case "RESPONSIBILITY": {
        if (toNext) return toNext;
        // Another payer has the claim, though we do not know it: the patient is not asked before it has answered.
        if (forwarded) return { to: "kept", denial: false, review: "CROSSOVER" };
        const isProtected = line.adjustments.some((each) => each.treatment === "PROTECTED") || (copayOnly && reasonCode !== "3");
        return isProtected ? { to: "kept", denial: false, review: "PROTECTED" } : { to: "patient" };
      }
    }
  }

  private pay(line: PlannedLine, bucket: Bucket): void {
    this.paid = add(this.paid, line.paid);
    const applied = bucket.atMost(line.paid);
    if (applied !== 0n) {
      bucket.take(applied);
      this.entries.push({ ...this.ofLine(line), account: "PAYER_CASH_CLEARING", amount: applied }, { ...this.ofLine(line), account: "RECEIVABLE_INSURER", amount: negate(applied) });
    }
    const excess = subtract(line.paid, applied);
    if (excess === 0n) return;
    const { reference } = this.input;
    const ofClaim = { ...this.ofLine(line), serviceLineId: null, reference };
    this.entries.push({ ...ofClaim, account: "PAYER_CASH_CLEARING", amount: excess }, { ...ofClaim, account: "PAYER_REFUNDS_PAYABLE", amount: negate(excess) });
    this.review("OVERPAID", [], excess);
  }

  private shift(line: PlannedLine, bucket: Bucket, moving: readonly { adjustment: PlannedAdjustment; fate: Fate }[], shifted: Cents): void {
    let left = bucket.atMost(shifted);
    const capped = left < shifted;
    for (const { adjustment, fate } of moving) {
      const { amount } = adjustment;
      // Uncapped, each reason posts its own amount, negative ones too; capped, what is open goes to the first ones.
      const part = capped ? (amount > 0n ? smaller(amount, left) : ZERO) : amount;
      if (capped) left = subtract(left, part);
      const toPayer = fate.to === "next payer";
      this.dispositions.set(adjustment.id, { disposition: toPayer ? "TO_NEXT_PAYER" : "TO_PATIENT", posted: part });
      if (toPayer) this.toNextPayer = add(this.toNextPayer, part);
      else this.toPatient = add(this.toPatient, part);
      if (part === 0n) continue;
      bucket.take(part);
      const coded = { groupCode: adjustment.groupCode, reasonCode: adjustment.reasonCode };
      this.entries.push({ ...this.ofLine(line), ...coded, ...this.newOwner(fate), amount: part }, { ...this.ofLine(line), ...coded, account: "RECEIVABLE_INSURER", amount: negate(part) });
    }
  }

  private newOwner(fate: Fate): { account: Account; payerId?: string | null; payerSequence?: number | null; guarantorId?: string } {
    const { next, guarantorId } = this.input;
    if (fate.to === "next payer" && next.kind === "payer") return { account: "RECEIVABLE_INSURER", payerId: next.payerId, payerSequence: next.sequence };
    return { account: "RECEIVABLE_PATIENT", payerId: null, payerSequence: null, guarantorId: next.kind === "patient" ? next.guarantorId : guarantorId };
  }

  private move(line: PlannedLine, bucket: Bucket, adjustment: PlannedAdjustment, amount: Cents): void {
    this.dispositions.set(adjustment.id, { disposition: "WRITTEN_OFF", posted: amount });
    if (amount === 0n) return;
    bucket.take(amount);
    const coded = { ...this.ofLine(line), groupCode: adjustment.groupCode, reasonCode: adjustment.reasonCode };
    const account = adjustment.treatment === "SEQUESTRATION" ? "SEQUESTRATION" : "CONTRACTUAL_ADJUSTMENT";
    this.entries.push({ ...coded, account, amount }, { ...coded, account: "RECEIVABLE_INSURER", amount: negate(amount) });
  }

  /** What stays with the insurer is named: by the payer's reasons, or as unexplained when it gave none. */
  private keep(standing: readonly { adjustment: PlannedAdjustment; fate: Fate }[], bucket: Bucket): void {
    let left = bucket.open;
    for (const { adjustment, fate } of standing) {
      if (fate.to !== "kept") continue;
      const part = adjustment.amount > 0n ? smaller(adjustment.amount, left) : ZERO;
      left = subtract(left, part);
      const code = `${adjustment.groupCode}-${adjustment.reasonCode}`;
      this.dispositions.set(adjustment.id, { disposition: fate.denial ? "DENIED" : "IN_REVIEW", posted: ZERO });
      this.kept = add(this.kept, part);
      if (fate.denial && adjustment.amount > 0n) {
        this.denied = add(this.denied, part);
        this.deniedCodes.add(code);
      }
      if (fate.review && part > 0n) this.review(fate.review, [code], part);
    }
    if (left > 0n) {
      this.kept = add(this.kept, left);
      this.review("UNEXPLAINED", [], left);
    }
  }

  private review(kind: ReviewKind, reasonCodes: readonly string[], amount: Cents): void {
    const known = this.reviews.get(kind) ?? { reasonCodes: new Set<string>(), amount: ZERO };
    for (const code of reasonCodes) known.reasonCodes.add(code);
    known.amount = add(known.amount, amount);
    this.reviews.set(kind, known);
  }

  private ofLine(line: PlannedLine) {
    const { remittanceId, claimId, patientId, guarantorId, payerId, payerSequence } = this.input;
    return { remittanceId, claimId, patientId, guarantorId, payerId, payerSequence, serviceLineId: line.chargeId };
  }

  finish(): Plan {
    const wasDenied = this.deniedCodes.size > 0;
    const shifted = add(this.toNextPayer, this.toPatient);
    return {
      entries: this.entries,
      dispositions: this.dispositions,
      outcome: outcomeOf({ paid: this.paid, shifted, kept: this.kept, wasDenied }),
      denied: wasDenied ? { reasonCodes: [...this.deniedCodes], amount: this.denied } : null,
      reviews: [...this.reviews].map(([kind, { reasonCodes, amount }]) => ({ kind, reasonCodes: [...reasonCodes], amount })),
      paid: this.paid,
      toNextPayer: this.toNextPayer,
      toPatient: this.toPatient,
    };
  }
}

/** From what happened to the money, not from CLP02: a denial usually says "processed" with zero pay and its reasons. */
function outcomeOf({ paid, shifted, kept, wasDenied }: { paid: Cents; shifted: Cents; kept: Cents; wasDenied: boolean }): Outcome {
  if (paid > 0n) return wasDenied || kept > 0n ? "PARTIAL" : "PAID";
  if (wasDenied) return shifted > 0n ? "PARTIAL" : "DENIED";
  return "ZERO_PAY";
}

type Fate = { readonly to: "write-off" | "information" | "next payer" | "patient" } | { readonly to: "kept"; readonly denial: boolean; readonly review: ReviewKind | null };

/** What a payer still owes for a line, while it is being divided. */
class Bucket {
  constructor(private left: Cents) {}
  get open(): Cents {
    return this.left > 0n ? this.left : ZERO;
  }
  /** As much of the amount as is open, leaving what others claim. */
  atMost(amount: Cents, leaving: Cents = ZERO): Cents {
    const free = this.open > leaving ? subtract(this.open, leaving) : ZERO;
    return smaller(amount, free);
  }
  take(amount: Cents): void {
    this.left = cents(this.left - amount);
  }
}
