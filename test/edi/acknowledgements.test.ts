import {
  acknowledgedClaimsOf,
  isAccepted,
  outcomeOf,
  readClaimAcknowledgements,
  readImplementationAcknowledgements,
  readInterchangeAcknowledgements,
  writeClaimAcknowledgements,
  writeImplementationAcknowledgements,
  writeInterchangeAcknowledgements,
} from "../../src/edi";
import { ENVELOPE, fixture, fixtures, lines, told } from "./cast";

describe("interchange acknowledgements (TA1)", () => {
  const about = { interchangeControlNumber: "000000905", interchangeDate: "2025-01-15", interchangeTime: "1200" };
  test.each([
    ["TA1/synthetic__01_accepted.edi", { ...about, statusCode: "A", noteCode: "000" }],
    ["TA1/synthetic__02_rejected_duplicate_icn.edi", { ...about, statusCode: "R", noteCode: "025" }],
  ])("%s", (path, expected) => {
    const read = readInterchangeAcknowledgements(fixture(path));
    expect(read.problems).toEqual([]);
    expect(read.acknowledgements).toEqual([expected]);
    expect(lines(writeInterchangeAcknowledgements(read.acknowledgements, ENVELOPE))).toEqual(lines(fixture(path)));
  });

  test("travel in front of groups, which are no problem", () => {
    const text = fixture("999/synthetic__01_accepted.edi").replace("GS*", "TA1*000000905*250115*1200*A*000~GS*");
    expect(readInterchangeAcknowledgements(text).acknowledgements).toHaveLength(1);
    expect(readInterchangeAcknowledgements(text).problems).toEqual([]);
    expect(readImplementationAcknowledgements(text).problems).toEqual([]);
  });

  test("with a wrong date say so", () => {
    const read = readInterchangeAcknowledgements(fixture("TA1/synthetic__01_accepted.edi").replace("*250115*1200*A", "*251515*1200*A"));
    expect(read.problems.map(told)).toEqual(['error DATE_INVALID TA1/2 at 0 "251515"']);
  });
});

describe("implementation acknowledgements (999)", () => {
  const group = {
    functionalIdentifierCode: "HC",
    groupControlNumber: "1",
    versionCode: "005010X222A1",
    includedCount: 1,
    receivedCount: 1,
    groupErrorCodes: [],
  };
  const set = { transactionSetCode: "837", controlNumber: "0001", implementationConvention: "005010X222A1" };
  const claim = { name: "CLM01", value: "AMB1" };

  test.each([
    ["999/synthetic__01_accepted.edi", { ...group, groupStatusCode: "A", acceptedCount: 1, responses: [{ ...set, segmentErrors: [], statusCode: "A", errorCodes: [] }] }],
    [
      "999/synthetic__02_rejected_IK4.edi",
      {
        ...group,
        groupStatusCode: "R",
        acceptedCount: 0,
        responses: [
          {
            ...set,
            segmentErrors: [
              {
                segmentId: "NM1",
                segmentPosition: 8,
                loopId: "2010",
                errorCode: "8",
                contexts: [claim],
                elementErrors: [{ elementPosition: 9, dataElementNumber: "67", errorCode: "1", contexts: [] }],
              },
            ],
            statusCode: "R",
            errorCodes: ["5"],
          },
        ],
      },
    ],
    [
      "999/synthetic__03_accepted_with_errors.edi",
      {
        ...group,
        groupStatusCode: "E",
        acceptedCount: 1,
        responses: [
          {
            ...set,
            segmentErrors: [
              {
                segmentId: "SV1",
                segmentPosition: 25,
                loopId: "2400",
                errorCode: "8",
                contexts: [claim],
                elementErrors: [{ elementPosition: 7, componentPosition: 2, dataElementNumber: "1328", errorCode: "I6", badValue: "3", contexts: [] }],
              },
            ],
            statusCode: "E",
            errorCodes: ["5"],
          },
        ],
      },
    ],
  ])("%s", (path, expected) => {
    const read = readImplementationAcknowledgements(fixture(path));
    expect(read.problems).toEqual([]);
    expect(read.transactions.map(({ content }) => content)).toEqual([expected]);
    expect(lines(writeImplementationAcknowledgements([expected], ENVELOPE))).toEqual(lines(fixture(path)));
  });

  test("A and E let a transaction set in", () => {
    expect(["A", "E", "M", "P", "R", "W", "X", ""].filter(isAccepted)).toEqual(["A", "E"]);
  });
});

