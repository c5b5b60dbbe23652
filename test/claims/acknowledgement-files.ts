import { plainDate } from "../../src/vocabulary";
import { writeClaimAcknowledgements, writeImplementationAcknowledgements, writeInterchangeAcknowledgements } from "../../src/edi";

let interchange = 900_000;

/** What the other side writes: addressed to Front Range Billing. */
export function envelope(receiverId = "FRONTRANGE") {
  interchange++;
  return {
    senderQualifier: "ZZ",
    senderId: "SIMCLEAR",
    receiverQualifier: "ZZ",
    receiverId,
    date: plainDate("2026-11-23"),
    time: "1200",
    interchangeControlNumber: interchange,
    groupControlNumber: interchange,
    usage: "T" as const,
  };
}

type Verdict = { transaction: string; accepted: boolean };

export function a999(group: number, verdicts: readonly Verdict[], to?: string): Buffer {
  const accepted = verdicts.filter((each) => each.accepted).length;
  return Buffer.from(
    writeImplementationAcknowledgements(
      [
        {
          functionalIdentifierCode: "HC",
          groupControlNumber: String(group),
          versionCode: "005010X222A1",
          responses: verdicts.map((each) => ({
            transactionSetCode: "837",
            controlNumber: each.transaction,
            implementationConvention: "005010X222A1",
            statusCode: each.accepted ? "A" : "R",
            ...(each.accepted
              ? {}
              : {
                  errorCodes: ["5"],
                  segmentErrors: [{ segmentId: "NM1", segmentPosition: 8, loopId: "2010", errorCode: "8", elementErrors: [{ elementPosition: 9, errorCode: "7", badValue: "PARK" }] }],
                }),
          })),
          groupStatusCode: accepted === verdicts.length ? "A" : accepted ? "P" : "R",
          includedCount: verdicts.length,
          receivedCount: verdicts.length,
          acceptedCount: accepted,
        },
      ],
      envelope(to),
    ),
  );
}

type Said = { controlNumber: string; category: string; status?: string; entity?: string; payerNumber?: string };

export function a277(role: "AY" | "PR", claims: readonly Said[]): Buffer {
  return Buffer.from(
    writeClaimAcknowledgements(
      [
        {
          referenceId: `ACK${interchange}`,
          createdOn: plainDate("2026-11-23"),
          createdAtTime: "1200",
          sources: [
            {
              source: {
                role,
                entityType: "organization",
                name: role === "PR" ? "BLUE PEAK HEALTH" : "SIMULATED CLEARINGHOUSE",
                identifierQualifier: role === "PR" ? "PI" : "46",
                identifier: role === "PR" ? "BPH01" : "SIMCLEAR",
              },
              traceNumber: `T${interchange}`,
              receivedOn: plainDate("2026-11-23"),
              processedOn: plainDate("2026-11-23"),
              receivers: [
                {
                  receiver: { entityType: "organization", name: "FRONT RANGE BILLING", identifierQualifier: "46", identifier: "FRONTRANGE" },
                  batchReferenceId: claims[0]!.controlNumber,
                  statuses: [{ codes: [{ categoryCode: "A1", statusCode: "19", entityCode: "PR" }], effectiveOn: plainDate("2026-11-23"), actionCode: "WQ" }],
                  providers: [
                    {
                      provider: { entityType: "organization", name: "RIVERSIDE FAMILY CLINIC PC", identifierQualifier: "XX", identifier: "1234567893" },
                      claims: claims.map(({ controlNumber, category, status = "20", entity, payerNumber }) => ({
                        patient: { entityType: "person" as const, name: "PARK", firstName: "ADA", identifierQualifier: "MI", identifier: "BPH-PAYS-001" },
                        patientControlNumber: controlNumber,
                        statuses: [
                          {
                            codes: [{ categoryCode: category, statusCode: status, ...(entity ? { entityCode: entity } : {}) }],
                            effectiveOn: plainDate("2026-11-23"),
                            actionCode: category.startsWith("A3") || /A[678]/.test(category) ? "U" : "WQ",
                          },
                        ],
                        ...(payerNumber ? { payerClaimControlNumber: payerNumber } : {}),
                        serviceFrom: plainDate("2026-11-02"),
                      })),
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
      envelope(),
    ),
  );
}

export function ta1(control: number, statusCode: "A" | "R", noteCode: string): Buffer {
  return Buffer.from(
    writeInterchangeAcknowledgements(
      [{ interchangeControlNumber: String(control).padStart(9, "0"), interchangeDate: plainDate("2026-11-23"), interchangeTime: "1200", statusCode, noteCode }],
      envelope(),
    ),
  );
}
