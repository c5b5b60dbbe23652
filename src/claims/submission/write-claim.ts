import { cents, type Cents, type PlainDate } from "../../vocabulary";
import type * as edi from "../../edi";
import type { CobAdjustment } from "../claim-adjudication";
import { payerOf, priorPayersOf, type ClaimContext, type Clinician, type LineInContext, type PayerInContext } from "./claim-context";
import { addressOf, ACCIDENT, ASSIGNMENT, BENEFITS, clinicianOf, facilityOf, insuranceTypeOf, MEDICARE, personOf, RELATIONSHIP, RELEASE, SEQUENCE, SEX } from "./claim-parties";

/** Who sends and who receives, and when: what a file says besides the claim. */
export type Sending = {
  readonly patientControlNumber: string;
  readonly createdOn: PlainDate;
  /** BHT05 — HHMM. */
  readonly createdAtTime: string;
  readonly submitter: { readonly id: string; readonly name: string; readonly contactName: string; readonly contactPhone: string; readonly contactEmail: string | null };
  readonly receiver: { readonly id: string; readonly name: string };
};

/**
 * One transaction set for one claim, so that a 999 accepts or rejects each claim by itself. BHT03 is the patient
 * control number: a 277CA that rejects a batch as a whole names the one claim that it holds.
 */
export function writeClaim(context: ClaimContext, sending: Sending): edi.Draft<edi.ProfessionalClaims> {
  const { submitter, receiver } = sending;
  return {
    purposeCode: "00",
    referenceId: sending.patientControlNumber,
    createdOn: sending.createdOn,
    createdAtTime: sending.createdAtTime,
    typeCode: "CH",
    submitter: {
      entityType: "organization",
      name: submitter.name,
      identifierQualifier: "46",
      identifier: submitter.id,
      contacts: [
        {
          functionCode: "IC",
          name: submitter.contactName,
          numbers: [{ qualifier: "TE", value: submitter.contactPhone }, ...(submitter.contactEmail ? [{ qualifier: "EM", value: submitter.contactEmail }] : [])],
        },
      ],
    },
    receiver: { entityType: "organization", name: receiver.name, identifierQualifier: "46", identifier: receiver.id },
    billingProviders: [billingProviderOf(context, sending)],
  };
}

/** 2000A, 2010AA, 2010AB. */
function billingProviderOf(context: ClaimContext, sending: Sending): edi.Draft<edi.BillingProvider> {
  const { billing } = context;
  return {
    taxonomyCode: billing.taxonomy,
    provider: {
      entityType: "organization",
      name: billing.legalName,
      identifierQualifier: "XX",
      identifier: billing.npi,
      address: addressOf(billing.address),
      ...(billing.taxIdKind === "EIN" ? { employerId: billing.taxId } : { socialSecurityNumber: billing.taxId }),
      contacts: [{ functionCode: "IC", name: billing.legalName, numbers: [{ qualifier: "TE", value: billing.phone }] }],
    },
    ...(billing.payToAddress ? { payTo: { entityType: "organization" as const, address: addressOf(billing.payToAddress) } } : {}),
    subscribers: [subscriberOf(context, sending)],
  };
}

/** 2000B, 2010BA, 2010BB; the claim below the subscriber, or below the dependent (2000C). */
function subscriberOf(context: ClaimContext, sending: Sending): edi.Draft<edi.Subscriber> {
  const payer = payerOf(context);
  const { coverage } = payer;
  const isSelf = coverage.relationship === "SELF";
  const claim = claimOf(context, sending);
  const { patient } = context;
  const patientDetails = { address: addressOf(patient.address), demographics: { birthDate: patient.birthDate, genderCode: SEX[patient.sex] } };
  const insured = isSelf ? patient : coverage.subscriber!;
  return {
    payerSequence: SEQUENCE[payer.sequence]!,
    ...(isSelf ? { relationshipCode: "18" } : {}),
    ...planOf(payer),
    ...insuranceTypeOf(context, payer),
    filingIndicatorCode: payer.filingIndicator,
    person: { ...personOf(insured), identifierQualifier: "MI", identifier: coverage.memberId, ...(isSelf ? patientDetails : {}) },
    payer: { entityType: "organization", name: payer.name, identifierQualifier: "PI", identifier: payer.electronicPayerId, ...(payer.address ? { address: addressOf(payer.address) } : {}) },
    ...(isSelf ? { claims: [claim] } : { patients: [{ relationshipCode: RELATIONSHIP[coverage.relationship], person: { ...personOf(patient), ...patientDetails }, claims: [claim] }] }),
  };
}

