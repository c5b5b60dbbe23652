import { addDays, cents, daysBetween, follow, type Cents, type PlainDate } from "../vocabulary";
import { openPatientLines } from "../ledger";
import { Guarantor } from "../patients";
import { queueMail } from "../platform/mail";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { holdsInForce, Statement } from "../statements";
import { CollectionAccount, CollectionAction, collectionLife } from "./collection-account";
import { judgeStep, type Judgement } from "./judge-step";
import { dunningPolicyOn, type DunningPolicy, type DunningStep } from "./dunning-policy";

/** The first statement of an unpaid debt starts the clock; later ones of the same debt do not start it again. */
export async function startCycle(work: Work, { practiceId, statementId }: { practiceId: string; statementId: string }): Promise<void> {
  await work.atomically(async () => {
    const statement = await load(work, Statement, statementId);
    const { guarantorId, issuedOn } = statement;
    await load(work, Guarantor, guarantorId, { lock: true });
    let account = await work.em.findOne(CollectionAccount, { practiceId, guarantorId });
    if (!account) work.em.persist((account = Object.assign(new CollectionAccount(), { practiceId, guarantorId, statusSince: work.now, createdAt: work.now })));
    if (account.status !== "CURRENT") return;
    const balance = await balanceOf(work, practiceId, guarantorId);
    if (balance.amount <= 0n) return;
    Object.assign(account, {
      status: follow(collectionLife, account.status, "start"),
      cycle: account.cycle + 1,
      cycleStartedOn: issuedOn,
      firstStatementId: statement.id,
      stepsTaken: 0,
      lastStepOn: null,
      statusSince: work.now,
    });
    record(work, account, issuedOn, { kind: "CYCLE_STARTED", balanceCents: balance.amount, reason: `statement ${statement.number}` });
  });
}

/** Every account of the practice that is being asked: what is due by today is done, once. Safe to repeat. */
export async function runDunning(work: Work): Promise<void> {
  const accounts = await work.em.find(CollectionAccount, { status: { $in: ["IN_DUNNING", "READY_FOR_AGENCY"] } }, { orderBy: { id: "asc" } });
  for (const { id } of accounts) await advanceAccount(work, id);
}

/** Stops an account whose debt is gone, or takes its next step when that is due and nothing vetoes it. */
export async function advanceAccount(work: Work, accountId: string): Promise<void> {
  await work.atomically(async () => {
    const { guarantorId, practiceId } = await load(work, CollectionAccount, accountId);
    const guarantor = await load(work, Guarantor, guarantorId, { lock: true });
    const account = await load(work, CollectionAccount, accountId, { lock: true });
    if (account.status === "CURRENT") return;
    const today = work.today((await load(work, Practice, practiceId)).timeZone);
    const balance = await balanceOf(work, practiceId, guarantorId);
    if (balance.owed <= 0n) return stopCycle(work, account, today, balance.owed);
    if (account.status !== "IN_DUNNING") return;
    const policy = await dunningPolicyOn(work, practiceId, today);
    if (!policy) return;
    const due = whatIsDue(account, policy, today);
    if (!due) return;
    const step = due === "agency" ? null : due;
    const judgement = judgeStep({
      today,
      channel: step?.channel ?? null,
      balance: balance.amount,
      minimum: policy.minimumCents,
      holds: balance.holds,
      email: guarantor.email,
      emailConsent: guarantor.emailConsent,
    });
    if (judgement.verdict === "go")
      return step
        ? takeStep(work, account, guarantor, { policy, step, judgement, today, balance: balance.amount })
        : readyForAgency(work, account, { policy, judgement, today, balance: balance.amount });
    await veto(work, account, { policy, step, judgement, today, balance: balance.amount });
  });
}

/**
 * The next step, when its day has come. Steps keep the distance that the policy puts between them: an account that was
 * held, or a queue that stood still, is not asked twice in a row.
 */
export function whatIsDue(
  account: Pick<CollectionAccount, "cycleStartedOn" | "stepsTaken" | "lastStepOn">,
  policy: Pick<DunningPolicy, "steps" | "agencyAfterDays">,
  today: PlainDate,
): DunningStep | "agency" | null {
  const started = account.cycleStartedOn!;
  const age = daysBetween(started, today);
  const previous = account.stepsTaken ? policy.steps[account.stepsTaken - 1] : undefined;
  const apart = (days: number) => !account.lastStepOn || today >= addDays(account.lastStepOn, days - (previous?.daysAfterFirstStatement ?? 0));
  const next = policy.steps[account.stepsTaken];
  if (next) return age >= next.daysAfterFirstStatement && apart(next.daysAfterFirstStatement) ? next : null;
  return policy.agencyAfterDays !== null && age >= policy.agencyAfterDays && apart(policy.agencyAfterDays) ? "agency" : null;
}

