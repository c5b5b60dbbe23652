import type { PlainDate } from "../../../vocabulary";
import { day, decimal, group, groups, money, optionalDay, optionalDecimal, optionalMoney, optionalText, text } from "../../x12/fields";
import { hierarchicalLevel, loops, loopSpec, type LoopSpec, many, one, own, segment, value } from "../../x12/loops";
import { amount, date, name, optionalRangeStart, partyFields, procedureFields, rangeEnd, reference, referenceValue } from "../party-segments";
import type { AcknowledgedClaim, AcknowledgedLine, AcknowledgedProvider, ClaimAcknowledgement, ClaimStatus, InformationReceiver, InformationSource, SourceName } from "./model";

const batch = segment<Pick<ClaimAcknowledgement, "referenceId" | "createdOn" | "createdAtTime">>(
  "BHT",
  { 1: "0085", 2: "08", 6: "TH" },
  {
    referenceId: text(3),
    createdOn: day(4),
    createdAtTime: text(5),
  },
);

const status = segment<ClaimStatus>(
  "STC",
  {},
  {
    codes: groups(
      [1, 10, 11].map((at) => ({
        categoryCode: text(at, 1),
        statusCode: text(at, 2),
        entityCode: optionalText(at, 3),
        codeListQualifier: optionalText(at, 4),
      })),
    ),
    effectiveOn: optionalDay(2),
    actionCode: optionalText(3),
    chargeAmount: optionalMoney(4),
    message: optionalText(12),
  },
);

const trace = <K extends string>(key: K, code: string) => segment<Record<K, string>>("TRN", { 1: code }, { [key]: text(2) } as never);
const quantity = (qualifier: string) => segment<{ value: string }>("QTY", { 1: qualifier }, { value: decimal(2) });
interface ServiceDates {
  readonly serviceFrom?: PlainDate;
  readonly serviceTo?: PlainDate;
}
const serviceDates = segment<ServiceDates>("DTP", { 1: "472" }, { serviceFrom: optionalRangeStart(), serviceTo: rangeEnd() });

const line = loopSpec<AcknowledgedLine>("2220D", [
  own(
    segment<Pick<AcknowledgedLine, "procedure" | "chargeAmount" | "revenueCode" | "units">>(
      "SVC",
      {},
      {
        procedure: group(procedureFields(1)),
        chargeAmount: money(2),
        revenueCode: optionalText(4),
        units: optionalDecimal(7),
      },
    ),
    { required: true },
  ),
  many("statuses", status),
  value("lineItemControlNumber", referenceValue("FJ")),
  many("otherReferences", reference()),
  own(serviceDates),
]);

const claim = loopSpec<AcknowledgedClaim>(
  "2000D",
  [
    hierarchicalLevel("PT"),
    one("patient", name("QC"), { required: true }),
    own(trace("patientControlNumber", "2"), { required: true }),
    many("statuses", status),
    value("payerClaimControlNumber", referenceValue("1K")),
    value("clearinghouseClaimNumber", referenceValue("D9")),
    value("billTypeCode", referenceValue("BLT")),
    many("otherReferences", reference()),
    own(serviceDates),
    loops("lines", line),
  ],
  { hierarchy: { level: "PT" }, tracksPosition: true },
);

const provider = loopSpec<AcknowledgedProvider>(
  "2000C",
  [
    hierarchicalLevel("19"),
    one("provider", name("85"), { required: true }),
    own(trace("traceNumber", "1")),
    many("statuses", status),
    many("secondaryIds", reference()),
    value("acceptedCount", quantity("QA")),
    value("rejectedCount", quantity("QC")),
    value("acceptedAmount", amount("YU")),
    value("rejectedAmount", amount("YY")),
    loops("claims", claim),
  ],
  { hierarchy: { level: "19", children: ["claims"] } },
);

const receiver = loopSpec<InformationReceiver>(
  "2000B",
  [
    hierarchicalLevel("21"),
    one("receiver", name("41"), { required: true }),
    own(trace("batchReferenceId", "2"), { required: true }),
    many("statuses", status),
    value("acceptedCount", quantity("90")),
    value("rejectedCount", quantity("AA")),
    value("acceptedAmount", amount("YU")),
    value("rejectedAmount", amount("YY")),
    loops("providers", provider),
  ],
  { hierarchy: { level: "21", children: ["providers"] } },
);

const source = loopSpec<InformationSource>(
  "2000A",
  [
    hierarchicalLevel("20"),
    one("source", segment<SourceName>("NM1", { 1: ["AY", "PR"] }, { role: text(1), ...partyFields }), { required: true }),
    own(trace("traceNumber", "1"), { required: true }),
    value("receivedOn", date("050")),
    value("processedOn", date("009")),
    loops("receivers", receiver),
  ],
  { hierarchy: { level: "20", children: ["receivers"] } },
);

export const claimAcknowledgementGuide: LoopSpec<ClaimAcknowledgement> = loopSpec<ClaimAcknowledgement>("277CA", [own(batch, { required: true }), loops("sources", source)]);