/** SBR03 or, for want of a number, SBR04. */
function planOf({ coverage, filingIndicator }: PayerInContext): { groupNumber?: string; groupName?: string } {
  if (coverage.groupNumber) return { groupNumber: coverage.groupNumber };
  // Medicare has no groups, and its front ends refuse a name in their place.
  return coverage.planName && !MEDICARE.has(filingIndicator) ? { groupName: coverage.planName } : {};
}

/** 2300 with its loops. */
function claimOf(context: ClaimContext, { patientControlNumber }: Sending): edi.Draft<edi.ProfessionalClaim> {
  const { accident, location, rendering, referring, supervising, billing } = context;
  const facility = facilityOf(location, billing);
  const laboratory = context.lines.some((line) => /^8\d{4}$/.test(line.procedureCode));
  return {
    patientControlNumber,
    chargeAmount: context.totalChargeCents,
    placeOfServiceCode: context.placeOfService,
    facilityCodeQualifier: "B",
    frequencyCode: context.frequency,
    providerSignatureOnFile: context.providerSignatureOnFile ? "Y" : "N",
    assignmentCode: ASSIGNMENT[context.assignment],
    benefitsAssignmentCode: BENEFITS[context.benefitsAssignment],
    releaseOfInformationCode: RELEASE[context.releaseOfInformation],
    ...(context.patientSignatureOnFile ? {} : { patientSignatureSourceCode: "P" }),
    ...(accident ? { relatedCauseCodes: [ACCIDENT[accident.kind]], accidentDate: accident.on } : {}),
    ...(accident?.kind === "AUTO" && accident.state ? { autoAccidentState: accident.state } : {}),
    ...(context.onsetOn ? { onsetDate: context.onsetOn } : {}),
    ...(context.admittedOn ? { admissionDate: context.admittedOn } : {}),
    ...(context.dischargedOn ? { dischargeDate: context.dischargedOn } : {}),
    ...(context.patientPaidCents > 0n ? { patientPaidAmount: context.patientPaidCents } : {}),
    ...(context.priorAuthorizationNumber ? { priorAuthorizationNumber: context.priorAuthorizationNumber } : {}),
    ...(context.frequency !== "1" && context.replacesPayerControlNumber ? { payerClaimControlNumber: context.replacesPayerControlNumber } : {}),
    ...(laboratory && location.cliaNumber ? { cliaNumber: location.cliaNumber } : {}),
    diagnoses: context.diagnoses.map((code, index) => ({ qualifier: index === 0 ? "ABK" : "ABF", code })),
    ...(referring ? { referringProviders: [{ role: "DN", ...clinicianOf(referring, { withTaxonomy: false }) }] } : {}),
    ...(rendering.npi !== billing.npi ? { renderingProvider: clinicianOf(rendering) } : {}),
    ...(facility ? { serviceFacility: facility } : {}),
    ...(supervising && supervising.npi !== rendering.npi ? { supervisingProvider: clinicianOf(supervising, { withTaxonomy: false }) } : {}),
    otherSubscribers: context.payers.filter((payer) => payer.sequence !== context.sequence).map((payer) => otherSubscriberOf(context, payer)),
    lines: context.lines.map((line) => lineOf(context, line)),
  };
}

