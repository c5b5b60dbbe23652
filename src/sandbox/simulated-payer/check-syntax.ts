import {
  claimAtSegment, type Draft, type ImplementationAcknowledgement, type InterchangeAcknowledgement, type InterchangeHeader, type Problem, type ProblemCode,
  type ProfessionalClaims, type ReadResult, type SegmentError, type Transaction, type TransactionSetResponse,
} from "../../edi"; // prettier-ignore
import { badFileClaims } from "./front-door";

type ClaimsTransaction = Transaction<ProfessionalClaims>;

export interface SyntaxCheck {
  /** TA1, when the interchange as a whole is turned away; then nothing else is said. */
  readonly refusedInterchange: Draft<InterchangeAcknowledgement> | null;
  /** A 999 for each functional group. */
  readonly acknowledgements: readonly Draft<ImplementationAcknowledgement>[];
  readonly accepted: readonly ClaimsTransaction[];
}

/** What the gate says of a file before anybody looks at its claims: TA1 and 999. */
export function checkSyntax(result: ReadResult<ProfessionalClaims>, interchange: InterchangeHeader, seenBefore: boolean): SyntaxCheck {
  const note = whyTurnedAway(result, interchange, seenBefore);
  if (note !== null) return { refusedInterchange: turnAway(interchange, note), acknowledgements: [], accepted: [] };
  const groups = Map.groupBy(result.transactions, ({ header }) => header.group?.controlNumber ?? "");
  const checked = [...groups.values()].map((transactions) => transactions.map((transaction) => ({ transaction, response: respond(transaction) })));
  return {
    refusedInterchange: null,
    acknowledgements: checked.map((each) => acknowledgeGroup(each)),
    accepted: checked.flat().flatMap(({ transaction, response }) => (response.statusCode === "A" ? [transaction] : [])),
  };
}

/** TA105. Production files have no business here: 020. */
function whyTurnedAway(result: ReadResult<ProfessionalClaims>, interchange: InterchangeHeader, seenBefore: boolean): string | null {
  if (interchange.usage !== "T") return "020";
  if (seenBefore) return "025";
  const inTransactions = new Set(result.transactions.flatMap(({ problems }) => problems));
  const broken = result.problems.find((problem) => problem.severity === "error" && !inTransactions.has(problem));
  if (broken) return INTERCHANGE_NOTES_BY_PROBLEM[broken.code] ?? "022";
  return result.transactions.length === 0 ? "024" : null;
}

const INTERCHANGE_NOTES_BY_PROBLEM: Partial<Record<ProblemCode, string>> = {
  ISA_NOT_CLOSED: "023",
  GS_NOT_CLOSED: "023",
  SEGMENT_NOT_TERMINATED: "023",
  CONTROL_NUMBER_MISMATCH: "001",
  COUNT_MISMATCH: "021",
  TRANSACTION_UNEXPECTED: "024",
};

function turnAway({ controlNumber, date, time }: InterchangeHeader, noteCode: string): Draft<InterchangeAcknowledgement> {
  return { interchangeControlNumber: controlNumber, interchangeDate: date ?? ("2000-01-01" as never), interchangeTime: time, statusCode: "R", noteCode };
}

function acknowledgeGroup(checked: readonly { transaction: ClaimsTransaction; response: Draft<TransactionSetResponse> }[]): Draft<ImplementationAcknowledgement> {
  const { group } = checked[0]!.transaction.header;
  const accepted = checked.filter(({ response }) => response.statusCode === "A").length;
  return {
    functionalIdentifierCode: group?.functionalIdentifierCode ?? "HC",
    groupControlNumber: group?.controlNumber ?? "0",
    versionCode: group?.version ?? "005010X222A1",
    responses: checked.map(({ response }) => response),
    groupStatusCode: accepted === checked.length ? "A" : accepted === 0 ? "R" : "P",
    includedCount: checked.length,
    receivedCount: checked.length,
    acceptedCount: accepted,
  };
}

function respond(transaction: ClaimsTransaction): Draft<TransactionSetResponse> {
  const { header, content, problems } = transaction;
  const errors = problems.filter(({ severity }) => severity === "error");
  const segmentErrors = [...errors.filter(({ code }) => !(code in TRAILER_ERRORS)).map((problem) => segmentError(content, problem)), ...badFileErrors(content)];
  const errorCodes = [...new Set(errors.flatMap(({ code }) => TRAILER_ERRORS[code] ?? [])), ...(segmentErrors.length ? ["5"] : [])];
  return {
    transactionSetCode: header.transactionSetCode,
    controlNumber: header.controlNumber,
    ...(header.implementationConvention ? { implementationConvention: header.implementationConvention } : {}),
    segmentErrors: segmentErrors.slice(0, MOST_SEGMENT_ERRORS),
    statusCode: errorCodes.length ? "R" : "A",
    errorCodes: errorCodes.slice(0, 5),
  };
}

const MOST_SEGMENT_ERRORS = 100;

/** IK502 to IK506, for what is wrong with the set as a whole. */
const TRAILER_ERRORS: Partial<Record<ProblemCode, string>> = { ST_NOT_CLOSED: "2", CONTROL_NUMBER_MISMATCH: "3", COUNT_MISMATCH: "4" };

/** IK304 and, where an element is to blame, IK403. */
const ERROR_CODES: Partial<Record<ProblemCode, readonly [segment: string, element?: string]>> = {
  SEGMENT_MISSING: ["3"],
  SEGMENT_REPEATED: ["5"],
  SEGMENT_ID_INVALID: ["1"],
  SEGMENT_UNKNOWN: ["2"],
  HIERARCHY_INVALID: ["8", "7"],
  SEQUENCE_INVALID: ["8", "7"],
  ELEMENT_MISSING: ["8", "1"],
  ELEMENT_UNEXPECTED: ["8", "I10"],
  VALUE_NOT_ALLOWED: ["8", "7"],
  AMOUNT_INVALID: ["8", "6"],
  AMOUNT_TOO_PRECISE: ["8", "5"],
  NUMBER_INVALID: ["8", "6"],
  DATE_INVALID: ["8", "8"],
};

function segmentError(content: ProfessionalClaims, { code, segmentId, segmentPosition, loop, element, component }: Problem): Draft<SegmentError> {
  const [ofSegment, ofElement] = ERROR_CODES[code] ?? ["8"];
  const claim = claimAtSegment(content, segmentPosition)?.claim;
  return {
    segmentId,
    segmentPosition,
    ...(loop ? { loopId: loop } : {}),
    errorCode: ofSegment,
    ...(claim ? { contexts: [{ name: "CLM01", value: claim.patientControlNumber }] } : {}),
    ...(ofElement && element ? { elementErrors: [{ elementPosition: element, ...(component ? { componentPosition: component } : {}), errorCode: ofElement }] } : {}),
  };
}

/** As if the claim's number (CLM01, data element 1028) held a character that the payer's system cannot read. */
function badFileErrors(content: ProfessionalClaims): Draft<SegmentError>[] {
  return badFileClaims(content).map(({ claim }) => ({
    segmentId: "CLM",
    segmentPosition: claim.position?.first ?? 0,
    loopId: "2300",
    errorCode: "8",
    contexts: [{ name: "CLM01", value: claim.patientControlNumber }],
    elementErrors: [{ elementPosition: 1, dataElementNumber: "1028", errorCode: "6" }],
  }));
}
