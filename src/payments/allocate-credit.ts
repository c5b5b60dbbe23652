import { cents, invariant, smaller, ZERO, type Cents } from "../vocabulary";
import { lineBalances, openPatientLines, postJournal, type EntryDraft, type LineBalance, type OpenLine } from "../ledger";
import { Charge } from "../encounters";
import { uuidv7 } from "../platform/database/ids";
import type { Work } from "../platform/work/work";
import type { Practice } from "../practices";
import { Payment } from "./payment";
import { PaymentAllocation, type AllocationCause } from "./payment-allocation";

export type AllocateCredit = {
  practice: Practice;
  /** Locked by the caller: whatever touches a guarantor's money holds the guarantor's row first, so nothing is used twice. */
  guarantorId: string;
  cause: AllocationCause;
  /** Only this payment's money. */
  payment?: Payment;
  /** Lines to pay before all others: those of a statement, or of the visit that a copay was given for. */
  preferredLineIds?: readonly string[];
  /** No other lines than the preferred ones, and no more than this. */
  onlyPreferred?: boolean;
  atMost?: Cents;
};

/**
 * Puts unapplied credit on open patient lines: the oldest payment first, on the line owed longest first. Never more
 * than a line owes or a payment has left; the rest stays unapplied. Returns what was applied.
 */
export async function allocateCredit(work: Work, { practice, guarantorId, cause, payment, preferredLineIds = [], onlyPreferred, atMost }: AllocateCredit): Promise<PaymentAllocation[]> {
  const practiceId = practice.id;
  const lines = (await openPatientLines(work, practiceId, guarantorId)).filter((line) => !onlyPreferred || preferredLineIds.includes(line.serviceLineId));
  const payments = payment ? [payment] : await paymentsWithCredit(work, practiceId, guarantorId);
  const owed = new Map(lines.map((line) => [line.serviceLineId, line.amount]));
  let allowed = atMost ?? cents(lines.reduce((total, line) => total + line.amount, 0n));
  const actId = uuidv7();
  const made: PaymentAllocation[] = [];
  for (const each of payments) {
    const visit = each.encounterId ? await visitOf(work, practiceId, each.encounterId) : null;
    const first = new Set([...preferredLineIds, ...(visit?.lineIds ?? [])]);
    // A copay waits for its visit while an insurer still has to say what is the patient's.
    const open = visit && !visit.adjudicated ? lines.filter((line) => first.has(line.serviceLineId)) : lines;
    for (const line of [...open].sort((a, b) => Number(first.has(b.serviceLineId)) - Number(first.has(a.serviceLineId)))) {
      const amount = smaller(smaller(each.unapplied, owed.get(line.serviceLineId)!), allowed);
      if (amount <= 0n) continue;
      owed.set(line.serviceLineId, cents(owed.get(line.serviceLineId)! - amount));
      allowed = cents(allowed - amount);
      each.allocatedCents = cents(each.allocatedCents + amount);
      made.push(allocationOf(work, { practiceId, guarantorId, actId, paymentId: each.id, line, amount, cause }));
    }
  }
  await postAllocations(work, practice, { actId, kind: "payment-allocation", allocations: made });
  return made;
}

export type ReleaseAllocations = { practice: Practice; guarantorId: string; cause: AllocationCause; amount: Cents; payment?: Payment; serviceLineId?: string };

/** Takes allocations back, the newest first: the line owes it again, and the payment has it again. Returns how much was released. */
export async function releaseAllocations(work: Work, { practice, guarantorId, cause, amount, payment, serviceLineId }: ReleaseAllocations): Promise<Cents> {
  const practiceId = practice.id;
  const standing = await work.sql(
    `select payment_id, service_line_id, patient_id, (array_agg(claim_id order by id desc))[1] as claim_id, sum(amount_cents)::text as amount
     from payment_allocation where practice_id = $1 and guarantor_id = $2 and ($3::uuid is null or payment_id = $3::uuid) and ($4::uuid is null or service_line_id = $4::uuid)
     group by payment_id, service_line_id, patient_id having sum(amount_cents) > 0 order by max(id::text) desc`,
    [practiceId, guarantorId, payment?.id ?? null, serviceLineId ?? null],
  );
  const actId = uuidv7();
  const made: PaymentAllocation[] = [];
  let left = amount;
  for (const row of standing) {
    const back = smaller(left, cents(BigInt(row.amount as string)));
    if (back <= 0n) break;
    left = cents(left - back);
    const from = payment ?? (await work.em.findOneOrFail(Payment, { practiceId, id: row.payment_id as string }));
    from.allocatedCents = cents(from.allocatedCents - back);
    const line = { serviceLineId: row.service_line_id as string, patientId: row.patient_id as string, claimId: row.claim_id as string | null };
    made.push(allocationOf(work, { practiceId, guarantorId, actId, paymentId: from.id, line, amount: cents(-back), cause }));
  }
  await postAllocations(work, practice, { actId, kind: "payment-release", allocations: made });
  return cents(amount - left);
}

/** Applied: Dr the guarantor's credit, Cr what the line owes. Released: the other way round. */
async function postAllocations(work: Work, practice: Practice, { actId, kind, allocations }: { actId: string; kind: string; allocations: readonly PaymentAllocation[] }): Promise<void> {
  const entries = allocations.flatMap(({ guarantorId, patientId, claimId, serviceLineId, paymentId, amountCents }): EntryDraft[] => {
    const dimensions = { guarantorId, patientId, claimId, serviceLineId, paymentId };
    return [
      { ...dimensions, account: "UNAPPLIED_PATIENT_CREDIT", amount: amountCents },
      { ...dimensions, account: "RECEIVABLE_PATIENT", amount: cents(-amountCents) },
    ];
  });
  await postJournal(work, { practiceId: practice.id, kind, sourceId: actId, effectiveOn: work.today(practice.timeZone), entries });
}

type NewAllocation = {
  practiceId: string;
  guarantorId: string;
  actId: string;
  paymentId: string;
  line: Pick<OpenLine, "serviceLineId" | "patientId" | "claimId">;
  amount: Cents;
  cause: AllocationCause;
};

function allocationOf(work: Work, { practiceId, guarantorId, actId, paymentId, line, amount, cause }: NewAllocation): PaymentAllocation {
  invariant(amount !== 0n, "an allocation moves something");
  const { serviceLineId, patientId, claimId } = line;
  const allocation = Object.assign(new PaymentAllocation(), { practiceId, actId, paymentId, guarantorId, patientId, claimId, serviceLineId, amountCents: amount, cause, createdAt: work.now });
  work.em.persist(allocation);
  return allocation;
}

/** Under the guarantor's lock nobody else changes these. */
async function paymentsWithCredit(work: Work, practiceId: string, guarantorId: string): Promise<Payment[]> {
  await work.em.flush();
  const payments = await work.em.find(Payment, { practiceId, guarantorId }, { orderBy: { receivedOn: "asc", id: "asc" }, refresh: true });
  return payments.filter((payment) => payment.unapplied > ZERO);
}

/** The lines of a visit, and whether every one of them is in the book with nothing left for an insurer to say. */
async function visitOf(work: Work, practiceId: string, encounterId: string): Promise<{ lineIds: string[]; adjudicated: boolean }> {
  const lineIds = (await work.em.find(Charge, { practiceId, encounterId })).map((charge) => charge.id);
  const balances = [...(await lineBalances(work, practiceId, lineIds)).values()];
  const isSaid = (line: LineBalance) => line.charged > 0n && [...line.insurer.values()].every((owed) => owed === 0n);
  return { lineIds, adjudicated: balances.length > 0 && balances.every(isSaid) };
}
