import { invariant, negate, type Cents, type PlainDate } from "../vocabulary";
import { postJournal } from "../ledger";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { allocateCredit } from "./allocate-credit";
import { issueReceipt } from "./issue-receipt";
import { lockAccount } from "./lock-account";
import { Payment, type PaymentMethod } from "./payment";
import { publishAllocated } from "./settle-guarantor";

export type ReceivePayment = {
  practiceId: string;
  guarantorId: string;
  method: PaymentMethod;
  methodLabel: string;
  amount: Cents;
  receivedOn: PlainDate;
  sessionId?: string | null;
  chargeId?: string | null;
  encounterId?: string | null;
  reference?: string | null;
  preferredLineIds?: readonly string[];
};

/** Books money that is here, puts it on the lines owed longest, and writes the receipt: one transaction. */
export async function receivePayment(work: Work, given: ReceivePayment): Promise<Payment> {
  return work.atomically(async () => {
    const { practiceId, guarantorId, amount, preferredLineIds = [] } = given;
    invariant(amount > 0n, "a payment is of something");
    await lockAccount(work, guarantorId);
    const practice = await load(work, Practice, practiceId);
    const { method, methodLabel, receivedOn, sessionId = null, chargeId = null, encounterId = null, reference = null } = given;
    const payment = Object.assign(new Payment(), { practiceId, guarantorId, method, methodLabel, receivedOn, sessionId, chargeId, encounterId, reference, amountCents: amount, createdAt: work.now });
    work.em.persist(payment);
    await postJournal(work, {
      practiceId,
      kind: "payment",
      sourceId: payment.id,
      effectiveOn: receivedOn,
      entries: [
        { account: payment.moneyAccount, amount, paymentId: payment.id, guarantorId },
        { account: "UNAPPLIED_PATIENT_CREDIT", amount: negate(amount), paymentId: payment.id, guarantorId },
      ],
    });
    const applied = await allocateCredit(work, { practice, guarantorId, cause: "PAYMENT", payment, preferredLineIds });
    await issueReceipt(work, { practice, payment, applied });
    work.publish({ type: "payment.received", practiceId, aggregate: { type: "payment", id: payment.id }, data: { guarantorId, amountCents: Number(amount), method } });
    publishAllocated(work, practiceId, applied);
    work.enqueue("payments.close-surplus", practiceId, { guarantorId });
    return payment;
  });
}
