import { addDays, daysBetween, Refusal } from "../vocabulary";
import { unappliedCredit } from "../ledger";
import { Patient } from "../patients";
import { lockAccount, nextNumber, settleGuarantor } from "../payments";
import { queueMail } from "../platform/mail";
import { load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import { balanceLines, totalsOf, type BalanceLine } from "./account-balance";
import { holdsInForce } from "./hold-account";
import { Statement, StatementLine } from "./statement";
import { statementPolicyOn } from "./statement-policy";

export type IssueStatement = { guarantorId: string; /** A run leaves an unchanged account alone for the policy's days; a person decides for themselves. */ byRun?: boolean };

/**
 * Writes down what an account owes now. When the lines of the last statement have been corrected since, by anything but
 * a payment, the new one supersedes it. Refuses NOT_FOUND, ACCOUNT_HELD, NOTHING_OWED, BELOW_MINIMUM, TOO_SOON (a run),
 * NO_STATEMENT_POLICY.
 */
export async function issueStatement(work: Work, { guarantorId, byRun = false }: IssueStatement): Promise<Statement> {
  return work.atomically(async () => {
    const guarantor = await lockAccount(work, guarantorId, ["guarantorId"]);
    const { practiceId } = guarantor;
    const practice = await load(work, Practice, practiceId);
    const today = work.today(practice.timeZone);
    const policy = await statementPolicyOn(work, practiceId, today);
    const holds = await holdsInForce(work, practiceId, guarantorId);
    if (holds.account.length) throw new Refusal("ACCOUNT_HELD", "The account is held; release the hold first.", { reasons: holds.account.map((hold) => hold.reason) }, ["guarantorId"]);
    await settleGuarantor(work, { practiceId, guarantorId });
    const all = await balanceLines(work, { practiceId, guarantorId });
    const lines = all.filter((line) => line.youOwe > 0n && !(line.claimId && holds.claimIds.has(line.claimId)));
    const totals = totalsOf(lines);
    if (totals.youOwe <= 0n) throw new Refusal("NOTHING_OWED", "The guarantor owes nothing that could be stated.", {}, ["guarantorId"]);
    if (totals.youOwe < practice.statementMinimumCents) throw new Refusal("BELOW_MINIMUM", "The guarantor owes less than the practice's minimum for a statement.", {}, ["guarantorId"]);
    const last = await work.em.findOne(Statement, { practiceId, guarantorId }, { orderBy: { issuedAt: "desc", id: "desc" } });
    const corrected = last ? await isCorrected(work, last, all) : false;
    if (byRun && last && !corrected && daysBetween(last.issuedOn, today) < policy.daysBetween) throw new Refusal("TOO_SOON", "The last statement was sent a short time ago.", {}, ["guarantorId"]);
    const statement = Object.assign(new Statement(), {
      practiceId,
      guarantorId,
      number: await nextNumber(work, practiceId, "statement"),
      issuedOn: today,
      issuedAt: work.now,
      dueOn: addDays(today, policy.dueDays),
      supersedesId: corrected ? last!.id : null,
      chargedCents: totals.charged,
      adjustedCents: totals.adjusted,
      insurerPaidCents: totals.insurerPaid,
      youPaidCents: totals.youPaid,
      amountDueCents: totals.youOwe,
      creditCents: await unappliedCredit(work, practiceId, guarantorId),
      sender: { name: practice.statementName, address: practice.statementAddress, phone: practice.phone },
      recipient: { name: `${guarantor.firstName} ${guarantor.lastName}`, address: guarantor.address },
    });
    work.em.persist(statement);
    await writeLines(work, statement, lines);
    if (guarantor.email && guarantor.emailConsent) queueMail(work, { practiceId, kind: "statement", subjectId: statement.id, to: guarantor.email, task: "statements.mail" });
    work.publish({
      type: "statement.issued",
      practiceId,
      aggregate: { type: "statement", id: statement.id },
      data: { guarantorId, amountDueCents: Number(totals.youOwe), ...(corrected ? { supersedesId: last!.id } : {}) },
    });
    return statement;
  });
}

async function writeLines(work: Work, statement: Statement, lines: readonly BalanceLine[]): Promise<void> {
  const { practiceId, guarantorId, id: statementId } = statement;
  const patients = await work.em.find(Patient, { practiceId, id: { $in: [...new Set(lines.map((line) => line.patientId))] } });
  const names = new Map(patients.map((patient) => [patient.id, patient.firstName]));
  lines.forEach((line, index) => {
    const { patientId, serviceLineId, claimId, servedOn, procedureCode, description } = line;
    work.em.persist(
      Object.assign(new StatementLine(), {
        practiceId,
        statementId,
        guarantorId,
        position: index + 1,
        patientId,
        patientFirstName: names.get(patientId)!,
        serviceLineId,
        claimId,
        servedOn,
        procedureCode,
        description,
        chargedCents: line.charged,
        adjustedCents: line.adjusted,
        insurerPaidCents: line.insurerPaid,
        youPaidCents: line.youPaid,
        youOweCents: line.youOwe,
      }),
    );
  });
}

/** Charge, write-off or insurer payment of a stated line is another one now, or what the patient's side was asked for has shrunk without a payment. */
async function isCorrected(work: Work, last: Statement, now: readonly BalanceLine[]): Promise<boolean> {
  const stated = await work.em.find(StatementLine, { practiceId: last.practiceId, statementId: last.id });
  const byId = new Map(now.map((line) => [line.serviceLineId, line]));
  return stated.some((then) => {
    const line = byId.get(then.serviceLineId);
    if (!line) return true;
    const asked = (owe: bigint, paid: bigint) => owe + paid;
    return (
      line.charged !== then.chargedCents ||
      line.adjusted !== then.adjustedCents ||
      line.insurerPaid !== then.insurerPaidCents ||
      asked(line.youOwe, line.youPaid) !== asked(then.youOweCents, then.youPaidCents)
    );
  });
}
