import type { EventDeclaration } from "../platform/room";

const data = { patientId: "The patient." };

/** What was done and found is never part of these: whoever may see it asks for it. */
export const encountersEvents: Readonly<Record<string, EventDeclaration>> = {
  "encounter.created": { description: "A visit was entered.", data },
  "encounter.updated": { description: "A visit, its diagnoses or its charges were changed.", data },
  "encounter.ready_for_coding": { description: "A visit was handed to the coders.", data },
  "encounter.cancelled": { description: "A visit was cancelled.", data },
};
