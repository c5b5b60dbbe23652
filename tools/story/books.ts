import type { Cast } from "./cast";
import { usd, type Story } from "./story";

/** The trial balance is zero and every invariant of the book holds. Answers the accounts, by name. */
export async function checkBooks(story: Story, { practiceId }: Cast): Promise<Readonly<Record<string, number>>> {
  const { trialBalance, ledgerHealth } = await story.ask(
    "biller",
    `query Books($practiceId: ID!) {
      trialBalance(practiceId: $practiceId) { totalCents accounts { account balanceCents } }
      ledgerHealth(practiceId: $practiceId) { ok checks { name ok } } }`,
    { practiceId },
  );
  story.check("the trial balance", trialBalance.totalCents, 0);
  story.check("the health of the book", [ledgerHealth.ok, ledgerHealth.checks.filter(({ ok }: { ok: boolean }) => !ok)], [true, []]);
  return Object.fromEntries(trialBalance.accounts.map(({ account, balanceCents }: { account: string; balanceCents: number }) => [account, balanceCents]));
}

export function tellBooks(story: Story, accounts: Readonly<Record<string, number>>): void {
  for (const [account, cents] of Object.entries(accounts)) {
    if (cents !== 0) story.tell(`${account.toLowerCase().replaceAll("_", " ").padEnd(30)} ${usd(Math.abs(cents)).padStart(12)} ${cents > 0 ? "debit" : "credit"}`);
  }
  story.tell(`${"the sum of it all".padEnd(30)} ${usd(0).padStart(12)}`);
}
