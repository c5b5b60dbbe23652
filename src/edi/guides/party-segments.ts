import { formatD8, parseD8, type PlainDate } from "../../vocabulary";
import {
  coded,
  components,
  elements,
  type Field,
  type Fields,
  groups,
  money,
  optionalDay,
  optionalDecimal,
  optionalMoney,
  optionalText,
  type OptionalField,
  type Report,
  row,
  text,
  day,
  NO_DAY,
} from "../x12/fields";
import { loopSpec, type LoopSpec, many, own, packed, type Part, type SlotPart, segment, value, within } from "../x12/loops";
import type { Segment } from "../x12/segment";
import type { SegmentDraft } from "../x12/writer";
import type { Address, Adjustment, CommunicationNumber, Contact, Demographics, EntityType, OutpatientAdjudication, Party, Procedure, Provider, ProviderInRole, Reference } from "./parties";

/** A field that is written with constants beside it: DTP02 is D8 when DTP03 is a day. */
export function beside<V>(field: OptionalField<V>, constants: Readonly<Record<number, string>>): OptionalField<V>;
export function beside<V>(field: Field<V>, constants: Readonly<Record<number, string>>): Field<V>;
export function beside<V>(field: Field<V> | OptionalField<V>, constants: Readonly<Record<number, string>>): Field<V> | OptionalField<V> {
  const list = Object.entries(constants).map(([element, code]) => [Number(element), code] as const);
  return {
    ...field,
    places: [...field.places, ...list.map(([element]) => [element] as const)],
    write(written: V, draft: SegmentDraft) {
      field.write(written, draft);
      for (const [element, code] of list) draft.set(element, 1, code);
    },
  };
}

export const entityType = coded<EntityType>(2, { 1: "person", 2: "organization" }, "organization");

const nameFields = {
  name: optionalText(3),
  firstName: optionalText(4),
  middleName: optionalText(5),
  namePrefix: optionalText(6),
  nameSuffix: optionalText(7),
  identifierQualifier: optionalText(8),
  identifier: optionalText(9),
};
export const partyFields: Fields<Party> = { entityType, ...nameFields };

/** NM1 of one role. */
export function name(role: string): ReturnType<typeof segment<Party>> {
  return segment<Party>("NM1", { 1: role }, partyFields);
}

export const street = segment<Pick<Address, "line1" | "line2">>("N3", {}, { line1: optionalText(1), line2: optionalText(2) });
export const cityStateZip = segment<Omit<Address, "line1" | "line2">>(
  "N4",
  {},
  {
    city: optionalText(1),
    state: optionalText(2),
    postalCode: optionalText(3),
    countryCode: optionalText(4),
    countrySubdivisionCode: optionalText(7),
  },
);

/** N3 and N4 of a loop that has an address. */
export function address<T extends { readonly address?: Address }>(): Part<T>[] {
  type Located = { readonly address?: Address };
  const parts: Part<Located>[] = [within("address", street), within("address", cityStateZip)];
  return parts as Part<never>[] as Part<T>[];
}

const referenceFields: Fields<Reference> = {
  qualifier: text(1),
  value: text(2),
  description: optionalText(3),
  ownerQualifier: optionalText(4, 1),
  ownerIdentifier: optionalText(4, 2),
};
/** REF of any kind, or of some. */
export function reference(...qualifiers: readonly string[]) {
  return segment<Reference>("REF", qualifiers.length ? { 1: qualifiers } : {}, referenceFields);
}

/** REF of one kind, of which only the value is of interest. */
export function referenceValue(qualifier: string) {
  return segment<{ value: string }>("REF", { 1: qualifier }, { value: text(2) });
}

const communicationNumbers: readonly Fields<CommunicationNumber>[] = [3, 5, 7].map((at) => ({ qualifier: text(at), value: text(at + 1) }));
export const contact = segment<Contact>("PER", {}, { functionCode: text(1), name: optionalText(2), numbers: groups(communicationNumbers) });

export const demographics = segment<Demographics>("DMG", { 1: "D8" }, { birthDate: day(2), genderCode: optionalText(3) });

export function procedureFields(element: number): Fields<Procedure> {
  return {
    qualifier: text(element, 1),
    code: text(element, 2),
    modifiers: row(optionalText, components(element, 3, 6)),
    description: optionalText(element, 7),
  };
}

/** DTP of one kind, a day. */
export function date(qualifier: string) {
  return segment<{ value: PlainDate }>("DTP", { 1: qualifier }, { value: beside(day(3), { 2: "D8" }) });
}

