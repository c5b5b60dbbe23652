import type { Actor } from "../platform/access/actor";
import type { PermissionBook, Role } from "../platform/access/permissions";
import type { TokenClaims } from "../platform/access/tokens";
import type { ReadPool } from "../platform/database/read-pool";

/**
 * The actor behind a checked token, read anew for each request, so that a role taken away is gone at once. Null when
 * the row is gone, inactive, or (for a patient session) the practice is no longer the service's.
 */
export function findActor(readPool: ReadPool, permissions: PermissionBook): (claims: TokenClaims) => Promise<Actor | null> {
  return async (claims) => {
    const { billingServiceId } = claims;
    const service = { billingServiceId, practiceIds: [], patientIds: "all" } as const;
    if (claims.kind === "staff") {
      const [row] = await readPool.run(
        service,
        `select u.name, u.roles, case when u.employer_practice_id is null then array(select cb_service_practices($2)) else array[u.employer_practice_id] end as practices
         from staff_user u where u.id = $1 and u.active`,
        [claims.id, billingServiceId],
      );
      return row ? actor(claims, row.name as string, row.roles as Role[], row.practices as string[], "all") : null;
    }
    if (claims.kind === "app") {
      const [row] = await readPool.run(service, `select a.name, a.roles, a.practice_ids as practices from app a where a.id = $1 and a.active`, [claims.id]);
      return row ? actor(claims, row.name as string, row.roles as Role[], row.practices as string[], "all") : null;
    }
    const [row] = await readPool.run(service, `select 1 as known from cb_service_practices($1) p where p = $2`, [billingServiceId, claims.practiceId ?? null]);
    return row && claims.practiceId ? actor(claims, "patient", ["PATIENT"], [claims.practiceId], claims.patientIds ?? [claims.id]) : null;
  };

  function actor(claims: TokenClaims, name: string, roles: Role[], practiceIds: string[], patientIds: "all" | readonly string[]): Actor {
    return { kind: claims.kind, id: claims.id, name, permissions: permissions.ofRoles(roles), tenant: { billingServiceId: claims.billingServiceId, practiceIds, patientIds } };
  }
}
