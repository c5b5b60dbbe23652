import { follow } from "../../vocabulary";
import { reverseAdjudication, type Claim } from "../../claims";
import { reverseJournal } from "../../ledger";
import type { Work } from "../../platform/work/work";
import type { Remittance } from "../remittance";
import { RemittanceClaim } from "../remittance-claim";
import { remittanceClaimLifecycle } from "../remittance-lifecycle";
import { isExactNegation, type FiguresToReverse } from "./is-exact-negation";
import { releasePatientSide } from "./release-patient-side";
import { figuresOf, wait, type Said } from "./remittance-claim-figures";

/**
 * A payer takes back what it decided (CLP02 22). The decision that it negates exactly is found among those in force,
 * its journal is reversed entry by entry, and the claim waits for the correction. Whatever nearly fits waits for a
 * person: a best guess here is a balance that nobody can explain later.
 */
export async function postReversal(work: Work, { remittance, row, claim, said }: { remittance: Remittance; row: RemittanceClaim; claim: Claim; said: Said }): Promise<RemittanceClaim> {
  const inForce = await work.em.find(RemittanceClaim, { practiceId: row.practiceId, claimId: claim.id, kind: "PAYMENT", state: "POSTED" }, { orderBy: { postedAt: "desc", id: "desc" } });
  const ofPayer = inForce.filter((each) => each.payerSequence === row.payerSequence && sameNumber(each.payerClaimControlNumber, row.payerClaimControlNumber));
  if (!ofPayer.length) return wait(row, "ORIGINAL_NOT_FOUND", { payerClaimControlNumber: row.payerClaimControlNumber });
  const reversal = figures(row, said);
  let original: RemittanceClaim | null = null;
  for (const each of ofPayer) {
    if (isExactNegation(figures(each, await figuresOf(work, each)), reversal)) original ??= each;
  }
  if (!original) {
    return wait(row, "ORIGINAL_DIFFERS", {
      reversalChargeCents: Number(row.chargeCents),
      reversalPaidCents: Number(row.paidCents),
      originals: ofPayer.map((each) => ({ chargeCents: Number(each.chargeCents), paidCents: Number(each.paidCents), payerClaimControlNumber: each.payerClaimControlNumber })),
    });
  }

  if (original.journalId) {
    // The cash goes back through this remittance: it is this one that its deposit closes.
    row.journalId = await reverseJournal(work, {
      practiceId: row.practiceId,
      journalId: original.journalId,
      kind: "remittance",
      sourceId: row.id,
      effectiveOn: remittance.paymentOn,
      reason: "the payer reversed its payment (CLP02 22)",
      dimensions: { remittanceId: remittance.id },
    });
    await releasePatientSide(work, { row, claim, effectiveOn: remittance.paymentOn });
  }
  original.state = follow(remittanceClaimLifecycle, original.state, "reverse");
  row.state = follow(remittanceClaimLifecycle, row.state, "post");
  row.waitingReason = null;
  row.facts = {};
  row.reversesId = original.id;
  row.postedAt = work.now;
  await reverseAdjudication(work, { claimId: claim.id, payerSequence: row.payerSequence!, reason: "the payer reversed its payment (CLP02 22)" });
  return row;
}

/** Payers repeat their number of the claim; one that leaves it out is taken at its figures. */
const sameNumber = (a: string | null, b: string | null) => a === null || b === null || a === b;

function figures(row: RemittanceClaim, { lines, adjustments }: Said): FiguresToReverse {
  const of = (lineId: string | null) =>
    adjustments.filter((each) => each.remittanceLineId === lineId).map((each) => ({ groupCode: each.groupCode, reasonCode: each.reasonCode, amount: each.amountCents }));
  return {
    chargeAmount: row.chargeCents,
    paidAmount: row.paidCents,
    adjustments: of(null),
    lines: lines.map((line) => ({ procedureCode: line.procedureCode, chargeAmount: line.chargeCents, paidAmount: line.paidCents, adjustments: of(line.id) })),
  };
}
