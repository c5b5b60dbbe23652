import { findFee } from "../practices";
import type { Work } from "../platform/work/work";
import { applyRate, Refusal, type Cents, type PlainDate, type Rate } from "../vocabulary";
import type { UnitKind } from "./charge";

export type ToPrice = { practiceId: string; procedureCode: string; modifiers: readonly string[]; unitKind: UnitKind; quantity: string; servedOn: PlainDate };

/**
 * The fee of one unit on the day of service, times the quantity, rounded once (half a cent up). Minutes are never
 * priced so: an anaesthesia charge is base and time units at a rate, which no fee of one unit says.
 * Refuses PRICE_NOT_FOUND.
 */
export async function priceFromSchedule(work: Work, { practiceId, procedureCode, modifiers, unitKind, quantity, servedOn }: ToPrice, path: readonly string[]): Promise<Cents> {
  if (unitKind === "MJ") throw new Refusal("PRICE_NOT_FOUND", "A charge in minutes is not priced from the fee schedule: give chargeCents.", {}, [...path, "chargeCents"]);
  const fee = await findFee(work, { practiceId, procedureCode, modifier: modifiers[0] ?? null, on: servedOn });
  if (fee === null) {
    throw new Refusal("PRICE_NOT_FOUND", `The practice's fee schedule has no price for ${procedureCode} on the day of service: give chargeCents, or set the fee.`, {}, [...path, "chargeCents"]);
  }
  return applyRate(fee, decimalRate(quantity), "half-up");
}

/** "12.5" as 125 over 10: exact, because a quantity must never pass through a float. */
export function decimalRate(quantity: string): Rate {
  const [whole = "0", fraction = ""] = quantity.split(".");
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}
