export { addCoverage, type AddCoverage } from "./add-coverage";
export { Coverage, type CoverageRank, type Subscriber, type SubscriberRelationship } from "./coverage";
export { coveragesInForce } from "./coverages-in-force";
export { CoverageRankEnum, CoverageType } from "./graphql/coverage.types";
export { coverageRoom } from "./room";
export { endCoverage, updateCoverage } from "./update-coverage";
