import { assembleWith } from "../../x12/loop-reader";
import { writeLoop } from "../../x12/loop-writer";
import type { Draft } from "../../x12/model";
import { type ReadResult, readStream, readText, type StreamOptions, streamTransactions, type TextSource, type Transaction } from "../../x12/reader";
import { type Envelope, type GuideIdentity, writeInterchange } from "../../x12/writer";
import { remittanceGuide } from "./guide";
import type { ClaimPayment, Remittance } from "./model";

const IDENTITY: GuideIdentity = {
  transactionSetCode: "835",
  functionalIdentifierCode: "HP",
  version: "005010X221A1",
  withConvention: false,
};
const assembly = assembleWith(remittanceGuide, "835", "X221");

/** All remittances of a file. Throws NotX12 when it is no interchange; whatever else is wrong is in `problems`. */
export function readRemittances(text: string): ReadResult<Remittance>;
export function readRemittances(stream: TextSource, options?: StreamOptions): Promise<ReadResult<Remittance>>;
export function readRemittances(source: string | TextSource, options?: StreamOptions): ReadResult<Remittance> | Promise<ReadResult<Remittance>> {
  return typeof source === "string" ? readText(source, assembly) : readStream(source, assembly, options);
}

/** One remittance at a time, for files of any size. */
export function streamRemittances(source: TextSource, options?: StreamOptions): AsyncGenerator<Transaction<Remittance>> {
  return streamTransactions(source, assembly, options);
}

/** One interchange, a transaction set for each remittance. */
export function writeRemittances(remittances: readonly Draft<Remittance>[], envelope: Envelope): string {
  return writeInterchange(remittances, envelope, IDENTITY, (remittance, sink) => writeLoop(remittanceGuide as never, remittance, sink));
}

/** The claims of all groups, in the order of the file. */
export function claimsOf(remittance: Remittance): readonly ClaimPayment[] {
  return remittance.claimGroups.flatMap((group) => group.claims);
}
