import { accidentRules } from "./accident";
import { claimRules } from "./claim";
import { cobRules } from "./cob";
import { dateRules } from "./dates";
import { diagnosisRules } from "./diagnoses";
import { drugRules } from "./drugs";
import { lineRules } from "./lines";
import { partyRules } from "./parties";
import { scrubRuleUrl, type ScrubRule } from "./rule";
import { subscriberRules } from "./subscriber";

/** Every rule, in the order of the claim: what a biller reads from top to bottom. */
export const scrubRules: readonly ScrubRule[] = [...partyRules, ...subscriberRules, ...claimRules, ...diagnosisRules, ...accidentRules, ...dateRules, ...lineRules, ...drugRules, ...cobRules];

/** A page of Markdown per rule, and one that lists them: what a finding's docUrl leads to. */
export function printScrubRules(): { path: string; text: string }[] {
  const pages = scrubRules.map((rule) => ({
    path: `docs/scrub-rules/${rule.id}.md`,
    text: [`# ${rule.id}`, "", rule.title, "", `| severity | element (837P) |`, "|---|---|", `| ${rule.severity} | ${rule.element} |`, "", rule.why, ""].join("\n"),
  }));
  const rows = scrubRules.map((rule) => `| [${rule.id}](${scrubRuleUrl(rule.id).split("/").at(-1)!}.md) | ${rule.severity} | ${rule.element} | ${rule.title} |`);
  return [
    {
      path: "docs/scrub-rules/README.md",
      text: [
        "# Scrub rules",
        "",
        "What a claim must (ERROR) and should (WARNING) be before it is sent.",
        "",
        "| rule | severity | element | what must be true |",
        "|---|---|---|---|",
        ...rows,
        "",
      ].join("\n"),
    },
    ...pages,
  ];
}
