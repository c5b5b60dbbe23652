import { assembleWith } from "../../x12/loop-reader";
import { writeLoop } from "../../x12/loop-writer";
import type { Draft } from "../../x12/model";
import { type ReadResult, readStream, readText, type StreamOptions, type TextSource } from "../../x12/reader";
import { type Envelope, type GuideIdentity, writeInterchange } from "../../x12/writer";
import { implementationAcknowledgementGuide } from "./guide";
import type { ImplementationAcknowledgement } from "./model";

const IDENTITY: GuideIdentity = {
  transactionSetCode: "999",
  functionalIdentifierCode: "FA",
  version: "005010X231A1",
  withConvention: true,
};
const assembly = assembleWith(implementationAcknowledgementGuide, "999", "X231");
type Acknowledgements = ReadResult<ImplementationAcknowledgement>;

/** All 999s of a file. Throws NotX12 when it is no interchange; whatever else is wrong is in `problems`. */
export function readImplementationAcknowledgements(text: string): Acknowledgements;
export function readImplementationAcknowledgements(stream: TextSource, options?: StreamOptions): Promise<Acknowledgements>;
export function readImplementationAcknowledgements(source: string | TextSource, options?: StreamOptions): Acknowledgements | Promise<Acknowledgements> {
  return typeof source === "string" ? readText(source, assembly) : readStream(source, assembly, options);
}

/** One interchange, a transaction set for each group that is acknowledged. */
export function writeImplementationAcknowledgements(acknowledgements: readonly Draft<ImplementationAcknowledgement>[], envelope: Envelope): string {
  return writeInterchange(acknowledgements, envelope, IDENTITY, (each, sink) => writeLoop(implementationAcknowledgementGuide as never, each, sink));
}

/** A and E let the transaction set in, E with remarks; R, M, W and X keep it out, and P speaks of a group of which some got in. */
export function isAccepted(statusCode: string): boolean {
  return statusCode === "A" || statusCode === "E";
}
