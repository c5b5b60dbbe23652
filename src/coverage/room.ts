import type { Room } from "../platform/room";
import { Coverage } from "./coverage";
import { coverageEvents } from "./coverage.events";
import { coveragePermissions } from "./coverage.permissions";
import { coverageRefusals } from "./coverage.refusals";
import { CoverageResolver, PatientCoverages } from "./graphql/coverage.resolver";
import { CoverageOverlapsType } from "./graphql/coverage.types";

export const coverageRoom: Room = {
  name: "coverage",
  entities: [Coverage],
  resolvers: [CoverageResolver, PatientCoverages],
  types: [CoverageOverlapsType],
  permissions: coveragePermissions,
  refusals: coverageRefusals,
  events: coverageEvents,
};
