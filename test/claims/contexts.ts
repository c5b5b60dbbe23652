import { cents, npiCheckDigit, plainDate } from "../../src/vocabulary";
import type { ClaimContext, LineInContext, PayerInContext } from "../../src/claims/submission/claim-context";
import type { CobAdjustment } from "../../src/claims/claim-adjudication";

/** Claims as plain data: a sound one, and changes of it. */
export const npi = (nineDigits: string) => nineDigits + npiCheckDigit(nineDigits);

export const elena = { npi: npi("144444444"), firstName: "Elena", lastName: "Voss", taxonomy: "207Q00000X" };
export const omar = { npi: npi("133333333"), firstName: "Omar", lastName: "Haddad", taxonomy: "363L00000X" };
export const june = { npi: npi("166666666"), firstName: "June", lastName: "Aldous", taxonomy: "207RC0000X" };

export const riverStreet = { street: "1200 River Road", street2: null, city: "Denver", state: "CO", zip: "802021234" };
export const hospital = {
  name: "Mile High Hospital Outpatient",
  npi: npi("155555555"),
  cliaNumber: null,
  address: { street: "77 Summit Avenue", street2: null, city: "Denver", state: "CO", zip: "802030077" },
};
export const ada = {
  firstName: "Ada",
  middleName: null,
  lastName: "Park",
  suffix: null,
  birthDate: plainDate("1961-04-12"),
  sex: "FEMALE" as const,
  address: { street: "9 Juniper Lane", street2: null, city: "Denver", state: "CO", zip: "80210" },
};
export const cy = { firstName: "Cy", middleName: null, lastName: "Park", suffix: null, birthDate: plainDate("2014-09-30"), sex: "MALE" as const, address: ada.address };

type PayerChange = Partial<Omit<PayerInContext, "coverage">> & { coverage?: Partial<PayerInContext["coverage"]> };
export function payer(change: PayerChange = {}): PayerInContext {
  const { coverage, ...rest } = change;
  return {
    sequence: 1,
    name: "Blue Peak Health",
    electronicPayerId: "BPH01",
    filingIndicator: "BL",
    filingLimitDays: 180,
    filingBasis: "SERVICE_FROM",
    takesReplacements: true,
    active: true,
    address: { street: "PO Box 1000", street2: null, city: "Omaha", state: "NE", zip: "68101" },
    forwarded: false,
    adjudication: null,
    ...rest,
    coverage: { memberId: "BPH-PAYS-001", groupNumber: "RIVER-100", planName: null, relationship: "SELF", subscriber: null, effectiveFrom: plainDate("2026-01-01"), effectiveTo: null, ...coverage },
  };
}

export const acorn = (change: Parameters<typeof payer>[0] = {}) =>
  payer({
    sequence: 2,
    name: "Acorn Mutual",
    electronicPayerId: "ACM02",
    filingIndicator: "CI",
    filingLimitDays: 90,
    ...change,
    coverage: { memberId: "ACM-PAYS-001", groupNumber: null, ...change.coverage },
  });

export function line(lineNumber: number, change: Partial<LineInContext> = {}): LineInContext {
  const number = String(lineNumber).padStart(2, "0");
  return {
    lineNumber,
    chargeId: `01937000-0000-7000-8000-0000000001${number}`,
    lineItemControlNumber: `01KAFIXEDLINE00000000000${number}`,
    procedureCode: "99213",
    modifiers: [],
    unitKind: "UN",
    quantity: "1",
    chargeCents: cents(15_000),
    diagnosisPointers: [1],
    servedOn: plainDate("2026-11-02"),
    servedTo: plainDate("2026-11-02"),
    placeOfService: null,
    rendering: null,
    description: null,
    ndc: null,
    emergency: false,
    ...change,
  };
}

/** Breaks no rule. The total follows the lines unless it is given. */
export function sound(change: Partial<ClaimContext> = {}): ClaimContext {
  const lines = change.lines ?? [line(1), line(2, { procedureCode: "93000", chargeCents: cents(6_000), diagnosisPointers: [2] })];
  const days = lines.flatMap((each) => [each.servedOn, each.servedTo]).sort();
  return {
    claimNumber: "C1000001",
    sequence: 1,
    frequency: "1",
    replacesPayerControlNumber: null,
    totalChargeCents: cents(lines.reduce((total, each) => total + each.chargeCents, 0n)),
    servedFrom: days[0] ?? plainDate("2026-11-02"),
    servedTo: days.at(-1) ?? plainDate("2026-11-02"),
    placeOfService: "11",
    priorAuthorizationNumber: null,
    accident: null,
    onsetOn: null,
    admittedOn: null,
    dischargedOn: null,
    providerSignatureOnFile: true,
    patientSignatureOnFile: true,
    assignment: "ASSIGNED",
    benefitsAssignment: "YES",
    releaseOfInformation: "SIGNED",
    diagnoses: ["E119", "I10"],
    billing: {
      legalName: "Riverside Family Clinic PC",
      npi: npi("123456789"),
      taxId: "841234567",
      taxIdKind: "EIN",
      taxonomy: "207Q00000X",
      address: riverStreet,
      payToAddress: { street: "PO Box 8800", street2: null, city: "Denver", state: "CO", zip: "802018800" },
      phone: "3035550100",
    },
    location: { name: "Riverside Main Street", npi: null, cliaNumber: null, address: riverStreet },
    rendering: elena,
    referring: null,
    supervising: null,
    patient: ada,
    payers: [payer()],
    lines,
    patientPaidCents: cents(0),
    today: plainDate("2026-11-23"),
    ...change,
  };
}

export const adjust = (groupCode: string, reasonCode: string, amount: number): CobAdjustment => ({ groupCode, reasonCode, amountCents: String(amount), quantity: null });

/** Ada's claim at its second payer: 150.00 and 60.00 charged, 100.00 and 40.00 paid, 30.00 and 12.00 contractual, 20.00 and 8.00 coinsurance. */
export function secondary(change: Partial<ClaimContext> = {}, decided: Partial<NonNullable<PayerInContext["adjudication"]>> = {}): ClaimContext {
  const base = sound();
  const said = (index: number, paid: number, contractual: number, coinsurance: number) => ({
    chargeId: base.lines[index]!.chargeId,
    paidCents: String(paid),
    procedureCode: base.lines[index]!.procedureCode,
    modifiers: base.lines[index]!.modifiers,
    paidQuantity: "1",
    adjustments: [adjust("CO", "45", contractual), adjust("PR", "2", coinsurance)],
  });
  const adjudication = {
    outcome: "PARTIAL" as const,
    payerClaimControlNumber: "BPH2026000123",
    adjudicatedOn: plainDate("2026-11-16"),
    paidCents: cents(14_000),
    cob: { adjustments: [], patientResponsibilityCents: "2800", remarkCodes: ["MA01"], lines: [said(0, 10_000, 3_000, 2_000), said(1, 4_000, 1_200, 800)] },
    ...decided,
  };
  return { ...base, sequence: 2, payers: [payer({ adjudication }), acorn()], ...change };
}
