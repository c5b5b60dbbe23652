import type { Cast } from "./cast";
import { usd, type Story } from "./story";

export type Remittance = {
  readonly id: string;
  readonly version: number;
  readonly payerName: string;
  readonly traceNumber: string;
  readonly paymentCents: number;
  readonly paymentOn: string;
  readonly status: string;
  readonly claims: readonly { readonly statusCode: string; readonly paidCents: number; readonly state: string; readonly patientName: string }[];
  readonly providerAdjustments: readonly { readonly reasonCode: string; readonly reference: string | null; readonly amountCents: number }[];
};

/** The newest remittance of a payer; it must be wholly posted. */
export async function newestRemittance(story: Story, { practiceId }: Cast, payerName: string): Promise<Remittance> {
  const { remittances } = await story.ask(
    "biller",
    `query Remittances($practiceId: ID!) { remittances(first: 20, filter: { practiceId: $practiceId }, orderBy: RECEIVED_AT_DESC) { nodes {
      id version payerName traceNumber paymentCents paymentOn status waitingReason
      claims(first: 20, orderBy: POSITION_ASC) { nodes { statusCode paidCents state waitingReason patientName } }
      providerAdjustments { reasonCode reference amountCents } } } }`,
    { practiceId },
  );
  const found = remittances.nodes.find((each: Remittance) => each.payerName === payerName);
  if (!found) throw new Error(`No remittance of ${payerName} has come.`);
  story.check(
    `the remittance ${found.traceNumber}`,
    found.claims.nodes.map(({ waitingReason }: { waitingReason: string | null }) => waitingReason),
    found.claims.nodes.map(() => null),
  );
  story.check(`the remittance ${found.traceNumber}`, [found.waitingReason, ["POSTED", "CLOSED"].includes(found.status)], [null, true]);
  return { ...found, claims: found.claims.nodes };
}

/** The money arrives in the bank, to the cent, and the file is closed. */
export async function deposit(story: Story, { id, version, paymentCents, paymentOn, traceNumber }: Remittance): Promise<void> {
  const { remittance } = await story.act(
    "practice-administrator",
    "remittanceDeposit",
    { remittanceId: id, expectedVersion: version, amountCents: paymentCents, depositedOn: paymentOn, bankReference: `ACH ${traceNumber}` },
    "remittance { status depositedOn }",
  );
  story.check("the remittance after its deposit", remittance.status, "CLOSED");
  story.tell(`${usd(paymentCents)} arrive in the bank under ${traceNumber}; the file is closed.`);
}
