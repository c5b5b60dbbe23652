import fc from "fast-check";
import type { ProfessionalClaims } from "../../../src/edi";
import {
  address, adjustments, code, contact, day, decimal, demographics, entityType, few, model, money, outpatientAdjudication, partyShape, procedure, provider,
  providerInRole, reference, text, unknown,
} from "./parts"; // prettier-ignore

const named = { ...unknown, ...partyShape };
const located = { ...named, "address?": address };
const yesNo = fc.constantFrom("Y", "N");
const ambulance = model({ "patientWeightPounds?": decimal, transportReasonCode: code, miles: decimal, "roundTripPurpose?": text, "stretcherPurpose?": text });
const condition = model({ categoryCode: code, appliesCode: yesNo, conditionCodes: few(code, 5) });
const attachment = model({ reportTypeCode: code, transmissionCode: code, "controlNumber?": text });
const contract = model({ typeCode: code, "amount?": money, "percentage?": decimal, "code?": text, "termsDiscountPercentage?": decimal, "version?": text });
const note = model({ code, text });
const pricing = model({
  methodologyCode: code,
  "allowedAmount?": money,
  "savingsAmount?": money,
  "repricingOrganizationId?": text,
  "rate?": decimal,
  "approvedGroupCode?": code,
  "approvedGroupAmount?": money,
  "approvedProcedureQualifier?": code,
  "approvedProcedureCode?": code,
  "approvedUnitBasis?": code,
  "approvedQuantity?": decimal,
  "rejectReasonCode?": code,
  "policyComplianceCode?": code,
  "exceptionCode?": code,
});

const adjudication = model({
  ...unknown,
  payerIdentifier: text,
  paidAmount: money,
  procedure,
  paidQuantity: decimal,
  "bundledIntoLine?": code,
  adjustments,
  "adjudicationDate?": day,
  "remainingPatientLiability?": money,
});

const line = model({
  ...unknown,
  procedure,
  chargeAmount: money,
  unitBasis: fc.constantFrom("UN", "MJ"),
  quantity: decimal,
  "placeOfServiceCode?": code,
  diagnosisPointers: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
  "emergencyIndicator?": yesNo,
  "epsdtIndicator?": yesNo,
  "familyPlanningIndicator?": yesNo,
  "copayStatusCode?": fc.constant("0"),
  "durableMedicalEquipment?": model({
    procedureQualifier: code, procedureCode: code, unitBasis: code, lengthOfNeedDays: decimal, rentalAmount: money, purchaseAmount: money, rentalFrequencyCode: code,
  }),
  attachments: few(attachment),
  "ambulance?": ambulance,
  "equipmentCertification?": model({ typeCode: code, unitBasis: code, duration: decimal }),
  conditionCertifications: few(condition),
  serviceFrom: day,
  "serviceTo?": day,
  "prescriptionDate?": day,
  "certificationRevisionDate?": day,
  "beginTherapyDate?": day,
  "lastCertificationDate?": day,
  "lastSeenDate?": day,
  "hemoglobinTestDate?": day,
  "creatinineTestDate?": day,
  "shippedDate?": day,
  "lastXrayDate?": day,
  "initialTreatmentDate?": day,
  "ambulancePatientCount?": decimal,
  "obstetricAdditionalUnits?": decimal,
  testResults: few(model({ referenceCode: code, qualifier: code, value: decimal })),
  "contract?": contract,
  "repricedLineNumber?": text,
  "adjustedRepricedLineNumber?": text,
  priorAuthorizations: few(reference("G1")),
  "lineItemControlNumber?": text,
  "mammographyCertification?": text,
  "cliaNumber?": text,
  "referringCliaNumber?": text,
  "immunizationBatchNumber?": text,
  referrals: few(reference("9F")),
  otherReferences: few(reference()),
  "salesTaxAmount?": money,
  "postageAmount?": money,
  fileInformation: few(text),
  notes: few(note),
  "purchasedService?": model({ providerIdentifier: text, chargeAmount: money }),
  "pricing?": pricing,
  "drug?": model({ ...unknown, qualifier: code, code, "quantity?": decimal, "unitBasis?": code, "prescriptionNumber?": text, "linkSequenceNumber?": text }),
  "renderingProvider?": provider,
  "purchasedServiceProvider?": provider,
  "serviceFacility?": provider,
  "supervisingProvider?": provider,
  "orderingProvider?": provider,
  referringProviders: few(providerInRole("DN", "P3"), 2),
  "ambulancePickUp?": provider,
  "ambulanceDropOff?": provider,
  adjudications: few(adjudication, 2),
  forms: few(
    model({
      ...unknown,
      codeListQualifier: code,
      formCode: code,
      answers: few(model({ question: code, "yesNo?": yesNo, "text?": text, "date?": day, "percentage?": decimal })),
    }),
    1,
  ),
}); // prettier-ignore

const otherSubscriber = model({
  ...unknown,
  payerSequence: fc.constantFrom("P", "S", "T"),
  relationshipCode: code,
  "groupNumber?": text,
  "groupName?": text,
  "insuranceTypeCode?": code,
  "filingIndicatorCode?": code,
  adjustments,
  "payerPaidAmount?": money,
  "nonCoveredAmount?": money,
  "remainingPatientLiability?": money,
  "benefitsAssignmentCode?": yesNo,
  "patientSignatureSourceCode?": code,
  "releaseOfInformationCode?": code,
  "outpatientAdjudication?": outpatientAdjudication,
  subscriber: model({ ...located, "socialSecurityNumber?": text, secondaryIds: few(reference()) }),
  payer: model({
    ...located,
    "adjudicationDate?": day,
    "priorAuthorizationNumber?": text,
    "referralNumber?": text,
    "claimAdjustmentIndicator?": yesNo,
    "claimControlNumber?": text,
    secondaryIds: few(reference("2U", "EI", "FY", "NF")),
  }),
  providers: few(providerInRole("DN", "P3", "82", "77", "DQ", "85"), 2),
});

