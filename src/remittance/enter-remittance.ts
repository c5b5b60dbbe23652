import { claimsOf, type Adjustment, type ClaimPayment, type Remittance as RemittanceModel } from "../edi";
import { parsePlainDate, Refusal, type Cents, type PlainDate } from "../vocabulary";
import { Payer, Practice } from "../practices";
import { invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { reviewContent } from "./intake/review-content";
import { takeRemittance } from "./intake/take-remittance";
import { postRemittance } from "./post-remittance";
import type { Remittance } from "./remittance";

export type EnteredAdjustment = { groupCode: string; reasonCode: string; amountCents: Cents; quantity?: string | null };
export type EnteredLine = {
  procedureCode: string;
  modifiers?: readonly string[] | null;
  lineItemControlNumber?: string | null;
  servedOn?: PlainDate | null;
  chargeCents: Cents;
  paidCents: Cents;
  paidUnits?: string | null;
  adjustments?: readonly EnteredAdjustment[] | null;
  remarkCodes?: readonly string[] | null;
};
export type EnteredClaim = {
  patientControlNumber: string;
  statusCode: string;
  chargeCents: Cents;
  paidCents: Cents;
  payerClaimControlNumber?: string | null;
  adjustments?: readonly EnteredAdjustment[] | null;
  remarkCodes?: readonly string[] | null;
  lines: readonly EnteredLine[];
};
export type EnteredProviderAdjustment = { reasonCode: string; reference?: string | null; amountCents: Cents };
export type EnterRemittance = {
  practiceId: string;
  payerId: string;
  traceNumber: string;
  paymentMethod: string;
  paymentOn: PlainDate;
  paymentCents: Cents;
  claims: readonly EnteredClaim[];
  providerAdjustments?: readonly EnteredProviderAdjustment[] | null;
};

/** Claims of one paper; a larger payer sends files. */
const MOST_CLAIMS = 200;

/**
 * A paper EOB, typed in: the same balances, matching and posting as an 835. Figures that do not agree are refused
 * while the paper is still on the table, with what they come to. Refuses NOT_FOUND, INVALID_INPUT, REMITTANCE_NOT_BALANCED.
 */
export async function enterRemittance(work: Work, input: EnterRemittance): Promise<Remittance> {
  return work.atomically(async () => {
    const practice = await load(work, Practice, input.practiceId, { path: ["practiceId"], what: "practice" });
    const payer = await load(work, Payer, input.payerId, { path: ["payerId"], what: "payer" });
    const content = modelOf(input, practice, payer);
    const { problems } = reviewContent(content, [], []);
    const wrong = problems[0];
    if (wrong)
      throw new Refusal("REMITTANCE_NOT_BALANCED", problems.map((problem) => problem.message).join(" "), { problems }, pathOf(wrong.patientControlNumber ?? null, wrong.lineNumber ?? null, content));
    const raw = JSON.stringify(input, (_key, value: unknown) => (typeof value === "bigint" ? Number(value) : value));
    const { remittance, isNew } = await takeRemittance(work, {
      practice,
      content,
      raw,
      source: "ENTRY",
      inboundFileId: null,
      transactionNumber: 1,
      controlNumber: "ENTRY",
      problems: [],
      damage: [],
      payerId: payer.id,
    });
    return isNew && remittance.status === "READY" ? postRemittance(work, { remittanceId: remittance.id }) : remittance;
  });
}

function modelOf(input: EnterRemittance, practice: Practice, payer: Payer): RemittanceModel {
  const traceNumber = input.traceNumber.trim();
  if (!traceNumber || traceNumber.length > 50) throw invalid(["traceNumber"], "traceNumber has 1 to 50 characters: the cheque number, or the trace of the transfer (TRN02).");
  if (!["CHK", "ACH", "FWT", "NON"].includes(input.paymentMethod)) throw invalid(["paymentMethod"], "paymentMethod is CHK, ACH, FWT or NON (BPR04).");
  if (input.paymentCents < 0n) throw invalid(["paymentCents"], "paymentCents is zero or more (BPR02); what the payer takes back is a provider-level adjustment.");
  if (input.claims.length > MOST_CLAIMS) throw invalid(["claims"], `A remittance that is entered has at most ${MOST_CLAIMS} claims.`);
  const yearEnd = parsePlainDate(`${input.paymentOn.slice(0, 4)}-12-31`)!;
  return {
    handlingCode: input.paymentCents === 0n ? "H" : "I",
    paymentAmount: input.paymentCents,
    creditDebitCode: "C",
    paymentMethod: input.paymentMethod,
    paymentDate: input.paymentOn,
    trace: { number: traceNumber, payerIdentifier: payer.electronicPayerId },
    payer: { name: payer.name, additionalIds: [{ qualifier: "2U", value: payer.electronicPayerId }], contacts: [] },
    payee: { name: practice.legalName, identifierQualifier: "XX", identifier: practice.npi, additionalIds: [] },
    claimGroups: input.claims.length ? [{ number: "1", claims: input.claims.map((claim, index) => claimOf(claim, index)) }] : [],
    providerAdjustments: (input.providerAdjustments ?? []).map((each, index) => ({
      providerIdentifier: practice.npi,
      fiscalPeriodEnd: yearEnd,
      reasonCode: code(each.reasonCode, /^[A-Z0-9]{2}$/, ["providerAdjustments", String(index), "reasonCode"], "two letters or digits such as WO or L6 (PLB03-1)"),
      ...(each.reference?.trim() ? { reference: each.reference.trim() } : {}),
      amount: each.amountCents,
    })),
  };
}

function claimOf(claim: EnteredClaim, index: number): ClaimPayment {
  const at = ["claims", String(index)];
  const remarkCodes = [...(claim.remarkCodes ?? [])];
  return {
    patientControlNumber: claim.patientControlNumber.trim(),
    statusCode: code(claim.statusCode, /^\d{1,2}$/, [...at, "statusCode"], "a claim status code such as 1, 2, 4 or 22 (CLP02)"),
    chargeAmount: claim.chargeCents,
    paidAmount: claim.paidCents,
    ...(claim.payerClaimControlNumber?.trim() ? { payerClaimControlNumber: claim.payerClaimControlNumber.trim() } : {}),
    adjustments: (claim.adjustments ?? []).map((each, place) => adjustmentOf(each, [...at, "adjustments", String(place)])),
    ...(remarkCodes.length ? { outpatientAdjudication: { remarkCodes } } : {}),
    references: [],
    contacts: [],
    amounts: [],
    quantities: [],
    lines: claim.lines.map((line, place) => {
      const lineAt = [...at, "lines", String(place)];
      return {
        procedure: { qualifier: "HC", code: line.procedureCode, modifiers: [...(line.modifiers ?? [])].map((modifier) => modifier.trim().toUpperCase()) },
        chargeAmount: line.chargeCents,
        paidAmount: line.paidCents,
        ...(line.paidUnits ? { paidUnits: line.paidUnits } : {}),
        ...(line.servedOn ? { serviceDate: line.servedOn } : {}),
        adjustments: (line.adjustments ?? []).map((each, number) => adjustmentOf(each, [...lineAt, "adjustments", String(number)])),
        ...(line.lineItemControlNumber?.trim() ? { lineItemControlNumber: line.lineItemControlNumber.trim() } : {}),
        references: [],
        amounts: [],
        quantities: [],
        remarkCodes: [...(line.remarkCodes ?? [])],
        rejectCodes: [],
      };
    }),
  };
}

function adjustmentOf(each: EnteredAdjustment, at: readonly string[]): Adjustment {
  return {
    groupCode: code(each.groupCode, /^(CO|PR|OA|PI)$/, [...at, "groupCode"], "CO, PR, OA or PI (CAS01)"),
    reasonCode: code(each.reasonCode, /^[A-Z0-9]{1,5}$/, [...at, "reasonCode"], "a claim adjustment reason code such as 45 (CAS02)"),
    amount: each.amountCents,
    ...(each.quantity ? { quantity: each.quantity } : {}),
  };
}

function code(given: string, pattern: RegExp, path: readonly string[], wanted: string): string {
  const value = given.trim().toUpperCase();
  if (!pattern.test(value)) throw invalid(path, `${path.at(-1)} is ${wanted}.`);
  return value;
}

/** The field of the entry that the first figure stands in. */
function pathOf(patientControlNumber: string | null, lineNumber: number | null, content: RemittanceModel): string[] {
  const index = claimsOf(content).findIndex((claim) => claim.patientControlNumber === patientControlNumber);
  if (patientControlNumber === null || index < 0) return ["paymentCents"];
  return ["claims", String(index), ...(lineNumber === null ? ["paidCents"] : ["lines", String(lineNumber - 1), "paidCents"])];
}
