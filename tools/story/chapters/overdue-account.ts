import { ADA, CY, type Cast } from "../cast";
import { accountOwes, issueStatement, payByCheque } from "../payments";
import { usd, type Story } from "../story";
import { tellBook, type Claim } from "../visits";

type Action = { readonly kind: string; readonly outcome: string; readonly channel: string | null; readonly template: string | null; readonly balanceCents: number };

/** A statement that nobody pays: the policy's first step after thirty days; a cheque ends it. */
export async function overdueAccount(story: Story, cast: Cast, child: Claim): Promise<void> {
  story.chapter("Cy Park's part stays unpaid. His mother answers for it.");
  const { guarantorId } = await cast.patient(ADA);
  const { id: childId } = await cast.patient(CY);
  const statement = await issueStatement(story, childId);
  story.check("what the statement asks for", statement.amountDueCents, 6_640);
  story.tell(`Statement ${statement.number} asks Ada Park for ${usd(6_640)}, by ${statement.dueOn}.`);
  await story.wait({ days: 29 });
  story.check(
    "steps before the thirtieth day",
    (await actionsOf(story, guarantorId)).map(({ kind }) => kind),
    ["CYCLE_STARTED"],
  );
  await story.wait({ days: 1 });
  const [, reminder] = await actionsOf(story, guarantorId);
  story.check("the step of the thirtieth day", reminder, { kind: "STEP", outcome: "DONE", channel: "EMAIL", template: "REMINDER", balanceCents: 6_640 });
  const { outgoingMails } = await story.ask("biller", `query Mails($id: ID!) { outgoingMails(first: 10, filter: { practiceId: $id, kind: ["dunning"] }) { nodes { status recipient } } }`, {
    id: cast.practiceId,
  });
  story.check("the reminder's mail", outgoingMails.nodes, [{ status: "SENT", recipient: "ada.park@example.com" }]);
  story.tell("Thirty days later the dunning policy sends a reminder by e-mail, with a pay link, without a name, a service or an amount.");

  await story.wait({ days: 5 });
  const payment = await payByCheque(story, guarantorId, { amountCents: 6_640, number: "1044" });
  story.check("the cheque", [payment.allocatedCents, payment.unappliedCents], [6_640, 0]);
  await story.wait({ minutes: 2 });
  story.check(
    "what became of it",
    (await actionsOf(story, guarantorId)).map(({ kind }) => kind),
    ["CYCLE_STARTED", "STEP", "CYCLE_STOPPED"],
  );
  story.check("what Ada's account owes", await accountOwes(story, guarantorId), 0);
  story.tell(`Five days after that a cheque over ${usd(6_640)} comes; it is applied to both services, and nobody is asked for anything any more.`);
  await tellBook(story, child, [32_000, 12_800, 12_560, 6_640, 0, 0]);
}

async function actionsOf(story: Story, guarantorId: string): Promise<Action[]> {
  const { collectionAccounts } = await story.ask(
    "biller",
    `query Overdue($id: ID!) { collectionAccounts(first: 1, filter: { guarantorId: $id }) { nodes { cycle actions { cycle kind outcome channel template balanceCents } } } }`,
    { id: guarantorId },
  );
  const [account] = collectionAccounts.nodes as { cycle: number; actions: (Action & { cycle: number })[] }[];
  return (account?.actions ?? []).flatMap(({ cycle, ...action }) => (cycle === account!.cycle ? [action] : []));
}
