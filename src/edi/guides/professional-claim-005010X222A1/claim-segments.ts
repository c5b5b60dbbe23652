import { components, day, decimal, elements, groups, money, optionalDecimal, optionalMoney, optionalText, row, text } from "../../x12/fields";
import { onlyWhen, packed, type Part, segment, type SlotPart, within } from "../../x12/loops";
import { beside, rangeEnd, rangeStart } from "../party-segments";
import type { AmbulanceTransport, Attachment, ConditionCertification, Contract, Diagnosis, Disability, HealthCareCode, Note, Pricing, ProfessionalClaim, SpinalManipulation } from "./claim-model";

/** CLM: its keys are those of the claim itself. */
export const claimSegment = segment<
  Pick<
    ProfessionalClaim,
    | "patientControlNumber"
    | "chargeAmount"
    | "placeOfServiceCode"
    | "facilityCodeQualifier"
    | "frequencyCode"
    | "providerSignatureOnFile"
    | "assignmentCode"
    | "benefitsAssignmentCode"
    | "releaseOfInformationCode"
    | "patientSignatureSourceCode"
    | "relatedCauseCodes"
    | "autoAccidentState"
    | "autoAccidentCountry"
    | "specialProgramCode"
    | "delayReasonCode"
  >
>(
  "CLM",
  {},
  {
    patientControlNumber: text(1),
    chargeAmount: money(2),
    placeOfServiceCode: text(5, 1),
    facilityCodeQualifier: text(5, 2),
    frequencyCode: text(5, 3),
    providerSignatureOnFile: text(6),
    assignmentCode: text(7),
    benefitsAssignmentCode: text(8),
    releaseOfInformationCode: text(9),
    patientSignatureSourceCode: optionalText(10),
    relatedCauseCodes: row(optionalText, components(11, 1, 3)),
    autoAccidentState: optionalText(11, 4),
    autoAccidentCountry: optionalText(11, 5),
    specialProgramCode: optionalText(12),
    delayReasonCode: optionalText(20),
  },
);

/** DTP*314 has both ends of a disability; 360 and 361 have one each. */
type Known<K extends keyof Disability> = Required<Pick<Disability, K>>;
const bothEnds = segment<Known<"from"> & Disability>("DTP", { 1: "314" }, { from: rangeStart(), to: rangeEnd() });
const onlyStart = segment<Known<"from">>("DTP", { 1: "360" }, { from: beside(day(3), { 2: "D8" }) });
const onlyEnd = segment<Known<"to">>("DTP", { 1: "361" }, { to: beside(day(3), { 2: "D8" }) });

export const disability: Part<ProfessionalClaim>[] = [
  onlyWhen(({ disability: found }) => Boolean(found?.from && found.to), within("disability", bothEnds)),
  onlyWhen(({ disability: found }) => !found?.to, within("disability", onlyStart)),
  onlyWhen(({ disability: found }) => !found?.from, within("disability", onlyEnd)),
];

export const attachment = segment<Attachment>(
  "PWK",
  {},
  {
    reportTypeCode: text(1),
    transmissionCode: text(2),
    controlNumber: beside(optionalText(6), { 5: "AC" }),
  },
);

export const contract = segment<Contract>(
  "CN1",
  {},
  {
    typeCode: text(1),
    amount: optionalMoney(2),
    percentage: optionalDecimal(3),
    code: optionalText(4),
    termsDiscountPercentage: optionalDecimal(5),
    version: optionalText(6),
  },
);

export const note = segment<Note>("NTE", {}, { code: text(1), text: text(2) });
export const fileInformation = segment<{ value: string }>("K3", {}, { value: text(1) });

export const ambulance = segment<AmbulanceTransport>(
  "CR1",
  {},
  {
    patientWeightPounds: beside(optionalDecimal(2), { 1: "LB" }),
    transportReasonCode: text(4),
    miles: beside(decimal(6), { 5: "DH" }),
    roundTripPurpose: optionalText(9),
    stretcherPurpose: optionalText(10),
  },
);

export const spinalManipulation = segment<SpinalManipulation>(
  "CR2",
  {},
  {
    conditionCode: text(8),
    description1: optionalText(10),
    description2: optionalText(11),
  },
);

export const conditionCertification = segment<ConditionCertification>(
  "CRC",
  {},
  {
    categoryCode: text(1),
    appliesCode: text(2),
    conditionCodes: row(optionalText, elements(3, 4, 5, 6, 7)),
  },
);

export const pricing = segment<Pricing>(
  "HCP",
  {},
  {
    methodologyCode: text(1),
    allowedAmount: optionalMoney(2),
    savingsAmount: optionalMoney(3),
    repricingOrganizationId: optionalText(4),
    rate: optionalDecimal(5),
    approvedGroupCode: optionalText(6),
    approvedGroupAmount: optionalMoney(7),
    approvedProcedureQualifier: optionalText(9),
    approvedProcedureCode: optionalText(10),
    approvedUnitBasis: optionalText(11),
    approvedQuantity: optionalDecimal(12),
    rejectReasonCode: optionalText(13),
    policyComplianceCode: optionalText(14),
    exceptionCode: optionalText(15),
  },
);

const CODES_PER_HI = 12;
interface HealthCareCodes {
  readonly codes: readonly HealthCareCode[];
}
const healthCareCodes = segment<HealthCareCodes>(
  "HI",
  {},
  {
    codes: groups(Array.from({ length: CODES_PER_HI }, (_, index) => ({ qualifier: text(index + 1, 1), code: text(index + 1, 2) }))),
  },
);

/** HI comes in kinds: the qualifier of its first code tells which. */
function codesOf<K extends "diagnoses" | "anesthesiaProcedures" | "conditionCodes">(
  key: K,
  qualifiers: readonly string[],
  fromCode: (code: HealthCareCode) => unknown,
  toCode: (item: never) => HealthCareCode,
): SlotPart<ProfessionalClaim> {
  return packed<ProfessionalClaim, K, HealthCareCodes>(
    key,
    healthCareCodes,
    ({ codes }) => codes.map(fromCode) as never,
    (items) => inTwelves((items as readonly never[]).map(toCode)).map((codes) => ({ codes })),
    [{ element: 1, component: 1, codes: new Set(qualifiers) }],
  );
}

function inTwelves(codes: readonly HealthCareCode[]): HealthCareCode[][] {
  return Array.from({ length: Math.ceil(codes.length / CODES_PER_HI) }, (_, index) => codes.slice(index * CODES_PER_HI, (index + 1) * CODES_PER_HI));
}

const same = (code: HealthCareCode) => code;
/** X12 has no decimal point in diagnoses; people write one. */
const withoutPoint = ({ qualifier, code }: Diagnosis) => ({ qualifier, code: code.replaceAll(".", "") });

export const healthCareInformation: Part<ProfessionalClaim>[] = [
  codesOf("diagnoses", ["ABK", "ABF", "BK", "BF"], same, withoutPoint as (item: never) => HealthCareCode),
  codesOf("anesthesiaProcedures", ["BP", "BO"], same, same as (item: never) => HealthCareCode),
  codesOf("conditionCodes", ["BG"], ({ code }) => code, ((code: string) => ({ qualifier: "BG", code })) as (item: never) => HealthCareCode),
];
