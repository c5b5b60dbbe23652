import { Refusal } from "../../vocabulary";
import { checkedReason } from "../../claims";
import { reverseJournal, subledgerOf } from "../../ledger";
import type { Guarantor } from "../../patients";
import { lockAccount, settleGuarantor } from "../../payments";
import { Practice } from "../../practices";
import { expectVersion, load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import { AccountWriteOff, AccountWriteOffLine } from "./account-write-off";

export type ReverseAccountWriteOff = { accountWriteOffId: string; reason: string; expectedVersion?: number | null };

/** The account owes it again, and what credit it has goes there. Refuses NOT_FOUND, STALE_VERSION, INVALID_INPUT, DECISION_REVERSED, DECISION_NOT_STANDING. */
export async function reverseAccountWriteOff(work: Work, { accountWriteOffId, reason, expectedVersion }: ReverseAccountWriteOff): Promise<{ guarantor: Guarantor; accountWriteOff: AccountWriteOff }> {
  return work.atomically(async () => {
    const of = { path: ["accountWriteOffId"], what: "write-off" };
    const { guarantorId, practiceId } = await load(work, AccountWriteOff, accountWriteOffId, of);
    const guarantor = await lockAccount(work, guarantorId);
    const accountWriteOff = await load(work, AccountWriteOff, accountWriteOffId, { ...of, lock: true });
    expectVersion(accountWriteOff, expectedVersion);
    const why = checkedReason(reason);
    if (accountWriteOff.reversedAt) throw new Refusal("DECISION_REVERSED", "It was reversed already.", {}, ["accountWriteOffId"]);
    await refuseUnlessStanding(work, accountWriteOff);
    const practice = await load(work, Practice, practiceId);
    await reverseJournal(work, {
      practiceId,
      journalId: accountWriteOff.journalId,
      kind: "account-write-off-reversal",
      sourceId: accountWriteOff.id,
      effectiveOn: work.today(practice.timeZone),
      reason: why,
    });
    Object.assign(accountWriteOff, { reversedAt: work.now, reversedBy: work.actor.name, reversalReason: why });
    work.publish({
      type: "account.write_off_reversed",
      practiceId,
      aggregate: { type: "guarantor", id: guarantorId },
      data: { guarantorId, writeOffId: accountWriteOff.id, amountCents: Number(accountWriteOff.amountCents) },
    });
    await work.em.flush();
    await settleGuarantor(work, { practiceId, guarantorId });
    return { guarantor, accountWriteOff };
  });
}

/** A payer's reversal may have put a part of it back already (remittance-release): then there is nothing exact to reverse. */
async function refuseUnlessStanding(work: Work, { practiceId, id, kind }: AccountWriteOff): Promise<void> {
  const lines = await work.em.find(AccountWriteOffLine, { practiceId, writeOffId: id });
  const parts = await subledgerOf(
    work,
    practiceId,
    lines.map((line) => line.serviceLineId),
  );
  // Without a payer: what an insurer's bucket gave up stands in the same account, under its sequence.
  const standing = new Map<string, bigint>(parts.filter((part) => part.account === kind && part.payerSequence === null).map((part) => [part.serviceLineId, part.amount]));
  const gone = lines.find((line) => (standing.get(line.serviceLineId) ?? 0n) < line.amountCents);
  if (gone) {
    throw new Refusal(
      "DECISION_NOT_STANDING",
      "A part of it was put back when a payer took its decision back; it cannot be reversed again.",
      { decidedCents: Number(gone.amountCents), standingCents: Number(standing.get(gone.serviceLineId) ?? 0n) },
      ["accountWriteOffId"],
    );
  }
}
