import { formatUsd, negate, Refusal, type Cents, type PlainDate } from "../vocabulary";
import { postJournal } from "../ledger";
import { expectVersion, invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { settle, waits } from "./post-remittance";
import { Remittance } from "./remittance";

export type DepositRemittance = { remittanceId: string; amountCents: Cents; depositedOn: PlainDate; bankReference: string; expectedVersion?: number | null };

/**
 * The money of a remittance arrived in the bank: its clearing is closed to zero, once everything of it is posted.
 * Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, REMITTANCE_WAITS, ALREADY_DEPOSITED, DEPOSIT_DIFFERS, NOTHING_TO_DEPOSIT.
 */
export async function depositRemittance(work: Work, { remittanceId, amountCents, depositedOn, bankReference, expectedVersion }: DepositRemittance): Promise<Remittance> {
  return work.atomically(async () => {
    const remittance = await load(work, Remittance, remittanceId, { lock: true, path: ["remittanceId"], what: "remittance" });
    expectVersion(remittance, expectedVersion);
    const reference = bankReference.trim();
    if (!reference || reference.length > 80) throw invalid(["bankReference"], "bankReference has 1 to 80 characters: what the bank statement calls the deposit.");
    if (remittance.status === "WAITING" || remittance.status === "DISCARDED") throw waits(remittance);
    if (remittance.depositedAt) throw new Refusal("ALREADY_DEPOSITED", `The deposit of ${remittance.depositedOn} is recorded already.`, {}, ["remittanceId"]);
    const expected = remittance.paymentCents;
    if (expected === 0n) throw new Refusal("NOTHING_TO_DEPOSIT", "This remittance pays nothing (BPR02 is zero), so there is no deposit.", {}, ["remittanceId"]);
    if (amountCents !== expected) {
      throw new Refusal(
        "DEPOSIT_DIFFERS",
        `The remittance pays ${formatUsd(expected)} (BPR02); ${formatUsd(amountCents)} was deposited.`,
        { expectedCents: Number(expected), givenCents: Number(amountCents) },
        ["amountCents"],
      );
    }
    const of = { payerId: remittance.payerId, remittanceId: remittance.id, reference };
    await postJournal(work, {
      practiceId: remittance.practiceId,
      kind: "remittance-deposit",
      sourceId: remittance.id,
      effectiveOn: depositedOn,
      entries: [
        { ...of, account: "BANK", amount: amountCents },
        { ...of, account: "PAYER_CASH_CLEARING", amount: negate(amountCents) },
      ],
    });
    remittance.depositedOn = depositedOn;
    remittance.depositedAt = work.now;
    remittance.bankReference = reference;
    work.publish({ type: "remittance.deposited", practiceId: remittance.practiceId, aggregate: { type: "remittance", id: remittance.id }, data: { amountCents: Number(amountCents) } });
    await work.em.flush();
    return settle(work, remittance.id);
  });
}
