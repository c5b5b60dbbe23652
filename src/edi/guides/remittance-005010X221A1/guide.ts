import { decimal, day, figures, group, groups, money, optionalDay, optionalDecimal, optionalGroup, optionalMoney, optionalText, row, elements, text } from "../../x12/fields";
import { loop, loops, loopSpec, many, one, own, packed, segment, value, valueList, type LoopSpec } from "../../x12/loops";
import type { PlainDate } from "../../../vocabulary";
import type { Contact } from "../parties";
import { address, adjustments, amount, contact, inSixes, name, outpatientAdjudication, procedureFields, reference, referenceValue } from "../party-segments";
import type {
  ClaimGroup,
  ClaimPayment,
  ForeignCurrency,
  InpatientAdjudication,
  ProviderAdjustment,
  ProviderSummary,
  QualifiedAmount,
  QualifiedQuantity,
  Remittance,
  RemittanceDelivery,
  RemittancePayee,
  RemittancePayer,
  ServiceLinePayment,
  SupplementalSummary,
  Trace,
} from "./model";

const payment = segment<
  Omit<Remittance, "unknownSegments" | "trace" | "currency" | "receiverIdentifier" | "versionIdentifier" | "productionDate" | "payer" | "payee" | "claimGroups" | "providerAdjustments">
>(
  "BPR",
  {},
  {
    handlingCode: text(1),
    paymentAmount: money(2),
    creditDebitCode: text(3),
    paymentMethod: text(4),
    paymentFormat: optionalText(5),
    senderBankQualifier: optionalText(6),
    senderBankId: optionalText(7),
    senderAccountQualifier: optionalText(8),
    senderAccountNumber: optionalText(9),
    originatingCompanyId: optionalText(10),
    originatingCompanySupplementalCode: optionalText(11),
    receiverBankQualifier: optionalText(12),
    receiverBankId: optionalText(13),
    receiverAccountQualifier: optionalText(14),
    receiverAccountNumber: optionalText(15),
    paymentDate: optionalDay(16),
  },
);

const trace = segment<Trace>("TRN", { 1: "1" }, { number: text(2), payerIdentifier: optionalText(3), supplementalCode: optionalText(4) });
const currency = segment<ForeignCurrency>("CUR", {}, { entityCode: text(1), currencyCode: text(2), exchangeRate: optionalDecimal(3) });

function moment(qualifier: string) {
  return segment<{ value: PlainDate }>("DTM", { 1: qualifier }, { value: day(2) });
}

type Named = Pick<RemittancePayer, "name" | "identifierQualifier" | "identifier">;
function organization(role: string) {
  return segment<Named>("N1", { 1: role }, { name: optionalText(2), identifierQualifier: optionalText(3), identifier: optionalText(4) });
}

const payer = loopSpec<RemittancePayer>("1000A", [
  own(organization("PR"), { required: true }),
  ...address<RemittancePayer>(),
  many("additionalIds", reference()),
  many<RemittancePayer, "contacts">("contacts", contact),
]);

const delivery = segment<RemittanceDelivery>("RDM", {}, { methodCode: text(1), name: optionalText(2), number: optionalText(3) });
const payee = loopSpec<RemittancePayee>("1000B", [own(organization("PE"), { required: true }), ...address<RemittancePayee>(), many("additionalIds", reference()), one("delivery", delivery)]);

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const providerSummary = segment<ProviderSummary>(
  "TS3",
  {},
  {
    providerIdentifier: text(1),
    facilityTypeCode: text(2),
    fiscalPeriodEnd: day(3),
    claimCount: decimal(4),
    chargeAmount: money(5),
    otherAmounts: figures(...range(6, 24)),
  },
);
const supplementalSummary = segment<SupplementalSummary>("TS2", {}, { amounts: figures(...range(1, 19)) });

const claimSegment = segment<
  Pick<
    ClaimPayment,
    | "patientControlNumber"
    | "statusCode"
    | "chargeAmount"
    | "paidAmount"
    | "patientResponsibilityAmount"
    | "filingIndicatorCode"
    | "payerClaimControlNumber"
    | "facilityTypeCode"
    | "frequencyCode"
    | "patientStatusCode"
    | "drgCode"
    | "drgWeight"
    | "dischargeFraction"
    | "patientAuthorizationCode"
  >
>(
  "CLP",
  {},
  {
    patientControlNumber: text(1),
    statusCode: text(2),
    chargeAmount: money(3),
    paidAmount: money(4),
    patientResponsibilityAmount: optionalMoney(5),
    filingIndicatorCode: optionalText(6),
    payerClaimControlNumber: optionalText(7),
    facilityTypeCode: optionalText(8),
    frequencyCode: optionalText(9),
    patientStatusCode: optionalText(10),
    drgCode: optionalText(11),
    drgWeight: optionalDecimal(12),
    dischargeFraction: optionalDecimal(13),
    patientAuthorizationCode: optionalText(14),
  },
);