const claimDates = [
  "onsetDate", "initialTreatmentDate", "lastSeenDate", "acuteManifestationDate", "accidentDate", "lastMenstrualPeriodDate", "lastXrayDate",
  "prescriptionDate", "lastWorkedDate", "returnToWorkDate", "admissionDate", "dischargeDate", "assumedCareDate", "relinquishedCareDate",
  "firstContactDate", "repricerReceivedDate",
]; // prettier-ignore
const claimReferences = [
  "serviceAuthorizationExceptionCode", "mandatoryCrossoverIndicator", "mammographyCertification", "referralNumber", "priorAuthorizationNumber",
  "payerClaimControlNumber", "cliaNumber", "repricedClaimNumber", "adjustedRepricedClaimNumber", "clearinghouseClaimNumber",
  "medicalRecordNumber", "demonstrationProjectId", "carePlanOversightNumber",
]; // prettier-ignore
const each = (keys: readonly string[], value: fc.Arbitrary<unknown>) => Object.fromEntries(keys.map((key) => [`${key}?`, value]));

const claim = model({
  ...unknown,
  patientControlNumber: text,
  chargeAmount: money,
  placeOfServiceCode: code,
  facilityCodeQualifier: fc.constant("B"),
  frequencyCode: fc.constantFrom("1", "7", "8"),
  providerSignatureOnFile: yesNo,
  assignmentCode: code,
  benefitsAssignmentCode: code,
  releaseOfInformationCode: code,
  "patientSignatureSourceCode?": code,
  relatedCauseCodes: few(fc.constantFrom("AA", "EM", "OA"), 3),
  "autoAccidentState?": code,
  "autoAccidentCountry?": code,
  "specialProgramCode?": code,
  "delayReasonCode?": code,
  ...each(claimDates, day),
  "disability?": fc.oneof(
    fc.record({ from: day }, { noNullPrototype: true }),
    fc.record({ to: day }, { noNullPrototype: true }),
    fc.record({ from: day, to: day }, { noNullPrototype: true }),
  ),
  attachments: few(attachment),
  "contract?": contract,
  "patientPaidAmount?": money,
  ...each(claimReferences, text),
  investigationalDeviceExemptions: few(text),
  otherReferences: few(reference()),
  fileInformation: few(text),
  notes: few(note),
  "ambulance?": ambulance,
  "spinalManipulation?": model({ conditionCode: code, "description1?": text, "description2?": text }),
  conditionCertifications: few(condition),
  diagnoses: few(model({ qualifier: fc.constantFrom("ABK", "ABF"), code }), 12),
  anesthesiaProcedures: few(model({ qualifier: fc.constantFrom("BP", "BO"), code }), 2),
  conditionCodes: few(code),
  "pricing?": pricing,
  referringProviders: few(providerInRole("DN", "P3"), 2),
  "renderingProvider?": provider,
  "serviceFacility?": provider,
  "supervisingProvider?": provider,
  "ambulancePickUp?": provider,
  "ambulanceDropOff?": provider,
  otherSubscribers: few(otherSubscriber, 2),
  lines: few(line, 2),
});

/** At least one of them, or there is nothing to write. */
const patientInformation = model<object>({ "deathDate?": day, "weightPounds?": decimal, "pregnancyCode?": yesNo });
const insuredShape = {
  ...located,
  "demographics?": demographics,
  "propertyCasualtyClaimNumber?": text,
  secondaryIds: few(reference()),
  contacts: few(contact, 1),
};

const patient = patientInformation.chain((information) =>
  model<object>({ ...unknown, relationshipCode: code, person: model(insuredShape), claims: few(claim, 1) }).map((made) => ({ ...made, ...information })),
);

const subscriber = model({
  ...unknown,
  payerSequence: fc.constantFrom("P", "S", "T"),
  "relationshipCode?": fc.constant("18"),
  "groupNumber?": text,
  "groupName?": text,
  "insuranceTypeCode?": code,
  "filingIndicatorCode?": code,
  "patientInformation?": patientInformation.filter((information) => Object.keys(information).length > 0),
  person: model({ ...insuredShape, "socialSecurityNumber?": text }),
  payer: model({ ...located, secondaryIds: few(reference()) }),
  claims: few(claim, 2),
  patients: few(patient, 2),
});

export const professionalClaims = model<ProfessionalClaims>({
  ...unknown,
  purposeCode: fc.constantFrom("00", "18"),
  referenceId: text,
  createdOn: day,
  createdAtTime: fc.constantFrom("1200", "235959"),
  typeCode: fc.constantFrom("CH", "RP"),
  submitter: model({ ...named, contacts: few(contact, 2) }),
  receiver: model(named),
  billingProviders: few(
    model({
      ...unknown,
      "taxonomyCode?": code,
      "currencyCode?": code,
      provider: model({ ...located, "employerId?": text, "socialSecurityNumber?": text, secondaryIds: few(reference()), contacts: few(contact, 2) }),
      "payTo?": model({ ...unknown, entityType, "address?": address }),
      "payToPlan?": model({ ...located, secondaryIds: few(reference()) }),
      subscribers: few(subscriber, 2),
    }),
    2,
  ),
});
