import type { ClaimInContext, ClaimPayment, Draft, Party } from "../../edi";
import { addDays, cents, invariant, type Cents, type PlainDate } from "../../vocabulary";
import { adjudicateClaim, patientResponsibility, type ClaimToAdjudicate, type LineDecision } from "./adjudicate-claim";
import { correctionOf, partyOf, writeDecision } from "./decision";
import { memberIdOf, type Admission } from "./front-door";
import { outcomeOf, type MemberOutcome } from "./member-outcomes";
import type { ClaimOnFile, Memory, Payee, TradingPartner } from "./memory";
import { CROSSOVER_DAYS, PAYMENT_DAYS, SIMULATED_PAYERS, termsOf, type SimulatedPayerTerms } from "./payers";

interface TakingIn {
  readonly memory: Memory;
  readonly context: ClaimInContext;
  readonly admission: Admission;
  readonly partner: TradingPartner;
  readonly today: PlainDate;
}

/** Adjudicates a claim, puts it on file under a new number, and notes when its remittance falls due. Answers the number. */
export function takeIn(taking: TakingIn): string {
  const { memory, context, admission, today } = taking;
  const { claim } = context;
  if (claim.frequencyCode === "8") return takeInVoid(memory, admission.original!, today);
  const number = nextNumber(memory, admission.terms, today);
  const decided = decide(taking, number);
  const original = admission.original === null ? null : memory.claims[admission.original]!;
  const dueOn = dayAfter(addDays(today, PAYMENT_DAYS), original?.paymentDueOn);
  memory.claims[number] = { ...onFile(taking), ...decided, paymentDueOn: dueOn };
  memory.agenda.push(original === null ? { on: dueOn, act: "pay", number } : { on: dueOn, act: "replace", number, original: admission.original! });
  if (admission.outcome === "CROSS") forward(taking, number, dueOn);
  return number;
}

/** The void has no decision of its own: the number that it is acknowledged with is that of the claim which it takes back. */
function takeInVoid(memory: Memory, original: string, today: PlainDate): string {
  const on = dayAfter(addDays(today, PAYMENT_DAYS), memory.claims[original]!.paymentDueOn);
  memory.agenda.push({ on, act: "void", number: original });
  return original;
}

/** What takes a claim back is told after the claim itself. */
function dayAfter(day: PlainDate, other: PlainDate | undefined): PlainDate {
  return other !== undefined && day <= other ? addDays(other, 1) : day;
}

/** ICN: the payer, the day of receipt, a running number. */
function nextNumber(memory: Memory, terms: SimulatedPayerTerms, today: PlainDate): string {
  return `${terms.memberPrefix}${today.slice(2).replaceAll("-", "")}${String(++memory.claimNumber).padStart(6, "0")}`;
}

type Common = Pick<ClaimOnFile, "payee" | "partner" | "state" | "recoupment">;

function onFile({ context, partner }: TakingIn): Common {
  return { payee: payeeOf(context), partner, state: "pending", recoupment: null };
}

type Decided = Pick<ClaimOnFile, "payerId" | "outcome" | "serviceKeys" | "decision" | "correction">;

function decide(taking: TakingIn, number: string): Decided {
  const { context, admission, today } = taking;
  const { terms, outcome } = admission;
  const keys = serviceKeys(context, terms.payerId, memberIdOf(context));
  const facts = {
    context,
    terms,
    payerSequence: context.subscriber.payerSequence,
    receivedOn: today,
    insured: partyOf(context.subscriber.person),
    ...(outcome === "CROSS" && context.subscriber.payerSequence === "P" ? crossoverPartyOf(context, terms) : {}),
  };
  const asked: ClaimToAdjudicate = {
    claim: context.claim,
    terms,
    outcome,
    ...(admission.leftByPriorPayer ? { leftByPriorPayer: admission.leftByPriorPayer as readonly Cents[] } : {}),
    duplicates: context.claim.frequencyCode === "1" ? duplicatesIn(taking.memory, keys) : [],
  };
  const decisions = adjudicateClaim(asked);
  const decision = writeDecision({ ...facts, payerClaimControlNumber: number }, decisions);
  const corrects = outcome === "REVERSE" && decision.paidAmount > 0n && !admission.leftByPriorPayer;
  const correction = corrects ? correct({ ...facts, payerClaimControlNumber: `${number}A` }, { ...asked, corrects: true }, number) : null;
  return { payerId: terms.payerId, outcome, serviceKeys: keysOfPaid(keys, decisions), decision, correction };
}

