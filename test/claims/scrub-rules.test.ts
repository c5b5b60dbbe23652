import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cents, plainDate } from "../../src/vocabulary";
import { printScrubRules, scrubRules } from "../../src/claims/scrubbing";
import { scrub } from "../../src/claims/scrubbing/rule";
import type { ClaimContext } from "../../src/claims/submission/claim-context";
import { acorn, ada, adjust, cy, elena, hospital, june, line, npi, payer, riverStreet, secondary, sound } from "./contexts";

const day = plainDate;
const idsOf = (context: ClaimContext) => [...new Set(scrub(context, scrubRules).map((finding) => finding.ruleId))];
const billing = sound().billing;
const boxed = { ...riverStreet, street: "PO Box 12" };
const wrong = { ...june, npi: "1234567890" };
const medicare = (change: Parameters<typeof payer>[0] = {}) =>
  payer({
    name: "Medicare",
    electronicPayerId: "04112",
    filingIndicator: "MB",
    filingLimitDays: 365,
    takesReplacements: false,
    ...change,
    coverage: { memberId: "1EG4TE5MK73", groupNumber: null, ...change.coverage },
  });
const adaHolds = { firstName: "Ada", middleName: null, lastName: "Park", birthDate: ada.birthDate, sex: ada.sex, address: ada.address };
const lines = (first: Parameters<typeof line>[1]) => [line(1, first), line(2, { procedureCode: "93000", chargeCents: cents(6_000), diagnosisPointers: [2] })];
const cobOf = (context: ClaimContext) => context.payers[0]!.adjudication!.cob;
const said = secondary();

