export type FindingSeverity = "ERROR" | "WARNING";

/** One thing that is wrong, or doubtful, with a claim before it is sent. Holds no PHI. */
export type Finding = {
  /** Stable; names the rule's page. */
  readonly ruleId: string;
  readonly severity: FindingSeverity;
  /** The field, from the root of the claim: ["lines", "2", "ndc"]. */
  readonly path: readonly string[];
  /** Where it stands in the 837P, such as "2400 SV101-2". */
  readonly element: string;
  readonly message: string;
  readonly docUrl: string;
};
