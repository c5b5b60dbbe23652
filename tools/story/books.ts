import type { Cast } from "./cast";
import { usd, type Story } from "./story";

export type Accounts = Readonly<Record<string, number>>;

/** The trial balance is zero and every invariant of the book holds. Answers the accounts, by name. */
export async function checkBooks(story: Story, { practiceId }: Cast): Promise<Accounts> {
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

export function tellBooks(story: Story, accounts: Accounts): void {
  for (const [account, cents] of Object.entries(accounts)) {
    if (cents !== 0) story.tell(`${account.toLowerCase().replaceAll("_", " ").padEnd(30)} ${usd(Math.abs(cents)).padStart(12)} ${cents > 0 ? "debit" : "credit"}`);
  }
  const sum = Object.values(accounts).reduce((total, cents) => total + cents, 0);
  story.tell(`${"the trial balance".padEnd(30)} ${usd(sum).padStart(12)}`);
  story.tell("Every invariant of the book holds (ledgerHealth).");
}
