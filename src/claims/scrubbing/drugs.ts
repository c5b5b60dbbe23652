import { payerOf, type LineInContext } from "../submission/claim-context";
import { perLine, unless, type ScrubRule } from "./rule";

/** Drugs that are administered: HCPCS J, and those of Q that are. */
const isDrug = (line: LineInContext) => /^J\d{4}$/.test(line.procedureCode) || /^Q(0138|0139|2[0-9]{3}|5[1-9]\d{2})$/.test(line.procedureCode);
const CTP_UNITS: ReadonlySet<string> = new Set(["F2", "GR", "ME", "ML", "UN"]);
const DECIMAL = /^\d{1,7}(\.\d{1,3})?$/;

/** 2410 */
export const drugRules: readonly ScrubRule[] = [
  {
    id: "drug-ndc-medicaid",
    severity: "ERROR",
    element: "2410 LIN03",
    title: "Medicaid is told the national drug code of each drug.",
    why: "Rebates hang on it (42 CFR 447.520): Medicaid programmes refuse drugs without one. Add it to the charge.",
    check: (context) =>
      payerOf(context).filingIndicator === "MC" ? perLine(context, (line, path) => (isDrug(line) ? unless(line.ndc !== null, [...path, "ndc"], "The drug has no national drug code.") : [])) : [],
  },
  {
    id: "drug-ndc-missing",
    severity: "WARNING",
    element: "2410 LIN03",
    title: "A drug has its national drug code.",
    why: "Many commercial payers require it too. Add it to the charge.",
    check: (context) =>
      payerOf(context).filingIndicator === "MC" ? [] : perLine(context, (line, path) => (isDrug(line) ? unless(line.ndc !== null, [...path, "ndc"], "The drug has no national drug code.") : [])),
  },
  {
    id: "drug-ndc-format",
    severity: "ERROR",
    element: "2410 LIN03",
    title: "A national drug code has eleven digits.",
    why: "5-4-2, padded with zeros and without hyphens (LIN02 N4). Correct the charge.",
    check: (context) =>
      perLine(context, (line, path) => (line.ndc ? unless(/^\d{11}$/.test(line.ndc.code) && !/^0+$/.test(line.ndc.code), [...path, "ndc", "code"], "The national drug code has eleven digits.") : [])),
  },
  {
    id: "drug-quantity",
    severity: "ERROR",
    element: "2410 CTP04",
    title: "The quantity of a drug is a decimal number above zero.",
    why: "CTP04 is required with LIN. Correct the charge.",
    check: (context) =>
      perLine(context, (line, path) =>
        line.ndc ? unless(DECIMAL.test(line.ndc.quantity) && /[1-9]/.test(line.ndc.quantity), [...path, "ndc", "quantity"], "The quantity of the drug is a decimal number above zero.") : [],
      ),
  },
  {
    id: "drug-unit",
    severity: "ERROR",
    element: "2410 CTP05-1",
    title: "A drug is measured in F2, GR, ME, ML or UN.",
    why: "CTP05-1 takes no others. Correct the charge.",
    check: (context) => perLine(context, (line, path) => (line.ndc ? unless(CTP_UNITS.has(line.ndc.unit), [...path, "ndc", "unit"], "The drug is measured in F2, GR, ME, ML or UN.") : [])),
  },
];
