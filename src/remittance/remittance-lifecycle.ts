import type { Lifecycle } from "../vocabulary";

export const REMITTANCE_STATUSES = ["WAITING", "READY", "PARTLY_POSTED", "POSTED", "CLOSED", "DISCARDED"] as const;
export type RemittanceStatus = (typeof REMITTANCE_STATUSES)[number];
export type RemittanceMove = "accept" | "discard" | "postPart" | "post" | "close";

/** Nothing of a remittance that waits or was discarded is in the book. The deposit may come before the last claim is posted; CLOSED is both. */
export const remittanceLifecycle: Lifecycle<RemittanceStatus, RemittanceMove> = {
  name: "remittance",
  initial: "READY",
  table: {
    WAITING: { accept: "READY", discard: "DISCARDED" },
    READY: { postPart: "PARTLY_POSTED", post: "POSTED" },
    PARTLY_POSTED: { postPart: "PARTLY_POSTED", post: "POSTED" },
    POSTED: { close: "CLOSED" },
    CLOSED: {},
    DISCARDED: {},
  },
};

export const REMITTANCE_CLAIM_STATES = ["UNMATCHED", "MATCHED", "WAITING", "POSTED", "REVERSED", "SUPERSEDED", "NOT_POSTED"] as const;
export type RemittanceClaimState = (typeof REMITTANCE_CLAIM_STATES)[number];
export type RemittanceClaimMove = "match" | "wait" | "post" | "setAside" | "reverse" | "supersede";

/** One claim of a remittance: UNMATCHED until we know which of ours it is, WAITING with a reason, NOT_POSTED when it says nothing about money. */
export const remittanceClaimLifecycle: Lifecycle<RemittanceClaimState, RemittanceClaimMove> = {
  name: "remittance claim",
  initial: "UNMATCHED",
  table: {
    UNMATCHED: { match: "MATCHED", wait: "UNMATCHED", setAside: "NOT_POSTED" },
    MATCHED: { match: "MATCHED", wait: "WAITING", post: "POSTED", setAside: "NOT_POSTED" },
    WAITING: { match: "MATCHED", wait: "WAITING", post: "POSTED", setAside: "NOT_POSTED" },
    POSTED: { reverse: "REVERSED", supersede: "SUPERSEDED" },
    REVERSED: {},
    SUPERSEDED: {},
    NOT_POSTED: {},
  },
};
