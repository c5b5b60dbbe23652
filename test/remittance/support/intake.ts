import type { TestOffice } from "../../support/office";
import { file, type FileSaid } from "./file";

export type Taken = {
  inboundFile: { status: string; reason: string | null };
  remittances: { id: string; status: string; waitingReason: string | null; problems: { code: string; message: string }[] }[];
};

const RECEIVE = `mutation ($input: RemittanceReceiveInput!) {
  remittanceReceive(input: $input) { inboundFile { status reason } remittances { id status waitingReason problems { code message expectedCents actualCents differenceCents } } userErrors { code message } }
}`;
const LOOK = `query ($id: ID!) { remittance(id: $id) { status waitingReason paymentCents
  claims(first: 50, orderBy: POSITION_ASC) { nodes { id kind state waitingReason outcome matchedBy payerSequence distributed forwarded facts reverses { id } lines { adjustments { groupCode reasonCode amountCents disposition postedCents } } adjustments { groupCode reasonCode disposition postedCents } } }
  providerAdjustments { reasonCode reference amountCents account clearingReference } } }`;

let keys = 0;
/** Hands a file in as the payment poster does, and lets the office work until it rests. */
export async function receiveText(office: TestOffice, text: string): Promise<Taken> {
  const { data, errors } = await office.as("petra").run(RECEIVE, { input: { text } }, { "idempotency-key": `file-${++keys}` });
  expect(errors).toBeUndefined();
  expect(data.remittanceReceive.userErrors).toEqual([]);
  await office.drain();
  return data.remittanceReceive;
}

export async function receive(office: TestOffice, ...said: readonly Omit<FileSaid, "payeeNpi">[]): Promise<Taken> {
  const [row] = await office.owner("select npi from practice where id = $1", [office.cast.riverside]);
  return receiveText(office, file(...said.map((each) => ({ payeeNpi: row!.npi as string, payerId: "BPH01", ...each }))));
}

export async function look(office: TestOffice, id: string) {
  const { data, errors } = await office.as("petra").run(LOOK, { id });
  expect(errors).toBeUndefined();
  return data.remittance;
}

export async function deposit(office: TestOffice, remittanceId: string, amountCents: number) {
  const { data, errors } = await office
    .as("petra")
    .run(
      `mutation ($input: RemittanceDepositInput!) { remittanceDeposit(input: $input) { remittance { status } userErrors { code } } }`,
      { input: { remittanceId, amountCents, depositedOn: "2026-11-22", bankReference: "B" } },
      { "idempotency-key": `deposit-${++keys}` },
    );
  expect(errors).toBeUndefined();
  return data.remittanceDeposit;
}

/** What of a remittance's cash is still in clearing: zero once it is posted and deposited. */
export async function clearing(office: TestOffice): Promise<Record<string, number>> {
  const rows = await office.owner(
    "select r.trace_number as trace, sum(e.amount_cents)::int as amount from ledger_entry e join remittance r on r.id = e.remittance_id where e.account = 'PAYER_CASH_CLEARING' group by 1 having sum(e.amount_cents) <> 0",
  );
  return Object.fromEntries(rows.map((row) => [row.trace as string, row.amount as number]));
}
