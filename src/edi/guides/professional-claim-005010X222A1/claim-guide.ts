import { optionalText, text } from "../../x12/fields";
import { loop, loops, loopSpec, type LoopSpec, many, one, own, segment, value, valueList } from "../../x12/loops";
import { address, adjustments, amount, date, name, outpatientAdjudication, providerInRoleLoop, providerLoop, reference, referenceValue } from "../party-segments";
import type { ProfessionalClaim } from "./claim-model";
import { ambulance, attachment, claimSegment, conditionCertification, contract, disability, fileInformation, healthCareInformation, note, pricing, spinalManipulation } from "./claim-segments";
import { line } from "./line-guide";
import type { OtherInsured, OtherPayer, OtherSubscriber } from "./other-subscriber-model";

const otherInsured = loopSpec<OtherInsured>("2330A", [
  own(name("IL"), { required: true }),
  ...address<OtherInsured>(),
  value("socialSecurityNumber", referenceValue("SY")),
  many("secondaryIds", reference()),
]);

const otherPayer = loopSpec<OtherPayer>("2330B", [
  own(name("PR"), { required: true }),
  ...address<OtherPayer>(),
  value("adjudicationDate", date("573")),
  many("secondaryIds", reference("2U", "EI", "FY", "NF")),
  value("priorAuthorizationNumber", referenceValue("G1")),
  value("referralNumber", referenceValue("9F")),
  value("claimAdjustmentIndicator", referenceValue("T4")),
  value("claimControlNumber", referenceValue("F8")),
]);

const otherInsurance = segment<Pick<OtherSubscriber, "payerSequence" | "relationshipCode" | "groupNumber" | "groupName" | "insuranceTypeCode" | "filingIndicatorCode">>(
  "SBR",
  {},
  {
    payerSequence: text(1),
    relationshipCode: text(2),
    groupNumber: optionalText(3),
    groupName: optionalText(4),
    insuranceTypeCode: optionalText(5),
    filingIndicatorCode: optionalText(9),
  },
);

const coverageInformation = segment<Pick<OtherSubscriber, "benefitsAssignmentCode" | "patientSignatureSourceCode" | "releaseOfInformationCode">>(
  "OI",
  {},
  {
    benefitsAssignmentCode: optionalText(3),
    patientSignatureSourceCode: optionalText(4),
    releaseOfInformationCode: optionalText(6),
  },
);

const otherSubscriber = loopSpec<OtherSubscriber>("2320", [
  own(otherInsurance, { required: true }),
  adjustments(),
  value("payerPaidAmount", amount("D")),
  value("nonCoveredAmount", amount("A8")),
  value("remainingPatientLiability", amount("EAF")),
  own(coverageInformation),
  one("outpatientAdjudication", outpatientAdjudication),
  loop("subscriber", otherInsured, { required: true }),
  loop("payer", otherPayer, { required: true }),
  loops("providers", providerInRoleLoop("2330C", ["DN", "P3", "82", "77", "DQ", "85"])),
]);

export const claim: LoopSpec<ProfessionalClaim> = loopSpec<ProfessionalClaim>(
  "2300",
  [
    own(claimSegment, { required: true }),
    value("onsetDate", date("431")),
    value("initialTreatmentDate", date("454")),
    value("lastSeenDate", date("304")),
    value("acuteManifestationDate", date("453")),
    value("accidentDate", date("439")),
    value("lastMenstrualPeriodDate", date("484")),
    value("lastXrayDate", date("455")),
    value("prescriptionDate", date("471")),
    ...disability,
    value("lastWorkedDate", date("297")),
    value("returnToWorkDate", date("296")),
    value("admissionDate", date("435")),
    value("dischargeDate", date("096")),
    value("assumedCareDate", date("090")),
    value("relinquishedCareDate", date("091")),
    value("firstContactDate", date("444")),
    value("repricerReceivedDate", date("050")),
    many("attachments", attachment),
    one("contract", contract),
    value("patientPaidAmount", amount("F5")),
    value("serviceAuthorizationExceptionCode", referenceValue("4N")),
    value("mandatoryCrossoverIndicator", referenceValue("F5")),
    value("mammographyCertification", referenceValue("EW")),
    value("referralNumber", referenceValue("9F")),
    value("priorAuthorizationNumber", referenceValue("G1")),
    value("payerClaimControlNumber", referenceValue("F8")),
    value("cliaNumber", referenceValue("X4")),
    value("repricedClaimNumber", referenceValue("9A")),
    value("adjustedRepricedClaimNumber", referenceValue("9C")),
    valueList("investigationalDeviceExemptions", referenceValue("LX")),
    value("clearinghouseClaimNumber", referenceValue("D9")),
    value("medicalRecordNumber", referenceValue("EA")),
    value("demonstrationProjectId", referenceValue("P4")),
    value("carePlanOversightNumber", referenceValue("1J")),
    many("otherReferences", reference()),
    valueList("fileInformation", fileInformation),
    many("notes", note),
    one("ambulance", ambulance),
    one("spinalManipulation", spinalManipulation),
    many("conditionCertifications", conditionCertification),
    ...healthCareInformation,
    one("pricing", pricing),
    loops("referringProviders", providerInRoleLoop("2310A", ["DN", "P3"])),
    loop("renderingProvider", providerLoop("2310B", "82")),
    loop("serviceFacility", providerLoop("2310C", "77")),
    loop("supervisingProvider", providerLoop("2310D", "DQ")),
    loop("ambulancePickUp", providerLoop("2310E", "PW")),
    loop("ambulanceDropOff", providerLoop("2310F", "45")),
    loops("otherSubscribers", otherSubscriber),
    loops("lines", line),
  ],
  { tracksPosition: true, ordered: "segments" },
);
