import type { Adjustment, ProfessionalClaim, ServiceLine } from "../../edi";
import { add, applyRate, cents, smaller, subtract, ZERO, type Cents, type Rate } from "../../vocabulary";
import type { MemberOutcome } from "./member-outcomes";
import type { SimulatedPayerTerms } from "./payers";

/** What a payer decided about one line: charge - adjustments = paid. */
export interface LineDecision {
  readonly line: ServiceLine;
  readonly allowed: Cents | null;
  readonly adjustments: readonly Adjustment[];
  readonly paid: Cents;
  readonly remarkCodes: readonly string[];
}

export interface ClaimToAdjudicate {
  readonly claim: Pick<ProfessionalClaim, "lines" | "frequencyCode">;
  readonly terms: SimulatedPayerTerms;
  readonly outcome: MemberOutcome;
  /** Per line, what the payer before left to the patient; absent for a primary. */
  readonly leftByPriorPayer?: readonly Cents[];
  /** Per line: it was paid before. */
  readonly duplicates?: readonly boolean[];
  /** The payer corrects itself: its other rate. */
  readonly corrects?: boolean;
}

/** The same claim, terms and outcome always give the same cents: there is no plan year and no memory of earlier claims. */
export function adjudicateClaim({ claim, terms, outcome, leftByPriorPayer, duplicates = [], corrects = false }: ClaimToAdjudicate): LineDecision[] {
  const pays = outcome === "DENY16" && claim.frequencyCode === "7" ? "PAYS" : outcome;
  let copayLeft = terms.copay;
  let deductibleLeft = terms.deductible;
  return claim.lines.map((line, index) => {
    const left = leftByPriorPayer?.[index];
    const open = left ?? line.chargeAmount;
    const prior = impactOfPriorPayer(line, left);
    if (duplicates[index]) return decide(line, [...prior, adjustment("OA", "18", open)]);
    const denial = DENIALS[pays];
    if (denial) return decide(line, [...prior, adjustment("CO", denial.reasonCode, open)], null, denial.remarkCodes);
    if (left !== undefined) {
      if (pays === "DEDUCT") return decide(line, [...prior, adjustment("PR", "1", left)]);
      const rest = subtract(left, part(left, terms.secondaryShare));
      return decide(line, [...prior, adjustment("PR", "2", rest)]);
    }
    const allowed = part(line.chargeAmount, corrects ? terms.correctedAllowed : terms.allowed);
    const contractual = adjustment("CO", "45", subtract(line.chargeAmount, allowed));
    if (pays === "SHIFT" || pays === "DEDUCT") return decide(line, [contractual, adjustment("PR", "1", allowed)], allowed);
    const copay = isOfficeVisit(line) ? smaller(copayLeft, allowed) : ZERO;
    copayLeft = subtract(copayLeft, copay);
    const deductible = smaller(deductibleLeft, subtract(allowed, copay));
    deductibleLeft = subtract(deductibleLeft, deductible);
    const shared = subtract(allowed, copay, deductible);
    const coinsurance = part(shared, terms.coinsurance);
    const sequestered = terms.sequestration ? part(subtract(shared, coinsurance), terms.sequestration) : ZERO;
    const patient = [adjustment("PR", "1", deductible), adjustment("PR", "2", coinsurance), adjustment("PR", "3", copay)];
    return decide(line, [contractual, adjustment("CO", "253", sequestered), ...patient], allowed);
  });
}

const DENIALS: Partial<Record<MemberOutcome, { reasonCode: string; remarkCodes: readonly string[] }>> = {
  DENY16: { reasonCode: "16", remarkCodes: ["M76"] },
  DENY97: { reasonCode: "97", remarkCodes: ["M144"] },
  DENY29: { reasonCode: "29", remarkCodes: [] },
};

/** OA-23: everything that the payers before neither paid nor left to the patient, in one figure. */
function impactOfPriorPayer(line: ServiceLine, left: Cents | undefined): Adjustment[] {
  return left === undefined ? [] : [adjustment("OA", "23", subtract(line.chargeAmount, left))];
}

function decide(line: ServiceLine, adjustments: readonly Adjustment[], allowed: Cents | null = null, remarkCodes: readonly string[] = []): LineDecision {
  const real = adjustments.filter(({ amount }) => amount !== 0n);
  return { line, allowed, adjustments: real, paid: subtract(line.chargeAmount, ...real.map(({ amount }) => amount)), remarkCodes };
}

function adjustment(groupCode: string, reasonCode: string, amount: Cents): Adjustment {
  return { groupCode, reasonCode, amount };
}

function part(amount: Cents, rate: Rate): Cents {
  return applyRate(amount, rate, "half-up");
}

function isOfficeVisit({ procedure: { code } }: ServiceLine): boolean {
  return /^99(20[2-5]|21[1-5])$/.test(code);
}

/** PR of any reason: what a decision leaves to the next payer or the patient. */
export function patientResponsibility(adjustments: readonly Adjustment[]): Cents {
  return add(cents(0), ...adjustments.filter(({ groupCode }) => groupCode === "PR").map(({ amount }) => amount));
}
