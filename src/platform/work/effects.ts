import { invariant } from "../../vocabulary";

/**
 * Ports to the outside: each room that has one adds it here by declaration merging (`payments` adds `processor`), and
 * the composition root supplies the adapter. An interface rather than imports, because platform knows no room.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Effects {}

/** For an office that must not reach outside (migrating, seeding, founding): asking for a port is a bug. */
export const noEffects = new Proxy({} as Effects, {
  get(_none, port) {
    invariant(typeof port === "symbol" || port === "clockControl", `this office has no way to ${String(port)}`);
    return undefined;
  },
});