/** The two days of a DTP that may hold a range: D8 or RD8. One day alone is no range. */
export function rangeStart(): Field<PlainDate> {
  const field: Field<PlainDate> = { ...day(3), read: (from, report) => dayOfRange(from, 0, report) ?? NO_DAY };
  return beside(field, { 2: "D8" });
}
export function optionalRangeStart(): OptionalField<PlainDate> {
  const field: OptionalField<PlainDate> = { ...optionalDay(3), read: (from, report) => dayOfRange(from, 0, report) ?? undefined };
  return beside(field, { 2: "D8" });
}
export function rangeEnd(): OptionalField<PlainDate> {
  return {
    optional: true,
    places: [[2], [3]],
    read: (from, report) => (from.element(2) === "RD8" ? (dayOfRange(from, 1, report) ?? undefined) : undefined),
    write(last, draft) {
      const first = draft.elements[2]?.[0]?.[0] ?? "";
      draft.set(2, 1, "RD8");
      draft.set(3, 1, `${first}-${formatD8(last)}`);
    },
  };
}

function dayOfRange(from: Segment, index: 0 | 1, report: Report): PlainDate | null {
  const parts = from.element(3).split("-");
  const fits = parts.length === (from.element(2) === "RD8" ? 2 : 1);
  const found = fits ? parseD8(parts[index] ?? "") : null;
  if (found === null) report(from.element(3) === "" ? "ELEMENT_MISSING" : "DATE_INVALID", 3, undefined, from.element(3));
  return found;
}

export function amount(qualifier: string) {
  return segment<{ value: Adjustment["amount"] }>("AMT", { 1: qualifier }, { value: money(2) });
}

/** CAS: the model has one entry per triplet, the writer puts all of one group together, six to a segment. */
interface AdjustmentSegment {
  readonly groupCode: string;
  readonly reasons: readonly Omit<Adjustment, "groupCode">[];
}
const adjustmentSegment = segment<AdjustmentSegment>(
  "CAS",
  {},
  {
    groupCode: text(1),
    reasons: groups([2, 5, 8, 11, 14, 17].map((at) => ({ reasonCode: text(at), amount: money(at + 1), quantity: optionalDecimal(at + 2) }))),
  },
);

export function adjustments<T extends { readonly adjustments: readonly Adjustment[] }>(): SlotPart<T> {
  return packed<{ readonly adjustments: readonly Adjustment[] }, "adjustments", AdjustmentSegment>(
    "adjustments",
    adjustmentSegment,
    ({ groupCode, reasons }) => reasons.map((reason) => ({ groupCode, ...reason })),
    (items) => [...Map.groupBy(items, (item) => item.groupCode)].flatMap(([groupCode, reasons]) => inSixes(reasons).map((six) => ({ groupCode, reasons: six }))),
  ) as SlotPart<unknown> as SlotPart<T>;
}

export function inSixes<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / 6) }, (_, index) => items.slice(index * 6, index * 6 + 6));
}

export const outpatientAdjudication = segment<OutpatientAdjudication>(
  "MOA",
  {},
  {
    reimbursementRate: optionalDecimal(1),
    hcpcsPayableAmount: optionalMoney(2),
    remarkCodes: row(optionalText, elements(3, 4, 5, 6, 7)),
    endStageRenalDiseaseAmount: optionalMoney(8),
    nonPayableProfessionalComponentAmount: optionalMoney(9),
  },
);

/** A loop of NM1, PRV, N3, N4, REF and PER for a provider or place. */
export function providerLoop(loopName: string, role: string): LoopSpec<Provider> {
  return loopSpec<Provider>(loopName, [own(name(role), { required: true }), ...providerParts<Provider>()]);
}
export function providerInRoleLoop(loopName: string, roles: readonly string[]): LoopSpec<ProviderInRole> {
  const inRole = segment<Party & { role: string }>("NM1", { 1: roles }, { role: text(1), ...partyFields });
  return loopSpec<ProviderInRole>(loopName, [own(inRole, { required: true }), ...providerParts<ProviderInRole>()]);
}
function providerParts<T extends Provider>(): Part<T>[] {
  return [
    value<Provider, "taxonomyCode">("taxonomyCode", taxonomy("PE")),
    ...address<Provider>(),
    many<Provider, "secondaryIds">("secondaryIds", reference()),
    many<Provider, "contacts">("contacts", contact),
  ] as unknown as Part<T>[];
}
export function taxonomy(role: string) {
  return segment<{ value: string }>("PRV", { 1: role, 2: "PXC" }, { value: text(3) });
}
