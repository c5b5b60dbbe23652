import { deliverMail } from "../platform/mail";
import type { Room } from "../platform/room";
import type { Work } from "../platform/work/work";
import type { StoredEvent } from "../platform/events/listener";
import { PaymentsResolver } from "./graphql/payments.resolver";
import { GuarantorPayments } from "./graphql/payments.types";
import { composeReceipt } from "./issue-receipt";
import { Payment, paymentLife } from "./payment";
import { PaymentAllocation } from "./payment-allocation";
import { disputeLife, PaymentDispute } from "./payment-dispute";
import { PaymentSession, paymentSessionLife } from "./payment-session";
import { paymentsEvents } from "./payments.events";
import { paymentsPermissions } from "./payments.permissions";
import { paymentsRefusals } from "./payments.refusals";
import { Payout, payoutLife } from "./payout";
import { ProcessorEvent, processorEventLife } from "./processor/processor-event";
import { webhookRoute } from "./processor/store-event";
import { resumeProcessorWork, settleLeftovers, sweepProcessor } from "./processor/sweep";
import { takeEvent } from "./processor/take-event";
import { Receipt, ReceiptLine } from "./receipt";
import { Refund, refundLife } from "./refund";
import { settleGuarantor } from "./settle-guarantor";

/** A balance of a patient may be new or corrected: the accounts that the claim or remittance touched. */
async function settleTouched(work: Work, { practiceId, aggregate }: StoredEvent): Promise<void> {
  const rows = await work.sql(
    `select distinct guarantor_id from ledger_entry where practice_id = $1 and account = 'RECEIVABLE_PATIENT' and (claim_id = $2 or remittance_id = $2) and guarantor_id is not null order by 1`,
    [practiceId, aggregate.id],
  );
  for (const row of rows) await settleGuarantor(work, { practiceId, guarantorId: row.guarantor_id as string });
}

export const paymentsRoom: Room = {
  name: "payments",
  entities: [PaymentSession, Payment, PaymentAllocation, Receipt, ReceiptLine, Refund, PaymentDispute, Payout, ProcessorEvent],
  resolvers: [PaymentsResolver, GuarantorPayments],
  permissions: paymentsPermissions,
  refusals: paymentsRefusals,
  events: paymentsEvents,
  lifecycles: [paymentSessionLife, paymentLife, refundLife, disputeLife, payoutLife, processorEventLife],
  listeners: [{ name: "payments.settle-touched", to: ["claim.created", "claim.paid", "claim.denied", "claim.reversed", "claim.voided", "remittance.posted"], hear: settleTouched }],
  tasks: [
    { name: "payments.take-event", run: (work, payload) => takeEvent(work, payload.processorEventId as string) },
    { name: "payments.mail-receipt", run: (work, payload) => deliverMail(work, payload.mailId as string, (receiptId) => composeReceipt(work, receiptId)) },
  ],
  clockTasks: [
    { name: "payments.resume", per: "service", run: resumeProcessorWork },
    { name: "payments.sweep", per: "service", run: sweepProcessor },
    { name: "payments.settle", per: "practice", run: settleLeftovers },
  ],
  routes: [webhookRoute],
};
