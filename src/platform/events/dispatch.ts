import type { Row } from "../database/read-pool";
import type { Task } from "../jobs/task";
import type { Work } from "../work/work";
import type { Listener, StoredEvent } from "./listener";

/** The task that tells one event to each of its listeners, each in a transaction of its own with its receipt. */
export function dispatchTask(listeners: readonly Listener[]): Task {
  return {
    name: "event.dispatch",
    run: async (work, payload) => {
      const [row] = await work.sql(`select * from event where practice_id = $1 and id = $2`, [payload.practiceId, payload.eventId]);
      if (!row) return;
      const event = stored(row);
      const failures: unknown[] = [];
      for (const listener of listeners) {
        if (!listener.to.includes(event.type)) continue;
        try {
          await tell(work, listener, event);
        } catch (error) {
          failures.push(error);
        }
      }
      // The queue tells the event again later; those who have heard it hold a receipt.
      if (failures.length) throw failures[0];
    },
  };
}

async function tell(work: Work, listener: Listener, event: StoredEvent): Promise<void> {
  await work.atomically(async () => {
    const receipt = await work.sql(`insert into listener_receipt (practice_id, event_id, listener, heard_at) values ($1, $2, $3, $4) on conflict do nothing returning listener`, [
      event.practiceId,
      event.id,
      listener.name,
      work.now,
    ]);
    if (receipt.length) await listener.hear(work, event);
  });
}

function stored(row: Row): StoredEvent {
  return {
    id: row.id as string,
    type: row.type as string,
    practiceId: row.practice_id as string,
    aggregate: { type: row.aggregate_type as string, id: row.aggregate_id as string, sequence: Number(row.sequence) },
    data: row.data as Record<string, unknown>,
    occurredAt: new Date(row.occurred_at as string),
  };
}
