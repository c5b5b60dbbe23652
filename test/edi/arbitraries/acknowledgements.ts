import fc from "fast-check";
import type { ClaimAcknowledgement, ImplementationAcknowledgement, InterchangeAcknowledgement } from "../../../src/edi";
import { plainDate } from "../../../src/vocabulary";
import { code, day, decimal, few, model, money, party, partyShape, procedure, reference, text, unknown } from "./parts";

const count = fc.nat({ max: 99_999 });

const context = fc.oneof(
  model({ name: text, value: text }),
  model({
    name: text,
    segmentId: code,
    segmentPosition: count,
    "loopId?": code,
    elementPosition: count,
    "componentPosition?": count,
    "dataElementNumber?": code,
  }),
);
export const implementationAcknowledgement = model<ImplementationAcknowledgement>({
  ...unknown,
  functionalIdentifierCode: code,
  groupControlNumber: code,
  "versionCode?": code,
  responses: few(
    model({
      ...unknown,
      transactionSetCode: code,
      controlNumber: code,
      "implementationConvention?": code,
      segmentErrors: few(
        model({
          ...unknown,
          segmentId: code,
          segmentPosition: count,
          "loopId?": code,
          "errorCode?": code,
          contexts: few(context),
          elementErrors: few(
            model({
              ...unknown,
              elementPosition: count,
              "componentPosition?": count,
              "repetition?": count,
              "dataElementNumber?": code,
              errorCode: code,
              "badValue?": text,
              contexts: few(context),
            }),
          ),
        }),
      ),
      statusCode: fc.constantFrom("A", "E", "R"),
      errorCodes: few(code, 5),
    }),
  ),
  groupStatusCode: fc.constantFrom("A", "E", "P", "R"),
  includedCount: count,
  receivedCount: count,
  acceptedCount: count,
  groupErrorCodes: few(code, 5),
});

const status = model({
  codes: fc.array(model({ categoryCode: code, statusCode: code, "entityCode?": code, "codeListQualifier?": code }), {
    minLength: 1,
    maxLength: 3,
  }),
  "effectiveOn?": day,
  "actionCode?": code,
  "chargeAmount?": money,
  "message?": text,
});
const statuses = few(status);
const totals = { "acceptedCount?": decimal, "rejectedCount?": decimal, "acceptedAmount?": money, "rejectedAmount?": money };
const service = fc.oneof(model<object>({ serviceFrom: day }), model<object>({ serviceFrom: day, serviceTo: day }), fc.constant({}));
const withService = (shape: Record<string, fc.Arbitrary<unknown>>) => fc.tuple(model<object>(shape), service).map(([made, dates]) => ({ ...made, ...dates }));

const line = withService({
  ...unknown,
  procedure,
  chargeAmount: money,
  "revenueCode?": code,
  "units?": decimal,
  statuses,
  "lineItemControlNumber?": text,
  otherReferences: few(reference()),
});
const claim = withService({
  ...unknown,
  patient: party,
  patientControlNumber: text,
  statuses,
  "payerClaimControlNumber?": text,
  "clearinghouseClaimNumber?": text,
  "billTypeCode?": code,
  otherReferences: few(reference()),
  lines: few(line, 2),
});
const provider = model({
  ...unknown,
  ...totals,
  provider: party,
  "traceNumber?": text,
  statuses,
  secondaryIds: few(reference()),
  claims: few(claim, 2),
});
const receiver = model({ ...unknown, ...totals, receiver: party, batchReferenceId: text, statuses, providers: few(provider, 2) });
export const claimAcknowledgement = model<ClaimAcknowledgement>({
  ...unknown,
  referenceId: text,
  createdOn: day,
  createdAtTime: fc.constant("1200"),
  sources: few(
    model({
      ...unknown,
      source: model({ ...partyShape, role: fc.constantFrom("AY", "PR") }),
      traceNumber: text,
      "receivedOn?": day,
      "processedOn?": day,
      receivers: few(receiver, 2),
    }),
    2,
  ),
});

export const interchangeAcknowledgement = model<InterchangeAcknowledgement>({
  interchangeControlNumber: code,
  interchangeDate: fc.constantFrom(plainDate("2025-01-15"), plainDate("2099-12-31"), plainDate("2000-02-29")),
  interchangeTime: fc.constant("1200"),
  statusCode: fc.constantFrom("A", "E", "R"),
  noteCode: code,
});
