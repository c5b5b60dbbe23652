export * from "./address";
export * from "./invariant";
export * from "./lifecycle";
export * from "./money";
export * from "./npi";
export * from "./plain-date";
export * from "./refusal";