function correct(facts: Parameters<typeof writeDecision>[0], asked: ClaimToAdjudicate, original: string): Draft<ClaimPayment> {
  return correctionOf(writeDecision(facts, adjudicateClaim(asked)), original);
}

/** Outcome CROSS: the next payer has the claim from the first one, and tells its own decision some days after it. */
function forward(taking: TakingIn, number: string, primaryOn: PlainDate): void {
  const { memory, context, admission, today } = taking;
  const primary = memory.claims[number]!;
  if (context.subscriber.payerSequence !== "P" || primary.decision.statusCode !== "19") return;
  const { terms, insured, outcome } = crossoverOf(context, admission.terms)!;
  const keys = serviceKeys(context, terms.payerId, insured.identifier ?? "");
  const leftByPriorPayer = (primary.decision.lines ?? []).map((line) => cents(patientResponsibility(line.adjustments ?? [])));
  const decisions = adjudicateClaim({ claim: context.claim, terms, outcome, leftByPriorPayer, duplicates: duplicatesIn(memory, keys) });
  const ownNumber = nextNumber(memory, terms, today);
  const decision = writeDecision({ context, terms, payerClaimControlNumber: ownNumber, payerSequence: "S", receivedOn: primaryOn, insured }, decisions);
  const paymentDueOn = addDays(primaryOn, CROSSOVER_DAYS);
  memory.claims[ownNumber] = { ...onFile(taking), payerId: terms.payerId, outcome, serviceKeys: keysOfPaid(keys, decisions), decision, correction: null, paymentDueOn };
  memory.agenda.push({ on: paymentDueOn, act: "pay", number: ownNumber });
}

interface Crossover {
  readonly terms: SimulatedPayerTerms;
  readonly insured: Party;
  readonly outcome: MemberOutcome;
}

/** The other payer that the claim names (2320), when it is one of ours and knows the member; else the payer's usual partner. */
function crossoverOf({ claim, subscriber }: ClaimInContext, from: SimulatedPayerTerms): Crossover | null {
  for (const other of claim.otherSubscribers) {
    const terms = termsOf(other.payer.identifier ?? "");
    const outcome = terms && terms.payerId !== from.payerId ? outcomeOf(other.subscriber.identifier ?? "", terms) : null;
    if (terms && outcome) return { terms, insured: partyOf(other.subscriber), outcome };
  }
  const terms = from.crossesTo === null ? undefined : SIMULATED_PAYERS.find(({ payerId }) => payerId === from.crossesTo);
  if (!terms) return null;
  return { terms, insured: { ...partyOf(subscriber.person), identifierQualifier: "MI", identifier: `${terms.memberPrefix}-PAYS-CROSSED` }, outcome: "PAYS" };
}

function crossoverPartyOf(context: ClaimInContext, from: SimulatedPayerTerms): { crossoverPayer?: Party } {
  const crossover = crossoverOf(context, from);
  if (!crossover) return {};
  const { name, payerId } = crossover.terms;
  return { crossoverPayer: { entityType: "organization", name, identifierQualifier: "PI", identifier: payerId } };
}

function payeeOf({ billingProvider: { provider } }: ClaimInContext): Payee {
  invariant(provider.identifier, "the front door let in a claim whose billing provider has no NPI");
  return { npi: provider.identifier, name: provider.name ?? "", taxId: provider.employerId ?? provider.socialSecurityNumber ?? null };
}

/** Patient, provider, day and code: what makes a second sending a duplicate. Adjudicated claims alone count. */
function serviceKeys({ claim, billingProvider, subscriber, patient }: ClaimInContext, payerId: string, memberId: string): string[] {
  const { firstName = "", demographics } = (patient ?? subscriber).person;
  const provider = claim.renderingProvider?.identifier ?? billingProvider.provider.identifier;
  return claim.lines.map((line) => {
    const { procedure, serviceFrom, serviceTo = serviceFrom } = line;
    return [payerId, memberId, firstName, demographics?.birthDate, line.renderingProvider?.identifier ?? provider, serviceFrom, serviceTo, procedure.code, ...procedure.modifiers]
      .join("|")
      .toUpperCase();
  });
}

function duplicatesIn(memory: Memory, keys: readonly string[]): boolean[] {
  const known = new Set(Object.values(memory.claims).flatMap(({ serviceKeys: theirs, state }) => (state === "reversed" ? [] : theirs)));
  return keys.map((key) => known.has(key));
}

/** A denied line may be sent again: it was never paid for. */
function keysOfPaid(keys: readonly string[], decisions: readonly LineDecision[]): string[] {
  return keys.filter((_, index) => decisions[index]!.paid > 0n || patientResponsibility(decisions[index]!.adjustments) > 0n);
}
