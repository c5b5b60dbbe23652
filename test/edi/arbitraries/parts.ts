import fc from "fast-check";
import type { Address, Adjustment, Contact, Demographics, EntityType, OutpatientAdjudication, Party, Procedure, Provider, ProviderInRole, Reference } from "../../../src/edi";
import { type Cents, cents, plainDate, type PlainDate } from "../../../src/vocabulary";

/** Plain data that every envelope can carry unchanged. */
const CHARACTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcxyz0123456789 -.,/&'()#@_%+=?!\"$;|"];
export const text = fc
  .string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 12 })
  .map((made) => made.trim())
  .filter((made) => made !== "");
export const code = fc.string({ unit: fc.constantFrom(..."ABCXYZ0123456789"), minLength: 1, maxLength: 5 });
export const money: fc.Arbitrary<Cents> = fc.bigInt({ min: -99_999_999_99n, max: 99_999_999_99n }).map((amount) => cents(amount));
export const decimal = fc.constantFrom("0", "1", "20", "0.5", "12.25", "-3", "1.00", "100.1");
export const day: fc.Arbitrary<PlainDate> = fc.date({ min: new Date("1900-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }).map((date) => plainDate(date.toISOString().slice(0, 10)));
export const few = <T>(one: fc.Arbitrary<T>, most = 3) => fc.array(one, { maxLength: most });

/** A record whose keys ending in "?" may be absent. */
type Shape = Record<string, fc.Arbitrary<unknown>>;
export function model<T>(shape: Shape): fc.Arbitrary<T> {
  const plain = Object.fromEntries(Object.entries(shape).map(([key, value]) => [key.replace("?", ""), value]));
  const requiredKeys = Object.keys(shape).filter((key) => !key.endsWith("?"));
  return fc.record(plain, { requiredKeys, noNullPrototype: true }) as fc.Arbitrary<T>;
}

export const unknownSegment = fc.record(
  {
    id: fc.constant("ZZ1"),
    elements: fc.array(fc.array(fc.array(code, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }), {
      minLength: 1,
      maxLength: 3,
    }),
  },
  { noNullPrototype: true },
);
/** Absent when there are none, as the reader has it. */
export const unknown = { "unknownSegments?": fc.array(unknownSegment, { minLength: 1, maxLength: 2 }) };

export const entityType = fc.constantFrom<EntityType>("person", "organization");
export const partyShape: Shape = {
  entityType,
  "name?": text,
  "firstName?": text,
  "middleName?": text,
  "namePrefix?": text,
  "nameSuffix?": text,
  "identifierQualifier?": code,
  "identifier?": text,
};
export const party = model<Party>(partyShape);

export const address = model<Address>({
  "line1?": text,
  "line2?": text,
  city: text,
  "state?": code,
  "postalCode?": code,
  "countryCode?": code,
  "countrySubdivisionCode?": code,
});

export function reference(...qualifiers: readonly string[]) {
  return model<Reference>({
    qualifier: fc.constantFrom(...(qualifiers.length ? qualifiers : ["0B", "G2", "LU"])),
    value: text,
    "description?": text,
  }).chain((made) => fc.option(fc.record({ ownerQualifier: code, ownerIdentifier: text }, { noNullPrototype: true }), { nil: undefined }).map((owner) => ({ ...made, ...owner })));
}

export const contact = model<Contact>({
  functionCode: code,
  "name?": text,
  numbers: few(model({ qualifier: fc.constantFrom("TE", "FX", "EM"), value: text })),
});
export const demographics = model<Demographics>({ birthDate: day, "genderCode?": fc.constantFrom("F", "M", "U") });

/** The writer puts those of one group together, so they are made that way. */
export const adjustments = few(model<Adjustment>({ groupCode: fc.constantFrom("CO", "PR", "OA"), reasonCode: code, amount: money, "quantity?": decimal }), 9).map((made) =>
  [...Map.groupBy(made, ({ groupCode }) => groupCode).values()].flat(),
);

export const procedure = model<Procedure>({ qualifier: fc.constantFrom("HC", "NU"), code, modifiers: few(code, 4), "description?": text });

export const outpatientAdjudication = model<OutpatientAdjudication>({
  "reimbursementRate?": decimal,
  "hcpcsPayableAmount?": money,
  remarkCodes: few(code, 5),
  "endStageRenalDiseaseAmount?": money,
  "nonPayableProfessionalComponentAmount?": money,
});

const providerShape: Shape = {
  ...unknown,
  ...partyShape,
  "taxonomyCode?": code,
  "address?": address,
  secondaryIds: few(reference(), 2),
  contacts: few(contact, 1),
};
export const provider = model<Provider>(providerShape);
export function providerInRole(...roles: readonly string[]) {
  return model<ProviderInRole>({ ...providerShape, role: fc.constantFrom(...roles) });
}
