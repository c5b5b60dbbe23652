export { answerQuestion, askProvider, reopenCoding } from "./ask-provider";
export { checkCoding, type CodingFinding, type CodingRule } from "./check-coding";
export { codeEncounter, completeCoding } from "./code-encounter";
export { codeSetOfModifier, codeSetOfProcedure, type CodeSet } from "./code-sets";
export { codesInForce, type CodeStanding } from "./codes-in-force";
export { loadCodeSet } from "./load-code-set";
export { codingRoom } from "./room";
