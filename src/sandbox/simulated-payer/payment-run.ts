import type { ClaimPayment, Draft, ProviderAdjustment, Remittance } from "../../edi";
import { add, addDays, cents, invariant, negate, plainDate, subtract, ZERO, type PlainDate } from "../../vocabulary";
import { reversalOf } from "./decision";
import type { ClaimOnFile, Due, Memory, Payee, Recoupment, TradingPartner } from "./memory";
import { RECOUPMENT_DAYS, REVERSAL_DAYS, termsOf, type SimulatedPayerTerms } from "./payers";

export interface PaymentRun {
  readonly partner: TradingPartner;
  readonly remittance: Draft<Remittance>;
}

/** Everything that falls due on the earliest day that has come: one remittance for each payer and payee. Empty when nothing is due. */
export function runPayments(memory: Memory, today: PlainDate): PaymentRun[] {
  const days = memory.agenda.map(({ on }) => on).filter((on) => on <= today);
  if (days.length === 0) return [];
  const day = days.reduce((first, each) => (each < first ? each : first));
  const due = memory.agenda.filter(({ on }) => on === day);
  memory.agenda = memory.agenda.filter(({ on }) => on !== day);
  const groups = Map.groupBy(due, ({ number }) => accountOf(memory.claims[number]!));
  return [...groups.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, ofAccount]) => payAccount(memory, ofAccount, day) ?? []);
}

/** Payer and payee: between them runs one account. */
function accountOf({ payerId, payee }: ClaimOnFile): string {
  return `${payerId}/${payee.npi}`;
}

function payAccount(memory: Memory, due: readonly Due[], day: PlainDate): PaymentRun | null {
  const told = due.map((each) => carryOut(memory, each, day));
  // A payer tells reversals before what takes their place.
  const payments = [...told.flatMap(({ reversals }) => reversals), ...told.flatMap(({ decisions }) => decisions)];
  if (payments.length === 0) return null;
  const claim = memory.claims[due[0]!.number]!;
  const account = accountOf(claim);
  const trace = `${termsOf(claim.payerId)!.memberPrefix}${String(++memory.traceNumber).padStart(9, "0")}`;
  const adjustments = [...told.flatMap(({ givenBack }) => givenBack), ...takeRecoupments(memory, account, day), ...takeForwardedBalance(memory, account)];
  const paid = add(ZERO, ...payments.map((payment) => payment.paidAmount));
  const total = subtract(paid, ...adjustments.map(({ amount }) => amount));
  if (total < 0n) {
    // No payment is below zero: what is missing is carried to the next remittance.
    memory.forwardedBalances[account] = { reference: trace, amount: negate(total) };
    adjustments.push({ reasonCode: "FB", reference: trace, amount: total });
  }
  const amount = total < 0n ? ZERO : total;
  const provider = { providerIdentifier: claim.payee.npi, fiscalPeriodEnd: plainDate(`${day.slice(0, 4)}-12-31`) };
  const terms = termsOf(claim.payerId)!;
  const remittance: Draft<Remittance> = {
    ...paymentOf(terms, claim.payee, amount, day),
    trace: { number: trace, payerIdentifier: `1${terms.taxId}` },
    productionDate: day,
    payer: payerLoop(terms),
    payee: payeeLoop(claim.payee),
    claimGroups: [{ number: "1", claims: payments }],
    providerAdjustments: adjustments.map((adjustment) => ({ ...provider, ...adjustment })),
  };
  return { partner: claim.partner, remittance };
}

type Withheld = Pick<ProviderAdjustment, "reasonCode" | "reference" | "amount">;

interface Told {
  readonly reversals: readonly Draft<ClaimPayment>[];
  readonly decisions: readonly Draft<ClaimPayment>[];
  readonly givenBack: readonly Withheld[];
}

const NOTHING: Told = { reversals: [], decisions: [], givenBack: [] };

function carryOut(memory: Memory, due: Due, day: PlainDate): Told {
  const claim = memory.claims[due.number]!;
  switch (due.act) {
    case "pay":
      return { ...NOTHING, decisions: [pay(memory, due.number, claim, day)] };
    case "replace":
      return { ...reverse(memory.claims[due.original]!), decisions: [pay(memory, due.number, claim, day)] };
    case "void":
      return { ...reverse(claim), decisions: [] };
    case "correct":
      return correct(claim);
  }
}

