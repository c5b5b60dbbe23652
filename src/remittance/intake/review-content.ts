import { checkRemittanceBalance, PROBLEM_CODES, type Problem, type Remittance as RemittanceModel } from "../../edi";
import { formatUsd } from "../../vocabulary";
import type { RemittanceProblem, WaitingReason } from "../remittance";

export type Review = { readonly reasons: readonly WaitingReason[]; readonly problems: readonly RemittanceProblem[] };

/** What deviates from the guide without touching a figure: payers do it every day. */
const TOLERABLE = new Set<string>(["SEGMENT_UNKNOWN", "SEGMENT_REPEATED", "VALUE_NOT_ALLOWED", "ELEMENT_UNEXPECTED", "SEQUENCE_INVALID"]);
/** The envelope of the transaction set: it says that the file was cut or edited, not which figure is wrong. */
const TRAILER = new Set<string>(["COUNT_MISMATCH", "CONTROL_NUMBER_MISMATCH", "CONTROL_NUMBER_REPEATED", "ST_NOT_CLOSED", "SEGMENT_NOT_TERMINATED"]);
const MOST_LISTED = 200;

/** Everything about a remittance that forbids to post it, with the exact figures. Empty when it may be posted. */
export function reviewContent(content: RemittanceModel, problems: readonly Problem[], damage: readonly Problem[]): Review {
  const reasons = new Set<WaitingReason>();
  const found: RemittanceProblem[] = [];
  const tell = (reason: WaitingReason, problem: Problem) => {
    reasons.add(reason);
    found.push(shown(problem));
  };
  for (const problem of problems) {
    if (problem.severity !== "error" || TOLERABLE.has(problem.code)) continue;
    tell(TRAILER.has(problem.code) ? "FILE_DAMAGED" : "UNREADABLE", problem);
  }
  for (const problem of damage) tell("FILE_DAMAGED", problem);
  // Without these there is nothing to compare; their absence was told above.
  if (content.paymentAmount !== undefined && Array.isArray(content.claimGroups)) {
    for (const imbalance of checkRemittanceBalance(content)) {
      reasons.add("NOT_BALANCED");
      found.push({
        code: "NOT_BALANCED",
        message: balanceMessage(imbalance.identity, formatUsd(imbalance.expected), formatUsd(imbalance.actual), formatUsd(imbalance.difference)),
        patientControlNumber: imbalance.patientControlNumber ?? null,
        lineNumber: imbalance.lineIndex === undefined ? null : imbalance.lineIndex + 1,
        segment: { line: "SVC", claim: "CLP", transaction: "BPR" }[imbalance.identity],
        expectedCents: Number(imbalance.expected),
        actualCents: Number(imbalance.actual),
        differenceCents: Number(imbalance.difference),
      });
    }
  }
  if (content.currency && content.currency.currencyCode && content.currency.currencyCode !== "USD") {
    reasons.add("FOREIGN_CURRENCY");
    found.push({ code: "FOREIGN_CURRENCY", message: `The amounts are in ${content.currency.currencyCode.slice(0, 3)}; the book is in US dollars (CUR02).`, segment: "CUR" });
  }
  if (content.creditDebitCode === "D" || content.paymentAmount < 0n) {
    reasons.add("DEBIT");
    found.push({
      code: "DEBIT",
      message: `The payer takes ${formatUsd(content.paymentAmount)} instead of paying (BPR02, BPR03): recoupments stand in PLB, a debit is looked at first.`,
      segment: "BPR",
      actualCents: Number(content.paymentAmount),
    });
  }
  return { reasons: [...reasons], problems: found.slice(0, MOST_LISTED) };
}

function balanceMessage(identity: "line" | "claim" | "transaction", expected: string, actual: string, difference: string): string {
  const rule = {
    line: "charge less adjustments (SVC02 - CAS) is not what the line pays (SVC03)",
    claim: "charge less all adjustments (CLP03 - CAS) is not what the claim pays (CLP04)",
    transaction: "claims less provider adjustments (CLP04 - PLB) are not the payment (BPR02)",
  }[identity];
  return `${rule}: ${expected} was expected, ${actual} is written, ${difference} apart.`;
}

/** Codes and places; the value itself may be somebody's name. */
function shown(problem: Problem): RemittanceProblem {
  const place = `${problem.segmentId.replace(/[^A-Z0-9]/g, "?").slice(0, 3)}${problem.element ? String(problem.element).padStart(2, "0") : ""}`;
  return { code: problem.code, message: `${PROBLEM_CODES[problem.code]} (${place}, line ${problem.line}).`, segment: place };
}

/** Reasons that a person may overrule, because the figures themselves agree. */
export const ACCEPTABLE: readonly WaitingReason[] = ["FILE_DAMAGED", "TRACE_REPEATED", "PAYER_UNKNOWN"];
const ORDER: readonly WaitingReason[] = ["UNREADABLE", "NOT_BALANCED", "FOREIGN_CURRENCY", "DEBIT", "FILE_DAMAGED", "TRACE_REPEATED", "PAYER_UNKNOWN"];
/** The gravest of several. */
export const gravest = (reasons: readonly WaitingReason[]): WaitingReason | null => ORDER.find((reason) => reasons.includes(reason)) ?? null;
