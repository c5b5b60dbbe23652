import { elements, optionalText, optionalWhole, row, text, whole } from "../../x12/fields";
import { loops, loopSpec, type LoopSpec, many, own, segment } from "../../x12/loops";
import type { ElementError, ErrorContext, ImplementationAcknowledgement, SegmentError, TransactionSetResponse } from "./model";

const context = segment<ErrorContext>(
  "CTX",
  {},
  {
    name: text(1, 1),
    value: optionalText(1, 2),
    segmentId: optionalText(2),
    segmentPosition: optionalWhole(3),
    loopId: optionalText(4),
    elementPosition: optionalWhole(5, 1),
    componentPosition: optionalWhole(5, 2),
    repetition: optionalWhole(5, 3),
    dataElementNumber: optionalText(6, 1),
    componentDataElementNumber: optionalText(6, 2),
  },
);

const elementError = loopSpec<ElementError>("2110", [
  own(
    segment<Omit<ElementError, "unknownSegments" | "contexts">>(
      "IK4",
      {},
      {
        elementPosition: whole(1, 1),
        componentPosition: optionalWhole(1, 2),
        repetition: optionalWhole(1, 3),
        dataElementNumber: optionalText(2),
        errorCode: text(3),
        badValue: optionalText(4),
      },
    ),
    { required: true },
  ),
  many("contexts", context),
]);

const segmentError = loopSpec<SegmentError>("2100", [
  own(
    segment<Omit<SegmentError, "unknownSegments" | "contexts" | "elementErrors">>(
      "IK3",
      {},
      {
        segmentId: text(1),
        segmentPosition: whole(2),
        loopId: optionalText(3),
        errorCode: optionalText(4),
      },
    ),
    { required: true },
  ),
  many("contexts", context),
  loops("elementErrors", elementError),
]);

const response = loopSpec<TransactionSetResponse>("2000", [
  own(
    segment<Pick<TransactionSetResponse, "transactionSetCode" | "controlNumber" | "implementationConvention">>(
      "AK2",
      {},
      {
        transactionSetCode: text(1),
        controlNumber: text(2),
        implementationConvention: optionalText(3),
      },
    ),
    { required: true },
  ),
  loops("segmentErrors", segmentError),
  own(
    segment<Pick<TransactionSetResponse, "statusCode" | "errorCodes">>(
      "IK5",
      {},
      {
        statusCode: text(1),
        errorCodes: row(optionalText, elements(2, 3, 4, 5, 6)),
      },
    ),
    { required: true },
  ),
]);

export const implementationAcknowledgementGuide: LoopSpec<ImplementationAcknowledgement> = loopSpec<ImplementationAcknowledgement>("999", [
  own(
    segment<Pick<ImplementationAcknowledgement, "functionalIdentifierCode" | "groupControlNumber" | "versionCode">>(
      "AK1",
      {},
      {
        functionalIdentifierCode: text(1),
        groupControlNumber: text(2),
        versionCode: optionalText(3),
      },
    ),
    { required: true },
  ),
  loops("responses", response),
  own(
    segment<Pick<ImplementationAcknowledgement, "groupStatusCode" | "includedCount" | "receivedCount" | "acceptedCount" | "groupErrorCodes">>(
      "AK9",
      {},
      {
        groupStatusCode: text(1),
        includedCount: whole(2),
        receivedCount: whole(3),
        acceptedCount: whole(4),
        groupErrorCodes: row(optionalText, elements(5, 6, 7, 8, 9)),
      },
    ),
    { required: true },
  ),
]);
