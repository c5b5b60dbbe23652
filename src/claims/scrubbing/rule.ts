import type { ClaimContext } from "../submission/claim-context";
import type { Finding, FindingSeverity } from "./finding";

/** What a rule says of one place of a claim. */
export type Complaint = { readonly path: readonly (string | number)[]; readonly message: string };

/** One thing that a claim must, or should, be before it is sent. Pure: the same context, the same complaints. */
export type ScrubRule = {
  /** Stable for ever: reports and partners keep it. */
  readonly id: string;
  readonly severity: FindingSeverity;
  /** Where it stands in the 837P. */
  readonly element: string;
  /** One sentence: what must be true. */
  readonly title: string;
  /** Why, and what to do about it: the rule's page. */
  readonly why: string;
  readonly check: (context: ClaimContext) => readonly Complaint[];
};

export const scrubRuleUrl = (id: string) => `/docs/scrub-rules/${id}`;

/** All findings at once, in the order of the rules. */
export function scrub(context: ClaimContext, rules: readonly ScrubRule[]): Finding[] {
  return rules.flatMap((rule) =>
    rule.check(context).map(({ path, message }) => ({
      ruleId: rule.id,
      severity: rule.severity,
      path: path.map(String),
      element: rule.element,
      message,
      docUrl: scrubRuleUrl(rule.id),
    })),
  );
}

/** A complaint at a place, when it is wrong. */
export function unless(ok: boolean, path: readonly (string | number)[], message: string): Complaint[] {
  return ok ? [] : [{ path, message }];
}

/** One look per line. */
export function perLine(context: ClaimContext, look: (line: ClaimContext["lines"][number], path: readonly (string | number)[]) => readonly Complaint[]): Complaint[] {
  return context.lines.flatMap((line, index) => look(line, ["lines", index]));
}
