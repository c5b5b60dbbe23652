import type { Composed } from "../platform/mail";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { makePayLink, urlOf } from "./pay-link";
import { Statement } from "./statement";

/** No name, no service, no amount: whoever else reads the mailbox learns that there is a bill. The link is made now, so it is never stored. */
export async function composeStatement(work: Work, statementId: string): Promise<Composed> {
  const statement = await load(work, Statement, statementId);
  const { token, link } = await makePayLink(work, { statementId });
  return {
    from: statement.sender.name,
    subject: `Statement ${statement.number} from ${statement.sender.name}`,
    text: [
      `A new statement from ${statement.sender.name} is ready.`,
      ``,
      `See it and pay it here: ${urlOf(work, token)}`,
      `The link asks for a date of birth and works until ${link.expiresAt.toISOString().slice(0, 10)}.`,
      ``,
      `Questions? Call ${statement.sender.phone}.`,
      ``,
    ].join("\n"),
  };
}