/** A claim that breaks this rule and no other. */
const BROKEN: Readonly<Record<string, ClaimContext>> = {
  "billing-npi": sound({ billing: { ...billing, npi: "1234567890" } }),
  "billing-name": sound({ billing: { ...billing, legalName: "河畔診所" } }),
  "billing-tax-id": sound({ billing: { ...billing, taxId: "12345678" } }),
  "billing-taxonomy": sound({ billing: { ...billing, taxonomy: "207Q" } }),
  "billing-street": sound({ billing: { ...billing, address: boxed }, location: { ...sound().location, address: boxed } }),
  "billing-zip": sound({ billing: { ...billing, address: { ...riverStreet, zip: "80202" } }, location: { ...sound().location, address: { ...riverStreet, zip: "80202" } } }),
  "billing-phone": sound({ billing: { ...billing, phone: "5550100" } }),
  "pay-to-address": sound({ billing: { ...billing, payToAddress: { ...riverStreet, zip: "802" } } }),
  "rendering-npi": sound({ rendering: { ...elena, npi: "1444444440" } }),
  "rendering-taxonomy": sound({ rendering: { ...elena, taxonomy: "doctor" } }),
  "rendering-name": sound({ rendering: { ...elena, lastName: "王" } }),
  "referring-npi": sound({ referring: wrong }),
  "referring-is-rendering": sound({ referring: elena }),
  "supervising-npi": sound({ supervising: wrong }),
  "line-rendering-npi": sound({ lines: lines({ rendering: wrong }) }),
  "facility-npi": sound({ location: { ...hospital, npi: "1234567890" } }),
  "facility-zip": sound({ location: { ...hospital, address: { ...hospital.address, zip: "80203" } } }),
  "facility-street": sound({ location: { ...hospital, address: { ...hospital.address, street: "P.O. Box 7" } } }),
  "patient-name": sound({ patient: { ...ada, firstName: "愛", lastName: "朴" } }),
  "patient-address": sound({ patient: { ...ada, address: { ...ada.address, city: "" } } }),
  "patient-birth-date": sound({ patient: { ...ada, birthDate: day("2026-11-03") } }),
  "patient-age": sound({ patient: { ...ada, birthDate: day("1861-04-12") } }),
  "patient-sex": sound({ patient: { ...ada, sex: "UNKNOWN" } }),
  "member-id": sound({ payers: [payer({ coverage: { memberId: "?" } })] }),
  "medicare-member-id": sound({ payers: [medicare({ coverage: { memberId: "SSN123456789" } })] }),
  "medicare-self": sound({ patient: cy, payers: [medicare({ coverage: { relationship: "CHILD", subscriber: adaHolds } })] }),
  "subscriber-name": sound({ patient: cy, payers: [payer({ coverage: { relationship: "CHILD", subscriber: null } })] }),
  "subscriber-older-than-child": sound({ payers: [payer({ coverage: { relationship: "CHILD", subscriber: { ...adaHolds, firstName: "Cy", birthDate: cy.birthDate } } })] }),
  "coverage-in-force": sound({ payers: [payer({ coverage: { effectiveFrom: day("2026-11-03") } })] }),
  "coverage-ends-during-service": sound({ lines: lines({ servedTo: day("2026-11-05") }), payers: [payer({ coverage: { effectiveTo: day("2026-11-04") } })] }),
  "payer-active": sound({ payers: [payer({ active: false })] }),
  "payer-id": sound({ payers: [payer({ electronicPayerId: "-" })] }),
  "payer-ids-differ": sound({ payers: [payer(), acorn({ electronicPayerId: "BPH01" })] }),
  "filing-indicator": sound({ payers: [payer({ filingIndicator: "XX" })] }),
  "claim-place-of-service": sound({ placeOfService: "30" }),
  "provider-signature": sound({ providerSignatureOnFile: false }),
  "assignment-without-benefits": sound({ benefitsAssignment: "NO" }),
  "authorization-format": sound({ priorAuthorizationNumber: "A".repeat(51) }),
  "replacement-number": sound({ frequency: "7" }),
  "original-without-number": sound({ replacesPayerControlNumber: "BPH1" }),
  "replacement-not-taken": sound({ frequency: "7", replacesPayerControlNumber: "BPH1", payers: [payer({ takesReplacements: false })] }),
  "patient-paid": sound({ patientPaidCents: cents(21_001) }),
  "laboratory-clia-medicare": sound({ payers: [medicare()], referring: june, lines: lines({ procedureCode: "80053" }) }),
  "laboratory-clia": sound({ lines: lines({ procedureCode: "80053" }) }),
  "clia-format": sound({ location: { ...sound().location, cliaNumber: "6D123" } }),
  "medicare-ordering-provider": sound({ payers: [medicare()], lines: lines({ procedureCode: "71046" }) }),
  "ambulance-transport": sound({ lines: lines({ procedureCode: "A0427", modifiers: ["RH"] }) }),
  "home-visit-place": sound({ lines: lines({ procedureCode: "99349" }) }),
  "diagnosis-missing": sound({ diagnoses: [] }),
  "diagnosis-count": sound({ diagnoses: ["E119", "I10", "J45909", "M5450", "K219", "N390", "R059", "G43909", "L400", "H5213", "Z23", "F411", "D649"] }),
  "diagnosis-format": sound({ diagnoses: ["E11.9", "I10"] }),
  "diagnosis-repeated": sound({ diagnoses: ["E119", "E119"] }),
  "diagnosis-external-cause-first": sound({ diagnoses: ["W010XXA", "I10"] }),
  "diagnosis-pregnancy-sex": sound({ patient: { ...ada, sex: "MALE" }, diagnoses: ["O09511", "I10"] }),
  "diagnosis-unused": sound({ lines: lines({ diagnosisPointers: [2] }) }),
  "accident-auto-state": sound({ accident: { kind: "AUTO", on: day("2026-11-01"), state: null } }),
  "accident-after-service": sound({ accident: { kind: "OTHER", on: day("2026-11-03"), state: null } }),
  "accident-at-work": sound({ accident: { kind: "EMPLOYMENT", on: day("2026-11-01"), state: null } }),
  "accident-missing": sound({ diagnoses: ["S52501A", "I10"] }),
  "service-in-future": sound({ lines: lines({ servedTo: day("2026-11-24") }) }),
  "service-dates-order": sound({ lines: lines({ servedTo: day("2026-11-01") }), servedFrom: day("2026-11-02"), servedTo: day("2026-11-02") }),
  "claim-dates": sound({ servedTo: day("2026-11-02"), lines: lines({ servedTo: day("2026-11-03") }) }),
  "timely-filing-past": sound({ today: day("2027-06-01") }),
  "timely-filing-near": sound({ today: day("2027-04-25") }),
  "onset-after-service": sound({ onsetOn: day("2026-11-03") }),
  "admission-missing": sound({ placeOfService: "21" }),
  "admission-after-service": sound({ placeOfService: "21", admittedOn: day("2026-11-03") }),
  "discharge-before-admission": sound({ placeOfService: "21", admittedOn: day("2026-11-01"), dischargedOn: day("2026-10-31") }),
  "line-count": sound({
    lines: Array.from({ length: 51 }, (_, index) =>
      line(index + 1, {
        servedOn: day(`2026-0${4 + Math.floor(index / 28)}-${String((index % 28) + 1).padStart(2, "0")}`),
        servedTo: day(`2026-0${4 + Math.floor(index / 28)}-${String((index % 28) + 1).padStart(2, "0")}`),
      }),
    ),
    today: day("2026-06-01"),
  }),
  "claim-total": sound({ totalChargeCents: cents(20_999) }),
  "claim-charge-positive": sound({ lines: [line(1, { chargeCents: cents(0) })] }),
  "line-charge-zero": sound({ lines: lines({ chargeCents: cents(0) }) }),
  "line-procedure-format": sound({ lines: lines({ procedureCode: "9921" }) }),
  "line-modifier-format": sound({ lines: lines({ modifiers: ["2"] }) }),
  "line-modifier-count": sound({ lines: lines({ modifiers: ["25", "59", "GT", "LT", "RT"] }) }),
  "line-modifier-repeated": sound({ lines: lines({ modifiers: ["25", "25"] }) }),
  "line-quantity": sound({ lines: lines({ quantity: "0" }) }),
  "line-minutes-whole": sound({ lines: lines({ procedureCode: "00810", unitKind: "MJ", quantity: "45.5" }) }),
  "line-anesthesia-minutes": sound({ lines: lines({ procedureCode: "00810" }) }),
  "line-minutes-anesthesia-only": sound({ lines: lines({ unitKind: "MJ", quantity: "15" }) }),
  "line-pointer-missing": sound({ lines: [line(1), line(2, { procedureCode: "93000", diagnosisPointers: [] })] }),
  "line-pointer-range": sound({ lines: lines({ diagnosisPointers: [1, 3] }) }),
  "line-pointer-count": sound({ lines: lines({ diagnosisPointers: [1, 1] }) }),
  "line-place-of-service": sound({ lines: lines({ placeOfService: "30" }) }),
  "line-description-missing": sound({ lines: lines({ procedureCode: "64999" }) }),
  "line-description-length": sound({ lines: lines({ description: "x".repeat(81) }) }),
  "line-control-number": sound({ lines: [line(1), line(2, { procedureCode: "93000", lineItemControlNumber: line(1).lineItemControlNumber })] }),
  "line-duplicate": sound({ lines: [line(1), line(2)] }),
  "line-visit-with-procedure": sound({ lines: [line(1), line(2, { procedureCode: "20610" })] }),
  "drug-ndc-medicaid": sound({ payers: [payer({ filingIndicator: "MC" })], lines: lines({ procedureCode: "J1885" }) }),
  "drug-ndc-missing": sound({ lines: lines({ procedureCode: "J1885" }) }),
  "drug-ndc-format": sound({ lines: lines({ procedureCode: "J1885", ndc: { code: "0409-3795-01", quantity: "1", unit: "ML" } }) }),
  "drug-quantity": sound({ lines: lines({ procedureCode: "J1885", ndc: { code: "00409379501", quantity: "0", unit: "ML" } }) }),
  "drug-unit": sound({ lines: lines({ procedureCode: "J1885", ndc: { code: "00409379501", quantity: "1", unit: "CC" as never } }) }),
  "cob-prior-decided": sound({ sequence: 2, payers: [payer(), acorn()] }),
  "cob-forwarded": secondary({ payers: [said.payers[0]!, acorn({ forwarded: true })] }),
  "cob-paid-negative": secondary({}, { paidCents: cents(-100), cob: { ...cobOf(said), lines: [], adjustments: [adjust("CO", "45", 18_300), adjust("PR", "2", 2_800)] } }),
  "cob-lines-complete": secondary({}, { cob: { ...cobOf(said), lines: cobOf(said).lines.slice(0, 1) } }),
  "cob-line-balance": secondary({}, { cob: { ...cobOf(said), lines: [{ ...cobOf(said).lines[0]!, adjustments: [adjust("CO", "45", 2_999), adjust("PR", "2", 2_000)] }, cobOf(said).lines[1]!] } }),
  "cob-claim-balance": secondary({}, { paidCents: cents(13_999) }),
  "cob-adjustment-reason": secondary({}, { cob: { ...cobOf(said), lines: [{ ...cobOf(said).lines[0]!, adjustments: [adjust("CO", "", 3_000), adjust("PR", "2", 2_000)] }, cobOf(said).lines[1]!] } }),
  "cob-decision-date": secondary({}, { adjudicatedOn: day("2026-11-24") }),
  "cob-payer-number": secondary({}, { payerClaimControlNumber: null }),
  "cob-nothing-left": secondary({}, { cob: { ...cobOf(said), patientResponsibilityCents: "0" } }),
};

