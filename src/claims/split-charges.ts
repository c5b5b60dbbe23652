import type { Charge, Encounter } from "../encounters";

export type ChargeOnClaim = { readonly charge: Charge; readonly encounter: Encounter; /** What it is for, the first one primary. */ readonly codes: readonly string[] };

/** LX01 and HI of 005010X222A1. */
export const MOST_LINES = 50;
export const MOST_DIAGNOSES = 12;

/**
 * Packs charges into as few claims as their order allows: a claim is full when the next charge would make a 51st line
 * or bring a 13th diagnosis. The order is that of the visits and of the lines in them, so the same charges always
 * split alike; every charge stands on exactly one claim, so the total is kept.
 */
export function splitCharges(charges: readonly ChargeOnClaim[]): { charges: ChargeOnClaim[]; diagnoses: string[] }[] {
  const parts: { charges: ChargeOnClaim[]; diagnoses: string[] }[] = [];
  for (const each of charges) {
    let part = parts.at(-1);
    const fresh = part ? each.codes.filter((code) => !part!.diagnoses.includes(code)) : each.codes;
    if (!part || part.charges.length === MOST_LINES || part.diagnoses.length + fresh.length > MOST_DIAGNOSES) {
      parts.push((part = { charges: [], diagnoses: [] }));
    }
    part.charges.push(each);
    for (const code of each.codes) if (!part.diagnoses.includes(code)) part.diagnoses.push(code);
  }
  return parts;
}
