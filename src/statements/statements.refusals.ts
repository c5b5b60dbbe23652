import type { RefusalTable } from "../vocabulary";

export const statementsRefusals: RefusalTable = {
  ACCOUNT_HELD: { description: "The account is held, so no statement is made. Its holds say why; release them first." },
  BELOW_MINIMUM: { description: "The account owes less than the practice's minimum for a statement." },
  TOO_SOON: { description: "A run skips an unchanged account that had a statement within the days of the practice's policy." },
  NO_STATEMENT_POLICY: { description: "The practice has no statement policy in force; set one with statementPolicySet." },
  RUN_UNDER_WAY: { description: "The practice's statements are being made already.", retryable: true },
  PAY_LINK_INVALID: { description: "The link is unknown, has expired, was tried too often, or has not been opened with a date of birth. One answer for all, so that a stranger learns nothing." },
  PAY_LINK_WRONG_BIRTH_DATE: { description: "The date of birth is not the one on file. Attempts are counted." },
};
