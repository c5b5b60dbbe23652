import { add, invariant, negate, Refusal, type Cents } from "../../vocabulary";
import { checkedReason } from "../../claims";
import { openPatientLines, postJournal, type OpenLine } from "../../ledger";
import type { Guarantor } from "../../patients";
import { lockAccount, settleGuarantor } from "../../payments";
import { Practice } from "../../practices";
import { uuidv7 } from "../../platform/database/ids";
import { invalid, load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import { AccountWriteOff, AccountWriteOffLine, type AccountWriteOffKind } from "./account-write-off";

export type WriteOffAccount = {
  guarantorId: string;
  kind: AccountWriteOffKind;
  reason: string;
  /** Service lines, and how much of each; every open line in full when omitted. */
  lines?: readonly { chargeId: string; amountCents?: Cents | null }[] | null;
};
type Part = { line: OpenLine; amount: Cents };

/**
 * Gives up what an account owes. Its own money is applied first: nothing is written off that is paid already, and what
 * is refused leaves that undone too. Refuses NOT_FOUND, INVALID_INPUT, NOTHING_OWED, MORE_THAN_OWED.
 */
export async function writeOffAccount(work: Work, { guarantorId, kind, reason, lines }: WriteOffAccount): Promise<{ guarantor: Guarantor; accountWriteOff: AccountWriteOff }> {
  return work.atomically(async () => {
    const guarantor = await lockAccount(work, guarantorId, ["guarantorId"]);
    const { practiceId } = guarantor;
    const why = checkedReason(reason);
    await settleGuarantor(work, { practiceId, guarantorId });
    await work.em.flush();
    const open = await openPatientLines(work, practiceId, guarantorId);
    const parts = chosenOf(open, lines);
    const id = uuidv7();
    const practice = await load(work, Practice, practiceId);
    const journalId = await postJournal(work, {
      practiceId,
      kind: "account-write-off",
      sourceId: id,
      effectiveOn: work.today(practice.timeZone),
      reason: why,
      entries: parts.flatMap(({ line: { patientId, claimId, serviceLineId }, amount }) => {
        const about = { guarantorId, patientId, claimId, serviceLineId };
        return [
          { ...about, account: kind, amount },
          { ...about, account: "RECEIVABLE_PATIENT" as const, amount: negate(amount) },
        ];
      }),
    });
    invariant(journalId, "a write-off is about something that is owed");
    const amountCents = add(...parts.map((part) => part.amount));
    const accountWriteOff = Object.assign(new AccountWriteOff(), { id, practiceId, guarantorId, kind, reason: why, amountCents, journalId, decidedBy: work.actor.name, createdAt: work.now });
    work.em.persist(accountWriteOff);
    for (const { line, amount } of parts) {
      work.em.persist(Object.assign(new AccountWriteOffLine(), { practiceId, writeOffId: id, patientId: line.patientId, serviceLineId: line.serviceLineId, amountCents: amount }));
    }
    const owed = add(...open.map((line) => line.amount), negate(amountCents));
    work.publish({
      type: "account.written_off",
      practiceId,
      aggregate: { type: "guarantor", id: guarantorId },
      data: { guarantorId, writeOffId: id, kind, amountCents: Number(amountCents), owedCents: Number(owed) },
    });
    return { guarantor, accountWriteOff };
  });
}

function chosenOf(open: readonly OpenLine[], lines: WriteOffAccount["lines"]): Part[] {
  const nothing = (path: readonly string[]) => new Refusal("NOTHING_OWED", "The guarantor owes nothing here.", {}, path);
  if (!lines?.length) {
    if (!open.length) throw nothing(["guarantorId"]);
    return open.map((line) => ({ line, amount: line.amount }));
  }
  return lines.map(({ chargeId, amountCents }, index) => {
    const at = ["lines", String(index)];
    if (lines.findIndex((each) => each.chargeId === chargeId) !== index) throw invalid([...at, "chargeId"], "Each charge is named once.");
    if (amountCents !== null && amountCents !== undefined && amountCents <= 0n) throw invalid([...at, "amountCents"], "amountCents is above zero.");
    const line = open.find((each) => each.serviceLineId === chargeId);
    if (!line) throw nothing([...at, "chargeId"]);
    const amount = amountCents ?? line.amount;
    if (amount > line.amount) throw new Refusal("MORE_THAN_OWED", "This is more than the guarantor owes for the line.", { owedCents: Number(line.amount) }, [...at, "amountCents"]);
    return { line, amount };
  });
}
