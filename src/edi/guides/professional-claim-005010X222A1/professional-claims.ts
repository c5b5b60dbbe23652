import { assembleWith } from "../../x12/loop-reader";
import { writeLoop } from "../../x12/loop-writer";
import type { Draft } from "../../x12/model";
import { type ReadResult, readStream, readText, type StreamOptions, streamTransactions, type TextSource, type Transaction } from "../../x12/reader";
import { type Envelope, type GuideIdentity, writeInterchange } from "../../x12/writer";
import type { ProfessionalClaim } from "./claim-model";
import { professionalClaimGuide } from "./guide";
import type { BillingProvider, Patient, ProfessionalClaims, Subscriber } from "./model";

const IDENTITY: GuideIdentity = {
  transactionSetCode: "837",
  functionalIdentifierCode: "HC",
  version: "005010X222A1",
  withConvention: true,
};
const assembly = assembleWith(professionalClaimGuide, "837", "X222");

/** All 837P transaction sets of a file. Throws NotX12 when it is no interchange; whatever else is wrong is in `problems`. */
export function readProfessionalClaims(text: string): ReadResult<ProfessionalClaims>;
export function readProfessionalClaims(stream: TextSource, options?: StreamOptions): Promise<ReadResult<ProfessionalClaims>>;
export function readProfessionalClaims(source: string | TextSource, options?: StreamOptions): ReadResult<ProfessionalClaims> | Promise<ReadResult<ProfessionalClaims>> {
  return typeof source === "string" ? readText(source, assembly) : readStream(source, assembly, options);
}

/** One transaction set at a time. */
export function streamProfessionalClaims(source: TextSource, options?: StreamOptions): AsyncGenerator<Transaction<ProfessionalClaims>> {
  return streamTransactions(source, assembly, options);
}

/** One interchange, a transaction set for each batch. */
export function writeProfessionalClaims(batches: readonly Draft<ProfessionalClaims>[], envelope: Envelope): string {
  return writeInterchange(batches, envelope, IDENTITY, (batch, sink) => writeLoop(professionalClaimGuide as never, batch, sink));
}

/** A claim with those above it. */
export interface ClaimInContext {
  readonly claim: ProfessionalClaim;
  readonly billingProvider: BillingProvider;
  readonly subscriber: Subscriber;
  /** Absent when the subscriber is the patient. */
  readonly patient?: Patient;
}

/** All claims of a transaction set, in the order of the file. */
export function professionalClaimsOf(batch: ProfessionalClaims): readonly ClaimInContext[] {
  return batch.billingProviders.flatMap((billingProvider) =>
    billingProvider.subscribers.flatMap((subscriber) => [
      ...subscriber.claims.map((claim) => ({ claim, billingProvider, subscriber })),
      ...subscriber.patients.flatMap((patient) => patient.claims.map((claim) => ({ claim, billingProvider, subscriber, patient }))),
    ]),
  );
}

/**
 * The claim in which a segment stands, by its position in the transaction set as a 999 counts (IK302). A segment
 * before the first claim, or of a loop above the claims, belongs to none: undefined.
 */
export function claimAtSegment(batch: ProfessionalClaims, segmentPosition: number): ClaimInContext | undefined {
  return professionalClaimsOf(batch).find(({ claim: { position } }) => position && position.first <= segmentPosition && segmentPosition <= position.last);
}
