import { cents } from "../vocabulary";
import type { Listener, StoredEvent } from "../platform/events/listener";
import { openTask, settleTasks } from "./open-task";
import type { TaskKind } from "./task-kinds";

/** Which event opens which task, about what. A table, so that one sees what is watched. */
const OPENS: readonly { event: string; kind: TaskKind; subject: (event: StoredEvent) => { type: string; id: string } }[] = [
  { event: "claim.denied", kind: "DENIAL", subject: (event) => ({ type: "clm", id: event.aggregate.id }) },
  { event: "claim.rejected", kind: "REJECTION", subject: (event) => ({ type: "clm", id: event.aggregate.id }) },
  { event: "remittance.waiting", kind: "REMITTANCE_REVIEW", subject: (event) => ({ type: "rem", id: event.aggregate.id }) },
  { event: "remittance.unmatched", kind: "UNMATCHED_REMITTANCE", subject: (event) => ({ type: "rcl", id: String(event.data.remittanceClaimId) }) },
  { event: "remittance.review_needed", kind: "PAYMENT_REVIEW", subject: (event) => ({ type: "rcl", id: event.aggregate.id }) },
  { event: "remittance.recoupment", kind: "RECOUPMENT", subject: (event) => ({ type: "rem", id: event.aggregate.id }) },
  { event: "encounter.question_asked", kind: "CODING_QUESTION", subject: (event) => ({ type: "enc", id: event.aggregate.id }) },
];

/** Which event shows that the work is done. */
const SETTLES: readonly { event: string; kinds: readonly TaskKind[]; resolution: string; subjectId?: (event: StoredEvent) => string }[] = [
  { event: "claim.paid", kinds: ["DENIAL"], resolution: "The payer paid the claim." },
  { event: "claim.submitted", kinds: ["REJECTION"], resolution: "The claim was sent again." },
  { event: "claim.voided", kinds: ["DENIAL", "REJECTION"], resolution: "The claim was voided." },
  { event: "remittance.matched", kinds: ["UNMATCHED_REMITTANCE"], resolution: "Somebody said which claim it is.", subjectId: (event) => String(event.data.remittanceClaimId) },
  { event: "remittance.discarded", kinds: ["REMITTANCE_REVIEW"], resolution: "The remittance was put away." },
  { event: "remittance.posted", kinds: ["REMITTANCE_REVIEW"], resolution: "The remittance was posted." },
  { event: "encounter.question_answered", kinds: ["CODING_QUESTION"], resolution: "The provider answered." },
];

export const worklistListeners: readonly Listener[] = [
  {
    name: "worklists.open-task",
    to: OPENS.map(({ event }) => event),
    hear: async (work, event) => {
      const opens = OPENS.find((each) => each.event === event.type)!;
      const { amountCents, reasonCodes, reason, kind } = event.data;
      await openTask(work, {
        practiceId: event.practiceId,
        kind: opens.kind,
        subject: opens.subject(event),
        cause: `${event.type}:${event.id}`,
        amountCents: typeof amountCents === "number" ? cents(amountCents) : null,
        reasonCodes: [...(Array.isArray(reasonCodes) ? reasonCodes.map(String) : []), ...[reason, kind].filter((word) => typeof word === "string")],
      });
    },
  },
  {
    name: "worklists.settle-tasks",
    to: SETTLES.map(({ event }) => event),
    hear: async (work, event) => {
      const { kinds, resolution, subjectId } = SETTLES.find((each) => each.event === event.type)!;
      await settleTasks(work, { practiceId: event.practiceId, subjectId: subjectId ? subjectId(event) : event.aggregate.id, kinds, resolution });
    },
  },
];
