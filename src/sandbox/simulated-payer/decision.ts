import type { Adjustment, ClaimInContext, ClaimPayment, Draft, Party } from "../../edi";
import { add, negate, ZERO, type PlainDate } from "../../vocabulary";
import { patientResponsibility, type LineDecision } from "./adjudicate-claim";
import type { SimulatedPayerTerms } from "./payers";

type PaymentDraft = Draft<ClaimPayment>;

export interface DecisionFacts {
  readonly context: ClaimInContext;
  readonly terms: SimulatedPayerTerms;
  readonly payerClaimControlNumber: string;
  readonly payerSequence: string;
  readonly receivedOn: PlainDate;
  /** NM1*IL of the payer that decides; that of the claim when absent. */
  readonly insured: Party;
  /** NM1*TT */
  readonly crossoverPayer?: Party;
}

/** 2100 with its lines: what the remittance will say of the claim. */
export function writeDecision(facts: DecisionFacts, decisions: readonly LineDecision[]): PaymentDraft {
  const { context, terms, crossoverPayer } = facts;
  const { claim, patient } = context;
  const person = partyOf(patient?.person ?? context.subscriber.person);
  const remarkCodes = crossoverPayer ? ["MA18"] : [];
  return {
    patientControlNumber: claim.patientControlNumber,
    statusCode: statusOf(facts, decisions),
    chargeAmount: claim.chargeAmount,
    paidAmount: add(ZERO, ...decisions.map(({ paid }) => paid)),
    patientResponsibilityAmount: add(ZERO, ...decisions.map(({ adjustments }) => patientResponsibility(adjustments))),
    filingIndicatorCode: terms.filingIndicator,
    payerClaimControlNumber: facts.payerClaimControlNumber,
    facilityTypeCode: claim.placeOfServiceCode,
    frequencyCode: claim.frequencyCode,
    patient: patient ? { ...person, identifierQualifier: "MI", identifier: facts.insured.identifier } : facts.insured,
    ...(patient ? { insured: facts.insured } : {}),
    ...(claim.renderingProvider ? { serviceProvider: partyOf(claim.renderingProvider) } : {}),
    ...(crossoverPayer ? { crossoverPayer } : {}),
    ...(remarkCodes.length ? { outpatientAdjudication: { remarkCodes } } : {}),
    receivedOn: facts.receivedOn,
    lines: decisions.map(({ line, allowed, adjustments, paid, remarkCodes: remarks }) => ({
      procedure: line.procedure,
      chargeAmount: line.chargeAmount,
      paidAmount: paid,
      paidUnits: line.quantity,
      ...(line.serviceTo ? { serviceFrom: line.serviceFrom, serviceTo: line.serviceTo } : { serviceDate: line.serviceFrom }),
      adjustments,
      ...(line.lineItemControlNumber ? { lineItemControlNumber: line.lineItemControlNumber } : {}),
      ...(allowed === null ? {} : { allowedAmount: allowed }),
      remarkCodes: remarks,
    })),
  };
}

/** A claim is denied when nothing is paid and nothing is left to the patient; paid and shared otherwise. */
function statusOf({ payerSequence, crossoverPayer }: DecisionFacts, decisions: readonly LineDecision[]): string {
  const denied = decisions.every(({ paid, adjustments }) => paid === 0n && adjustments.some((each) => each.groupCode !== "PR" && DENYING.has(each.reasonCode)));
  if (denied) return "4";
  const place = Math.max(["P", "S", "T"].indexOf(payerSequence), 0);
  return ((crossoverPayer ? ["19", "20", "21"] : ["1", "2", "3"]) as readonly string[])[place]!;
}

const DENYING = new Set(["16", "18", "29", "97"]);

/** CLP02 22: every amount negated, so that it and what it reverses come to nothing. Informational amounts stay away. */
export function reversalOf(decision: PaymentDraft): PaymentDraft {
  const { outpatientAdjudication: _remarks, crossoverPayer: _forwardedTo, lines = [], ...claim } = decision;
  return {
    ...claim,
    statusCode: "22",
    chargeAmount: negate(decision.chargeAmount),
    paidAmount: negate(decision.paidAmount),
    patientResponsibilityAmount: negate(decision.patientResponsibilityAmount ?? ZERO),
    lines: lines.map(({ allowedAmount: _informational, remarkCodes: _said, ...line }) => ({
      ...line,
      chargeAmount: negate(line.chargeAmount),
      paidAmount: negate(line.paidAmount),
      adjustments: (line.adjustments ?? []).map(negated),
    })),
  };
}

/** The corrected decision carries a number of its own and names the one that it corrects. */
export function correctionOf(decision: PaymentDraft, original: string): PaymentDraft {
  const remarkCodes = ["MA67", ...(decision.outpatientAdjudication?.remarkCodes ?? [])];
  return { ...decision, references: [{ qualifier: "F8", value: original }], outpatientAdjudication: { remarkCodes } };
}

function negated(adjustment: Adjustment): Adjustment {
  return { ...adjustment, amount: negate(adjustment.amount) };
}

/** NM1 alone, without what a loop adds to it. */
export function partyOf({ entityType, name, firstName, middleName, namePrefix, nameSuffix, identifierQualifier, identifier }: Party): Party {
  return {
    entityType,
    ...(name ? { name } : {}),
    ...(firstName ? { firstName } : {}),
    ...(middleName ? { middleName } : {}),
    ...(namePrefix ? { namePrefix } : {}),
    ...(nameSuffix ? { nameSuffix } : {}),
    ...(identifierQualifier ? { identifierQualifier } : {}),
    ...(identifier ? { identifier } : {}),
  };
}
