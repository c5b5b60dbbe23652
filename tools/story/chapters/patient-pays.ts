import { ADA, type Cast } from "../cast";
import { accountOwes, issueStatement, payStatementByCard } from "../payments";
import { usd, type Story } from "../story";
import { tellBook, type Claim } from "../visits";

/** Statement, checkout, receipt, zero balance. */
export async function patientPays(story: Story, cast: Cast, claim: Claim): Promise<void> {
  story.chapter("Ada Park pays her part.");
  const { guarantorId } = await cast.patient(ADA);
  const statement = await issueStatement(story, claim.patientId);
  story.check("the statement's paper", Buffer.from(statement.pdfBase64, "base64").subarray(0, 5).toString("latin1"), "%PDF-");
  const lines = statement.lines.map((line) => [line.chargedCents, line.adjustedCents, line.insurerPaidCents, line.youPaidCents, line.youOweCents]);
  story.check(
    "what the statement says",
    [statement.amountDueCents, lines],
    [
      1_100,
      [
        [15_000, 6_000, 8_080, 0, 920],
        [6_000, 2_400, 3_456, 0, 144],
        [1_500, 600, 864, 0, 36],
      ],
    ],
  );
  story.tell(
    `Statement ${statement.number} lists the three services and asks for ${usd(1_100)}: ${usd(920)} for the visit, ${usd(144)} for the electrocardiogram, ${usd(36)} for the blood draw. It is a PDF, and a letter with a pay link.`,
  );

  const payment = await payStatementByCard(story, statement.id, 1_100);
  story.check("the payment", [payment.amountCents, payment.allocatedCents, payment.unappliedCents], [1_100, 1_100, 0]);
  story.tell(`Ada opens the checkout, which asks for ${usd(1_100)}, and pays with ${payment.methodLabel}. The card number never comes near Carebill.`);
  story.check("the receipt", [payment.receipt.amountCents, payment.receipt.unappliedCents], [1_100, 0]);
  await story.until("the letters to Ada", async () => {
    const { outgoingMails } = await story.ask("biller", `query Mails($id: ID!) { outgoingMails(first: 10, filter: { practiceId: $id }) { nodes { kind status recipient } } }`, { id: cast.practiceId });
    const sent = outgoingMails.nodes.map(({ kind, status, recipient }: Record<string, string>) => `${kind} ${status} ${recipient}`).sort();
    return JSON.stringify(sent) === JSON.stringify(["receipt SENT ada.park@example.com", "statement SENT ada.park@example.com"]) ? sent : null;
  });
  story.tell(`Receipt ${payment.receipt.number} over ${usd(payment.receipt.amountCents)} is in her mail.`);
  await tellBook(story, claim, [22_500, 9_000, 12_400, 1_100, 0, 0]);
  story.check("what Ada's account owes", await accountOwes(story, guarantorId), 0);
  story.tell("Nobody owes anything on this visit any more.");
}
