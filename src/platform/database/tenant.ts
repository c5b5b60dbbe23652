import { invariant } from "../../vocabulary";
import { isUuid } from "./ids";

/**
 * Whose rows a piece of work may touch. Both walls are built from it: the ORM filter and, through three settings
 * that last one transaction, PostgreSQL's row-level security.
 */
export type Tenant = {
  readonly billingServiceId: string;
  readonly practiceIds: readonly string[];
  /** "all", or the only patients whose rows are visible: a patient session sees its own record and no other. */
  readonly patientIds: "all" | readonly string[];
};

export const SETTINGS = { practices: "carebill.practices", service: "carebill.service", patients: "carebill.patients" } as const;

/** Empty settings show no row at all; the database fails closed when one is missing. */
export function tenantSettings(tenant: Tenant): { practices: string; service: string; patients: string } {
  invariant(isUuid(tenant.billingServiceId), "a billing service id is a uuid");
  return {
    practices: uuidList(tenant.practiceIds),
    service: tenant.billingServiceId,
    patients: tenant.patientIds === "all" ? "all" : uuidList(tenant.patientIds),
  };
}

function uuidList(ids: readonly string[]): string {
  invariant(ids.every(isUuid), "tenant ids are uuids");
  return `{${ids.join(",")}}`;
}
