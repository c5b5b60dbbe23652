export { RemittanceClaimType, RemittanceType } from "./graphql/remittance.types";
export { seedAdjustmentPolicy } from "./policy/adjustment-policies";
export { Remittance } from "./remittance";
export { RemittanceClaim } from "./remittance-claim";
export { remittanceRoom } from "./room";
