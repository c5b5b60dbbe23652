import type { EventDeclaration } from "../platform/room";

const data = { patientId: "The patient.", payerId: "The payer.", rank: "1 primary, 2 secondary, 3 tertiary." };

export const coverageEvents: Readonly<Record<string, EventDeclaration>> = {
  "coverage.added": { description: "A patient's coverage was entered.", data },
  "coverage.updated": { description: "A coverage was changed.", data },
  "coverage.ended": { description: "A coverage got its last day.", data },
};
