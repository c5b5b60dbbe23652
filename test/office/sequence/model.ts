import { allocate, cents } from "../../../src/vocabulary";
import type { ClaimSaid } from "../../remittance/support/file";

/**
 * What the book ought to say, kept by hand in plain numbers: a second opinion that shares no code with the rooms that
 * post. Lines change only by moves, and what a payer takes back is its move with the sign turned.
 */
export type Move = { insurer: [number, number]; insurerPaid: number; contractual: number; sequestration: number; responsibility: number; owedBack: number };
export type Line = Move & { readonly id: string; readonly code: string; readonly control: string; charge: number };
export type Decision = {
  readonly sequence: 1 | 2;
  readonly said: ClaimSaid;
  readonly moves: readonly Move[];
  /** The book about the claim's lines just before, and how often the claim had been decided on then. */
  readonly before: unknown;
  readonly turn: number;
};
export type Claim = {
  readonly id: string;
  readonly uuid: string;
  readonly payers: 1 | 2;
  readonly lines: readonly Line[];
  /** CLM01 per payer, once it was sent to it. */
  readonly numbers: [string | null, string | null];
  /** What each payer has decided and not taken back. */
  readonly decisions: [Decision | null, Decision | null];
  /** A second decision of the first payer that came without its reversal, and waits for it. */
  held: { readonly said: ClaimSaid; readonly moves: readonly Move[]; readonly remittanceId: string } | null;
  /** Counts decisions and what was taken back. */
  turn: number;
  /** The second payer has decided on what the first has since taken back. */
  outdated: boolean;
  voided: boolean;
};
export type Payment = { readonly id: string; readonly account: number; readonly byHand: boolean; readonly amount: number; given: number; voided: boolean };
export type Model = {
  readonly claims: Claim[];
  /** Lines of visits that were billed to the patient, without a claim. */
  readonly selfPay: Line[];
  /** Whose line it is: 0 the family, 1 the man on his own. */
  readonly accountOf: Map<Line, number>;
  readonly payments: Payment[];
  readonly refunds: { readonly id: string; readonly payment: Payment; readonly amount: number }[];
  readonly files: string[];
  readonly remittances: { readonly id: string; readonly amount: number; deposited: boolean }[];
  /** What payers have yet to take back, by PLB03-2. */
  readonly deferred: Map<string, number>;
  /** How often something rare happened: a property that never comes to a reversal says nothing. */
  readonly reached: Record<string, number>;
  /** Events wait; nobody has heard them yet. */
  late: boolean;
};

export const newModel = (): Model => ({ claims: [], selfPay: [], accountOf: new Map(), payments: [], refunds: [], files: [], remittances: [], deferred: new Map(), late: false, reached: {} });

export const reach = (model: Model, what: string): void => void (model.reached[what] = (model.reached[what] ?? 0) + 1);

export const nothing = (): Move => ({ insurer: [0, 0], insurerPaid: 0, contractual: 0, sequestration: 0, responsibility: 0, owedBack: 0 });

export function move(line: Line, by: Move, sign: 1 | -1): void {
  line.insurer[0] += sign * by.insurer[0];
  line.insurer[1] += sign * by.insurer[1];
  line.insurerPaid += sign * by.insurerPaid;
  line.contractual += sign * by.contractual;
  line.sequestration += sign * by.sequestration;
  line.responsibility += sign * by.responsibility;
  line.owedBack += sign * by.owedBack;
}

export const allLines = (model: Model): Line[] => [...model.claims.flatMap((claim) => claim.lines), ...model.selfPay];
const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, each) => total + each, 0);
/** What an account has given and not been given back. */
export const moneyOf = (model: Model, account: number) => sum(model.payments.filter((each) => each.account === account && !each.voided).map((each) => each.amount - each.given));
/** What payers have made an account's: paid already or still owed. */
export const responsibilityOf = (model: Model, account: number) =>
  sum(
    allLines(model)
      .filter((line) => model.accountOf.get(line) === account)
      .map((line) => line.responsibility),
  );

/** Shares of what is open: paid, then these reasons. */
export const REASONS = [
  ["CO", "45"],
  ["CO", "253"],
  ["CO", "97"],
  ["PR", "1"],
  ["PR", "2"],
  ["PR", "3"],
] as const;

/** What a payer may say about a claim now, over what it still owes: some paid, some reasons, and OA-23 for what others did. */
export function decide(claim: Claim, sequence: 1 | 2, number: string, icn: string, weights: readonly (readonly number[])[], over: number): { said: ClaimSaid; moves: Move[] } {
  const moves: Move[] = [];
  const lines = claim.lines.map((line, index) => {
    const open = line.insurer[sequence - 1]!;
    const beyond = index === 0 ? Math.min(over, line.charge - open) : 0;
    const shares = beyond > 0 || weights[index]!.every((weight) => weight === 0) ? weights[index]!.map((_, place) => (place === 0 ? 1 : 0)) : weights[index]!;
    const [paid, contractual, sequestration, denied, ...patient] = allocate(cents(open), shares.map(BigInt)).map(Number) as [number, number, number, number, number, number, number];
    const shifted = sum(patient);
    const made = nothing();
    made.insurer[sequence - 1] = denied - open;
    if (sequence < claim.payers) made.insurer[1] += shifted;
    else made.responsibility = shifted;
    Object.assign(made, { insurerPaid: paid, contractual, sequestration, owedBack: beyond });
    moves.push(made);
    const cas = [contractual, sequestration, denied, ...patient].map((amount, place) => [REASONS[place]![0], REASONS[place]![1], amount] as const);
    const prior = ["OA", "23", line.charge - open - beyond] as const;
    return { code: line.code, charge: line.charge, paid: paid + beyond, control: line.control, cas: [...cas, prior].filter(([, , amount]) => amount !== 0) };
  });
  return { said: { number, icn, status: String(sequence), charge: sum(lines.map((line) => line.charge)), paid: sum(lines.map((line) => line.paid)), lines }, moves };
}

export function take(claim: Claim, decision: Omit<Decision, "turn">): void {
  for (const [index, by] of decision.moves.entries()) move(claim.lines[index]!, by, 1);
  claim.decisions[decision.sequence - 1] = { ...decision, turn: ++claim.turn };
}

export function takeBack(claim: Claim, decision: Decision): void {
  for (const [index, by] of decision.moves.entries()) move(claim.lines[index]!, by, -1);
  claim.decisions[decision.sequence - 1] = null;
  claim.turn += 1;
  claim.outdated = decision.sequence === 1 ? claim.decisions[1] !== null : false;
}
