export { AccountHold, HOLD_REASONS, type HoldReason } from "./account-hold";
export { balanceLines, totalsOf, type BalanceLine } from "./account-balance";
export { holdsInForce } from "./hold-account";
export { issueStatement } from "./issue-statement";
export { makePayLink, urlOf } from "./pay-link";
export { statementsRoom } from "./room";
export { Statement, StatementLine } from "./statement";
export { statementPdf } from "./statement-pdf";
export { setStatementPolicy } from "./statement-policy";
