import { Encounter, moveEncounter, takeReason } from "../encounters";
import { expectVersion, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { invariant } from "../vocabulary";
import { CodingQuestion } from "./coding-question";

const LONGEST = 2_000;

export type AskProvider = { encounterId: string; question: string; expectedVersion?: number | null };

/** Gives a visit back to the provider with a question. Refuses NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, INVALID_INPUT. */
export async function askProvider(work: Work, { encounterId, question, expectedVersion }: AskProvider): Promise<Encounter> {
  return work.atomically(async () => {
    const encounter = await lockEncounter(work, encounterId, expectedVersion);
    const text = takeReason(question, ["question"], LONGEST);
    moveEncounter(work, encounter, "askProvider");
    const asked = Object.assign(new CodingQuestion(), { practiceId: encounter.practiceId, encounterId, question: text, askedById: work.actor.id, askedBy: work.actor.name, askedAt: work.now });
    work.em.persist(asked);
    publish(work, "encounter.question_asked", encounter, asked);
    return encounter;
  });
}

export type AnswerQuestion = { encounterId: string; answer: string; expectedVersion?: number | null };

/** The provider's answer: the visit is back in the coding queue. Refuses NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, INVALID_INPUT. */
export async function answerQuestion(work: Work, { encounterId, answer, expectedVersion }: AnswerQuestion): Promise<Encounter> {
  return work.atomically(async () => {
    const encounter = await lockEncounter(work, encounterId, expectedVersion);
    const text = takeReason(answer, ["answer"], LONGEST);
    moveEncounter(work, encounter, "answerQuestion");
    const asked = await work.em.findOne(CodingQuestion, { practiceId: encounter.practiceId, encounterId, answeredAt: null });
    invariant(asked, "a visit is QUESTIONED exactly while it has an open question");
    Object.assign(asked, { answer: text, answeredById: work.actor.id, answeredBy: work.actor.name, answeredAt: work.now });
    publish(work, "encounter.question_answered", encounter, asked);
    return encounter;
  });
}

export type ReopenCoding = { encounterId: string; reason: string; expectedVersion?: number | null };

/** A coded visit goes back to the queue, before it is billed or after its claim was voided. Refuses NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, INVALID_INPUT. */
export async function reopenCoding(work: Work, { encounterId, reason, expectedVersion }: ReopenCoding): Promise<Encounter> {
  return work.atomically(async () => {
    const encounter = await lockEncounter(work, encounterId, expectedVersion);
    moveEncounter(work, encounter, "reopenCoding", takeReason(reason, ["reason"]));
    work.publish({ type: "encounter.ready_for_coding", practiceId: encounter.practiceId, aggregate: { type: "encounter", id: encounter.id }, data: { patientId: encounter.patientId } });
    return encounter;
  });
}

async function lockEncounter(work: Work, encounterId: string, expectedVersion: number | null | undefined): Promise<Encounter> {
  const encounter = await load(work, Encounter, encounterId, { lock: true, path: ["encounterId"], what: "encounter" });
  expectVersion(encounter, expectedVersion);
  return encounter;
}

function publish(work: Work, type: string, { practiceId, id, patientId }: Encounter, question: CodingQuestion): void {
  work.publish({ type, practiceId, aggregate: { type: "encounter", id }, data: { patientId, questionId: question.id } });
}
