import { Patient } from "../patients";
import { load } from "../platform/work/guards";
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
import { ProcessorEvent, processorEventLife } from "./card-processor/processor-event";
import { webhookRoute } from "./card-processor/store-event";
import { closeSurplus, resumeProcessorWork, settleLeftovers, sweepProcessor } from "./card-processor/sweep";
import { takeEvent } from "./card-processor/take-event";
import { Receipt, ReceiptLine } from "./receipt";
import { Refund, refundLife } from "./refund";
import { settleGuarantor, touchedGuarantors } from "./settle-guarantor";

/** What a claim or a remittance changed may have made a balance of a patient, or corrected one: the accounts it touched. */
async function settleTouched(work: Work, { practiceId, aggregate, data }: StoredEvent): Promise<void> {
  for (const guarantorId of await touchedGuarantors(work, { practiceId, id: (data.claimId as string | undefined) ?? aggregate.id })) await settleGuarantor(work, { practiceId, guarantorId });
}

async function settlePatient(work: Work, { practiceId, data }: StoredEvent): Promise<void> {
  const { guarantorId } = await load(work, Patient, data.patientId as string);
  await settleGuarantor(work, { practiceId, guarantorId });
}

export const paymentsRoom: Room = {
  name: "payments",
  entities: [PaymentSession, Payment, PaymentAllocation, Receipt, ReceiptLine, Refund, PaymentDispute, Payout, ProcessorEvent],
  resolvers: [PaymentsResolver, GuarantorPayments],
  permissions: paymentsPermissions,
  refusals: paymentsRefusals,
  events: paymentsEvents,
  lifecycles: [paymentSessionLife, paymentLife, refundLife, disputeLife, payoutLife, processorEventLife],
  listeners: [
    { name: "payments.settle-touched", to: ["claim.paid", "claim.denied", "claim.reversed", "claim.voided", "remittance.posted", "remittance.patient_credit_released"], hear: settleTouched },
    { name: "payments.settle-patient", to: ["encounter.billed_to_patient"], hear: settlePatient },
  ],
  tasks: [
    { name: "payments.take-event", run: (work, payload) => takeEvent(work, payload.processorEventId as string) },
    { name: "payments.close-surplus", run: (work, payload) => closeSurplus(work, { practiceId: payload.practiceId as string, guarantorId: payload.guarantorId as string }) },
    { name: "payments.mail-receipt", run: (work, payload) => deliverMail(work, payload.mailId as string, (receiptId) => composeReceipt(work, receiptId)) },
  ],
  clockTasks: [
    { name: "payments.resume", per: "service", run: resumeProcessorWork },
    { name: "payments.sweep", per: "service", run: sweepProcessor },
    { name: "payments.settle", per: "practice", run: settleLeftovers },
  ],
  routes: [webhookRoute],
};
