import { cents, plainDate } from "../../src/vocabulary";
import type { ClaimContext } from "../../src/claims/submission/claim-context";
import { acorn, ada, adjust, cy, elena, hospital, june, line, npi, omar, payer, secondary, sound } from "./contexts";

const day = plainDate;
const billing = sound().billing;
const ecg = (lineNumber: number, change: Parameters<typeof line>[1] = {}) => line(lineNumber, { procedureCode: "93000", chargeCents: cents(6_000), ...change });
const adaHolds = { firstName: "Ada", middleName: null, lastName: "Park", birthDate: ada.birthDate, sex: ada.sex, address: ada.address };
const dependent = { relationship: "CHILD" as const, subscriber: adaHolds };
const medicare = (change: Parameters<typeof payer>[0] = {}) =>
  payer({
    name: "Medicare Part B Colorado",
    electronicPayerId: "04112",
    filingIndicator: "MB",
    filingLimitDays: 365,
    takesReplacements: false,
    ...change,
    coverage: { memberId: "1EG4TE5MK73", groupNumber: null, ...change.coverage },
  });
const medicaid = (change: Parameters<typeof payer>[0] = {}) =>
  payer({ name: "Colorado Medicaid", electronicPayerId: "COTXIX", filingIndicator: "MC", filingLimitDays: 365, ...change, coverage: { memberId: "P123456", groupNumber: null, ...change.coverage } });
const primary = secondary().payers[0]!;
const twelve = ["E119", "I10", "J45909", "M5450", "K219", "N390", "R059", "G43909", "L400", "H52133", "Z23", "F411"];
const ndc = (code: string, quantity: string, unit: "ML" | "UN" | "ME" | "GR" | "F2") => ({ code, quantity, unit });

/** A third payer after two that have decided: 210.00 = 140.00 + 20.00 paid, 42.00 contractual, 8.00 left. */
function tertiary(): ClaimContext {
  const said = (chargeId: string, code: string, paid: number, prior: number, left: number) => ({
    chargeId,
    paidCents: String(paid),
    procedureCode: code,
    modifiers: [],
    paidQuantity: "1",
    adjustments: [adjust("OA", "23", prior), adjust("PR", "2", left)],
  });
  const [first, second] = sound().lines;
  const adjudication = {
    outcome: "PARTIAL" as const,
    payerClaimControlNumber: "ACM77001",
    adjudicatedOn: day("2026-11-20"),
    paidCents: cents(2_000),
    cob: { adjustments: [], patientResponsibilityCents: "800", remarkCodes: [], lines: [said(first!.chargeId, "99213", 1_500, 13_000, 500), said(second!.chargeId, "93000", 500, 5_200, 300)] },
  };
  return secondary({ sequence: 3, payers: [primary, acorn({ adjudication }), medicaid({ sequence: 3 })] });
}

