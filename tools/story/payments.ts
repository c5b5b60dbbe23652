import type { Story } from "./story";

export type Statement = {
  readonly id: string;
  readonly number: number;
  readonly amountDueCents: number;
  readonly dueOn: string;
  readonly pdfBase64: string;
  readonly lines: readonly { readonly chargedCents: number; readonly adjustedCents: number; readonly insurerPaidCents: number; readonly youPaidCents: number; readonly youOweCents: number }[];
};

export async function issueStatement(story: Story, patientId: string): Promise<Statement> {
  const { statement } = await story.act(
    "biller",
    "patientStatementIssue",
    { patientId },
    "statement { id number amountDueCents dueOn pdfBase64 lines { chargedCents adjustedCents insurerPaidCents youPaidCents youOweCents } }",
  );
  return statement as Statement;
}

export type Payment = {
  readonly id: string;
  readonly amountCents: number;
  readonly allocatedCents: number;
  readonly unappliedCents: number;
  readonly methodLabel: string;
  readonly receipt: { readonly number: number; readonly amountCents: number; readonly unappliedCents: number };
};

const PAYMENT = "payment { id amountCents allocatedCents unappliedCents methodLabel receipt { number amountCents unappliedCents } }";
/** A test card that is always taken. */
const CARD = "4242424242424242";

/** The patient opens the checkout of a statement, types a card number into the processor's page, and the news comes back. */
export async function payStatementByCard(story: Story, statementId: string, amountCents: number): Promise<Payment> {
  const { paymentSession, clientSecret } = await story.act("patient", "paymentSessionCreate", { statementId }, "paymentSession { id amountCents status } clientSecret");
  story.check("what the checkout asks for", [paymentSession.amountCents, paymentSession.status], [amountCents, "OPEN"]);
  await story.payByCard(clientSecret.split("_secret_")[0], CARD);
  return story.until("the processor's news of the payment", async () => {
    const { paymentSession: session } = await story.ask("patient", `query Session($id: ID!) { paymentSession(id: $id) { status ${PAYMENT} } }`, { id: paymentSession.id });
    return session.status === "PAID" && session.payment?.receipt ? (session.payment as Payment) : null;
  });
}

export async function payByCheque(story: Story, guarantorId: string, { amountCents, number }: { amountCents: number; number: string }): Promise<Payment> {
  const { payment } = await story.act("biller", "paymentRecord", { guarantorId, amountCents, method: "CHEQUE", reference: number }, PAYMENT);
  return payment as Payment;
}

/** What the account owes for all its patients. */
export async function accountOwes(story: Story, guarantorId: string): Promise<number> {
  const { guarantorBalance } = await story.ask("biller", "query Owes($id: ID!) { guarantorBalance(guarantorId: $id) { youOweCents } }", { id: guarantorId });
  return guarantorBalance.youOweCents;
}
