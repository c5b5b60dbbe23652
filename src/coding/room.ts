import type { Room } from "../platform/room";
import { CodeSetCode, CodeSetLoad } from "./code-set-load";
import { codingEvents } from "./coding.events";
import { codingPermissions } from "./coding.permissions";
import { codingRefusals } from "./coding.refusals";
import { CodingQuestion } from "./coding-question";
import { DiagnosisDescription, ProcedureDescription } from "./graphql/code-descriptions";
import { CodingResolver } from "./graphql/coding.resolver";
import { CodingRefusedType, EncounterQuestions } from "./graphql/coding.types";

export const codingRoom: Room = {
  name: "coding",
  entities: [CodeSetLoad, CodeSetCode, CodingQuestion],
  resolvers: [CodingResolver, EncounterQuestions, DiagnosisDescription, ProcedureDescription],
  types: [CodingRefusedType],
  permissions: codingPermissions,
  refusals: codingRefusals,
  events: codingEvents,
};
