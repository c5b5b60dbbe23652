import { writeRemittances, type Draft, type Remittance } from "../../../src/edi";
import { cents, plainDate } from "../../../src/vocabulary";

type Cas = readonly [group: string, reason: string, amount: number];
export type LineSaid = {
  code: string;
  modifiers?: readonly string[];
  charge: number;
  paid: number;
  cas?: readonly Cas[];
  control?: string;
  on?: string;
  original?: string;
  remarks?: readonly string[];
};
export type ClaimSaid = {
  number: string;
  status?: string;
  charge: number;
  paid: number;
  icn?: string;
  cas?: readonly Cas[];
  lines?: readonly LineSaid[];
  remarks?: readonly string[];
  patient?: { last: string; first: string; member?: string };
};
export type FileSaid = {
  trace: string;
  claims: readonly ClaimSaid[];
  plb?: readonly (readonly [reason: string, reference: string, amount: number])[];
  payerId?: string;
  payerName?: string;
  payeeNpi: string;
  payment?: number;
  on?: string;
};

const adjustments = (cas: readonly Cas[] = []) => cas.map(([groupCode, reasonCode, amount]) => ({ groupCode, reasonCode, amount: cents(amount) }));

let interchanges = 0;
/** An 835 as a payer would write it; what it pays is what its claims and adjustments come to, unless another amount is given. */
export function file(...all: readonly FileSaid[]): string {
  return writeRemittances(all.map(remittance), {
    senderQualifier: "ZZ",
    senderId: "PAYER",
    receiverQualifier: "ZZ",
    receiverId: "FRONTRANGE",
    date: plainDate("2026-11-20"),
    time: "1200",
    interchangeControlNumber: ++interchanges,
    groupControlNumber: interchanges,
    usage: "T",
  });
}

function remittance(said: FileSaid): Draft<Remittance> {
  const paid = said.claims.reduce((total, claim) => total + claim.paid, 0) - (said.plb ?? []).reduce((total, [, , amount]) => total + amount, 0);
  const payment = said.payment ?? paid;
  return {
    handlingCode: payment ? "I" : "H",
    paymentAmount: cents(payment),
    creditDebitCode: "C",
    paymentMethod: payment ? "CHK" : "NON",
    paymentDate: plainDate(said.on ?? "2026-11-20"),
    trace: { number: said.trace, payerIdentifier: "1999999999" },
    payer: { name: said.payerName ?? "SOME PAYER", additionalIds: said.payerId ? [{ qualifier: "2U", value: said.payerId }] : [] },
    payee: { name: "RIVERSIDE", identifierQualifier: "XX", identifier: said.payeeNpi },
    claimGroups: said.claims.length
      ? [
          {
            number: "1",
            claims: said.claims.map((claim) => ({
              patientControlNumber: claim.number,
              statusCode: claim.status ?? "1",
              chargeAmount: cents(claim.charge),
              paidAmount: cents(claim.paid),
              payerClaimControlNumber: claim.icn ?? `ICN${claim.number}`,
              adjustments: adjustments(claim.cas),
              ...(claim.patient
                ? {
                    patient: {
                      entityType: "person" as const,
                      name: claim.patient.last,
                      firstName: claim.patient.first,
                      ...(claim.patient.member ? { identifierQualifier: "MI", identifier: claim.patient.member } : {}),
                    },
                  }
                : {}),
              ...(claim.remarks ? { outpatientAdjudication: { remarkCodes: claim.remarks } } : {}),
              lines: (claim.lines ?? []).map((line) => ({
                procedure: { qualifier: "HC", code: line.code, modifiers: line.modifiers ?? [] },
                chargeAmount: cents(line.charge),
                paidAmount: cents(line.paid),
                ...(line.original ? { originalProcedure: { qualifier: "HC", code: line.original, modifiers: line.modifiers ?? [] } } : {}),
                serviceDate: plainDate(line.on ?? "2026-11-02"),
                adjustments: adjustments(line.cas),
                ...(line.control ? { lineItemControlNumber: line.control } : {}),
                remarkCodes: line.remarks ?? [],
              })),
            })),
          },
        ]
      : [],
    providerAdjustments: (said.plb ?? []).map(([reasonCode, reference, amount]) => ({
      providerIdentifier: said.payeeNpi,
      fiscalPeriodEnd: plainDate("2026-12-31"),
      reasonCode,
      reference,
      amount: cents(amount),
    })),
  };
}

/** The same claim taken back: every amount negated (CLP02 22). */
export function reversalOf(claim: ClaimSaid): ClaimSaid {
  const negated = (cas: readonly Cas[] = []) => cas.map(([group, reason, amount]) => [group, reason, -amount] as const);
  return {
    ...claim,
    status: "22",
    charge: -claim.charge,
    paid: -claim.paid,
    cas: negated(claim.cas),
    lines: (claim.lines ?? []).map((line) => ({ ...line, charge: -line.charge, paid: -line.paid, cas: negated(line.cas) })),
  };
}
