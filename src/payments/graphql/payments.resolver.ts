import { Arg, Ctx, Resolver } from "type-graphql";
import { Act, ActPayload, ExpectedVersion, Input, InputField, InputId, InputIds } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { FindMany, FindOne, Payload, PayloadList } from "../../platform/graphql/reads";
import { CentsScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import { GuarantorType } from "../../patients";
import type { Cents, PlainDate } from "../../vocabulary";
import { applyCredit } from "../apply-credit";
import { cancelRefund, createRefund, payRefund, sendRefund } from "../create-refund";
import { retryEvent } from "../card-processor/take-event";
import { recordPayment } from "../record-payment";
import { voidPayment } from "../void-payment";
import { HandPaymentMethodEnum } from "./payments.enums";
import { PaymentAllocationType, PaymentDisputeType, PaymentSessionType, PaymentType, PayoutType, ProcessorEventType, ReceiptType, RefundType } from "./payments.types";

@Input("PaymentRecordInput", "Cash or a cheque to write down.")
export class PaymentRecordInput {
  @InputId("gua", "The account that paid; this or patientId.", { nullable: true }) guarantorId?: string | null;
  @InputId("pat", "A patient whose account paid; this or guarantorId.", { nullable: true }) patientId?: string | null;
  @InputField(() => HandPaymentMethodEnum, "What was given.") method!: "CASH" | "CHEQUE";
  @InputField(() => CentsScalar, "How much, in cents, above zero.") amountCents!: Cents;
  @InputField(() => String, "The cheque's number, or a remark for cash; at most 50 characters.", { nullable: true }) reference?: string | null;
  @InputField(() => PlainDateScalar, "The day it was received; today when omitted, never later.", { nullable: true }) receivedOn?: PlainDate | null;
  @InputId("enc", "The visit that it was given for, such as a copay: it waits as credit until that visit is owed, and goes there first.", { nullable: true }) encounterId?: string | null;
}

@Input("PaymentVoidInput", "A payment by hand that was written down wrongly, or a cheque that bounced.")
export class PaymentVoidInput {
  @InputId("pay", "The payment.") paymentId!: string;
  @InputField(() => String, "Why.") reason!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("CreditApplyInput", "Unapplied credit to put on open lines.")
export class CreditApplyInput {
  @InputId("gua", "Whose credit.") guarantorId!: string;
  @InputIds("chg", "The charges (service lines) to pay, in this order of wish; all open ones, the longest owed first, when omitted.", { nullable: true }) serviceLineIds?: string[] | null;
  @InputField(() => CentsScalar, "At most this much, in cents; all there is when omitted.", { nullable: true }) amountCents?: Cents | null;
}

@Input("RefundCreateInput", "Money to give back.")
export class RefundCreateInput {
  @InputId("pay", "The payment that it came with; it goes back the same way.") paymentId!: string;
  @InputField(() => CentsScalar, "How much, in cents; all that may be given back when omitted.", { nullable: true }) amountCents?: Cents | null;
  @InputField(() => String, "Why, 1 to 200 characters. Not sent to the processor.") reason!: string;
  @InputField(() => Boolean, "Also give back what was applied to lines, the last applied first: they are owed again. False when omitted.", { nullable: true }) reopenBalance?: boolean | null;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("RefundPayInput", "The cheque that pays a refund.")
export class RefundPayInput {
  @InputId("rfd", "The refund, by cheque and reserved.") refundId!: string;
  @InputField(() => String, "The cheque's number, 1 to 50 characters.") chequeNumber!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("RefundCancelInput", "A refund by cheque to call off.")
export class RefundCancelInput {
  @InputId("rfd", "The refund, by cheque and reserved.") refundId!: string;
  @ExpectedVersion() expectedVersion?: number | null;
}

@Input("ProcessorEventRetryInput", "News that waits, to work on again.")
export class ProcessorEventRetryInput {
  @InputId("pev", "The event; it is STUCK.") processorEventId!: string;
}

@ActPayload("PaymentPayload")
export class PaymentPayload {
  @Payload(() => PaymentType, "The payment.") payment!: PaymentType | null;
}
@ActPayload("CreditPayload")
export class CreditPayload {
  @Payload(() => GuarantorType, "The guarantor.") guarantor!: GuarantorType | null;
  @PayloadList(() => PaymentAllocationType, "What was applied.") allocations!: PaymentAllocationType[] | null;
}
@ActPayload("RefundPayload")
export class RefundPayload {
  @Payload(() => RefundType, "The refund.") refund!: RefundType | null;
}
@ActPayload("ProcessorEventPayload")
export class ProcessorEventPayload {
  @Payload(() => ProcessorEventType, "The event.") processorEvent!: ProcessorEventType | null;
}

@Resolver()
export class PaymentsResolver {
  @FindOne(() => PaymentType, "One payment by id.", { permit: "payments:read" }) payment!: never;
  @FindMany(() => PaymentType, "Payments of guarantors.", { permit: "payments:read" }) payments!: never;
  @FindOne(() => ReceiptType, "One receipt by id.", { permit: "payments:read" }) receipt!: never;
  @FindOne(() => RefundType, "One refund by id.", { permit: "payments:read" }) refund!: never;
  @FindMany(() => RefundType, "Refunds.", { permit: "payments:read" }) refunds!: never;
  @FindOne(() => PaymentSessionType, "One checkout by id.", { permit: "payments:read" }) paymentSession!: never;
  @FindMany(() => PaymentSessionType, "Checkouts.", { permit: "payments:read" }) paymentSessions!: never;
  @FindMany(() => PaymentDisputeType, "Payments that a payer's bank disputes.", { permit: "payments:reconcile" }) paymentDisputes!: never;
  @FindMany(() => PayoutType, "The processor's deposits, per practice.", { permit: "payments:reconcile" }) payouts!: never;
  @FindOne(() => ProcessorEventType, "One piece of the processor's news by id.", { permit: "payments:reconcile" }) processorEvent!: never;
  @FindMany(() => ProcessorEventType, "The processor's news; filter by STUCK for what waits for a person.", { permit: "payments:reconcile" }) processorEvents!: never;

  @Act(() => PaymentPayload, "Writes down cash or a cheque; it is applied to the lines owed longest, and a receipt is made. Refusals: NOT_FOUND, INVALID_INPUT.", {
    permit: "payments:record",
    idempotency: "required",
  })
  async paymentRecord(@Arg("input", () => PaymentRecordInput) input: PaymentRecordInput, @Ctx() { work }: RequestContext) {
    return { payment: await recordPayment(work, input) };
  }
  @Act(() => PaymentPayload, "Takes a payment by hand out of the book; its lines are owed again. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED, PAYMENT_NOT_VOIDABLE.", {
    permit: "payments:correct",
    idempotency: "required",
  })
  async paymentVoid(@Arg("input", () => PaymentVoidInput) input: PaymentVoidInput, @Ctx() { work }: RequestContext) {
    return { payment: await voidPayment(work, input) };
  }
  @Act(() => CreditPayload, "Puts unapplied credit on open lines. It also happens by itself when a new balance appears. Refusals: NOT_FOUND, INVALID_INPUT, NO_CREDIT, NOTHING_OWED.", {
    permit: "payments:correct",
    idempotency: "required",
  })
  async creditApply(@Arg("input", () => CreditApplyInput) input: CreditApplyInput, @Ctx() { work }: RequestContext) {
    return applyCredit(work, input);
  }
  @Act(
    () => RefundPayload,
    "Reserves money to give back, and asks the processor to pay it when it came by card or bank account. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, NOT_REFUNDABLE, PAYMENT_DISPUTED.",
    {
      permit: "payments:refund",
      idempotency: "required",
      then: async (work, { refund }) => sendRefund(work, refund as string),
    },
  )
  async refundCreate(@Arg("input", () => RefundCreateInput) input: RefundCreateInput, @Ctx() { work }: RequestContext) {
    return { refund: (await createRefund(work, input)).id };
  }
  @Act(() => RefundPayload, "Says that a cheque paid a refund. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED.", { permit: "payments:refund", idempotency: "required" })
  async refundPay(@Arg("input", () => RefundPayInput) input: RefundPayInput, @Ctx() { work }: RequestContext) {
    return { refund: await payRefund(work, input) };
  }
  @Act(() => RefundPayload, "Calls a refund by cheque off. Refusals: NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED.", { permit: "payments:refund", idempotency: "required" })
  async refundCancel(@Arg("input", () => RefundCancelInput) input: RefundCancelInput, @Ctx() { work }: RequestContext) {
    return { refund: await cancelRefund(work, input) };
  }
  @Act(() => ProcessorEventPayload, "Works again on news that waits. Refusals: NOT_FOUND, MOVE_NOT_ALLOWED.", { permit: "payments:retry-events" })
  async processorEventRetry(@Arg("input", () => ProcessorEventRetryInput) input: ProcessorEventRetryInput, @Ctx() { work }: RequestContext) {
    return { processorEvent: await retryEvent(work, input) };
  }
}
