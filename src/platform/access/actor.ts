import type { Tenant } from "../database/tenant";

/** Who acts: a person of the billing service or of a practice, a program, a patient's session, or the office itself. */
export type ActorKind = "staff" | "app" | "patient" | "job";

export type Actor = {
  readonly kind: ActorKind;
  /** The row behind it: staff_user, app, patient. Jobs carry the nil id. */
  readonly id: string;
  /** For histories and logs: a role or a program's name, never a patient's. */
  readonly name: string;
  readonly permissions: ReadonlySet<string>;
  readonly tenant: Tenant;
};

export const NIL_ID = "00000000-0000-0000-0000-000000000000";

/** The office acting on its own: scheduled work, listeners, incoming files. It may do what a verb does; verbs guard the rest. */
export function jobActor(tenant: Tenant, name: string): Actor {
  return { kind: "job", id: NIL_ID, name, permissions: new Set(), tenant };
}
