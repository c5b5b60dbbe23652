import type { Charge, Encounter } from "../encounters";

export type ChargeOnClaim = {
  readonly charge: Charge;
  readonly encounter: Encounter;
  /** What it is for, the first one primary. */ readonly codes: readonly string[];
  /** All diagnoses of its visit, the principal first. */ readonly visitCodes: readonly string[];
};

/** LX01 and HI of 005010X222A1. */
export const MOST_LINES = 50;
export const MOST_DIAGNOSES = 12;

/**
 * Packs charges into as few claims as their order allows: a claim is full when the next charge would make a 51st line
 * or bring a 13th diagnosis. The order is that of the visits and of the lines in them, so the same charges always
 * split alike; every charge stands on exactly one claim, so the total is kept.
 */
export function splitCharges(charges: readonly ChargeOnClaim[]): { charges: ChargeOnClaim[]; diagnoses: string[] }[] {
  const parts: { charges: ChargeOnClaim[]; pointed: Set<string> }[] = [];
  for (const each of charges) {
    let part = parts.at(-1);
    const fresh = each.codes.filter((code) => !part?.pointed.has(code));
    if (!part || part.charges.length === MOST_LINES || part.pointed.size + fresh.length > MOST_DIAGNOSES) {
      parts.push((part = { charges: [], pointed: new Set() }));
    }
    part.charges.push(each);
    for (const code of each.codes) part.pointed.add(code);
  }
  return parts.map(({ charges: own, pointed }) => ({ charges: own, diagnoses: listDiagnoses(own, pointed) }));
}

/** In the visits' own order, the principal first; those that no line points to as long as there is room. */
function listDiagnoses(charges: readonly ChargeOnClaim[], pointed: ReadonlySet<string>): string[] {
  const all = [...new Set(charges.flatMap((each) => each.visitCodes))];
  let room = MOST_DIAGNOSES - pointed.size;
  return all.filter((code) => pointed.has(code) || room-- > 0);
}
