import { invalid } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Refusal } from "../vocabulary";
import { Charge } from "./charge";
import { checkedCharge, type ChargeGiven } from "./checked-charge";
import type { Encounter } from "./encounter";

/** A charge of a whole list: with its id it stays the same line (and the same in the book), without it is a new one. */
export type ChargeInList = ChargeGiven & { chargeId?: string | null };

const CHARGES_MAX = 100;

/** The charges of an encounter, whole and in order; one that is not listed is removed. Refuses as checkedCharge does. */
export async function setCharges(work: Work, encounter: Encounter, list: readonly ChargeInList[]): Promise<void> {
  if (list.length > CHARGES_MAX) throw invalid(["charges"], `An encounter has at most ${CHARGES_MAX} charges.`);
  const known = await chargesOf(work, encounter);
  const kept = new Set<string>();
  for (const [index, { chargeId, ...given }] of list.entries()) {
    const path = ["charges", String(index)];
    const charge = chargeId ? known.find((each) => each.id === chargeId) : newCharge(work, encounter);
    if (!charge) throw new Refusal("NOT_FOUND", "There is no such charge of this encounter.", {}, [...path, "chargeId"]);
    if (kept.has(charge.id)) throw invalid([...path, "chargeId"], "Each charge stands once.");
    kept.add(charge.id);
    Object.assign(charge, await checkedCharge(work, encounter, given, chargeId ? charge : null, path), { position: index + 1 });
    work.em.persist(charge);
  }
  for (const charge of known) if (!kept.has(charge.id)) takeAway(work, charge);
}

export async function chargesOf(work: Work, { practiceId, id: encounterId }: Encounter): Promise<Charge[]> {
  return work.em.find(Charge, { practiceId, encounterId }, { orderBy: { position: "asc" } });
}

export function newCharge(work: Work, { practiceId, id: encounterId, patientId }: Encounter): Charge {
  return Object.assign(new Charge(), { practiceId, encounterId, patientId, createdAt: work.now });
}

/** Withdrawn when claims and the book may point to it, deleted otherwise. */
export function takeAway(work: Work, charge: Charge): void {
  if (charge.billedAt) Object.assign(charge, { withdrawnAt: work.now, position: null });
  else work.em.remove(charge);
}
