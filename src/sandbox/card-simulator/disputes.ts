import type Stripe from "stripe";
import type { Act } from "./act";
import { postBalanceTransaction } from "./balance-transactions";
import { invalidRequest } from "./errors";
import { publish } from "./events";
import { newId } from "./identifiers";
import type { Metadata } from "./parameters";
import { instrumentOf } from "./payment-methods";

const DAYS_TO_ANSWER = 9;
const DAY = 86_400;

/** The reason as Stripe names it, and as the card network numbers it. */
const NETWORK_REASONS: Record<string, string> = {
  fraudulent: "10.4",
  product_not_received: "13.1",
  product_unacceptable: "13.3",
  duplicate: "12.6",
  credit_not_processed: "13.6",
  general: "10.4",
};
export const DISPUTE_REASONS = Object.keys(NETWORK_REASONS);

const EVIDENCE_FIELDS = [
  "access_activity_log",
  "billing_address",
  "cancellation_policy_disclosure",
  "cancellation_rebuttal",
  "customer_email_address",
  "customer_name",
  "customer_purchase_ip",
  "duplicate_charge_explanation",
  "duplicate_charge_id",
  "product_description",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "service_date",
  "shipping_address",
  "shipping_carrier",
  "shipping_date",
  "shipping_tracking_number",
  "uncategorized_text",
] as const;
const FILE_FIELDS = [
  "cancellation_policy",
  "customer_communication",
  "customer_signature",
  "duplicate_charge_documentation",
  "receipt",
  "refund_policy",
  "service_documentation",
  "shipping_documentation",
  "uncategorized_file",
] as const;
export type EvidenceField = (typeof EVIDENCE_FIELDS)[number];
export { EVIDENCE_FIELDS };

/** The payer's bank takes the money back, with a fee, before anyone is heard. An inquiry only asks, and moves nothing. */
export function openDispute(act: Act, charge: Stripe.Charge, { reason, inquiry = false }: { reason: string; inquiry?: boolean }): Stripe.Dispute {
  if (charge.status !== "succeeded") throw invalidRequest(`Charge ${charge.id} was not successful and cannot be disputed.`);
  if (charge.disputed) throw invalidRequest(`Charge ${charge.id} is already disputed.`);
  const amount = charge.amount - charge.amount_refunded;
  if (amount === 0) throw invalidRequest(`Charge ${charge.id} is refunded in full; there is nothing to dispute.`);
  const id = newId("du");
  const taken = inquiry ? [] : [withdraw(act, { id, charge: charge.id, amount })];
  const dispute = act.shelves.disputes.keep({
    id,
    object: "dispute",
    amount,
    balance_transactions: taken,
    charge: charge.id,
    created: act.seconds,
    currency: "usd",
    enhanced_eligibility_types: [],
    evidence: noEvidence(),
    evidence_details: {
      due_by: act.seconds + DAYS_TO_ANSWER * DAY,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "manual",
    } as unknown as Stripe.Dispute.EvidenceDetails,
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    network_reason_code: NETWORK_REASONS[reason] ?? null,
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand: instrumentOf(act, charge.payment_method!).brand,
        case_type: inquiry ? "inquiry" : "chargeback",
        network_reason_code: NETWORK_REASONS[reason] ?? null,
      },
      type: "card",
    } as unknown as Stripe.Dispute.PaymentMethodDetails,
    reason,
    status: inquiry ? "warning_needs_response" : "needs_response",
  });
  act.shelves.charges.change(charge.id, { disputed: true });
  publish(act, "charge.dispute.created", dispute);
  if (!inquiry) publish(act, "charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

export type Evidence = Partial<Record<EvidenceField, string>>;

/**
 * Keeps the merchant's answer; with `submit` it goes to the bank. As in Stripe's test mode, the words `winning_evidence`
 * and `losing_evidence` in `uncategorized_text` decide; any other evidence waits for a control.
 */
export function answerDispute(act: Act, dispute: Stripe.Dispute, { evidence, submit = true, metadata }: { evidence?: Evidence; submit?: boolean; metadata?: Metadata }): Stripe.Dispute {
  if (isClosed(dispute) && evidence !== undefined) throw invalidRequest("This dispute is already closed.");
  let changed = dispute;
  if (metadata !== undefined) changed = act.shelves.disputes.change(dispute.id, { metadata: { ...dispute.metadata, ...metadata } });
  if (evidence !== undefined) {
    changed = act.shelves.disputes.change(dispute.id, {
      evidence: { ...changed.evidence, ...evidence },
      evidence_details: {
        ...changed.evidence_details,
        has_evidence: true,
        submission_count: changed.evidence_details.submission_count + (submit ? 1 : 0),
      },
      status: !submit ? changed.status : changed.status.startsWith("warning_") ? "warning_under_review" : "under_review",
    });
  }
  publish(act, "charge.dispute.updated", changed, { status: dispute.status });
  if (submit && evidence?.uncategorized_text === "winning_evidence") return winDispute(act, changed);
  if (submit && evidence?.uncategorized_text === "losing_evidence") return loseDispute(act, changed);
  return changed;
}

/** The bank gives the money back. The fee stays paid. */
export function winDispute(act: Act, dispute: Stripe.Dispute): Stripe.Dispute {
  refuseIfClosed(dispute);
  if (dispute.status.startsWith("warning_")) return close(act, dispute, { status: "warning_closed" });
  const given = postBalanceTransaction(act, {
    type: "adjustment",
    reportingCategory: "dispute_reversal",
    amount: dispute.amount,
    source: dispute.id,
    description: `Chargeback reversal for ${dispute.charge as string}`,
    availableAtOnce: true,
  });
  const won = close(act, dispute, { status: "won", balance_transactions: [...dispute.balance_transactions, given] });
  publish(act, "charge.dispute.funds_reinstated", won);
  return won;
}

/** The money stays with the payer. Nothing moves: it was taken when the dispute opened. */
export function loseDispute(act: Act, dispute: Stripe.Dispute): Stripe.Dispute {
  refuseIfClosed(dispute);
  return close(act, dispute, { status: dispute.status.startsWith("warning_") ? "warning_closed" : "lost" });
}

function close(act: Act, dispute: Stripe.Dispute, fields: Partial<Stripe.Dispute>): Stripe.Dispute {
  const closed = act.shelves.disputes.change(dispute.id, fields);
  publish(act, "charge.dispute.closed", closed);
  return closed;
}

function withdraw(act: Act, { id, charge, amount }: { id: string; charge: string; amount: number }): Stripe.BalanceTransaction {
  return postBalanceTransaction(act, {
    type: "adjustment",
    reportingCategory: "dispute",
    amount: -amount,
    fee: act.settings.fees.dispute,
    feeDescription: "Dispute fee",
    source: id,
    description: `Chargeback withdrawal for ${charge}`,
    availableAtOnce: true,
  });
}

function refuseIfClosed(dispute: Stripe.Dispute): void {
  if (isClosed(dispute)) throw invalidRequest("This dispute is already closed.");
}

function isClosed(dispute: Stripe.Dispute): boolean {
  return ["won", "lost", "warning_closed"].includes(dispute.status);
}

function noEvidence(): Stripe.Dispute.Evidence {
  const fields = [...EVIDENCE_FIELDS, ...FILE_FIELDS].map((field) => [field, null]);
  return { ...Object.fromEntries(fields), enhanced_evidence: {} } as Stripe.Dispute.Evidence;
}
