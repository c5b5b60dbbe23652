import type { EventDeclaration } from "../platform/room";

const patientId = "The patient.";
const questionId = "The question; its text is asked for by whoever may see it.";

export const codingEvents: Readonly<Record<string, EventDeclaration>> = {
  "encounter.question_asked": { description: "A coder gave a visit back to the provider with a question.", data: { patientId, questionId } },
  "encounter.question_answered": { description: "The provider answered; the visit is back in the coding queue.", data: { patientId, questionId } },
  "encounter.coded": { description: "A visit is coded and can be billed.", data: { patientId, chargeCount: "How many charges.", chargeCents: "Their sum, in cents." } },
};