test("a sound claim breaks no rule, at its first payer and at its second", () => {
  expect(idsOf(sound())).toEqual([]);
  expect(idsOf(secondary())).toEqual([]);
  expect(idsOf(sound({ payers: [medicare()] }))).toEqual([]);
  expect(npi("123456789")).toBe(sound().billing.npi);
});

test("there are at least forty rules, each with an id of its own and a case here", () => {
  expect(scrubRules.length).toBeGreaterThanOrEqual(40);
  expect(Object.keys(BROKEN)).toEqual(scrubRules.map((rule) => rule.id));
});

test.each(scrubRules.map((rule) => [rule.id, rule] as const))("%s: a claim that breaks only it", (id, rule) => {
  const findings = scrub(BROKEN[id]!, scrubRules);
  expect([...new Set(findings.map((finding) => finding.ruleId))]).toEqual([id]);
  for (const finding of findings) {
    expect(finding).toEqual({ ruleId: id, severity: rule.severity, path: expect.any(Array), element: rule.element, message: expect.stringMatching(/\.$/), docUrl: `/docs/scrub-rules/${id}` });
    expect(finding.path.length).toBeGreaterThan(0);
    expect(JSON.stringify(finding)).not.toMatch(/Park|Ada|BPH-PAYS|E119/);
  }
});

test("all findings come at once", () => {
  expect(idsOf(sound({ diagnoses: [], billing: { ...billing, npi: "1" }, lines: lines({ quantity: "0" }) }))).toEqual(["billing-npi", "diagnosis-missing", "line-quantity"]);
});

test("each rule has its page, and no page is without its rule", () => {
  const root = path.resolve(__dirname, "../..");
  const pages = printScrubRules();
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(path.join(root, "docs/scrub-rules"), { recursive: true });
    for (const page of pages) writeFileSync(path.join(root, page.path), page.text);
  }
  for (const page of pages) {
    expect(existsSync(path.join(root, page.path)) ? readFileSync(path.join(root, page.path), "utf8") : `${page.path} is missing: run with UPDATE_GOLDEN=1`).toBe(page.text);
  }
  expect(readdirSync(path.join(root, "docs/scrub-rules")).sort()).toEqual(pages.map((page) => path.basename(page.path)).sort());
});
