import { cents, follow, Refusal } from "../vocabulary";
import { postJournal } from "../ledger";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { releaseAllocations } from "./allocate-credit";
import { lockAccount } from "./lock-account";
import { Payment, paymentLife } from "./payment";

export type VoidPayment = { paymentId: string; reason: string; expectedVersion?: number | null };

/** Takes back what was typed in wrongly, or a cheque that bounced. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, MOVE_NOT_ALLOWED, PAYMENT_NOT_VOIDABLE. */
export async function voidPayment(work: Work, { paymentId, reason, expectedVersion }: VoidPayment): Promise<Payment> {
  return work.atomically(async () => {
    const { guarantorId, practiceId } = await load(work, Payment, paymentId, { path: ["paymentId"], what: "payment" });
    await lockAccount(work, guarantorId);
    const payment = await load(work, Payment, paymentId, { lock: true });
    expectVersion(payment, expectedVersion);
    if (!reason.trim()) throw invalid(["reason"], "reason is not empty.");
    if (payment.moneyAccount !== "BANK") throw new Refusal("PAYMENT_NOT_VOIDABLE", "Card and bank payments are given back with refundCreate.", {}, ["paymentId"]);
    if (payment.refundedCents > 0n) throw new Refusal("PAYMENT_NOT_VOIDABLE", "Part of it was refunded; refund the rest.", {}, ["paymentId"]);
    payment.status = follow(paymentLife, payment.status, "void");
    const practice = await load(work, Practice, practiceId);
    await releaseAllocations(work, { practice, guarantorId, cause: "VOID", amount: payment.allocatedCents, payment });
    payment.voidedCents = payment.amountCents;
    await postJournal(work, {
      practiceId,
      kind: "payment-void",
      sourceId: payment.id,
      effectiveOn: work.today(practice.timeZone),
      reason: reason.trim(),
      entries: [
        { account: "UNAPPLIED_PATIENT_CREDIT", amount: payment.amountCents, paymentId: payment.id, guarantorId },
        { account: "BANK", amount: cents(-payment.amountCents), paymentId: payment.id, guarantorId },
      ],
    });
    work.publish({ type: "payment.voided", practiceId, aggregate: { type: "payment", id: payment.id }, data: { guarantorId, amountCents: Number(payment.amountCents) } });
    return payment;
  });
}
