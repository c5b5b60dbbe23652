export { CollectionAccount, CollectionAction } from "./collection-account";
export { COMPLIANCE_GUARDS, judge, type ComplianceGuard, type GuardFacts } from "./compliance-guards";
export { DunningPolicy, setDunningPolicy, type DunningStep } from "./dunning-policy";
export { collectionsRoom } from "./room";
