import { ID, Int } from "type-graphql";
import { ChargeType } from "../../encounters";
import { GuarantorType, PatientType } from "../../patients";
import { PracticeType } from "../../practices";
import { NodeType } from "../../platform/graphql/node";
import { Child, Children, Column, Connection, Contributes, Expression, Id, Reads, Reference } from "../../platform/graphql/reads";
import { CentsScalar, DateTimeScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import type { Cents, PlainDate } from "../../vocabulary";
import {
  AllocationCauseEnum,
  DisputeStatusEnum,
  FoundByEnum,
  PaymentMethodEnum,
  PaymentSessionPurposeEnum,
  PaymentSessionStatusEnum,
  PaymentStatusEnum,
  PayoutStatusEnum,
  ProcessorEventStatusEnum,
  RefundMeansEnum,
  RefundStatusEnum,
} from "./payments.enums";

export { PaymentSessionStatusEnum };

const ofPractice = { kind: "id", column: "practice_id", prefix: "prc", description: "Of this practice." } as const;
const ofGuarantor = { kind: "id", column: "guarantor_id", prefix: "gua", description: "Of this guarantor." } as const;

@Reads("PaymentAllocation", {
  description: "How much of a payment went to a service line; negative when taken back. The sum per line is what stands.",
  table: "payment_allocation",
  prefix: "pal",
  permit: "payments:read",
})
export class PaymentAllocationType {
  @Id(() => ID) id!: string;
  @Column(() => CentsScalar, "In cents; negative when it was taken back.") amountCents!: Cents;
  @Column(() => AllocationCauseEnum, "Why.") cause!: string;
  @Reference(() => PatientType, "Whose service it was.", { nullable: true }) patient!: PatientType | null;
  @Reference(() => ChargeType, "The charge (service line) that it paid.", { nullable: true, column: "service_line_id" }) charge!: ChargeType | null;
  @Column(() => DateTimeScalar, "When.") createdAt!: Date;
}

@Reads("ReceiptLine", { description: "What a payment was applied to when it came.", table: "receipt_line", prefix: "rcl", permit: "inherit", orders: { POSITION: ["position"] } })
export class ReceiptLineType {
  @Column(() => Int, "1, 2, 3 …") position!: number;
  @Column(() => CentsScalar, "Applied, in cents.") amountCents!: Cents;
  @Reference(() => ChargeType, "The charge (service line) that it paid.", { nullable: true, column: "service_line_id" }) charge!: ChargeType | null;
  @Reference(() => PatientType, "Whose service it was.", { nullable: true }) patient!: PatientType | null;
}

@Reads("Receipt", {
  description: "What was given and where it went at that moment. Numbered without gaps per practice, never changed.",
  table: "receipt",
  prefix: "rcp",
  permit: "payments:read",
  implements: () => NodeType as never,
  orders: { NUMBER: ["number"] },
})
export class ReceiptType {
  @Id(() => ID) id!: string;
  @Column(() => Int, "Its number within the practice.") number!: number;
  @Column(() => PlainDateScalar, "The day, where the practice is.") issuedOn!: PlainDate;
  @Column(() => DateTimeScalar, "The instant.") issuedAt!: Date;
  @Column(() => String, "How it was paid, such as `visa ending 4242`.") methodLabel!: string;
  @Column(() => CentsScalar, "Given, in cents.") amountCents!: Cents;
  @Column(() => CentsScalar, "Not yet applied to a service then, in cents: credit.") unappliedCents!: Cents;
  @Children(() => ReceiptLineType, "What it was applied to.", { by: "receipt_id", order: [["position", "asc"]] }) lines!: ReceiptLineType[];
}

@Reads("Refund", {
  description: "Money given back: reserved in the book first, then paid the way it came.",
  table: "refund",
  prefix: "rfd",
  permit: "payments:read",
  implements: () => NodeType as never,
  filters: { practiceId: ofPractice, guarantorId: ofGuarantor, status: { kind: "anyOf", column: "status", type: () => RefundStatusEnum, description: "In any of these states." } },
})
export class RefundType {
  @Id(() => ID) id!: string;
  @Reference(() => PaymentType as never, "The payment that is given back.") payment!: never;
  @Column(() => CentsScalar, "In cents.") amountCents!: Cents;
  @Column(() => String, "Why, in the words of whoever asked for it.") reason!: string;
  @Column(() => RefundMeansEnum, "How.") means!: string;
  @Column(() => RefundStatusEnum, "Where it is.") status!: string;
  @Column(() => String, "The number of the cheque that paid it.", { nullable: true }) chequeNumber!: string | null;
  @Column(() => String, "Why it failed, as a code.", { nullable: true }) failureCode!: string | null;
  @Column(() => DateTimeScalar, "When it was reserved.") createdAt!: Date;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Reads("PaymentDispute", {
  description: "A payer's bank asks for the money of a payment back.",
  table: "payment_dispute",
  prefix: "dsp",
  permit: "payments:reconcile",
  implements: () => NodeType as never,
  filters: { practiceId: ofPractice, status: { kind: "anyOf", column: "status", type: () => DisputeStatusEnum, description: "In any of these states." } },
})
export class PaymentDisputeType {
  @Id(() => ID) id!: string;
  @Reference(() => PaymentType as never, "The payment.", { nullable: true }) payment!: never;
  @Column(() => DisputeStatusEnum, "Where it is.") status!: string;
  @Column(() => String, "Why, as the processor codes it, such as `fraudulent`.") reasonCode!: string;
  @Column(() => CentsScalar, "What is disputed, in cents.") amountCents!: Cents;
  @Column(() => CentsScalar, "What was taken, in cents.") withdrawnCents!: Cents;
  @Column(() => CentsScalar, "What came back, in cents.") reinstatedCents!: Cents;
  @Column(() => CentsScalar, "What it cost, in cents.") feeCents!: Cents;
  @Column(() => DateTimeScalar, "When we heard of it.") createdAt!: Date;
  @Column(() => Int, "Counts changes.") version!: number;
}

@Reads("Payment", {
  description: "Money from a guarantor. amount = allocated + refunded + disputed + voided + unapplied, to the cent.",
  table: "payment",
  prefix: "pay",
  permit: "payments:read",
  implements: () => NodeType as never,
  filters: {
    practiceId: ofPractice,
    guarantorId: ofGuarantor,
    method: { kind: "anyOf", column: "method", type: () => PaymentMethodEnum, description: "By any of these means." },
    receivedOn: { kind: "days", column: "received_on", description: "Received in this range of days." },
    unapplied: {
      kind: "flag",
      sql: (t) => `${t}.amount_cents > ${t}.allocated_cents + ${t}.refunded_cents + ${t}.disputed_cents + ${t}.voided_cents`,
      description: "Only those with unapplied credit (true) or without (false).",
    },
  },
  orders: { RECEIVED_ON: ["received_on"], CREATED_AT: ["created_at"] },
})
export class PaymentType {
  @Id(() => ID) id!: string;
  @Reference(() => PracticeType, "The practice.", { nullable: true }) practice!: PracticeType | null;
  @Reference(() => GuarantorType, "Whose money it is.", { nullable: true }) guarantor!: GuarantorType | null;
  @Column(() => PaymentMethodEnum, "How it came.") method!: string;
  @Column(() => String, "How it was paid, such as `visa ending 4242` or `cheque 1044`.") methodLabel!: string;
  @Column(() => PaymentStatusEnum, "Whether it stands.") status!: string;
  @Column(() => CentsScalar, "What came, in cents.") amountCents!: Cents;
  @Column(() => CentsScalar, "Applied to service lines, in cents.") allocatedCents!: Cents;
  @Column(() => CentsScalar, "Reserved for refunds or given back, in cents.") refundedCents!: Cents;
  @Column(() => CentsScalar, "Taken back by the payer's bank, in cents.") disputedCents!: Cents;
  @Expression(() => CentsScalar, "Credit of the guarantor, in cents.", (t) => `${t}.amount_cents - ${t}.allocated_cents - ${t}.refunded_cents - ${t}.disputed_cents - ${t}.voided_cents`)
  unappliedCents!: Cents;
  @Column(() => CentsScalar, "What the processor keeps of it, in cents; null until it says, or when there is none.", { nullable: true, permit: "payments:reconcile" }) feeCents!: Cents | null;
  @Column(() => PlainDateScalar, "The day it was received, where the practice is.") receivedOn!: PlainDate;
  @Children(() => PaymentAllocationType, "Where it went, in the order it happened.", {
    by: "payment_id",
    order: [
      ["created_at", "asc"],
      ["id", "asc"],
    ],
  })
  allocations!: PaymentAllocationType[];
  @Children(() => RefundType, "What was given back.", {
    by: "payment_id",
    order: [
      ["created_at", "asc"],
      ["id", "asc"],
    ],
  })
  refunds!: RefundType[];
  @Children(() => PaymentDisputeType, "What the payer's bank disputes.", {
    by: "payment_id",
    order: [
      ["created_at", "asc"],
      ["id", "asc"],
    ],
    nullable: true,
  })
  disputes!: PaymentDisputeType[] | null;
  @Child(() => ReceiptType, "The receipt.", { by: "payment_id" }) receipt!: ReceiptType | null;
  @Column(() => DateTimeScalar, "When it was booked.") createdAt!: Date;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Reads("PaymentSession", {
  description: "A checkout for an amount that the server computed from the book.",
  table: "payment_session",
  prefix: "pss",
  permit: "payments:read",
  implements: () => NodeType as never,
  filters: { practiceId: ofPractice, guarantorId: ofGuarantor, status: { kind: "anyOf", column: "status", type: () => PaymentSessionStatusEnum, description: "In any of these states." } },
})
export class PaymentSessionType {
  @Id(() => ID) id!: string;
  @Reference(() => GuarantorType, "Who pays.", { nullable: true }) guarantor!: GuarantorType | null;
  @Column(() => PaymentSessionPurposeEnum, "What it was opened for.") purpose!: string;
  @Column(() => CentsScalar, "To pay, in cents.") amountCents!: Cents;
  @Column(() => PaymentSessionStatusEnum, "Where it is.") status!: string;
  @Column(() => Int, "How many attempts were declined.") declinedAttempts!: number;
  @Column(() => String, "Why the last attempt was declined, as a code.", { nullable: true }) lastDeclineCode!: string | null;
  @Column(() => String, "Why it failed for good, as a code.", { nullable: true }) failureCode!: string | null;
  @Child(() => PaymentType, "The payment that it became.", { by: "session_id" }) payment!: PaymentType | null;
  @Column(() => DateTimeScalar, "Until when it can be paid.", { nullable: true }) expiresAt!: Date | null;
  @Column(() => DateTimeScalar, "When it was asked for.") createdAt!: Date;
  @Column(() => Int, "Counts changes.") version!: number;
}

@Reads("Payout", {
  description: "A practice's part of one deposit by the processor.",
  table: "payout",
  prefix: "pto",
  permit: "payments:reconcile",
  implements: () => NodeType as never,
  filters: { practiceId: ofPractice, status: { kind: "anyOf", column: "status", type: () => PayoutStatusEnum, description: "In any of these states." } },
})
export class PayoutType {
  @Id(() => ID) id!: string;
  @Reference(() => PracticeType, "The practice.", { nullable: true }) practice!: PracticeType | null;
  @Column(() => CentsScalar, "Its part, in cents.") amountCents!: Cents;
  @Column(() => PayoutStatusEnum, "Where it is.") status!: string;
  @Column(() => PlainDateScalar, "The day it arrived, where the practice is.") arrivedOn!: PlainDate;
  @Column(() => DateTimeScalar, "When it was booked.") createdAt!: Date;
  @Column(() => Int, "Counts changes.") version!: number;
}

@Reads("ProcessorEvent", {
  description: "A piece of the card processor's news, kept whole before it was acknowledged. What it says in full is not shown: it may name a payer.",
  table: "processor_event",
  prefix: "pev",
  tenancy: "service",
  permit: "payments:reconcile",
  implements: () => NodeType as never,
  filters: {
    status: { kind: "anyOf", column: "status", type: () => ProcessorEventStatusEnum, description: "In any of these states." },
    type: { kind: "anyOf", column: "type", type: () => String, description: "Of any of these kinds, in the processor's words." },
  },
  orders: { RECEIVED_AT: ["received_at"] },
})
export class ProcessorEventType {
  @Id(() => ID) id!: string;
  @Column(() => String, "The processor's name for it.") eventId!: string;
  @Column(() => String, "Its kind, in the processor's words.") type!: string;
  @Column(() => ProcessorEventStatusEnum, "What became of it.") status!: string;
  @Column(() => String, "Why it waits: a code and a sentence.", { nullable: true }) reason!: string | null;
  @Column(() => FoundByEnum, "How it came.") foundBy!: string;
  @Column(() => Int, "How often it was worked on.") attempts!: number;
  @Column(() => DateTimeScalar, "When it happened there.") happenedAt!: Date;
  @Column(() => DateTimeScalar, "When it was stored here.") receivedAt!: Date;
  @Column(() => DateTimeScalar, "When it was done.", { nullable: true }) processedAt!: Date | null;
  @Column(() => Int, "Counts changes.") version!: number;
}

@Contributes(() => GuarantorType)
export class GuarantorPayments {
  @Connection(() => PaymentType, "What the guarantor paid.", { by: "guarantor_id", nullable: true }) payments!: never;
}
