import type { Room } from "../room";
import { ClockResolver } from "./graphql/clock.resolver";

/** Part of the building rather than a room of the trade, but with a door to the API and so with a permission and refusals. */
export const clockRoom: Room = {
  name: "clock",
  entities: [],
  resolvers: [ClockResolver],
  permissions: {
    "sandbox-clock:move": { description: "Move the sandbox's clock forward, and so make happen what time brings.", roles: ["SERVICE_ADMINISTRATOR", "BILLER"] },
  },
  refusals: {
    SANDBOX_ONLY: { description: "This exists in the sandbox only, and this is not one." },
  },
  events: {},
};
