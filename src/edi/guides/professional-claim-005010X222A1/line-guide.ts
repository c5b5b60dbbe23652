import { components, decimal, group, money, optionalDay, optionalDecimal, optionalText, optionalWhole, row, text } from "../../x12/fields";
import { lineCounter, loop, loops, loopSpec, type LoopSpec, many, one, own, segment, value, valueList } from "../../x12/loops";
import { adjustments, amount, date, procedureFields, providerInRoleLoop, providerLoop, rangeEnd, rangeStart, reference, referenceValue } from "../party-segments";
import { ambulance, attachment, conditionCertification, contract, fileInformation, note, pricing } from "./claim-segments";
import type { Drug, DurableMedicalEquipment, EquipmentCertification, FormAnswer, LineAdjudication, PurchasedService, ServiceLine, SupportingForm, TestResult } from "./line-model";

const service = segment<
  Pick<
    ServiceLine,
    "procedure" | "chargeAmount" | "unitBasis" | "quantity" | "placeOfServiceCode" | "diagnosisPointers" | "emergencyIndicator" | "epsdtIndicator" | "familyPlanningIndicator" | "copayStatusCode"
  >
>(
  "SV1",
  {},
  {
    procedure: group(procedureFields(1)),
    chargeAmount: money(2),
    unitBasis: text(3),
    quantity: decimal(4),
    placeOfServiceCode: optionalText(5),
    diagnosisPointers: row(optionalWhole, components(7, 1, 4)),
    emergencyIndicator: optionalText(9),
    epsdtIndicator: optionalText(11),
    familyPlanningIndicator: optionalText(12),
    copayStatusCode: optionalText(15),
  },
);

const serviceDates = segment<Pick<ServiceLine, "serviceFrom" | "serviceTo">>("DTP", { 1: "472" }, { serviceFrom: rangeStart(), serviceTo: rangeEnd() });

const durableMedicalEquipment = segment<DurableMedicalEquipment>(
  "SV5",
  {},
  {
    procedureQualifier: text(1, 1),
    procedureCode: text(1, 2),
    unitBasis: text(2),
    lengthOfNeedDays: decimal(3),
    rentalAmount: money(4),
    purchaseAmount: money(5),
    rentalFrequencyCode: text(6),
  },
);
const equipmentCertification = segment<EquipmentCertification>("CR3", {}, { typeCode: text(1), unitBasis: text(2), duration: decimal(3) });
const testResult = segment<TestResult>("MEA", {}, { referenceCode: text(1), qualifier: text(2), value: decimal(3) });
const purchasedService = segment<PurchasedService>("PS1", {}, { providerIdentifier: text(1), chargeAmount: money(2) });
const count = (qualifier: string) => segment<{ value: string }>("QTY", { 1: qualifier }, { value: decimal(2) });

const drug = loopSpec<Drug>("2410", [
  own(segment<Pick<Drug, "qualifier" | "code">>("LIN", {}, { qualifier: text(2), code: text(3) }), { required: true }),
  own(segment<Pick<Drug, "quantity" | "unitBasis">>("CTP", {}, { quantity: optionalDecimal(4), unitBasis: optionalText(5, 1) })),
  value("prescriptionNumber", referenceValue("XZ")),
  value("linkSequenceNumber", referenceValue("VY")),
]);

const adjudication = loopSpec<LineAdjudication>("2430", [
  own(
    segment<Pick<LineAdjudication, "payerIdentifier" | "paidAmount" | "procedure" | "paidQuantity" | "bundledIntoLine">>(
      "SVD",
      {},
      {
        payerIdentifier: text(1),
        paidAmount: money(2),
        procedure: group(procedureFields(3)),
        paidQuantity: decimal(5),
        bundledIntoLine: optionalText(6),
      },
    ),
    { required: true },
  ),
  adjustments(),
  value("adjudicationDate", date("573")),
  value("remainingPatientLiability", amount("EAF")),
]);

const answer = segment<FormAnswer>(
  "FRM",
  {},
  {
    question: text(1),
    yesNo: optionalText(2),
    text: optionalText(3),
    date: optionalDay(4),
    percentage: optionalDecimal(5),
  },
);
const form = loopSpec<SupportingForm>("2440", [
  own(segment<Pick<SupportingForm, "codeListQualifier" | "formCode">>("LQ", {}, { codeListQualifier: text(1), formCode: text(2) }), {
    required: true,
  }),
  many("answers", answer),
]);

export const line: LoopSpec<ServiceLine> = loopSpec<ServiceLine>(
  "2400",
  [
    lineCounter(),
    own(service, { required: true }),
    one("durableMedicalEquipment", durableMedicalEquipment),
    many("attachments", attachment),
    one("ambulance", ambulance),
    one("equipmentCertification", equipmentCertification),
    many("conditionCertifications", conditionCertification),
    own(serviceDates, { required: true }),
    value("prescriptionDate", date("471")),
    value("certificationRevisionDate", date("607")),
    value("beginTherapyDate", date("463")),
    value("lastCertificationDate", date("461")),
    value("lastSeenDate", date("304")),
    value("hemoglobinTestDate", date("738")),
    value("creatinineTestDate", date("739")),
    value("shippedDate", date("011")),
    value("lastXrayDate", date("455")),
    value("initialTreatmentDate", date("454")),
    value("ambulancePatientCount", count("PT")),
    value("obstetricAdditionalUnits", count("FL")),
    many("testResults", testResult),
    one("contract", contract),
    value("repricedLineNumber", referenceValue("9B")),
    value("adjustedRepricedLineNumber", referenceValue("9D")),
    many("priorAuthorizations", reference("G1")),
    value("lineItemControlNumber", referenceValue("6R")),
    value("mammographyCertification", referenceValue("EW")),
    value("cliaNumber", referenceValue("X4")),
    value("referringCliaNumber", referenceValue("F4")),
    value("immunizationBatchNumber", referenceValue("BT")),
    many("referrals", reference("9F")),
    many("otherReferences", reference()),
    value("salesTaxAmount", amount("T")),
    value("postageAmount", amount("F4")),
    valueList("fileInformation", fileInformation),
    many("notes", note),
    one("purchasedService", purchasedService),
    one("pricing", pricing),
    loop("drug", drug),
    loop("renderingProvider", providerLoop("2420A", "82")),
    loop("purchasedServiceProvider", providerLoop("2420B", "QB")),
    loop("serviceFacility", providerLoop("2420C", "77")),
    loop("supervisingProvider", providerLoop("2420D", "DQ")),
    loop("orderingProvider", providerLoop("2420E", "DK")),
    loops("referringProviders", providerInRoleLoop("2420F", ["DN", "P3"])),
    loop("ambulancePickUp", providerLoop("2420G", "PW")),
    loop("ambulanceDropOff", providerLoop("2420H", "45")),
    loops("adjudications", adjudication),
    loops("forms", form),
  ],
  { tracksPosition: true, counted: true },
);
