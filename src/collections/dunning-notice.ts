import type { Composed } from "../platform/mail";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { makePayLink, Statement, urlOf } from "../statements";
import { CollectionAccount, CollectionAction } from "./collection-account";
import type { Template } from "./dunning-policy";

const WORDS: Readonly<Record<Template, { subject: string; opening: string }>> = {
  REMINDER: { subject: "A reminder", opening: "A balance with us is still open. If you have paid it already, thank you: please disregard this message." },
  SECOND_NOTICE: { subject: "Second notice", opening: "A balance with us is past due. Please pay it, or call us if you would like to pay in parts." },
  FINAL_NOTICE: { subject: "Final notice", opening: "A balance with us is long past due. Please pay it now, or call us so that we can find a way together." },
};

/** No name, no service, no amount. The link is made now and is stored nowhere. */
export async function composeNotice(work: Work, actionId: string): Promise<Composed> {
  const action = await load(work, CollectionAction, actionId);
  const account = await load(work, CollectionAccount, action.accountId);
  const statement = await lastStatement(work, account);
  const { subject, opening } = WORDS[action.template!];
  const { token } = await makePayLink(work, { statementId: statement.id });
  return {
    from: statement.sender.name,
    subject: `${subject} from ${statement.sender.name}`,
    text: [opening, ``, `See it and pay it here: ${urlOf(work, token)}`, ``, `Questions? Call ${statement.sender.phone}.`, ``].join("\n"),
  };
}

/** What goes under a letter's head; the statement is enclosed. */
export function letterText(template: Template): string {
  return WORDS[template].opening;
}

export async function lastStatement(work: Work, { practiceId, guarantorId }: { practiceId: string; guarantorId: string }): Promise<Statement> {
  return work.em.findOneOrFail(Statement, { practiceId, guarantorId }, { orderBy: { issuedAt: "desc", id: "desc" } });
}
