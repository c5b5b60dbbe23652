import type { Assignment, BenefitsAssignment, ReleaseOfInformation } from "../../encounters";
import type { SubscriberRelationship } from "../../coverage";
import type { Sex } from "../../patients";
import { addMonths, type Address } from "../../vocabulary";
import type * as edi from "../../edi";
import type { BillingParty, ClaimContext, Clinician, PayerInContext } from "./claim-context";

/** Our words to X12's codes. */
export const SEQUENCE: Readonly<Record<number, string>> = { 1: "P", 2: "S", 3: "T" };
export const RELATIONSHIP: Readonly<Record<SubscriberRelationship, string>> = { SELF: "18", SPOUSE: "01", CHILD: "19", OTHER: "G8" };
export const SEX: Readonly<Record<Sex, string>> = { FEMALE: "F", MALE: "M", UNKNOWN: "U" };
export const ASSIGNMENT: Readonly<Record<Assignment, string>> = { ASSIGNED: "A", LABORATORY_ONLY: "B", NOT_ASSIGNED: "C" };
export const BENEFITS: Readonly<Record<BenefitsAssignment, string>> = { YES: "Y", NO: "N", NOT_APPLICABLE: "W" };
export const RELEASE: Readonly<Record<ReleaseOfInformation, string>> = { SIGNED: "Y", INFORMED_CONSENT: "I" };
export const ACCIDENT = { AUTO: "AA", EMPLOYMENT: "EM", OTHER: "OA" } as const;
/** SBR09 of Medicare fee-for-service. */
export const MEDICARE: ReadonlySet<string> = new Set(["MA", "MB"]);

export function addressOf(address: Address): edi.Address {
  return { line1: address.street, ...(address.street2 ? { line2: address.street2 } : {}), city: address.city, state: address.state, postalCode: address.zip };
}

type Name = { firstName: string; middleName?: string | null; lastName: string; suffix?: string | null };
export function personOf({ firstName, middleName, lastName, suffix }: Name) {
  return { entityType: "person" as const, name: lastName, firstName, ...(middleName ? { middleName } : {}), ...(suffix ? { nameSuffix: suffix } : {}) };
}

/** NM1 with its NPI and, where the guide has a place for it, PRV. */
export function clinicianOf({ npi, firstName, lastName, taxonomy }: Clinician, { withTaxonomy = true } = {}): edi.Draft<edi.Provider> {
  return { ...personOf({ firstName, lastName }), identifierQualifier: "XX", identifier: npi, ...(withTaxonomy ? { taxonomyCode: taxonomy } : {}) };
}

/** 2310C — only when care was given elsewhere than at the billing provider's address. */
export function facilityOf(location: ClaimContext["location"], billing: BillingParty): edi.Draft<edi.Provider> | null {
  if (sameAddress(location.address, billing.address)) return null;
  return { entityType: "organization", name: location.name, ...(location.npi ? { identifierQualifier: "XX", identifier: location.npi } : {}), address: addressOf(location.address) };
}

export function sameAddress(a: Address, b: Address): boolean {
  const plain = ({ street, street2, city, state, zip }: Address) => [street, street2 ?? "", city, state, zip].map((part) => part.toUpperCase().replace(/[^A-Z0-9]/g, "")).join("|");
  return plain(a) === plain(b);
}

const AGE_OF_MEDICARE_YEARS = 65;
/**
 * SBR05 — why Medicare is not the first payer, and only then. It follows from who is first and, for an employer's plan,
 * from the patient's age: the working aged are 12, the disabled below 65 are 43.
 */
export function insuranceTypeOf(context: ClaimContext, payer: PayerInContext): { insuranceTypeCode?: string } {
  if (!MEDICARE.has(payer.filingIndicator) || payer.sequence === 1) return {};
  const byFirst: Readonly<Record<string, string>> = { WC: "15", AM: "14", LM: "47", VA: "42", CH: "16", OF: "16" };
  const first = context.payers[0]!.filingIndicator;
  const aged = addMonths(context.patient.birthDate, AGE_OF_MEDICARE_YEARS * 12) <= context.servedFrom;
  return { insuranceTypeCode: byFirst[first] ?? (aged ? "12" : "43") };
}
