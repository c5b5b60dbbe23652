import { invalid, load } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Charge } from "./charge";
import { checkedCharge, type ChargeGiven } from "./checked-charge";
import type { Encounter } from "./encounter";
import { chargesOf, newCharge, takeAway, type ChargeInList } from "./set-charges";
import { openEncounter, touch } from "./update-encounter";

type Changed = { encounter: Encounter; charge: Charge };

export type AddCharge = { encounterId: string; charge: ChargeInList; expectedVersion?: number | null };

/** Adds a charge at the end. Refuses NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED, INVALID_INPUT, PRICE_NOT_FOUND. */
export async function addCharge(work: Work, { encounterId, expectedVersion, charge: { chargeId, ...given } }: AddCharge): Promise<Changed> {
  if (chargeId) throw invalid(["charge", "chargeId"], "A charge to add has no id yet; chargeUpdate changes one.");
  return work.atomically(async () => {
    const encounter = await openEncounter(work, { encounterId, expectedVersion, move: "update" });
    const position = (await chargesOf(work, encounter)).length + 1;
    const charge = Object.assign(newCharge(work, encounter), await checkedCharge(work, encounter, given, null, ["charge"]), { position });
    work.em.persist(charge);
    touch(work, encounter);
    return { encounter, charge };
  });
}

export type UpdateCharge = Partial<ChargeGiven> & { chargeId: string; expectedVersion?: number | null };

/** What null takes away; of the other facts null and nothing mean that it stays. */
const CAN_BE_CLEARED = new Set(["placeOfService", "renderingProviderId", "description", "ndc"]);

/** Changes what is given of one charge. Refuses as addCharge does, and PRICE_MUST_BE_GIVEN. `expectedVersion` is the encounter's. */
export async function updateCharge(work: Work, { chargeId, expectedVersion, ...changes }: UpdateCharge): Promise<Changed> {
  return work.atomically(async () => {
    const { encounter, charge } = await openCharge(work, chargeId, expectedVersion);
    const given = Object.fromEntries(Object.entries(changes).filter(([name, value]) => value !== undefined && (value !== null || CAN_BE_CLEARED.has(name))));
    // One day of service stays one day when the day moves.
    if (given.servedOn && !given.servedTo && charge.servedTo === charge.servedOn) given.servedTo = given.servedOn;
    const { procedureCode, modifiers, unitKind, quantity, diagnosisPointers, servedOn, servedTo, placeOfService, renderingProviderId, description, ndc, emergency } = charge;
    const wanted = { procedureCode, modifiers, unitKind, quantity, diagnosisPointers, servedOn, servedTo, placeOfService, renderingProviderId, description, ndc, emergency, ...given };
    Object.assign(charge, await checkedCharge(work, encounter, wanted, charge, []));
    touch(work, encounter);
    return { encounter, charge };
  });
}

/** Takes a charge away; those after it move up. Refuses NOT_FOUND, STALE_VERSION, MOVE_NOT_ALLOWED. */
export async function removeCharge(work: Work, { chargeId, expectedVersion }: { chargeId: string; expectedVersion?: number | null }): Promise<{ encounter: Encounter }> {
  return work.atomically(async () => {
    const { encounter, charge } = await openCharge(work, chargeId, expectedVersion);
    const others = (await chargesOf(work, encounter)).filter((each) => each.id !== charge.id);
    takeAway(work, charge);
    others.forEach((each, index) => (each.position = index + 1));
    touch(work, encounter);
    return { encounter };
  });
}

/** The encounter is locked before its charge is read again: whoever changes a charge holds the whole visit. */
async function openCharge(work: Work, chargeId: string, expectedVersion: number | null | undefined): Promise<Changed> {
  const { encounterId } = await load(work, Charge, chargeId, { path: ["chargeId"], what: "charge" });
  const encounter = await openEncounter(work, { encounterId, expectedVersion: expectedVersion ?? null, move: "update" });
  const charge = await load(work, Charge, chargeId, { lock: true, path: ["chargeId"], what: "charge" });
  return { encounter, charge };
}
