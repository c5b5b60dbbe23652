import { cents, type PlainDate } from "../../vocabulary";
import { Coverage } from "../../coverage";
import { lineBalances } from "../../ledger";
import { Patient } from "../../patients";
import { Location, Payer, Practice, Provider } from "../../practices";
import { load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import type { Claim } from "../claim";
import { ClaimAdjudication } from "../claim-adjudication";
import { ClaimLine } from "../claim-line";
import { ClaimPayer } from "../claim-payer";
import { nextFrequency } from "./next-frequency";
import type { ClaimContext, Clinician, PayerInContext } from "./claim-context";

/**
 * The claim as it would go to its current payer now. Lines and what the visit said are the claim's own, frozen copies;
 * names, addresses and member numbers are read anew, so that a correction of them needs no new claim.
 */
export async function loadClaimContext(work: Work, claim: Claim): Promise<ClaimContext> {
  const { practiceId } = claim;
  const practice = await load(work, Practice, practiceId);
  const patient = await load(work, Patient, claim.patientId);
  const location = await load(work, Location, claim.locationId);
  const lines = await work.em.find(ClaimLine, { practiceId, claimId: claim.id }, { orderBy: { lineNumber: "asc" } });
  const providers = await loadProviders(work, [claim.renderingProviderId, claim.referringProviderId, claim.supervisingProviderId, ...lines.map((line) => line.renderingProviderId)]);
  const clinician = (id: string | null): Clinician | null => (id ? providers.get(id)! : null);
  const payers = await loadPayers(work, claim);
  const balances = await lineBalances(
    work,
    practiceId,
    lines.map((line) => line.chargeId),
  );
  return {
    claimNumber: claim.claimNumber,
    sequence: claim.currentSequence,
    ...(await nextFrequency(work, claim)),
    totalChargeCents: claim.totalChargeCents,
    servedFrom: claim.servedFrom,
    servedTo: claim.servedTo,
    placeOfService: claim.placeOfService,
    priorAuthorizationNumber: claim.priorAuthorizationNumber,
    accident: claim.accident,
    onsetOn: claim.onsetOn,
    admittedOn: claim.admittedOn,
    dischargedOn: claim.dischargedOn,
    providerSignatureOnFile: claim.providerSignatureOnFile,
    patientSignatureOnFile: claim.patientSignatureOnFile,
    assignment: claim.assignment,
    benefitsAssignment: claim.benefitsAssignment,
    releaseOfInformation: claim.releaseOfInformation,
    diagnoses: claim.diagnoses,
    billing: {
      legalName: practice.legalName,
      npi: practice.npi,
      taxId: practice.taxId.replace(/\D/g, ""),
      taxIdKind: practice.taxIdKind,
      taxonomy: practice.taxonomy,
      address: practice.address,
      payToAddress: practice.payToAddress,
      phone: practice.phone.replace(/\D/g, ""),
    },
    location: { name: location.name, npi: location.npi, cliaNumber: location.cliaNumber, address: location.address },
    rendering: clinician(claim.renderingProviderId)!,
    referring: clinician(claim.referringProviderId),
    supervising: clinician(claim.supervisingProviderId),
    patient: {
      firstName: patient.firstName,
      middleName: patient.middleName,
      lastName: patient.lastName,
      suffix: patient.suffix,
      birthDate: patient.birthDate,
      sex: patient.sex,
      address: patient.address,
    },
    payers,
    lines: lines.map((line) => ({
      lineNumber: line.lineNumber,
      chargeId: line.chargeId,
      lineItemControlNumber: line.lineItemControlNumber,
      procedureCode: line.procedureCode,
      modifiers: line.modifiers,
      unitKind: line.unitKind,
      quantity: line.quantity,
      chargeCents: line.chargeCents,
      diagnosisPointers: line.diagnosisPointers,
      servedOn: line.servedOn,
      servedTo: line.servedTo,
      placeOfService: line.placeOfService,
      rendering: clinician(line.renderingProviderId),
      description: line.description,
      ndc: line.ndc,
      emergency: line.emergency,
    })),
    patientPaidCents: cents(lines.reduce((total, line) => total + balances.get(line.chargeId)!.patientPaid, 0n)),
    today: work.today(practice.timeZone) as PlainDate,
  };
}

async function loadProviders(work: Work, ids: readonly (string | null)[]): Promise<Map<string, Clinician>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const found = await work.em.find(Provider, { id: { $in: wanted } });
  return new Map(found.map(({ id, npi, firstName, lastName, taxonomy }) => [id, { npi, firstName, lastName, taxonomy }]));
}

async function loadPayers(work: Work, claim: Claim): Promise<PayerInContext[]> {
  const { practiceId, id: claimId } = claim;
  const rows = await work.em.find(ClaimPayer, { practiceId, claimId }, { orderBy: { sequence: "asc" } });
  const decided = await work.em.find(ClaimAdjudication, { practiceId, claimId, reversedAt: null }, { orderBy: { recordedAt: "asc", id: "asc" } });
  return Promise.all(
    rows.map(async (row) => {
      const payer = await load(work, Payer, row.payerId);
      const coverage = await load(work, Coverage, row.coverageId);
      const last = decided.filter((each) => each.payerSequence === row.sequence).at(-1);
      return {
        sequence: row.sequence,
        name: payer.name,
        electronicPayerId: payer.electronicPayerId,
        filingIndicator: payer.filingIndicator,
        filingLimitDays: payer.filingLimitDays,
        filingBasis: payer.filingBasis,
        takesReplacements: payer.takesReplacements,
        active: payer.active,
        address: payer.address,
        coverage: {
          memberId: coverage.memberId,
          groupNumber: coverage.groupNumber,
          planName: coverage.planName,
          relationship: coverage.subscriberRelationship,
          subscriber: coverage.subscriber,
          effectiveFrom: coverage.effectiveFrom,
          effectiveTo: coverage.effectiveTo,
        },
        forwarded: row.forwarded,
        adjudication: last ? { outcome: last.outcome, payerClaimControlNumber: last.payerClaimControlNumber, adjudicatedOn: last.adjudicatedOn, paidCents: last.paidCents, cob: last.cob } : null,
      };
    }),
  );
}
