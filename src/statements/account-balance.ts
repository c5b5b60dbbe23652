import { add, cents, ZERO, type Cents, type PlainDate } from "../vocabulary";
import { lineBalances } from "../ledger";
import { Charge } from "../encounters";
import type { Work } from "../platform/work/work";

/** One service line as a patient reads it: charged = adjusted + insurer paid + you paid + insurer owes + you owe + with agency. */
export type BalanceLine = {
  readonly serviceLineId: string;
  readonly patientId: string;
  readonly claimId: string | null;
  readonly servedOn: PlainDate | null;
  readonly procedureCode: string | null;
  readonly description: string | null;
  readonly charged: Cents;
  readonly adjusted: Cents;
  readonly insurerPaid: Cents;
  readonly youPaid: Cents;
  readonly insurerOwes: Cents;
  readonly youOwe: Cents;
  readonly withAgency: Cents;
};

export type BalanceOf = { practiceId: string; guarantorId: string } | { practiceId: string; patientId: string };

/** Every service line in the book of an account or of a patient, by day of service. */
export async function balanceLines(work: Work, of: BalanceOf): Promise<BalanceLine[]> {
  const rows = await work.sql(
    `select service_line_id, (array_agg(patient_id order by id desc) filter (where patient_id is not null))[1] as patient_id,
            (array_agg(claim_id order by id desc) filter (where claim_id is not null))[1] as claim_id
     from ledger_entry where practice_id = $1 and ($2::uuid is null or guarantor_id = $2::uuid) and ($3::uuid is null or patient_id = $3::uuid) and service_line_id is not null group by 1`,
    [of.practiceId, "guarantorId" in of ? of.guarantorId : null, "patientId" in of ? of.patientId : null],
  );
  const ids = rows.map((row) => row.service_line_id as string);
  const [balances, charges] = [await lineBalances(work, of.practiceId, ids), await work.em.find(Charge, { practiceId: of.practiceId, id: { $in: ids } }, { filters: { inForce: false } })];
  const byId = new Map(charges.map((charge) => [charge.id, charge]));
  return rows
    .map((row): BalanceLine => {
      const serviceLineId = row.service_line_id as string;
      const book = balances.get(serviceLineId)!;
      const charge = byId.get(serviceLineId);
      return {
        serviceLineId,
        patientId: row.patient_id as string,
        claimId: row.claim_id as string | null,
        servedOn: charge?.servedOn ?? null,
        procedureCode: charge?.procedureCode ?? null,
        description: charge?.description ?? null,
        charged: book.charged,
        adjusted: book.adjusted,
        insurerPaid: book.insurerPaid,
        youPaid: book.patientPaid,
        insurerOwes: add(...book.insurer.values()),
        youOwe: book.patient,
        withAgency: book.agency,
      };
    })
    .sort((a, b) => compare(a.servedOn ?? "", b.servedOn ?? "") || compare(a.serviceLineId, b.serviceLineId));
}

export type Totals = { charged: Cents; adjusted: Cents; insurerPaid: Cents; youPaid: Cents; insurerOwes: Cents; youOwe: Cents; withAgency: Cents };

export function totalsOf(lines: readonly BalanceLine[]): Totals {
  const sum = (of: (line: BalanceLine) => Cents) => cents(lines.reduce((total, line) => total + of(line), ZERO as bigint));
  return {
    charged: sum((line) => line.charged),
    adjusted: sum((line) => line.adjusted),
    insurerPaid: sum((line) => line.insurerPaid),
    youPaid: sum((line) => line.youPaid),
    insurerOwes: sum((line) => line.insurerOwes),
    youOwe: sum((line) => line.youOwe),
    withAgency: sum((line) => line.withAgency),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
