import { addDays, cents, negate } from "../../../src/vocabulary";
import { postJournal } from "../../../src/ledger";
import { uuidv7 } from "../../../src/platform/database/ids";
import type { TestOffice } from "../../support/office";
import type { BilledClaim } from "./bill";

/** A payment of the guarantor, applied to the first line, as the payments room posts it. */
export async function patientPays(office: TestOffice, claim: BilledClaim, amount: number, line = 0): Promise<string> {
  const work = office.work();
  const paymentId = uuidv7();
  const of = { practiceId: office.cast.riverside!, effectiveOn: addDays(work.today("America/Denver"), 0) };
  const { guarantorId, patientId, claimId } = claim;
  const serviceLineId = claim.lines[line]!.chargeId;
  await work.atomically(async () => {
    await postJournal(work, {
      ...of,
      kind: "payment",
      sourceId: paymentId,
      entries: [
        { account: "BANK", amount: cents(amount), paymentId, guarantorId },
        { account: "UNAPPLIED_PATIENT_CREDIT", amount: cents(-amount), paymentId, guarantorId },
      ],
    });
    const applied = { paymentId, guarantorId, patientId, claimId, serviceLineId };
    await postJournal(work, {
      ...of,
      kind: "payment-allocation",
      sourceId: paymentId,
      entries: [
        { ...applied, account: "UNAPPLIED_PATIENT_CREDIT", amount: cents(amount) },
        { ...applied, account: "RECEIVABLE_PATIENT", amount: negate(cents(amount)) },
      ],
    });
  });
  return paymentId;
}

export async function unapplied(office: TestOffice, guarantorId: string): Promise<number> {
  const [row] = await office.owner("select coalesce(-sum(amount_cents), 0)::int as n from ledger_entry where account = 'UNAPPLIED_PATIENT_CREDIT' and guarantor_id = $1", [guarantorId]);
  return row!.n as number;
}
