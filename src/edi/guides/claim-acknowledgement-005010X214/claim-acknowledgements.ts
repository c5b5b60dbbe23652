import { assembleWith } from "../../x12/loop-reader";
import { writeLoop } from "../../x12/loop-writer";
import type { Draft } from "../../x12/model";
import { type ReadResult, readStream, readText, type StreamOptions, type TextSource } from "../../x12/reader";
import { type Envelope, type GuideIdentity, writeInterchange } from "../../x12/writer";
import { claimAcknowledgementGuide } from "./guide";
import type { AcknowledgedClaim, AcknowledgedProvider, ClaimAcknowledgement, ClaimStatus, InformationReceiver, InformationSource } from "./model";

const IDENTITY: GuideIdentity = { transactionSetCode: "277", functionalIdentifierCode: "HN", version: "005010X214", withConvention: true };
const assembly = assembleWith(claimAcknowledgementGuide, "277", "X214");
type Acknowledgements = ReadResult<ClaimAcknowledgement>;

/** All 277CAs of a file. Throws NotX12 when it is no interchange; whatever else is wrong is in `problems`. */
export function readClaimAcknowledgements(text: string): Acknowledgements;
export function readClaimAcknowledgements(stream: TextSource, options?: StreamOptions): Promise<Acknowledgements>;
export function readClaimAcknowledgements(source: string | TextSource, options?: StreamOptions): Acknowledgements | Promise<Acknowledgements> {
  return typeof source === "string" ? readText(source, assembly) : readStream(source, assembly, options);
}

/** One interchange, a transaction set for each acknowledgement. */
export function writeClaimAcknowledgements(acknowledgements: readonly Draft<ClaimAcknowledgement>[], envelope: Envelope): string {
  return writeInterchange(acknowledgements, envelope, IDENTITY, (each, sink) => writeLoop(claimAcknowledgementGuide as never, each, sink));
}

export interface AcknowledgedClaimInContext {
  readonly claim: AcknowledgedClaim;
  readonly source: InformationSource;
  readonly receiver: InformationReceiver;
  readonly provider: AcknowledgedProvider;
}

/** All claims that are acknowledged one by one. A batch that is rejected as a whole has none: see the receivers' statuses. */
export function acknowledgedClaimsOf(acknowledgement: ClaimAcknowledgement): readonly AcknowledgedClaimInContext[] {
  return acknowledgement.sources.flatMap((source) =>
    source.receivers.flatMap((receiver) => receiver.providers.flatMap((provider) => provider.claims.map((claim) => ({ claim, source, receiver, provider })))),
  );
}

export type AcknowledgementOutcome = "accepted" | "rejected" | "pending";

const REJECTING: ReadonlySet<string> = new Set(["A3", "A4", "A6", "A7", "A8"]);
const ACCEPTING: ReadonlySet<string> = new Set(["A0", "A1", "A2", "A5"]);

/**
 * What statuses say in the end: one rejecting category outweighs all others, because a claim of which a part was
 * returned has not been taken in. Statuses without a category that we know leave it pending.
 */
export function outcomeOf(statuses: readonly ClaimStatus[]): AcknowledgementOutcome {
  const categories = statuses.flatMap((status) => status.codes.map((code) => code.categoryCode));
  if (categories.some((code) => REJECTING.has(code))) return "rejected";
  return categories.some((code) => ACCEPTING.has(code)) ? "accepted" : "pending";
}