/** Thirty claims that differ in what 005010X222A1 makes depend on the situation. */
export const GOLDEN: Readonly<Record<string, ClaimContext>> = {
  "01-self-subscriber": sound(),
  "02-dependent-child": sound({ patient: cy, payers: [payer({ coverage: dependent })], diagnoses: ["J029"], lines: [line(1)] }),
  "03-dependent-spouse": sound({ patient: { ...ada, firstName: "Noel", sex: "MALE", birthDate: day("1963-07-08") }, payers: [payer({ coverage: { relationship: "SPOUSE", subscriber: adaHolds } })] }),
  "04-dependent-other-without-group": sound({
    patient: { ...cy, firstName: "Wes", lastName: "Lindqvist" },
    payers: [payer({ coverage: { relationship: "OTHER", subscriber: adaHolds, groupNumber: null, planName: "Peak Family Plan" } })],
  }),
  "05-rendering-is-billing": sound({ rendering: { ...elena, npi: billing.npi } }),
  "06-other-insurance-waits": sound({ payers: [payer(), acorn()] }),
  "07-secondary-by-line": secondary(),
  "08-secondary-by-claim": secondary(
    {},
    {
      cob: {
        adjustments: [adjust("CO", "45", 4_200), adjust("PR", "1", 2_000), adjust("PR", "3", 800), adjust("CO", "253", 0)],
        patientResponsibilityCents: "2800",
        remarkCodes: ["MA01", "N89"],
        lines: [],
      },
    },
  ),
  "09-tertiary": tertiary(),
  "10-secondary-dependent": { ...secondary(), patient: cy, payers: [{ ...primary, coverage: { ...primary.coverage, ...dependent } }, acorn({ coverage: dependent })] },
  "11-medicare": sound({ payers: [medicare()] }),
  "12-medicare-second-working-aged": secondary({ payers: [primary, medicare({ sequence: 2 })] }),
  "13-medicare-second-disabled": secondary({ patient: { ...ada, birthDate: day("1980-02-29") }, payers: [primary, medicare({ sequence: 2 })] }),
  "14-facility": sound({ location: hospital, placeOfService: "22" }),
  "15-facility-without-npi-inpatient": sound({
    location: { ...hospital, npi: null, address: { ...hospital.address, street2: "Tower B, Floor 4" } },
    placeOfService: "21",
    admittedOn: day("2026-10-31"),
    dischargedOn: day("2026-11-05"),
  }),
  "16-referring": sound({ referring: june }),
  "17-supervising": sound({ rendering: omar, supervising: elena }),
  "18-line-rendering-and-place": sound({ lines: [line(1), ecg(2, { rendering: omar, placeOfService: "12" })] }),
  "19-authorization": sound({ priorAuthorizationNumber: "PA-2026/004411" }),
  "20-auto-accident": sound({
    accident: { kind: "AUTO", on: day("2026-10-30"), state: "CO" },
    diagnoses: ["S134XXA", "V4352XA"],
    onsetOn: day("2026-10-30"),
    payers: [payer({ name: "Foothill Auto", electronicPayerId: "FTA09", filingIndicator: "AM" })],
  }),
  "21-accident-at-work": sound({
    accident: { kind: "EMPLOYMENT", on: day("2026-10-28"), state: null },
    diagnoses: ["S61411A"],
    lines: [line(1)],
    payers: [payer({ name: "Summit Compensation", electronicPayerId: "SWC01", filingIndicator: "WC" })],
  }),
  "22-other-accident-emergency": sound({
    accident: { kind: "OTHER", on: day("2026-11-01"), state: null },
    placeOfService: "23",
    location: hospital,
    diagnoses: ["S52501A", "W010XXA"],
    lines: [line(1, { procedureCode: "99283", chargeCents: cents(22_500), emergency: true })],
  }),
  "23-drugs-with-ndc": sound({
    payers: [medicaid()],
    lines: [
      line(1, { modifiers: ["25"] }),
      line(2, { procedureCode: "96372", chargeCents: cents(4_200) }),
      line(3, { procedureCode: "J1885", quantity: "2.5", chargeCents: cents(2_125), ndc: ndc("00409379501", "1.25", "ML") }),
      line(4, { procedureCode: "J3490", description: "Compounded methylcobalamin 1 mg", chargeCents: cents(999), ndc: ndc("51927100304", "1", "UN") }),
    ],
  }),
  "24-unlisted-procedure": sound({ lines: [line(1, { procedureCode: "64999", description: "Pulsed field treatment*of a nerve: left~side", modifiers: ["LT"], chargeCents: cents(123_456) })] }),
  "25-anesthesia-minutes": sound({
    lines: [line(1, { procedureCode: "00810", modifiers: ["AA", "P2"], unitKind: "MJ", quantity: "45", chargeCents: cents(48_000) })],
    placeOfService: "24",
    location: hospital,
  }),
  "26-fifty-lines": sound({
    lines: Array.from({ length: 50 }, (_, index) =>
      line(index + 1, {
        procedureCode: "97110",
        modifiers: ["GP"],
        chargeCents: cents(4_001 + index),
        servedOn: day(`2026-${index < 25 ? "09" : "10"}-${String((index % 25) + 1).padStart(2, "0")}`),
        servedTo: day(`2026-${index < 25 ? "09" : "10"}-${String((index % 25) + 1).padStart(2, "0")}`),
      }),
    ),
  }),
  "27-twelve-diagnoses": sound({ diagnoses: twelve, lines: [line(1, { diagnosisPointers: [1, 2, 3, 4] }), ecg(2, { diagnosisPointers: [5, 12] })] }),
  "28-replacement": sound({ frequency: "7", replacesPayerControlNumber: "BPH2026000123", patientPaidCents: cents(2_500) }),
  "29-odd-names-and-long-stay": sound({
    patient: {
      firstName: "Zoë-Ann",
      middleName: "M*",
      lastName: "O’Brien~Müller",
      suffix: "Jr.",
      birthDate: day("2001-02-28"),
      sex: "UNKNOWN",
      address: { street: "1^2 Calle Ñandú", street2: "Apt #4: rear", city: "San José", state: "CA", zip: "951120001" },
    },
    billing: { ...billing, legalName: "Łukasz & Søn Klinik, P.C.", payToAddress: null },
    lines: [line(1, { servedOn: day("2026-11-02"), servedTo: day("2026-11-06"), quantity: "5" })],
  }),
  "30-signatures-and-social-security-number": sound({
    billing: { ...billing, taxId: "123456780", taxIdKind: "SSN" },
    providerSignatureOnFile: false,
    patientSignatureOnFile: false,
    assignment: "NOT_ASSIGNED",
    benefitsAssignment: "NOT_APPLICABLE",
    releaseOfInformation: "INFORMED_CONSENT",
  }),
  "31-laboratory-with-clia": sound({
    payers: [medicare()],
    referring: june,
    location: { ...sound().location, cliaNumber: "06D1234567" },
    lines: [line(1, { procedureCode: "80053", modifiers: ["QW"], chargeCents: cents(4_800) }), line(2, { procedureCode: "85025", chargeCents: cents(2_900) })],
  }),
  "32-void": sound({ frequency: "8", replacesPayerControlNumber: "BPH2026000123", referring: { ...june, npi: npi("177777777") } }),
};
