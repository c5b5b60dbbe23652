import type { Room } from "../room";
import { JobsResolver } from "./graphql/jobs.resolver";

/** The queue, as far as those who run the service must see it. */
export const jobsRoom: Room = {
  name: "jobs",
  entities: [],
  resolvers: [JobsResolver],
  permissions: {
    "jobs:read": { description: "See work that fails.", roles: ["SERVICE_ADMINISTRATOR", "AUDITOR"] },
    "jobs:retry": { description: "Try failing work again now.", roles: ["SERVICE_ADMINISTRATOR"] },
  },
  refusals: {},
  events: {},
};
