import type { Loop } from "../../x12/model";

/** One 999: what the receiver's syntax check says of one functional group that we sent. */
export interface ImplementationAcknowledgement extends Loop {
  /** AK101 — HC for claims. */
  readonly functionalIdentifierCode: string;
  /** AK102 — GS06 of the group that is acknowledged. */
  readonly groupControlNumber: string;
  /** AK103 */
  readonly versionCode?: string;
  readonly responses: readonly TransactionSetResponse[];
  /** AK901 — A accepted, E accepted with errors, P partly accepted, R rejected, M, W, X. */
  readonly groupStatusCode: string;
  /** AK902 */
  readonly includedCount: number;
  /** AK903 */
  readonly receivedCount: number;
  /** AK904 */
  readonly acceptedCount: number;
  /** AK905 to AK909 */
  readonly groupErrorCodes: readonly string[];
}

/** 2000 — one of our transaction sets. */
export interface TransactionSetResponse extends Loop {
  /** AK201 */
  readonly transactionSetCode: string;
  /** AK202 — ST02. */
  readonly controlNumber: string;
  /** AK203 */
  readonly implementationConvention?: string;
  readonly segmentErrors: readonly SegmentError[];
  /** IK501 — A accepted, E accepted with errors, R rejected, M, W, X. */
  readonly statusCode: string;
  /** IK502 to IK506 */
  readonly errorCodes: readonly string[];
}

/** 2100 */
export interface SegmentError extends Loop {
  /** IK301 */
  readonly segmentId: string;
  /** IK302 — "segment position in transaction set", ST being 1. */
  readonly segmentPosition: number;
  /** IK303 */
  readonly loopId?: string;
  /** IK304 — 1 unrecognized, 2 unexpected, 3 missing, 5 too many, 8 has element errors, I4, I6 ... */
  readonly errorCode?: string;
  readonly contexts: readonly ErrorContext[];
  readonly elementErrors: readonly ElementError[];
}

/** 2110 */
export interface ElementError extends Loop {
  /** IK401-1 */
  readonly elementPosition: number;
  /** IK401-2 */
  readonly componentPosition?: number;
  /** IK401-3 */
  readonly repetition?: number;
  /** IK402 */
  readonly dataElementNumber?: string;
  /** IK403 — 1 missing, 2 conditional missing, 5 too long, 6 bad character, 7 bad code, 8 bad date, I6 ... */
  readonly errorCode: string;
  /** IK404 — a copy of what was wrong; it may be PHI. */
  readonly badValue?: string;
  readonly contexts: readonly ErrorContext[];
}

/** CTX — the business key of what was wrong (CLM01:AMB1), or the segment that made the other one necessary. */
export interface ErrorContext {
  /** CTX01-1 */
  readonly name: string;
  /** CTX01-2 */
  readonly value?: string;
  /** CTX02 */
  readonly segmentId?: string;
  /** CTX03 */
  readonly segmentPosition?: number;
  /** CTX04 */
  readonly loopId?: string;
  /** CTX05-1 to -3 */
  readonly elementPosition?: number;
  readonly componentPosition?: number;
  readonly repetition?: number;
  /** CTX06-1 and -2 */
  readonly dataElementNumber?: string;
  readonly componentDataElementNumber?: string;
}
