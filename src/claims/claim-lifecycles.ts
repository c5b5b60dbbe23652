import type { Lifecycle } from "../vocabulary";
import type { Workflow } from "./claim";
import type { Adjudication } from "./claim-payer";
import type { SubmissionStatus } from "./claim-submission";

/** Four independent axes (billing-rules 1). None of them says anything about another; together they say where a claim is. */

export type WorkflowMove = "pass" | "fail" | "hold" | "release" | "correct" | "openNextPayer" | "void" | "close" | "reopen";
export const workflowLifecycle: Lifecycle<Workflow, WorkflowMove> = {
  name: "claim workflow",
  initial: "DRAFT",
  table: {
    DRAFT: { pass: "READY", fail: "SCRUB_FAILED", hold: "HELD", correct: "DRAFT", void: "CLOSED", openNextPayer: "DRAFT", close: "CLOSED" },
    SCRUB_FAILED: { pass: "READY", fail: "SCRUB_FAILED", hold: "HELD", correct: "DRAFT", void: "CLOSED", openNextPayer: "DRAFT", close: "CLOSED" },
    READY: { pass: "READY", fail: "SCRUB_FAILED", hold: "HELD", correct: "DRAFT", void: "CLOSED", openNextPayer: "DRAFT", close: "CLOSED" },
    HELD: { release: "DRAFT", void: "CLOSED", openNextPayer: "HELD", close: "CLOSED" },
    // A payer may take back a payment years later: a closed claim is opened again, a voided one never (see void-claim.ts).
    CLOSED: { reopen: "DRAFT", openNextPayer: "DRAFT" },
  },
};

export type SubmissionMove = "send" | "accept999" | "reject999" | "acceptAtClearinghouse" | "rejectAtClearinghouse" | "acceptByPayer" | "rejectByPayer" | "pend" | "adjudicate" | "reverse";
/**
 * Acknowledgements come in any order, and more than once: one that says less than what is known already leaves the
 * state as it is. A rejection ends the submission; only a remittance, which is the payer's last word, overrules it.
 */
export const submissionLifecycle: Lifecycle<SubmissionStatus, SubmissionMove> = {
  name: "claim submission",
  initial: "QUEUED",
  table: {
    // Everything can be heard of a file whose sending was never recorded: the office stopped in between.
    QUEUED: {
      send: "SENT",
      accept999: "ACK_999_ACCEPTED",
      reject999: "ACK_999_REJECTED",
      acceptAtClearinghouse: "CH_ACCEPTED",
      rejectAtClearinghouse: "CH_REJECTED",
      acceptByPayer: "PAYER_ACCEPTED",
      rejectByPayer: "PAYER_REJECTED",
      pend: "PENDING",
      adjudicate: "ADJUDICATED",
    },
    SENT: {
      send: "SENT",
      accept999: "ACK_999_ACCEPTED",
      reject999: "ACK_999_REJECTED",
      acceptAtClearinghouse: "CH_ACCEPTED",
      rejectAtClearinghouse: "CH_REJECTED",
      acceptByPayer: "PAYER_ACCEPTED",
      rejectByPayer: "PAYER_REJECTED",
      pend: "PENDING",
      adjudicate: "ADJUDICATED",
    },
    ACK_999_ACCEPTED: {
      send: "ACK_999_ACCEPTED",
      accept999: "ACK_999_ACCEPTED",
      acceptAtClearinghouse: "CH_ACCEPTED",
      rejectAtClearinghouse: "CH_REJECTED",
      acceptByPayer: "PAYER_ACCEPTED",
      rejectByPayer: "PAYER_REJECTED",
      pend: "PENDING",
      adjudicate: "ADJUDICATED",
    },
    ACK_999_REJECTED: { reject999: "ACK_999_REJECTED", adjudicate: "ADJUDICATED" },
    CH_ACCEPTED: {
      send: "CH_ACCEPTED",
      accept999: "CH_ACCEPTED",
      acceptAtClearinghouse: "CH_ACCEPTED",
      rejectAtClearinghouse: "CH_REJECTED",
      acceptByPayer: "PAYER_ACCEPTED",
      rejectByPayer: "PAYER_REJECTED",
      pend: "PENDING",
      adjudicate: "ADJUDICATED",
    },
    CH_REJECTED: { accept999: "CH_REJECTED", acceptAtClearinghouse: "CH_REJECTED", rejectAtClearinghouse: "CH_REJECTED", adjudicate: "ADJUDICATED" },
    PAYER_ACCEPTED: {
      send: "PAYER_ACCEPTED",
      accept999: "PAYER_ACCEPTED",
      acceptAtClearinghouse: "PAYER_ACCEPTED",
      acceptByPayer: "PAYER_ACCEPTED",
      rejectByPayer: "PAYER_REJECTED",
      pend: "PENDING",
      adjudicate: "ADJUDICATED",
    },
    PAYER_REJECTED: {
      accept999: "PAYER_REJECTED",
      acceptAtClearinghouse: "PAYER_REJECTED",
      rejectByPayer: "PAYER_REJECTED",
      adjudicate: "ADJUDICATED",
    },
    PENDING: {
      accept999: "PENDING",
      acceptAtClearinghouse: "PENDING",
      acceptByPayer: "PENDING",
      rejectByPayer: "PAYER_REJECTED",
      pend: "PENDING",
      adjudicate: "ADJUDICATED",
    },
    ADJUDICATED: {
      send: "ADJUDICATED",
      accept999: "ADJUDICATED",
      acceptAtClearinghouse: "ADJUDICATED",
      acceptByPayer: "ADJUDICATED",
      pend: "ADJUDICATED",
      adjudicate: "ADJUDICATED",
      reverse: "REVERSED",
    },
    REVERSED: { accept999: "REVERSED", acceptAtClearinghouse: "REVERSED", acceptByPayer: "REVERSED", adjudicate: "ADJUDICATED" },
  },
};