function pay(memory: Memory, number: string, claim: ClaimOnFile, day: PlainDate): Draft<ClaimPayment> {
  invariant(claim.state === "pending", "a claim is paid once");
  claim.state = "paid";
  const { paidAmount } = claim.decision;
  if (claim.correction) memory.agenda.push({ on: addDays(day, REVERSAL_DAYS), act: "correct", number });
  if (claim.outcome === "RECOUP" && paidAmount > 0n) claim.recoupment = { reference: number, amount: paidAmount, dueOn: addDays(day, RECOUPMENT_DAYS), state: "due" };
  return claim.decision;
}

/** Takes back what was paid. Money that was recouped already would be taken twice: it is given back under the same reference. */
function reverse(claim: ClaimOnFile): Told {
  invariant(claim.state === "paid", "only what was told can be reversed");
  claim.state = "reversed";
  const { recoupment } = claim;
  const givenBack = recoupment?.state === "taken" ? [{ reasonCode: "WO", reference: recoupment.reference, amount: negate(cents(recoupment.amount)) }] : [];
  if (recoupment) recoupment.state = "cancelled";
  return { ...NOTHING, reversals: [reversalOf(claim.decision)], givenBack };
}

/** Outcome REVERSE, unless a replacement or a void came first. */
function correct(claim: ClaimOnFile): Told {
  if (claim.state !== "paid" || !claim.correction) return NOTHING;
  const reversals = [reversalOf(claim.decision)];
  claim.decision = claim.correction;
  return { ...NOTHING, reversals, decisions: [claim.correction] };
}

function takeRecoupments(memory: Memory, account: string, day: PlainDate): Withheld[] {
  const open = Object.values(memory.claims).flatMap((claim) => (accountOf(claim) === account && isDue(claim.recoupment, day) ? [claim.recoupment] : []));
  return open.map((recoupment) => {
    recoupment.state = "taken";
    return { reasonCode: "WO", reference: recoupment.reference, amount: cents(recoupment.amount) };
  });
}

function isDue(recoupment: Recoupment | null, day: PlainDate): recoupment is Recoupment {
  return recoupment !== null && recoupment.state === "due" && recoupment.dueOn <= day;
}

function takeForwardedBalance(memory: Memory, account: string): Withheld[] {
  const carried = memory.forwardedBalances[account];
  if (!carried) return [];
  delete memory.forwardedBalances[account];
  return [{ reasonCode: "FB", reference: carried.reference, amount: carried.amount }];
}

type PaymentSegment = Pick<
  Remittance,
  | "handlingCode" | "paymentAmount" | "creditDebitCode" | "paymentMethod" | "paymentFormat" | "senderBankQualifier" | "senderBankId"
  | "senderAccountQualifier" | "senderAccountNumber" | "originatingCompanyId" | "receiverBankQualifier" | "receiverBankId"
  | "receiverAccountQualifier" | "receiverAccountNumber" | "paymentDate"
>; // prettier-ignore

/** BPR. Bank numbers are of the American Bankers Association's test range. */
function paymentOf(terms: SimulatedPayerTerms, payee: Payee, paymentAmount: PaymentSegment["paymentAmount"], paymentDate: PlainDate): PaymentSegment {
  const common = { handlingCode: paymentAmount === 0n ? "H" : "I", paymentAmount, creditDebitCode: "C", paymentDate };
  if (paymentAmount === 0n) return { ...common, paymentMethod: "NON" };
  return {
    ...common,
    paymentMethod: "ACH",
    paymentFormat: "CCP",
    senderBankQualifier: "01",
    senderBankId: "123456780",
    senderAccountQualifier: "DA",
    senderAccountNumber: terms.taxId,
    originatingCompanyId: `1${terms.taxId}`,
    receiverBankQualifier: "01",
    receiverBankId: "987654320",
    receiverAccountQualifier: "DA",
    receiverAccountNumber: payee.npi,
  };
}

function payerLoop({ name, payerId, taxId, address }: SimulatedPayerTerms): Draft<Remittance["payer"]> {
  return {
    name,
    identifierQualifier: "XV",
    identifier: taxId,
    address: { line1: address.street, city: address.city, state: address.state, postalCode: address.zip },
    additionalIds: [{ qualifier: "2U", value: payerId }],
    contacts: [{ functionCode: "BL", name: "SANDBOX REMITTANCE DESK", numbers: [{ qualifier: "TE", value: "8005550100" }] }],
  };
}

function payeeLoop({ name, npi, taxId }: Payee): Draft<Remittance["payee"]> {
  return { name, identifierQualifier: "XX", identifier: npi, ...(taxId ? { additionalIds: [{ qualifier: "TJ", value: taxId }] } : {}) };
}
