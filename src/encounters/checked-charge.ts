import { invalid } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { Refusal, type Cents, type PlainDate } from "../vocabulary";
import { NDC_UNITS, type Charge, type Ndc, type UnitKind } from "./charge";
import { providerOfPractice, takePlaceOfService } from "./checked-encounter";
import type { Encounter } from "./encounter";
import { priceFromSchedule } from "./price-charge";

export type NdcGiven = { code: string; quantity: string; unit: Ndc["unit"] };

export type ChargeGiven = {
  procedureCode: string;
  modifiers?: readonly string[] | null;
  unitKind?: UnitKind | null;
  quantity?: string | null;
  chargeCents?: Cents | null;
  diagnosisPointers?: readonly number[] | null;
  servedOn?: PlainDate | null;
  servedTo?: PlainDate | null;
  placeOfService?: string | null;
  renderingProviderId?: string | null;
  description?: string | null;
  ndc?: NdcGiven | null;
  emergency?: boolean | null;
};

/** SV102 has room for ten digits. */
const MOST_CENTS = 9_999_999_999n;

/**
 * The facts of a charge of this encounter with its price: the one given, else the one it has while nothing that made
 * it changes, else the fee schedule's. Refuses INVALID_INPUT, NOT_FOUND, PRICE_NOT_FOUND, PRICE_MUST_BE_GIVEN.
 */
export async function checkedCharge(work: Work, encounter: Encounter, given: ChargeGiven, existing: Charge | null, path: readonly string[]) {
  const at = (...more: string[]) => [...path, ...more];
  const unitKind = given.unitKind ?? "UN";
  const servedOn = given.servedOn ?? encounter.servedFrom;
  const servedTo = given.servedTo ?? servedOn;
  if (servedOn < encounter.servedFrom || servedOn > encounter.servedTo) throw invalid(at("servedOn"), "servedOn is a day of the visit (DTP*472).");
  if (servedTo < servedOn || servedTo > encounter.servedTo) throw invalid(at("servedTo"), "servedTo is not before servedOn and not after the visit (DTP*472).");
  const facts = {
    procedureCode: given.procedureCode,
    modifiers: takeModifiers(given.modifiers ?? [], at("modifiers")),
    unitKind,
    quantity: takeQuantity(given.quantity ?? "1", unitKind, at("quantity")),
    diagnosisPointers: takePointers(given.diagnosisPointers ?? [], at("diagnosisPointers")),
    servedOn,
    servedTo,
    placeOfService: takePlaceOfService(given.placeOfService, at("placeOfService")),
    renderingProviderId: given.renderingProviderId
      ? await providerOfPractice(work, encounter.practiceId, given.renderingProviderId, existing?.renderingProviderId ?? null, at("renderingProviderId"))
      : null,
    description: takeDescription(given.description, at("description")),
    ndc: takeNdc(given.ndc, at("ndc")),
    emergency: given.emergency ?? false,
  };
  return { ...facts, ...(await priceOf(work, encounter, facts, given.chargeCents, existing, path)) };
}

type Priced = Pick<Charge, "procedureCode" | "modifiers" | "unitKind" | "quantity" | "servedOn">;

async function priceOf(
  work: Work,
  { practiceId }: Encounter,
  facts: Priced,
  given: Cents | null | undefined,
  existing: Charge | null,
  path: readonly string[],
): Promise<Pick<Charge, "chargeCents" | "priceFromSchedule">> {
  if (given !== null && given !== undefined) {
    if (given < 0n || given > MOST_CENTS) throw invalid([...path, "chargeCents"], "chargeCents is from 0 to 9999999999 (SV102).");
    // Sent back as it was read, it is not a new decision.
    if (existing?.priceFromSchedule && existing.chargeCents === given && samePriceKey(existing, facts)) return { chargeCents: given, priceFromSchedule: true };
    return { chargeCents: given, priceFromSchedule: false };
  }
  if (existing && samePriceKey(existing, facts)) return { chargeCents: existing.chargeCents, priceFromSchedule: existing.priceFromSchedule };
  if (existing && !existing.priceFromSchedule) {
    throw new Refusal("PRICE_MUST_BE_GIVEN", "The price of this charge was given by hand; give chargeCents again for the new code, modifier, unit, quantity or day.", {}, [...path, "chargeCents"]);
  }
  const chargeCents = await priceFromSchedule(work, { practiceId, ...facts }, path);
  if (chargeCents > MOST_CENTS) throw invalid([...path, "quantity"], "The fee times this quantity is past 9999999999 cents (SV102).");
  return { chargeCents, priceFromSchedule: true };
}