describe("claim acknowledgements (277CA)", () => {
  const PATH = "277CA/synthetic__01_accept_and_reject.edi";
  const read = readClaimAcknowledgements(fixture(PATH));
  const [acknowledgement] = read.transactions.map(({ content }) => content);

  test("fixtures are these", () => expect(fixtures("277CA")).toEqual([PATH]));

  test("tells the batch's totals", () => {
    expect(read.problems).toEqual([]);
    expect(acknowledgement).toMatchObject({ referenceId: "277X1", createdOn: "2025-01-15", createdAtTime: "1200" });
    const [source] = acknowledgement!.sources;
    expect(source).toMatchObject({
      source: { role: "PR", name: "ALPHA HEALTH PLAN", identifier: "ALPHA01" },
      traceNumber: "TRACE1",
      receivedOn: "2025-01-15",
      processedOn: "2025-01-15",
    });
    expect(source!.receivers[0]).toMatchObject({
      receiver: { name: "RIVER EMS BILLING", identifier: "SUBMIT1" },
      batchReferenceId: "REF1",
      statuses: [
        {
          codes: [{ categoryCode: "A1", statusCode: "19", entityCode: "PR" }],
          effectiveOn: "2025-01-15",
          actionCode: "WQ",
          chargeAmount: 215000n,
        },
      ],
      acceptedCount: "1",
      rejectedCount: "1",
      acceptedAmount: 125000n,
      rejectedAmount: 90000n,
    });
  });

  test("tells each claim's fate by our own number", () => {
    const claims = acknowledgedClaimsOf(acknowledgement!).map(({ claim }) => claim);
    expect(claims).toEqual([
      {
        position: { first: 18, last: 23 },
        patient: { entityType: "person", name: "DOE", firstName: "JANE", identifierQualifier: "MI", identifier: "MEM001" },
        patientControlNumber: "AMB1",
        statuses: [
          {
            codes: [{ categoryCode: "A2", statusCode: "20", entityCode: "PR" }],
            effectiveOn: "2025-01-15",
            actionCode: "WQ",
            chargeAmount: 125000n,
          },
        ],
        payerClaimControlNumber: "ICN0001",
        otherReferences: [],
        serviceFrom: "2025-01-01",
        lines: [],
      },
      {
        position: { first: 24, last: 28 },
        patient: { entityType: "person", name: "ROE", firstName: "RICHARD", identifierQualifier: "MI", identifier: "MEM002" },
        patientControlNumber: "AMB9",
        statuses: [
          {
            codes: [
              { categoryCode: "A7", statusCode: "562", entityCode: "85" },
              { categoryCode: "A7", statusCode: "164" },
            ],
            effectiveOn: "2025-01-15",
            actionCode: "U",
            chargeAmount: 90000n,
          },
        ],
        otherReferences: [],
        serviceFrom: "2025-01-02",
        lines: [],
      },
    ]);
    expect(claims.map(({ statuses }) => outcomeOf(statuses))).toEqual(["accepted", "rejected"]);
  });

  test("is written again segment by segment", () => {
    expect(lines(writeClaimAcknowledgements([acknowledgement!], ENVELOPE))).toEqual(lines(fixture(PATH)));
  });

  test.each([
    ["nothing", [], "pending"],
    ["sent on", ["A0"], "accepted"],
    ["received", ["A1"], "accepted"],
    ["taken in", ["A2"], "accepted"],
    ["returned", ["A3"], "rejected"],
    ["not found", ["A4"], "rejected"],
    ["split", ["A5"], "accepted"],
    ["information missing", ["A6"], "rejected"],
    ["information invalid", ["A7"], "rejected"],
    ["information against information", ["A8"], "rejected"],
    ["taken in, and rejected", ["A2", "A7"], "rejected"],
    ["in the works", ["P1"], "pending"],
  ])("a claim's outcome: %s", (_, categories, outcome) => {
    expect(outcomeOf(categories.map((categoryCode) => ({ codes: [{ categoryCode, statusCode: "20" }] })))).toBe(outcome);
  });
});