export type AdjudicationMove = "pay" | "payInPart" | "payNothing" | "deny" | "reverse";
const DECISIONS = { pay: "PAID", payInPart: "PARTIAL", payNothing: "ZERO_PAY", deny: "DENIED" } as const;
/** Per payer. A payer may decide again (more money, a replacement claim); it takes back only what it has decided. */
export const adjudicationLifecycle: Lifecycle<Adjudication, AdjudicationMove> = {
  name: "claim adjudication",
  initial: "NONE",
  table: {
    NONE: DECISIONS,
    PAID: { ...DECISIONS, reverse: "REVERSED_AWAITING_CORRECTION" },
    PARTIAL: { ...DECISIONS, reverse: "REVERSED_AWAITING_CORRECTION" },
    ZERO_PAY: { ...DECISIONS, reverse: "REVERSED_AWAITING_CORRECTION" },
    DENIED: { ...DECISIONS, reverse: "REVERSED_AWAITING_CORRECTION" },
    REVERSED_AWAITING_CORRECTION: DECISIONS,
  },
};

export type ArOwner = "PRIMARY" | "SECONDARY" | "TERTIARY" | "PATIENT" | "AGENCY" | "NONE";
export type ArOwnerMove = "shiftToPrimary" | "shiftToSecondary" | "shiftToTertiary" | "shiftToPatient" | "place" | "recall" | "settle";
/**
 * Per service line. Never stored: the ledger's buckets say it (ar-owner.ts), and postings move it. The table says which
 * shifts a posting may make; anything may settle, and a reversal may bring any payer's bucket back.
 */
export const arOwnerLifecycle: Lifecycle<ArOwner, ArOwnerMove> = {
  name: "service line receivable",
  initial: "PRIMARY",
  table: {
    PRIMARY: { shiftToSecondary: "SECONDARY", shiftToTertiary: "TERTIARY", shiftToPatient: "PATIENT", settle: "NONE" },
    SECONDARY: { shiftToPrimary: "PRIMARY", shiftToTertiary: "TERTIARY", shiftToPatient: "PATIENT", settle: "NONE" },
    TERTIARY: { shiftToPrimary: "PRIMARY", shiftToSecondary: "SECONDARY", shiftToPatient: "PATIENT", settle: "NONE" },
    PATIENT: { shiftToPrimary: "PRIMARY", shiftToSecondary: "SECONDARY", shiftToTertiary: "TERTIARY", place: "AGENCY", settle: "NONE" },
    AGENCY: { recall: "PATIENT", settle: "NONE" },
    NONE: { shiftToPrimary: "PRIMARY", shiftToSecondary: "SECONDARY", shiftToTertiary: "TERTIARY", shiftToPatient: "PATIENT" },
  },
};
