import { InstantColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn, WholeColumn } from "../platform/database/columns";
import type { Work } from "../platform/work/work";
import type { Claim } from "./claim";

export type Axis = "WORKFLOW" | "SUBMISSION" | "ADJUDICATION" | "OWNER";

/** One move on one of the axes: who, when, why, from, to. */
@PracticeTable("claim_history")
export class ClaimHistory extends PracticeRow {
  @UuidColumn() claimId!: string;
  @TextColumn() axis!: Axis;
  @WholeColumn({ nullable: true }) payerSequence: number | null = null;
  @UuidColumn({ nullable: true }) submissionId: string | null = null;
  @TextColumn() move!: string;
  @TextColumn() fromState!: string;
  @TextColumn() toState!: string;
  @TextColumn({ nullable: true }) reason: string | null = null;
  @TextColumn() actorKind!: string;
  @UuidColumn() actorId!: string;
  @TextColumn() actorName!: string;
  @InstantColumn() at!: Date;
}

export type Step = { axis: Axis; move: string; from: string; to: string; reason?: string | null; payerSequence?: number; submissionId?: string };

export function keepHistory(work: Work, claim: Claim, { axis, move, from, to, reason, payerSequence, submissionId }: Step): void {
  work.em.persist(
    Object.assign(new ClaimHistory(), {
      practiceId: claim.practiceId,
      claimId: claim.id,
      axis,
      move,
      fromState: from,
      toState: to,
      reason: reason ?? null,
      payerSequence: payerSequence ?? null,
      submissionId: submissionId ?? null,
      actorKind: work.actor.kind,
      actorId: work.actor.id,
      actorName: work.actor.name,
      at: work.now,
    }),
  );
}
