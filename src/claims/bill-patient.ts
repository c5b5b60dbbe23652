import { cents } from "../vocabulary";
import { markEncounterBilled, type Encounter } from "../encounters";
import { postJournal } from "../ledger";
import { Patient } from "../patients";
import { Practice } from "../practices";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { loadVisits, unbilledCharges } from "./create-claims";

/**
 * Self-pay: the charges of a coded encounter become the debt of the patient's guarantor, without a claim.
 * Refuses NOT_FOUND, ENCOUNTER_NOT_CODED, NOTHING_TO_BILL.
 */
export async function billPatient(work: Work, { encounterId }: { encounterId: string }): Promise<Encounter> {
  return work.atomically(async () => {
    const visits = await loadVisits(work, [encounterId], ["encounterId"]);
    const { encounter } = visits[0]!;
    const charges = await unbilledCharges(work, visits, ["encounterId"]);
    const { practiceId, patientId } = encounter;
    const { guarantorId } = await load(work, Patient, patientId);
    const practice = await load(work, Practice, practiceId);
    // One journal per time that charges were left: the first of them names it, because an act posts once.
    await postJournal(work, {
      practiceId,
      kind: "self-pay-charge",
      sourceId: encounterId,
      part: charges[0]!.charge.id,
      effectiveOn: work.today(practice.timeZone),
      entries: charges.flatMap(({ charge }) => {
        const about = { patientId, guarantorId, serviceLineId: charge.id };
        return [
          { ...about, account: "RECEIVABLE_PATIENT" as const, amount: charge.chargeCents },
          { ...about, account: "CHARGES" as const, amount: cents(-charge.chargeCents) },
        ];
      }),
    });
    if (encounter.status === "CODED") await markEncounterBilled(work, { encounterId, reason: "billed to the patient" });
    const amountCents = Number(charges.reduce((total, { charge }) => total + charge.chargeCents, 0n));
    work.publish({ practiceId, aggregate: { type: "encounter", id: encounterId }, type: "encounter.billed_to_patient", data: { patientId, amountCents } });
    return encounter;
  });
}
