export * from "./declarations";
export { badInput, invalidId } from "./errors";
