import type { PlainDate } from "../../vocabulary";
import { writeProfessionalClaims } from "../../edi";
import type { ClaimContext } from "./claim-context";
import { writeClaim, type Sending } from "./write-claim";

/** ISA and GS. */
export type EnvelopeFacts = {
  readonly submitterQualifier: string;
  readonly receiverQualifier: string;
  readonly usage: "T" | "P";
  /** ISA13, GS06: one number for both, unique per account. */
  readonly controlNumber: number;
};

export type ClaimToWrite = { readonly context: ClaimContext; readonly patientControlNumber: string };
export type FileFacts = EnvelopeFacts & Omit<Sending, "patientControlNumber">;

/** An interchange with one group, and a transaction set per claim: ST02 counts from 1 in the order given. */
export function writeFile(claims: readonly ClaimToWrite[], facts: FileFacts): string {
  return writeProfessionalClaims(
    claims.map(({ context, patientControlNumber }) => writeClaim(context, { ...facts, patientControlNumber })),
    {
      senderQualifier: facts.submitterQualifier,
      senderId: facts.submitter.id,
      receiverQualifier: facts.receiverQualifier,
      receiverId: facts.receiver.id,
      date: facts.createdOn as PlainDate,
      time: facts.createdAtTime,
      interchangeControlNumber: facts.controlNumber,
      groupControlNumber: facts.controlNumber,
      usage: facts.usage,
      acknowledgmentRequested: true,
      upperCase: true,
    },
  );
}

/** ST02 of the claim at a place of the file. */
export function transactionControlNumber(index: number): string {
  return String(index + 1).padStart(4, "0");
}
