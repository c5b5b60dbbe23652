import type { Lifecycle } from "../vocabulary";
import type { Room } from "../platform/room";
import { RemittanceActsResolver } from "./graphql/remittance-acts.resolver";
import { RemittanceReadsResolver } from "./graphql/remittance-reads.resolver";
import { ClaimRemittances } from "./graphql/remittance.types";
import { AdjustmentPolicy } from "./policy/adjustment-policy";
import { Remittance } from "./remittance";
import { RemittanceClaim } from "./remittance-claim";
import { remittanceClaimLifecycle, remittanceLifecycle } from "./remittance-lifecycle";
import { ProviderAdjustment, RemittanceAdjustment, RemittanceLine } from "./remittance-line";
import { remittanceEvents } from "./remittance.events";
import { remittancePermissions } from "./remittance.permissions";
import { remittanceRefusals } from "./remittance.refusals";
import { remittanceListeners, remittanceTasks } from "./tasks";

export const remittanceRoom: Room = {
  name: "remittance",
  entities: [AdjustmentPolicy, Remittance, RemittanceClaim, RemittanceLine, RemittanceAdjustment, ProviderAdjustment],
  resolvers: [RemittanceReadsResolver, RemittanceActsResolver, ClaimRemittances],
  permissions: remittancePermissions,
  refusals: remittanceRefusals,
  events: remittanceEvents,
  lifecycles: [remittanceLifecycle, remittanceClaimLifecycle] as unknown as Lifecycle[],
  listeners: remittanceListeners,
  tasks: remittanceTasks,
};
