import { add, invariant, negate, smaller, type Cents, type PlainDate } from "../../vocabulary";
import type { Claim } from "../../claims";
import { entriesOf, postJournal, subledgerOf, type Account, type EntryDraft } from "../../ledger";
import { Guarantor } from "../../patients";
import { load } from "../../platform/work/guards";
import type { Work } from "../../platform/work/work";
import type { RemittanceClaim } from "../remittance-claim";

/**
 * What the patient's side did with a responsibility that a reversal takes back, undone in this order: payments become
 * unapplied credit again, a placement with an agency is recalled, and what was written off or discounted on the
 * patient's balance is put back. Whatever is left of the correction is allocated anew.
 */
const UNDONE_IN_ORDER: readonly Account[] = [
  "UNAPPLIED_PATIENT_CREDIT",
  "RECEIVABLE_AGENCY",
  "SMALL_BALANCE",
  "BAD_DEBT",
  "CHARITY",
  "PROMPT_PAY_DISCOUNT",
  "COURTESY_DISCOUNT",
  "ADMINISTRATIVE_WRITE_OFF",
];

/**
 * After a reversal the patient may have paid what is no longer owed: the patient's bucket would be negative. It is
 * brought back to zero, which is where it stood before the payer decided.
 */
export async function releasePatientSide(work: Work, { row, claim, effectiveOn }: { row: RemittanceClaim; claim: Claim; effectiveOn: PlainDate }): Promise<Cents> {
  invariant(row.journalId, "there is a reversal to follow");
  const reversed = await entriesOf(work, row.practiceId, row.journalId);
  const touched = [...new Set(reversed.filter((entry) => entry.account === "RECEIVABLE_PATIENT" && entry.serviceLineId).map((entry) => entry.serviceLineId!))];
  if (!touched.length) return add();
  // The account's lock, as every act on a patient's money takes it: else a refund made in this moment releases the same payment too.
  for (const guarantorId of [...new Set(reversed.flatMap((entry) => entry.guarantorId ?? []))].sort()) await load(work, Guarantor, guarantorId, { lock: true });
  const parts = await subledgerOf(work, row.practiceId, touched);
  const entries: EntryDraft[] = [];
  let released = add();
  for (const bucket of parts) {
    if (bucket.account !== "RECEIVABLE_PATIENT" || bucket.amount >= 0n) continue;
    let missing = negate(bucket.amount);
    for (const account of UNDONE_IN_ORDER) {
      // The newest first: the last payment is the one that was too much.
      for (const part of parts.filter(
        (each) => each.account === account && each.serviceLineId === bucket.serviceLineId && (each.guarantorId === bucket.guarantorId || account !== "UNAPPLIED_PATIENT_CREDIT"),
      )) {
        if (missing <= 0n || part.amount <= 0n) continue;
        const amount = smaller(missing, part.amount);
        const of = { patientId: claim.patientId, claimId: claim.id, serviceLineId: bucket.serviceLineId, guarantorId: bucket.guarantorId, paymentId: part.paymentId };
        entries.push({ ...of, account: "RECEIVABLE_PATIENT", amount }, { ...of, guarantorId: part.guarantorId ?? bucket.guarantorId, account, amount: negate(amount) });
        missing = add(missing, negate(amount));
        if (account === "UNAPPLIED_PATIENT_CREDIT") released = add(released, amount);
      }
    }
  }
  await postJournal(work, { practiceId: row.practiceId, kind: "remittance-release", sourceId: row.id, effectiveOn, reason: "the payer reversed what the patient had been asked for", entries });
  if (released > 0n) {
    work.publish({
      type: "remittance.patient_credit_released",
      practiceId: row.practiceId,
      aggregate: { type: "remittance_claim", id: row.id },
      data: { claimId: claim.id, guarantorId: claim.guarantorId, amountCents: Number(released) },
    });
  }
  return released;
}
