export * from "./declarations";
export { showRefusalAs, UserErrorType } from "./user-error";
