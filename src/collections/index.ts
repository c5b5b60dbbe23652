export { CollectionAccount, CollectionAction } from "./collection-account";
export { COMPLIANCE_GUARDS, judgeStep, type ComplianceGuard, type GuardFacts } from "./judge-step";
export { DunningPolicy, setDunningPolicy, type DunningStep } from "./dunning-policy";
export { collectionsRoom } from "./room";
