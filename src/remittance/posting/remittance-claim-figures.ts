import { follow } from "../../vocabulary";
import type { Work } from "../../platform/work/work";
import type { ClaimWaitingReason, RemittanceClaim } from "../remittance-claim";
import { remittanceClaimLifecycle } from "../remittance-lifecycle";
import { RemittanceAdjustment, RemittanceLine } from "../remittance-line";

/** What a payer said of a claim, line by line. */
export type Said = { lines: RemittanceLine[]; adjustments: RemittanceAdjustment[] };

export async function figuresOf(work: Work, row: RemittanceClaim): Promise<Said> {
  const of = { practiceId: row.practiceId, remittanceClaimId: row.id };
  const lines = await work.em.find(RemittanceLine, of, { orderBy: { position: "asc" } });
  const adjustments = await work.em.find(RemittanceAdjustment, of, { orderBy: { position: "asc" } });
  return { lines, adjustments };
}

/** It cannot be posted now; the figures say why. */
export function wait(row: RemittanceClaim, reason: ClaimWaitingReason, facts: Record<string, unknown>): RemittanceClaim {
  row.state = follow(remittanceClaimLifecycle, row.state, "wait");
  row.waitingReason = reason;
  row.facts = facts;
  return row;
}