/** 2320, 2330A, 2330B: the patient's other insurances; of those that came before, what they decided, as they said it. */
function otherSubscriberOf(context: ClaimContext, payer: PayerInContext): edi.Draft<edi.OtherSubscriber> {
  const { coverage } = payer;
  const said = payer.sequence < context.sequence ? payer.adjudication : null;
  const byLine = said ? said.cob.lines.length > 0 : false;
  return {
    payerSequence: SEQUENCE[payer.sequence]!,
    relationshipCode: RELATIONSHIP[coverage.relationship],
    ...planOf(payer),
    ...insuranceTypeOf(context, payer),
    filingIndicatorCode: payer.filingIndicator,
    ...(said
      ? {
          adjustments: adjustmentsOf(said.cob.adjustments),
          payerPaidAmount: said.paidCents,
          // By line in 2430 when the payer said it by line: the guide forbids both.
          ...(byLine ? {} : { remainingPatientLiability: centsOf(said.cob.patientResponsibilityCents) }),
          ...(said.cob.remarkCodes.length ? { outpatientAdjudication: { remarkCodes: said.cob.remarkCodes.slice(0, 5) } } : {}),
        }
      : {}),
    benefitsAssignmentCode: BENEFITS[context.benefitsAssignment],
    ...(context.patientSignatureOnFile ? {} : { patientSignatureSourceCode: "P" }),
    releaseOfInformationCode: RELEASE[context.releaseOfInformation],
    subscriber: { ...personOf(coverage.relationship === "SELF" ? context.patient : coverage.subscriber!), identifierQualifier: "MI", identifier: coverage.memberId },
    payer: {
      entityType: "organization",
      name: payer.name,
      identifierQualifier: "PI",
      identifier: payer.electronicPayerId,
      ...(said && !byLine ? { adjudicationDate: said.adjudicatedOn } : {}),
      ...(said?.payerClaimControlNumber ? { claimControlNumber: said.payerClaimControlNumber } : {}),
    },
  };
}

/** 2400 with 2410, 2420A and 2430. */
function lineOf(context: ClaimContext, line: LineInContext): edi.Draft<edi.ServiceLine> {
  const { ndc } = line;
  const renders: Clinician | null = line.rendering && line.rendering.npi !== context.rendering.npi ? line.rendering : null;
  return {
    procedure: { qualifier: "HC", code: line.procedureCode, modifiers: line.modifiers, ...(line.description ? { description: line.description } : {}) },
    chargeAmount: line.chargeCents,
    unitBasis: line.unitKind,
    quantity: line.quantity,
    ...(line.placeOfService && line.placeOfService !== context.placeOfService ? { placeOfServiceCode: line.placeOfService } : {}),
    diagnosisPointers: line.diagnosisPointers,
    ...(line.emergency ? { emergencyIndicator: "Y" } : {}),
    serviceFrom: line.servedOn,
    ...(line.servedTo !== line.servedOn ? { serviceTo: line.servedTo } : {}),
    lineItemControlNumber: line.lineItemControlNumber,
    ...(ndc ? { drug: { qualifier: "N4", code: ndc.code, quantity: ndc.quantity, unitBasis: ndc.unit } } : {}),
    ...(renders ? { renderingProvider: clinicianOf(renders) } : {}),
    adjudications: priorPayersOf(context).flatMap((payer) => lineAdjudicationOf(payer, line)),
  };
}

/** 2430 */
function lineAdjudicationOf(payer: PayerInContext, line: LineInContext): edi.Draft<edi.LineAdjudication>[] {
  const said = payer.adjudication?.cob.lines.find((each) => each.chargeId === line.chargeId);
  if (!said) return [];
  const left = cents(said.adjustments.filter((each) => each.groupCode === "PR").reduce((total, each) => total + BigInt(each.amountCents), 0n));
  return [
    {
      payerIdentifier: payer.electronicPayerId,
      paidAmount: centsOf(said.paidCents),
      procedure: { qualifier: "HC", code: said.procedureCode, modifiers: said.modifiers },
      paidQuantity: said.paidQuantity,
      adjustments: adjustmentsOf(said.adjustments),
      adjudicationDate: payer.adjudication!.adjudicatedOn,
      remainingPatientLiability: left,
    },
  ];
}

/** Non-zero only, all of one group together: the guide takes one CAS per group. */
function adjustmentsOf(adjustments: readonly CobAdjustment[]): edi.Draft<edi.Adjustment>[] {
  const groups = [...new Set(adjustments.map((each) => each.groupCode))];
  return groups.flatMap((group) =>
    adjustments
      .filter((each) => each.groupCode === group && BigInt(each.amountCents) !== 0n)
      .map(({ groupCode, reasonCode, amountCents, quantity }) => ({ groupCode, reasonCode, amount: centsOf(amountCents), ...(quantity ? { quantity } : {}) })),
  );
}

const centsOf = (text: string): Cents => cents(BigInt(text));