function samePriceKey(a: Priced, b: Priced): boolean {
  return a.procedureCode === b.procedureCode && (a.modifiers[0] ?? "") === (b.modifiers[0] ?? "") && a.unitKind === b.unitKind && a.quantity === b.quantity && a.servedOn === b.servedOn;
}

function takeModifiers(given: readonly string[], path: readonly string[]): string[] {
  if (given.length > 4) throw invalid(path, "A charge has at most four modifiers (SV101-3 to SV101-6).");
  const modifiers = given.map((modifier) => modifier.trim().toUpperCase());
  modifiers.forEach((modifier, index) => {
    if (!/^[A-Z0-9]{2}$/.test(modifier)) throw invalid([...path, String(index)], "A modifier has two letters or digits, such as 25 or RT (SV101-3).");
    if (modifiers.indexOf(modifier) !== index) throw invalid([...path, String(index)], "Each modifier stands once.");
  });
  return modifiers;
}

/** Eight digits before the point and three after it, as SV104 allows; written in one way only, so that equal is equal. */
function takeQuantity(given: string, unitKind: UnitKind, path: readonly string[]): string {
  const match = /^0*(\d{1,8})(?:\.(\d{1,3}))?$/.exec(given.trim());
  const fraction = match?.[2]?.replace(/0+$/, "") ?? "";
  if (!match || (/^0+$/.test(match[1]!) && !fraction)) throw invalid(path, "quantity is a number above 0, at most eight digits and three decimals, such as 1 or 2.5 (SV104).");
  if (unitKind === "MJ" && fraction) throw invalid(path, "Minutes are whole (SV104 with MJ).");
  return fraction ? `${match[1]}.${fraction}` : match[1]!;
}

function takePointers(given: readonly number[], path: readonly string[]): number[] {
  if (given.length > 4) throw invalid(path, "A charge points to at most four diagnoses (SV107).");
  given.forEach((pointer, index) => {
    if (!Number.isInteger(pointer) || pointer < 1 || pointer > 12) throw invalid([...path, String(index)], "A pointer is the position of a diagnosis, 1 to 12 (SV107).");
    if (given.indexOf(pointer) !== index) throw invalid([...path, String(index)], "Each diagnosis is pointed to once (SV107).");
  });
  return [...given];
}

function takeDescription(given: string | null | undefined, path: readonly string[]): string | null {
  const description = given?.trim() ?? "";
  if (description.length > 80) throw invalid(path, "description has at most 80 characters (SV101-7).");
  return description || null;
}

function takeNdc(given: NdcGiven | null | undefined, path: readonly string[]): Ndc | null {
  if (!given) return null;
  const code = given.code.replace(/-/g, "");
  if (!/^\d{11}$/.test(code)) throw invalid([...path, "code"], "The National Drug Code has eleven digits in the form 5-4-2, zeros included (LIN03 with N4).");
  if (!NDC_UNITS.includes(given.unit)) throw invalid([...path, "unit"], `unit is one of ${NDC_UNITS.join(", ")} (CTP05-1).`);
  return { code, quantity: takeQuantity(given.quantity, "UN", [...path, "quantity"]), unit: given.unit };
}
