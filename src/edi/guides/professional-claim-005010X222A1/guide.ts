import { day, optionalDay, optionalDecimal, optionalText, text } from "../../x12/fields";
import { hierarchicalLevel, loop, loops, loopSpec, type LoopSpec, many, one, own, segment, value } from "../../x12/loops";
import { address, beside, contact, demographics, entityType, name, reference, referenceValue, taxonomy } from "../party-segments";
import { claim } from "./claim-guide";
import type {
  BillingProvider,
  BillingProviderName,
  InsuredPerson,
  Patient,
  PatientInformation,
  PatientPerson,
  Payer,
  PayToAddress,
  PayToPlan,
  ProfessionalClaims,
  Receiver,
  Submitter,
  Subscriber,
} from "./model";

const batch = segment<Pick<ProfessionalClaims, "purposeCode" | "referenceId" | "createdOn" | "createdAtTime" | "typeCode">>(
  "BHT",
  { 1: "0019" },
  {
    purposeCode: text(2),
    referenceId: text(3),
    createdOn: day(4),
    createdAtTime: text(5),
    typeCode: text(6),
  },
);

const submitter = loopSpec<Submitter>("1000A", [own(name("41"), { required: true }), many("contacts", contact)]);
const receiver = loopSpec<Receiver>("1000B", [own(name("40"), { required: true })]);

const billingProviderName = loopSpec<BillingProviderName>("2010AA", [
  own(name("85"), { required: true }),
  ...address<BillingProviderName>(),
  value("employerId", referenceValue("EI")),
  value("socialSecurityNumber", referenceValue("SY")),
  many("secondaryIds", reference()),
  many("contacts", contact),
]);

const payTo = loopSpec<PayToAddress>("2010AB", [own(segment<Pick<PayToAddress, "entityType">>("NM1", { 1: "87" }, { entityType }), { required: true }), ...address<PayToAddress>()]);

const payToPlan = loopSpec<PayToPlan>("2010AC", [own(name("PE"), { required: true }), ...address<PayToPlan>(), many("secondaryIds", reference())]);

const insuredPerson = loopSpec<InsuredPerson>("2010BA", [
  own(name("IL"), { required: true }),
  ...address<InsuredPerson>(),
  one("demographics", demographics),
  value("socialSecurityNumber", referenceValue("SY")),
  value("propertyCasualtyClaimNumber", referenceValue("Y4")),
  many("secondaryIds", reference()),
  many("contacts", contact),
]);

const payer = loopSpec<Payer>("2010BB", [own(name("PR"), { required: true }), ...address<Payer>(), many("secondaryIds", reference())]);

const patientPerson = loopSpec<PatientPerson>("2010CA", [
  own(name("QC"), { required: true }),
  ...address<PatientPerson>(),
  one("demographics", demographics),
  value("propertyCasualtyClaimNumber", referenceValue("Y4")),
  many("secondaryIds", reference()),
  many("contacts", contact),
]);

const patientInformationFields = {
  deathDate: beside(optionalDay(6), { 5: "D8" }),
  weightPounds: beside(optionalDecimal(8), { 7: "01" }),
  pregnancyCode: optionalText(9),
};

const patient = loopSpec<Patient>(
  "2000C",
  [
    hierarchicalLevel("23"),
    own(segment<PatientInformation & Pick<Patient, "relationshipCode">>("PAT", {}, { relationshipCode: text(1), ...patientInformationFields }), { required: true }),
    loop("person", patientPerson, { required: true }),
    loops("claims", claim),
  ],
  { hierarchy: { level: "23", children: [] }, ordered: "all" },
);

const insurance = segment<Pick<Subscriber, "payerSequence" | "relationshipCode" | "groupNumber" | "groupName" | "insuranceTypeCode" | "filingIndicatorCode">>(
  "SBR",
  {},
  {
    payerSequence: text(1),
    relationshipCode: optionalText(2),
    groupNumber: optionalText(3),
    groupName: optionalText(4),
    insuranceTypeCode: optionalText(5),
    filingIndicatorCode: optionalText(9),
  },
);

const subscriber = loopSpec<Subscriber>(
  "2000B",
  [
    hierarchicalLevel("22"),
    own(insurance, { required: true }),
    one("patientInformation", segment<PatientInformation>("PAT", {}, patientInformationFields)),
    loop("person", insuredPerson, { required: true }),
    loop("payer", payer, { required: true }),
    loops("claims", claim),
    loops("patients", patient),
  ],
  { hierarchy: { level: "22", children: ["patients"] }, ordered: "all" },
);

const billingProvider = loopSpec<BillingProvider>(
  "2000A",
  [
    hierarchicalLevel("20"),
    value("taxonomyCode", taxonomy("BI")),
    value("currencyCode", segment<{ value: string }>("CUR", { 1: "85" }, { value: text(2) })),
    loop("provider", billingProviderName, { required: true }),
    loop("payTo", payTo),
    loop("payToPlan", payToPlan),
    loops("subscribers", subscriber),
  ],
  { hierarchy: { level: "20", children: ["subscribers"] }, ordered: "all" },
);

export const professionalClaimGuide: LoopSpec<ProfessionalClaims> = loopSpec<ProfessionalClaims>(
  "837",
  [own(batch, { required: true }), loop("submitter", submitter, { required: true }), loop("receiver", receiver, { required: true }), loops("billingProviders", billingProvider)],
  { ordered: "all" },
);