type Due = { policy: DunningPolicy; judgement: Judgement; today: PlainDate; balance: Cents };

async function takeStep(work: Work, account: CollectionAccount, guarantor: Guarantor, { policy, step, judgement, today, balance }: Due & { step: DunningStep }): Promise<void> {
  account.stepsTaken += 1;
  account.lastStepOn = today;
  const { practiceId, guarantorId } = account;
  const action = record(work, account, today, {
    kind: "STEP",
    step: account.stepsTaken,
    channel: step.channel,
    template: step.template,
    policyId: policy.id,
    balanceCents: balance,
    guards: [...judgement.results],
  });
  if (step.channel === "EMAIL") queueMail(work, { practiceId, kind: "dunning", subjectId: action.id, to: guarantor.email!, task: "collections.mail" });
  work.publish({
    type: "collections.step_taken",
    practiceId,
    aggregate: { type: "guarantor", id: guarantorId },
    data: { actionId: action.id, step: account.stepsTaken, channel: step.channel, template: step.template, balanceCents: Number(balance) },
  });
}

async function readyForAgency(work: Work, account: CollectionAccount, { policy, judgement, today, balance }: Due): Promise<void> {
  Object.assign(account, { status: follow(collectionLife, account.status, "exhaust"), statusSince: work.now });
  record(work, account, today, { kind: "READY_FOR_AGENCY", policyId: policy.id, balanceCents: balance, guards: [...judgement.results], reason: "every step was taken" });
  work.publish({ type: "collections.ready_for_agency", practiceId: account.practiceId, aggregate: { type: "guarantor", id: account.guarantorId }, data: { balanceCents: Number(balance) } });
}

/** A veto is written down when it is new, not again every minute. A step that will never be allowed so is passed over. */
async function veto(work: Work, account: CollectionAccount, { policy, step, judgement, today, balance }: Due & { step: DunningStep | null }): Promise<void> {
  const number = step ? account.stepsTaken + 1 : null;
  const last = await work.em.findOne(CollectionAction, { practiceId: account.practiceId, accountId: account.id, cycle: account.cycle }, { orderBy: { createdAt: "desc", id: "desc" } });
  const known = last?.outcome === "VETOED" && last.step === number && last.reason === judgement.reason;
  if (!known) {
    record(work, account, today, {
      kind: step ? "STEP" : "READY_FOR_AGENCY",
      outcome: "VETOED",
      step: number,
      channel: step?.channel ?? null,
      template: step?.template ?? null,
      policyId: policy.id,
      balanceCents: balance,
      guards: [...judgement.results],
      reason: judgement.reason,
    });
  }
  if (judgement.verdict === "skip") account.stepsTaken += 1;
}

function stopCycle(work: Work, account: CollectionAccount, today: PlainDate, balance: Cents): void {
  Object.assign(account, { status: follow(collectionLife, account.status, "stop"), statusSince: work.now });
  record(work, account, today, { kind: "CYCLE_STOPPED", balanceCents: balance, reason: "nothing is owed any more" });
  work.publish({ type: "collections.stopped", practiceId: account.practiceId, aggregate: { type: "guarantor", id: account.guarantorId }, data: { cycle: account.cycle } });
}

function record(work: Work, account: CollectionAccount, today: PlainDate, facts: Partial<CollectionAction> & Pick<CollectionAction, "kind" | "balanceCents">): CollectionAction {
  const { practiceId, id: accountId, guarantorId, cycle } = account;
  const action = Object.assign(new CollectionAction(), { practiceId, accountId, guarantorId, cycle, actedOn: today, createdAt: work.now, ...facts });
  work.em.persist(action);
  return action;
}

/** All that is owed; and what may be asked for: without the claims that are held alone. */
async function balanceOf(work: Work, practiceId: string, guarantorId: string) {
  const lines = await openPatientLines(work, practiceId, guarantorId);
  const holds = await holdsInForce(work, practiceId, guarantorId);
  const sum = (of: typeof lines) => cents(of.reduce((total, line) => total + line.amount, 0n));
  return { owed: sum(lines), amount: sum(lines.filter((line) => !(line.claimId && holds.claimIds.has(line.claimId)))), holds: holds.account.map((hold) => hold.reason) };
}
