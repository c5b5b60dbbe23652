import { InstantColumn, PracticeRow, PracticeTable, TextColumn, UuidColumn } from "../platform/database/columns";
import type { Work } from "../platform/work/work";
import { follow } from "../vocabulary";
import type { Encounter } from "./encounter";
import { encounterLife, type EncounterMove, type EncounterStatus } from "./encounter-status";

/** One move of an encounter: who, when, why, from where to where. */
@PracticeTable("encounter_history")
export class EncounterHistory extends PracticeRow {
  @UuidColumn() encounterId!: string;
  @TextColumn() move!: EncounterMove | "create";
  @TextColumn({ nullable: true }) fromStatus: EncounterStatus | null = null;
  @TextColumn() toStatus!: EncounterStatus;
  @TextColumn() actorKind!: string;
  @UuidColumn() actorId!: string;
  @TextColumn() actorName!: string;
  /** Free text: it may hold PHI, so it is never part of an event or a log. */
  @TextColumn({ nullable: true }) reason: string | null = null;
  @InstantColumn() occurredAt!: Date;
}

/** Moves the encounter as its lifecycle allows and writes the row of history. Refuses MOVE_NOT_ALLOWED. */
export function moveEncounter(work: Work, encounter: Encounter, move: EncounterMove, reason: string | null = null): void {
  const from = encounter.status;
  encounter.status = follow(encounterLife, from, move);
  encounter.statusSince = work.now;
  rememberMove(work, encounter, move, from, reason);
}

export function rememberMove(work: Work, encounter: Encounter, move: EncounterMove | "create", from: EncounterStatus | null, reason: string | null = null): void {
  work.em.persist(
    Object.assign(new EncounterHistory(), {
      practiceId: encounter.practiceId,
      encounterId: encounter.id,
      move,
      fromStatus: from,
      toStatus: encounter.status,
      actorKind: work.actor.kind,
      actorId: work.actor.id,
      actorName: work.actor.name,
      reason,
      occurredAt: work.now,
    }),
  );
}
