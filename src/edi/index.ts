/** The door of the X12 library: text to typed models and back. Pure; see README.md. */
export * from "./x12/model";
export type { Problem, ProblemCode, Severity } from "./x12/problems";
export { NotX12, PROBLEM_CODES } from "./x12/problems";
export type * from "./guides/parties";
export type * from "./guides/remittance-005010X221A1/model";
export type * from "./guides/professional-claim-005010X222A1/model";
export type * from "./guides/professional-claim-005010X222A1/claim-model";
export type * from "./guides/professional-claim-005010X222A1/other-subscriber-model";
export type * from "./guides/professional-claim-005010X222A1/line-model";
export type * from "./guides/implementation-acknowledgement-005010X231A1/model";
export type * from "./guides/claim-acknowledgement-005010X214/model";
export type * from "./guides/interchange-acknowledgement/model";
export type { GroupHeader, InterchangeHeader, TransactionHeader } from "./x12/envelope";
export type { ReadResult, StreamOptions, TextSource, Transaction } from "./x12/reader";
export { readTransactionSets, streamSegments, streamTransactionSets } from "./x12/reader";
export type { Segment } from "./x12/segment";
export type { Delimiters } from "./x12/delimiters";
export type { Envelope } from "./x12/writer";
export type { CharacterSet } from "./x12/character-set";
export { claimsOf, readRemittances, streamRemittances, writeRemittances } from "./guides/remittance-005010X221A1/remittances";
export {
  claimAtSegment,
  type ClaimInContext,
  professionalClaimsOf,
  readProfessionalClaims,
  streamProfessionalClaims,
  writeProfessionalClaims,
} from "./guides/professional-claim-005010X222A1/professional-claims";
export { type BalanceIdentity, type BalanceProblem, checkRemittanceBalance } from "./guides/remittance-005010X221A1/check-remittance-balance";
export { isAccepted, readImplementationAcknowledgements, writeImplementationAcknowledgements } from "./guides/implementation-acknowledgement-005010X231A1/implementation-acknowledgements";
export {
  type AcknowledgedClaimInContext,
  acknowledgedClaimsOf,
  type AcknowledgementOutcome,
  outcomeOf,
  readClaimAcknowledgements,
  writeClaimAcknowledgements,
} from "./guides/claim-acknowledgement-005010X214/claim-acknowledgements";
export { type InterchangeAcknowledgements, readInterchangeAcknowledgements, writeInterchangeAcknowledgements } from "./guides/interchange-acknowledgement/interchange-acknowledgements";
export * from "./codes/acknowledgement-codes";
export * from "./codes/adjustment-groups";
export * from "./codes/adjustment-reasons";
export * from "./codes/claim-codes";
export * from "./codes/claim-payment-codes";
export * from "./codes/claim-status-codes";
export * from "./codes/remark-codes";
