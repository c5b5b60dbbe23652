import { cents } from "../vocabulary";
import type { Listener, StoredEvent } from "../platform/events/listener";
import { RemittanceClaim } from "../remittance";
import { openTask, settleTasks } from "./open-task";
import type { TaskKind } from "./task-kinds";

/** Which event opens which task, about what. A table, so that one sees what is watched. */
const OPENS: readonly { event: string; kind: TaskKind; subject: (event: StoredEvent) => { type: string; id: string } }[] = [
  { event: "claim.denied", kind: "DENIAL", subject: (event) => ({ type: "clm", id: event.aggregate.id }) },
  { event: "claim.decision_reversed", kind: "DENIAL", subject: (event) => ({ type: "clm", id: event.aggregate.id }) },
  { event: "claim.rejected", kind: "REJECTION", subject: (event) => ({ type: "clm", id: event.aggregate.id }) },
  { event: "remittance.waiting", kind: "REMITTANCE_REVIEW", subject: (event) => ({ type: "rem", id: event.aggregate.id }) },
  { event: "remittance.unmatched", kind: "UNMATCHED_REMITTANCE", subject: (event) => ({ type: "rcl", id: String(event.data.remittanceClaimId) }) },
  { event: "remittance.review_needed", kind: "PAYMENT_REVIEW", subject: (event) => ({ type: "rcl", id: event.aggregate.id }) },
  { event: "remittance.recoupment", kind: "RECOUPMENT", subject: (event) => ({ type: "rem", id: event.aggregate.id }) },
  { event: "encounter.question_asked", kind: "CODING_QUESTION", subject: (event) => ({ type: "enc", id: event.aggregate.id }) },
];

/** Which event shows that the work is done. */
const SETTLES: readonly {
  event: string;
  kinds: readonly TaskKind[];
  resolution: string;
  when?: (event: StoredEvent) => boolean;
  subjectId?: (event: StoredEvent) => string;
}[] = [
  { event: "claim.paid", kinds: ["DENIAL"], resolution: "The payer paid the claim." },
  { event: "claim.written_off", kinds: ["DENIAL"], resolution: "What insurers owed was written off.", when: insurersOweNothing },
  {
    event: "claim.balance_shifted",
    kinds: ["DENIAL"],
    resolution: "Somebody else is asked for what the payer refused.",
    when: (event) => insurersOweNothing(event) || (event.data.to === "NEXT_PAYER" && event.data.payerOwesCents === 0),
  },
  { event: "claim.submitted", kinds: ["REJECTION"], resolution: "The claim was sent again." },
  { event: "claim.voided", kinds: ["DENIAL", "REJECTION"], resolution: "The claim was voided." },
  { event: "remittance.matched", kinds: ["UNMATCHED_REMITTANCE"], resolution: "Somebody said which claim it is.", subjectId: (event) => String(event.data.remittanceClaimId) },
  { event: "remittance.discarded", kinds: ["REMITTANCE_REVIEW"], resolution: "The remittance was put away." },
  { event: "remittance.posted", kinds: ["REMITTANCE_REVIEW"], resolution: "The remittance was posted." },
  { event: "encounter.question_answered", kinds: ["CODING_QUESTION"], resolution: "The provider answered." },
];

/** Reviews of a remittance claim that ask what becomes of money; an overpayment or an outdated payer is another matter. */
const REVIEWS_OF_A_BALANCE = ["ELIGIBILITY", "CONSENT", "PROTECTED", "CROSSOVER", "DUPLICATE", "OTHER", "UNEXPLAINED"];

function insurersOweNothing(event: StoredEvent): boolean {
  return event.data.insurersOweCents === 0;
}

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
      const { kinds, resolution, when, subjectId } = SETTLES.find((each) => each.event === event.type)!;
      if (when && !when(event)) return;
      await settleTasks(work, { practiceId: event.practiceId, subjectId: subjectId ? subjectId(event) : event.aggregate.id, kinds, resolution });
    },
  },
  {
    name: "worklists.settle-balance-reviews",
    to: ["claim.written_off", "claim.balance_shifted"],
    hear: async (work, event) => {
      if (event.data.payerOwesCents !== 0) return;
      const { practiceId, aggregate } = event;
      for (const { id } of await work.em.find(RemittanceClaim, { practiceId, claimId: aggregate.id, payerSequence: event.data.payerSequence as number })) {
        await settleTasks(work, { practiceId, subjectId: id, kinds: ["PAYMENT_REVIEW"], about: REVIEWS_OF_A_BALANCE, resolution: "It was decided what becomes of the balance." });
      }
    },
  },
];
