import { formatUsd } from "../vocabulary";
import { Guarantor } from "../patients";
import { queueMail, type Composed } from "../platform/mail";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { nextNumber } from "./document-number";
import type { Payment } from "./payment";
import type { PaymentAllocation } from "./payment-allocation";
import { Receipt, ReceiptLine } from "./receipt";

/** The receipt of a payment as it was applied at that moment; mailed when the guarantor agreed to e-mail. */
export async function issueReceipt(work: Work, { practice, payment, applied }: { practice: Practice; payment: Payment; applied: readonly PaymentAllocation[] }): Promise<Receipt> {
  const { id: paymentId, guarantorId, methodLabel, amountCents, unapplied } = payment;
  const guarantor = await load(work, Guarantor, guarantorId);
  const number = await nextNumber(work, practice.id, "receipt");
  const receipt = Object.assign(new Receipt(), {
    practiceId: practice.id,
    paymentId,
    guarantorId,
    number,
    issuedAt: work.now,
    issuedOn: work.today(practice.timeZone),
    methodLabel,
    amountCents,
    unappliedCents: unapplied,
  });
  work.em.persist(receipt);
  applied.forEach(({ patientId, serviceLineId, amountCents: amount }, index) => {
    work.em.persist(Object.assign(new ReceiptLine(), { practiceId: practice.id, receiptId: receipt.id, guarantorId, position: index + 1, patientId, serviceLineId, amountCents: amount }));
  });
  if (guarantor.email && guarantor.emailConsent) {
    queueMail(work, { practiceId: practice.id, kind: "receipt", subjectId: receipt.id, to: guarantor.email, task: "payments.mail-receipt" });
  }
  return receipt;
}

/** No names, no service: a receipt by e-mail says how much, how and under which number. */
export async function composeReceipt(work: Work, receiptId: string): Promise<Composed> {
  const receipt = await load(work, Receipt, receiptId);
  const practice = await load(work, Practice, receipt.practiceId);
  return {
    from: practice.statementName,
    subject: `Receipt ${receipt.number} from ${practice.statementName}`,
    text: [
      `Thank you for your payment.`,
      ``,
      `Receipt number: ${receipt.number}`,
      `Date: ${receipt.issuedOn}`,
      `Amount: $${formatUsd(receipt.amountCents)}`,
      `Paid with: ${receipt.methodLabel}`,
      ``,
      `Questions? Call ${practice.statementName} at ${practice.phone}.`,
      ``,
    ].join("\n"),
  };
}
