import { deliverMail } from "../platform/mail";
import type { Room } from "../platform/room";
import { AccountHold, holdLife } from "./account-hold";
import { BalancesResolver } from "./graphql/balances.resolver";
import { GuarantorStatements, StatementPaper } from "./graphql/statements.types";
import { PayLinksResolver } from "./graphql/pay-links.resolver";
import { StatementsResolver } from "./graphql/statements.resolver";
import { cardDisputeListener, claimReversalListener } from "./hold-account";
import { composeStatement } from "./mail-statement";
import { PayLink } from "./pay-link";
import { Statement, StatementLine } from "./statement";
import { StatementPolicy } from "./statement-policy";
import { continueStatementRun, StatementRun, StatementRunItem, statementRunLife } from "./statement-run";
import { statementsPermissions } from "./statements.permissions";
import { statementsRefusals } from "./statements.refusals";

export const statementsRoom: Room = {
  name: "statements",
  entities: [Statement, StatementLine, StatementPolicy, AccountHold, PayLink, StatementRun, StatementRunItem],
  resolvers: [StatementsResolver, BalancesResolver, PayLinksResolver, StatementPaper, GuarantorStatements],
  permissions: statementsPermissions,
  refusals: statementsRefusals,
  events: {
    "statement.issued": {
      description: "A statement was made.",
      data: { guarantorId: "The account.", amountDueCents: "In cents.", supersedesId: "The statement whose figures were corrected, if there is one." },
    },
    "collections.held": {
      description: "Statements and dunning of an account, or of one claim of it, stop.",
      data: { holdId: "The hold.", reason: "Its reason.", claimId: "The claim, when it is held alone." },
    },
    "collections.released": { description: "A hold ended.", data: { holdId: "The hold.", reason: "Its reason." } },
  },
  lifecycles: [holdLife, statementRunLife],
  listeners: [cardDisputeListener, claimReversalListener],
  tasks: [
    { name: "statements.mail", run: (work, payload) => deliverMail(work, payload.mailId as string, (statementId) => composeStatement(work, statementId)) },
    { name: "statements.run", run: (work, payload) => continueStatementRun(work, payload.runId as string) },
  ],
};
