import { invariant, negate } from "../../vocabulary";
import { postJournal } from "../../ledger";
import type { Work } from "../../platform/work/work";
import type { Remittance } from "../remittance";
import { ProviderAdjustment } from "../remittance-line";

/**
 * Posts the PLB of a remittance: interest is income, everything else waits under its reference until the payer or we
 * have settled it. Never a patient's account: a PLB speaks to the provider (billing-rules 5). A positive amount lowers
 * the payment, so it leaves the remittance's cash.
 */
export async function postProviderAdjustments(work: Work, remittance: Remittance): Promise<void> {
  await work.atomically(async () => {
    const { practiceId } = remittance;
    const adjustments = await work.em.find(ProviderAdjustment, { practiceId, remittanceId: remittance.id, account: null }, { orderBy: { position: "asc" } });
    for (const adjustment of adjustments) {
      invariant(remittance.payerId, "a remittance with provider-level adjustments waits until its payer is known");
      const isInterest = adjustment.reasonCode === "L6";
      adjustment.account = isInterest ? "INTEREST_INCOME" : "PROVIDER_PAYER_CLEARING";
      adjustment.clearingReference = isInterest ? adjustment.reference : await clearingReference(work, remittance, adjustment);
      const dimensions = { payerId: remittance.payerId, reference: adjustment.clearingReference, remittanceId: remittance.id, reasonCode: adjustment.reasonCode };
      adjustment.journalId = await postJournal(work, {
        practiceId,
        kind: "provider-adjustment",
        sourceId: adjustment.id,
        effectiveOn: remittance.paymentOn,
        reason: `PLB ${adjustment.reasonCode}`,
        entries: [
          { ...dimensions, account: adjustment.account as "INTEREST_INCOME", amount: adjustment.amountCents },
          { ...dimensions, account: "PAYER_CASH_CLEARING", amount: negate(adjustment.amountCents) },
        ],
      });
      if (adjustment.reasonCode === "WO" && adjustment.amountCents > 0n) {
        work.publish({
          type: "remittance.recoupment",
          practiceId,
          aggregate: { type: "remittance", id: remittance.id },
          data: { payerId: remittance.payerId, reference: adjustment.clearingReference, amountCents: Number(adjustment.amountCents) },
        });
      }
    }
  });
}

/**
 * A balance that is carried forward (a negative FB) is taken up again under the trace of the remittance that carried
 * it, so that is its reference, whatever the payer wrote beside it; a positive FB names that trace. When a payer
 * repeats its own reference instead, the two still meet.
 */
async function clearingReference(work: Work, remittance: Remittance, adjustment: ProviderAdjustment): Promise<string> {
  const own = adjustment.reference ?? adjustment.reasonCode;
  if (adjustment.reasonCode !== "FB") return own;
  if (adjustment.amountCents < 0n) return remittance.traceNumber;
  const carried = await work.em.find(
    ProviderAdjustment,
    { practiceId: remittance.practiceId, reasonCode: "FB", amountCents: { $lt: 0n }, clearingReference: { $ne: null }, $or: [{ clearingReference: own }, { reference: own }] } as never,
    { orderBy: { id: "desc" } },
  );
  return (carried as ProviderAdjustment[]).find((each) => each.clearingReference === own)?.clearingReference ?? (carried as ProviderAdjustment[])[0]?.clearingReference ?? own;
}
