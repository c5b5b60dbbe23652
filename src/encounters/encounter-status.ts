import type { Lifecycle } from "../vocabulary";

export type EncounterStatus = "OPEN" | "READY_FOR_CODING" | "QUESTIONED" | "CODED" | "BILLED" | "CANCELLED";
export type EncounterMove = "update" | "submitForCoding" | "code" | "completeCoding" | "askProvider" | "answerQuestion" | "reopenCoding" | "bill" | "reopenBilling" | "cancel";

/**
 * A visit on its way to a claim. `update` and `code` lead back to where they began: they stand here so that the table
 * alone says when an encounter may be changed.
 */
export const encounterLife: Lifecycle<EncounterStatus, EncounterMove> = {
  name: "encounter",
  initial: "OPEN",
  table: {
    OPEN: { update: "OPEN", submitForCoding: "READY_FOR_CODING", cancel: "CANCELLED" },
    READY_FOR_CODING: { update: "READY_FOR_CODING", code: "READY_FOR_CODING", completeCoding: "CODED", askProvider: "QUESTIONED", cancel: "CANCELLED" },
    QUESTIONED: { update: "QUESTIONED", answerQuestion: "READY_FOR_CODING", cancel: "CANCELLED" },
    CODED: { reopenCoding: "READY_FOR_CODING", bill: "BILLED", cancel: "CANCELLED" },
    BILLED: { reopenBilling: "CODED" },
    CANCELLED: {},
  },
};
