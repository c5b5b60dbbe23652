import { type Cents, type PlainDate } from "../vocabulary";
import { Encounter } from "../encounters";
import { Guarantor, Patient } from "../patients";
import { invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Practice } from "../practices";
import type { Payment } from "./payment";
import { receivePayment } from "./receive-payment";

export type RecordPayment = {
  guarantorId?: string | null;
  /** The guarantor of this patient. */
  patientId?: string | null;
  method: "CASH" | "CHEQUE";
  amountCents: Cents;
  /** The cheque's number. */
  reference?: string | null;
  receivedOn?: PlainDate | null;
  /** The visit that it was given for: a copay stays unapplied until that visit is owed, and goes there first. */
  encounterId?: string | null;
};

const MOST_BY_HAND = 10_000_000_00n;

/** Writes down cash or a cheque. Refuses NOT_FOUND, INVALID_INPUT. */
export async function recordPayment(work: Work, { method, amountCents, reference, receivedOn, encounterId, ...whose }: RecordPayment): Promise<Payment> {
  return work.atomically(async () => {
    const guarantor = await guarantorOf(work, whose);
    const practice = await load(work, Practice, guarantor.practiceId);
    const today = work.today(practice.timeZone);
    if (amountCents <= 0n || amountCents > MOST_BY_HAND) throw invalid(["amountCents"], "amountCents is from 1 to 1,000,000,000.");
    if (receivedOn && receivedOn > today) throw invalid(["receivedOn"], "receivedOn is today or earlier.");
    const number = reference?.trim() || null;
    if (method === "CHEQUE" && !number) throw invalid(["reference"], "A cheque has its number in reference.");
    if (number && number.length > 50) throw invalid(["reference"], "reference has at most 50 characters.");
    if (encounterId) {
      const encounter = await load(work, Encounter, encounterId, { path: ["encounterId"], what: "encounter" });
      const patient = await load(work, Patient, encounter.patientId);
      if (patient.guarantorId !== guarantor.id) throw invalid(["encounterId"], "The encounter's patient has another guarantor.");
    }
    return receivePayment(work, {
      practiceId: practice.id,
      guarantorId: guarantor.id,
      method,
      methodLabel: method === "CHEQUE" ? `cheque ${number}` : "cash",
      amount: amountCents,
      reference: number,
      receivedOn: receivedOn ?? today,
      encounterId: encounterId ?? null,
    });
  });
}

/** The account that is meant: named itself, or through a patient whose bills it answers for. */
export async function guarantorOf(work: Work, { guarantorId, patientId }: { guarantorId?: string | null; patientId?: string | null }): Promise<Guarantor> {
  if (Boolean(guarantorId) === Boolean(patientId)) throw invalid(["guarantorId"], "Give guarantorId or patientId, one of them.");
  if (guarantorId) return load(work, Guarantor, guarantorId, { path: ["guarantorId"], what: "guarantor" });
  const patient = await load(work, Patient, patientId!, { path: ["patientId"], what: "patient" });
  return load(work, Guarantor, patient.guarantorId);
}