const inpatientAdjudication = segment<InpatientAdjudication>(
  "MIA",
  {},
  {
    coveredDaysOrVisits: optionalDecimal(1),
    remarkCodes: row(optionalText, elements(5, 20, 21, 22, 23)),
    otherFigures: figures(2, 3, 4, ...range(6, 19), 24),
  },
);
const anyAmount = segment<QualifiedAmount>("AMT", {}, { qualifier: text(1), amount: money(2) });
const anyQuantity = segment<QualifiedQuantity>("QTY", {}, { qualifier: text(1), quantity: decimal(2) });

const lineSegment = segment<Pick<ServiceLinePayment, "procedure" | "chargeAmount" | "paidAmount" | "revenueCode" | "paidUnits" | "originalProcedure" | "originalUnits">>(
  "SVC",
  {},
  {
    procedure: group(procedureFields(1)),
    chargeAmount: money(2),
    paidAmount: money(3),
    revenueCode: optionalText(4),
    paidUnits: optionalDecimal(5),
    originalProcedure: optionalGroup(procedureFields(6)),
    originalUnits: optionalDecimal(7),
  },
);

const line = loopSpec<ServiceLinePayment>(
  "2110",
  [
    own(lineSegment, { required: true }),
    value("serviceDate", moment("472")),
    value("serviceFrom", moment("150")),
    value("serviceTo", moment("151")),
    adjustments(),
    value("lineItemControlNumber", referenceValue("6R")),
    many("references", reference()),
    value("allowedAmount", amount("B6")),
    many("amounts", anyAmount),
    many("quantities", anyQuantity),
    valueList("remarkCodes", segment("LQ", { 1: "HE" }, { value: text(2) })),
    valueList("rejectCodes", segment("LQ", { 1: "RX" }, { value: text(2) })),
  ],
  { tracksPosition: true },
);

const claim = loopSpec<ClaimPayment>(
  "2100",
  [
    own(claimSegment, { required: true }),
    adjustments(),
    one("patient", name("QC")),
    one("insured", name("IL")),
    one("correctedInsured", name("74")),
    one("serviceProvider", name("82")),
    one("crossoverPayer", name("TT")),
    one("correctedPriorityPayer", name("PR")),
    one("otherSubscriber", name("GB")),
    one("inpatientAdjudication", inpatientAdjudication),
    one("outpatientAdjudication", outpatientAdjudication),
    many("references", reference()),
    value("statementFrom", moment("232")),
    value("statementTo", moment("233")),
    value("coverageExpired", moment("036")),
    value("receivedOn", moment("050")),
    many<ClaimPayment, "contacts">("contacts", contact as ReturnType<typeof segment<Contact>>),
    many("amounts", anyAmount),
    many("quantities", anyQuantity),
    loops("lines", line),
  ],
  // A claim's segment after its lines would take the adjustments that follow it away from the line.
  { tracksPosition: true, ordered: "all" },
);

const claimGroup = loopSpec<ClaimGroup>("2000", [
  own(segment<Pick<ClaimGroup, "number">>("LX", {}, { number: text(1) }), { required: true }),
  one("providerSummary", providerSummary),
  one("supplementalSummary", supplementalSummary),
  loops("claims", claim),
]);

interface ProviderAdjustmentSegment extends Pick<ProviderAdjustment, "providerIdentifier" | "fiscalPeriodEnd"> {
  readonly reasons: readonly Omit<ProviderAdjustment, "providerIdentifier" | "fiscalPeriodEnd">[];
}
const providerAdjustmentSegment = segment<ProviderAdjustmentSegment>(
  "PLB",
  {},
  {
    providerIdentifier: text(1),
    fiscalPeriodEnd: day(2),
    reasons: groups([3, 5, 7, 9, 11, 13].map((at) => ({ reasonCode: text(at, 1), reference: optionalText(at, 2), amount: money(at + 1) }))),
  },
);

/** Neighbours with the same provider and year share a segment; the order of the entries is kept. */
function packProviderAdjustments(items: readonly ProviderAdjustment[]): ProviderAdjustmentSegment[] {
  const runs: ProviderAdjustment[][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    const sameAs = last?.[0];
    if (sameAs && sameAs.providerIdentifier === item.providerIdentifier && sameAs.fiscalPeriodEnd === item.fiscalPeriodEnd) last.push(item);
    else runs.push([item]);
  }
  return runs.flatMap((run) => inSixes(run).map((reasons) => ({ providerIdentifier: run[0]!.providerIdentifier, fiscalPeriodEnd: run[0]!.fiscalPeriodEnd, reasons })));
}

export const remittanceGuide: LoopSpec<Remittance> = loopSpec<Remittance>(
  "835",
  [
    own(payment, { required: true }),
    one("trace", trace, { required: true }),
    one("currency", currency),
    value("receiverIdentifier", referenceValue("EV")),
    value("versionIdentifier", referenceValue("F2")),
    value("productionDate", moment("405")),
    loop("payer", payer, { required: true }),
    loop("payee", payee, { required: true }),
    loops("claimGroups", claimGroup, ["CLP"]),
    packed("providerAdjustments", providerAdjustmentSegment, unpackProviderAdjustment, packProviderAdjustments),
  ],
  { ordered: "all" },
);

function unpackProviderAdjustment({ reasons, ...provider }: ProviderAdjustmentSegment): ProviderAdjustment[] {
  return reasons.map((reason) => ({ ...provider, ...reason }));
}
