import { claimsOf, type Adjustment, type ClaimPayment, type Remittance as RemittanceModel, type ServiceLinePayment } from "../../edi";
import { ZERO } from "../../vocabulary";
import { RemittanceAdjustment, RemittanceLine, ProviderAdjustment } from "../remittance-line";
import { RemittanceClaim, type RemittanceClaimKind } from "../remittance-claim";

export type RemittanceRows = { claims: RemittanceClaim[]; lines: RemittanceLine[]; adjustments: RemittanceAdjustment[]; providerAdjustments: ProviderAdjustment[] };

/** A remittance as rows, before anything is known about whose claims they are. */
export function rowsOf(content: RemittanceModel, { practiceId, remittanceId, receivedAt }: { practiceId: string; remittanceId: string; receivedAt: Date }): RemittanceRows {
  const rows: RemittanceRows = { claims: [], lines: [], adjustments: [], providerAdjustments: [] };
  for (const [index, said] of claimsOf(content).entries()) {
    const claim = claimRow(said, { practiceId, remittanceId, receivedAt, position: index + 1 });
    rows.claims.push(claim);
    keepAdjustments(rows, claim, null, said.adjustments);
    for (const [at, saidLine] of said.lines.entries()) {
      const line = lineRow(saidLine, claim, at + 1);
      rows.lines.push(line);
      keepAdjustments(rows, claim, line.id, saidLine.adjustments);
    }
  }
  for (const [index, said] of content.providerAdjustments.entries()) {
    rows.providerAdjustments.push(
      Object.assign(new ProviderAdjustment(), {
        practiceId,
        remittanceId,
        position: index + 1,
        providerIdentifier: text(said.providerIdentifier),
        fiscalPeriodEnd: said.fiscalPeriodEnd,
        reasonCode: text(said.reasonCode),
        reference: text(said.reference) || null,
        amountCents: said.amount,
      }),
    );
  }
  return rows;
}

function claimRow(said: ClaimPayment, place: { practiceId: string; remittanceId: string; receivedAt: Date; position: number }): RemittanceClaim {
  const remarkCodes = [...(said.outpatientAdjudication?.remarkCodes ?? []), ...(said.inpatientAdjudication?.remarkCodes ?? [])].map(text);
  return Object.assign(new RemittanceClaim(), {
    ...place,
    kind: kindOf(said.statusCode),
    patientControlNumber: text(said.patientControlNumber),
    statusCode: text(said.statusCode),
    chargeCents: said.chargeAmount,
    paidCents: said.paidAmount,
    patientResponsibilityCents: said.patientResponsibilityAmount ?? null,
    filingIndicator: text(said.filingIndicatorCode) || null,
    payerClaimControlNumber: text(said.payerClaimControlNumber) || null,
    forwarded: ["19", "20", "21"].includes(said.statusCode) || remarkCodes.some((code) => code === "MA18" || code === "N89"),
    crossoverPayerName: text(said.crossoverPayer?.name) || null,
    patientLastName: text(said.patient?.name) || null,
    patientFirstName: text(said.patient?.firstName) || null,
    memberId: text(said.insured?.identifier ?? said.patient?.identifier) || null,
    servedFrom: said.statementFrom ?? earliest(said.lines),
    remarkCodes,
  });
}

function lineRow(said: ServiceLinePayment, claim: RemittanceClaim, position: number): RemittanceLine {
  return Object.assign(new RemittanceLine(), {
    practiceId: claim.practiceId,
    remittanceClaimId: claim.id,
    position,
    procedureCode: text(said.procedure.code).toUpperCase(),
    modifiers: said.procedure.modifiers.map(text),
    originalProcedureCode: said.originalProcedure ? text(said.originalProcedure.code).toUpperCase() : null,
    originalModifiers: said.originalProcedure?.modifiers.map(text) ?? [],
    chargeCents: said.chargeAmount,
    paidCents: said.paidAmount,
    paidUnits: said.paidUnits ?? "1",
    allowedCents: said.allowedAmount ?? null,
    servedOn: servedOn(said),
    lineItemControlNumber: text(said.lineItemControlNumber).toUpperCase() || null,
    remarkCodes: said.remarkCodes.map(text),
  });
}

function keepAdjustments(rows: RemittanceRows, claim: RemittanceClaim, remittanceLineId: string | null, said: readonly Adjustment[]): void {
  for (const [index, each] of said.entries()) {
    rows.adjustments.push(
      Object.assign(new RemittanceAdjustment(), {
        practiceId: claim.practiceId,
        remittanceClaimId: claim.id,
        remittanceLineId,
        position: index + 1,
        groupCode: text(each.groupCode),
        reasonCode: text(each.reasonCode),
        amountCents: each.amount,
        quantity: text(each.quantity) || null,
        postedCents: ZERO,
      }),
    );
  }
}

/** CLP02. What is processed, denied or forwarded is told by its adjustments, not by this code. */
function kindOf(statusCode: string): RemittanceClaimKind {
  return statusCode === "22" ? "REVERSAL" : statusCode === "23" ? "NOT_OURS" : statusCode === "25" ? "PREDETERMINATION" : "PAYMENT";
}

const servedOn = (line: ServiceLinePayment) => line.serviceDate ?? line.serviceFrom ?? null;
const earliest = (lines: readonly ServiceLinePayment[]) =>
  lines
    .map(servedOn)
    .filter((day) => day !== null)
    .sort()[0] ?? null;
/** PostgreSQL text holds no NUL, and a field of ours no more than a line. */
export const text = (value: string | undefined | null) => (value ?? "").replaceAll("\0", "").trim().slice(0, 200);
