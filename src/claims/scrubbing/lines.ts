import { PLACES_OF_SERVICE } from "../../edi";
import { MOST_LINES } from "../split-charges";
import { perLine, unless, type ScrubRule } from "./rule";

const ANESTHESIA = /^0(0[1-9]\d{2}|1[0-9]\d{2})$/;
const EVALUATION = /^99(20[2-5]|21[1-5])$/;
/** Procedures with a global period that are commonly done in an office visit. */
const OFFICE_PROCEDURE = /^(1[0-7]\d{3}|20(5[5-9]|6[01])\d|69210)$/;

/** "Not otherwise classified": the code does not say what was done, so SV101-7 must. */
const UNSPECIFIED = new Set(
  (
    "A0999 A4335 A4421 A4649 A4913 A9270 A9698 A9699 A9999 B9998 B9999 C9399 E0769 E0770 E1399 J1566 J3490 J3535 J3590 J7199 J7599 J7699 J7799 J7999 J8498 J8499 J8597 J8999 J9999 " +
    "K0108 K0812 K0898 K0899 L0999 L1499 L2999 L3649 L3999 L5999 L7499 L8039 L8499 L8699 Q0507 Q0508 Q0509 Q2039 Q4050 Q4051 S0590 T1999 T2025 T5999 V2199 V2524 V2799 V5298 V5299 " +
    "01999 15999 17999 19499 20999 21089 21299 21499 21899 22899 22999 23929 24999 25999 26989 27299 27599 27899 28899 29799 29999 30999 31299 31599 31899 32999 33999 36299 37501 37799 38129 38589 38999 39499 39599 " +
    "40799 40899 41599 41899 42299 42699 42999 43289 43499 43659 43999 44238 44799 44899 44979 45399 45499 45999 46999 47379 47399 47579 47999 48999 49329 49659 49999 50549 50949 51999 53899 54699 55559 55899 58578 58579 58679 58999 59897 59898 59899 " +
    "60659 60699 64999 66999 67299 67399 67599 67999 68399 68899 69399 69799 69949 69979 76496 76497 76498 76499 76999 77299 77399 77499 77799 78099 78199 78299 78399 78499 78599 78699 78799 78999 79999 " +
    "80299 81099 81479 81599 84999 85999 86486 86849 86999 87797 87798 87899 87999 88099 88199 88299 88399 88749 89240 89398 90399 90749 90899 90999 91299 92499 92700 93799 93998 94799 95199 95999 96379 96549 96999 97039 97139 97799 99199 99429 99499 99600"
  ).split(" "),
);

/** SV1 and what belongs to it. */
export const lineRules: readonly ScrubRule[] = [
  {
    id: "line-count",
    severity: "ERROR",
    element: "2400 LX01",
    title: "The claim has 1 to 50 lines.",
    why: "005010X222A1 takes no more. Void the claim and bill it anew: it is split then.",
    check: ({ lines }) => unless(lines.length >= 1 && lines.length <= MOST_LINES, ["lines"], "The claim has 1 to 50 lines."),
  },
  {
    id: "claim-total",
    severity: "ERROR",
    element: "2300 CLM02",
    title: "The total charge is exactly the sum of the lines.",
    why: "Payers reject a claim that does not add up. This is a fault of ours: report it.",
    check: ({ lines, totalChargeCents }) =>
      unless(lines.reduce((total, line) => total + line.chargeCents, 0n) === totalChargeCents, ["totalChargeCents"], "The total charge is not the sum of the lines."),
  },
  {
    id: "claim-charge-positive",
    severity: "ERROR",
    element: "2300 CLM02",
    title: "The claim charges something.",
    why: "A chargeable claim (BHT06 CH) has a total above zero. Price the charges.",
    check: ({ totalChargeCents, lines }) => unless(totalChargeCents > 0n || !lines.length, ["totalChargeCents"], "The claim charges nothing."),
  },
  {
    id: "line-charge-zero",
    severity: "WARNING",
    element: "2400 SV102",
    title: "Each line charges something.",
    why: "A line of zero is allowed, for reporting; more often its price is missing.",
    check: (context) => (context.totalChargeCents > 0n ? perLine(context, (line, path) => unless(line.chargeCents > 0n, [...path, "chargeCents"], "The line charges nothing.")) : []),
  },
  {
    id: "line-procedure-format",
    severity: "ERROR",
    element: "2400 SV101-2",
    title: "Each procedure is written as a CPT or HCPCS code.",
    why: "Five characters: five digits (the last may be A, F, M, T or U), or a letter and four digits. Correct the charge.",
    check: (context) =>
      perLine(context, (line, path) => unless(/^(\d{4}[0-9AFMTU]|[A-V]\d{4})$/.test(line.procedureCode), [...path, "procedureCode"], "The procedure is not written as a CPT or HCPCS code.")),
  },
  {
    id: "line-modifier-format",
    severity: "ERROR",
    element: "2400 SV101-3",
    title: "Each modifier has two letters or digits.",
    why: "Correct the charge.",
    check: (context) =>
      perLine(context, (line, path) => line.modifiers.flatMap((modifier, index) => unless(/^[A-Z0-9]{2}$/.test(modifier), [...path, "modifiers", index], "The modifier has two letters or digits."))),
  },
  {
    id: "line-modifier-count",
    severity: "ERROR",
    element: "2400 SV101-3",
    title: "A line has at most four modifiers.",
    why: "SV101 has four places. Use 99 and describe the rest, or drop those that do not affect payment.",
    check: (context) => perLine(context, (line, path) => unless(line.modifiers.length <= 4, [...path, "modifiers"], "The line has more than four modifiers.")),
  },
  {
    id: "line-modifier-repeated",
    severity: "ERROR",
    element: "2400 SV101-3",
    title: "No modifier stands twice on a line.",
    why: "Payers reject it. Correct the charge.",
    check: (context) => perLine(context, (line, path) => unless(new Set(line.modifiers).size === line.modifiers.length, [...path, "modifiers"], "A modifier stands twice on the line.")),
  },
  {
    id: "line-quantity",
    severity: "ERROR",
    element: "2400 SV104",
    title: "The quantity is a decimal number above zero.",
    why: "At most eight digits and three decimals. Correct the charge.",
    check: (context) =>
      perLine(context, (line, path) => unless(/^\d{1,8}(\.\d{1,3})?$/.test(line.quantity) && /[1-9]/.test(line.quantity), [...path, "quantity"], "The quantity is a decimal number above zero.")),
  },
  {
    id: "line-minutes-whole",
    severity: "ERROR",
    element: "2400 SV104",
    title: "Minutes are a whole number.",
    why: "SV104 with MJ counts whole minutes. Correct the charge.",
    check: (context) => perLine(context, (line, path) => (line.unitKind === "MJ" ? unless(!/\.\d*[1-9]/.test(line.quantity), [...path, "quantity"], "Minutes are a whole number.") : [])),
  },
  {
    id: "line-anesthesia-minutes",
    severity: "ERROR",
    element: "2400 SV103",
    title: "Anaesthesia is counted in minutes.",
    why: "00100 to 01999 are paid by time: SV103 is MJ. Correct the charge.",
    check: (context) =>
      perLine(context, (line, path) =>
        ANESTHESIA.test(line.procedureCode) && line.procedureCode !== "01996" && line.procedureCode !== "01999"
          ? unless(line.unitKind === "MJ", [...path, "unitKind"], "Anaesthesia is counted in minutes (MJ).")
          : [],
      ),
  },
  {
    id: "line-minutes-anesthesia-only",
    severity: "ERROR",
    element: "2400 SV103",
    title: "Only anaesthesia is counted in minutes.",
    why: "Every other service is counted in units: SV103 is UN. Correct the charge.",
    check: (context) => perLine(context, (line, path) => (line.unitKind === "MJ" ? unless(ANESTHESIA.test(line.procedureCode), [...path, "unitKind"], "Only anaesthesia is counted in minutes.") : [])),
  },
  {
    id: "line-pointer-missing",
    severity: "ERROR",
    element: "2400 SV107-1",
    title: "Each line points to a diagnosis.",
    why: "SV107-1 is required. Say what the service was for.",
    check: (context) => perLine(context, (line, path) => unless(line.diagnosisPointers.length > 0, [...path, "diagnosisPointers"], "The line points to no diagnosis.")),
  },
  {
    id: "line-pointer-range",
    severity: "ERROR",
    element: "2400 SV107",
    title: "Pointers lead to diagnoses of the claim.",
    why: "A pointer is a place in HI, from 1. Correct the charge.",
    check: (context) =>
      context.diagnoses.length
        ? perLine(context, (line, path) =>
            line.diagnosisPointers.flatMap((pointer, index) =>
              unless(Number.isInteger(pointer) && pointer >= 1 && pointer <= context.diagnoses.length, [...path, "diagnosisPointers", index], "The pointer leads to no diagnosis of the claim."),
            ),
          )
        : [],
  },
  {
    id: "line-pointer-count",
    severity: "ERROR",
    element: "2400 SV107",
    title: "A line has at most four pointers, each once.",
    why: "SV107 has four places, the most important first. Correct the charge.",
    check: (context) =>
      perLine(context, (line, path) =>
        unless(
          line.diagnosisPointers.length <= 4 && new Set(line.diagnosisPointers).size === line.diagnosisPointers.length,
          [...path, "diagnosisPointers"],
          "The line has at most four pointers, each once.",
        ),
      ),
  },
  {
    id: "line-place-of-service",
    severity: "ERROR",
    element: "2400 SV105",
    title: "A line's place of service is a code of the CMS list.",
    why: "Correct the charge.",
    check: (context) =>
      perLine(context, (line, path) =>
        line.placeOfService === null ? [] : unless(Object.hasOwn(PLACES_OF_SERVICE, line.placeOfService), [...path, "placeOfService"], "The place of service is no code of the CMS list."),
      ),
  },
  {
    id: "line-description-missing",
    severity: "ERROR",
    element: "2400 SV101-7",
    title: "An unspecified code says what was done.",
    why: '"Not otherwise classified" and unlisted codes need a description, or the payer cannot price them. Add it to the charge.',
    check: (context) =>
      perLine(context, (line, path) =>
        UNSPECIFIED.has(line.procedureCode) ? unless(Boolean(line.description?.trim()), [...path, "description"], "The code says not what was done: describe it.") : [],
      ),
  },
  {
    id: "line-description-length",
    severity: "ERROR",
    element: "2400 SV101-7",
    title: "A description has at most 80 characters.",
    why: "Shorten it.",
    check: (context) => perLine(context, (line, path) => unless((line.description ?? "").length <= 80, [...path, "description"], "The description has at most 80 characters.")),
  },
  {
    id: "line-control-number",
    severity: "ERROR",
    element: "2400 REF02",
    title: "Each line has a control number of its own.",
    why: "REF*6R, at most 30 characters: remittances name lines by it. This is a fault of ours: report it.",
    check: ({ lines }) => {
      const numbers = lines.map((line) => line.lineItemControlNumber);
      return unless(
        new Set(numbers).size === numbers.length && numbers.every((number) => number.length >= 1 && number.length <= 30),
        ["lines"],
        "Two lines have one control number, or a line has none.",
      );
    },
  },
  {
    id: "line-duplicate",
    severity: "WARNING",
    element: "2400 SV1",
    title: "No line repeats another.",
    why: "The same code, modifiers, day and clinician twice is denied as a duplicate (CARC 18). Count units on one line, or tell them apart by a modifier (76, 77, 59).",
    check: ({ lines }) => {
      const keys = lines.map((line) => [line.procedureCode, ...[...line.modifiers].sort(), line.servedOn, line.servedTo, line.rendering?.npi ?? "", line.ndc?.code ?? ""].join("|"));
      return keys.flatMap((key, index) => unless(keys.indexOf(key) === index, ["lines", index], `The line repeats line ${keys.indexOf(key) + 1}.`));
    },
  },
  {
    id: "line-visit-with-procedure",
    severity: "WARNING",
    element: "2400 SV101-3",
    title: "A visit beside a procedure has modifier 25.",
    why: "Without 25 the visit is bundled into the procedure of the day (CARC 97). Add it when the visit was significant and separate; never only to be paid.",
    check: (context) =>
      perLine(context, (line, path) => {
        const procedure = context.lines.some((other) => OFFICE_PROCEDURE.test(other.procedureCode) && other.servedOn === line.servedOn);
        return EVALUATION.test(line.procedureCode) && procedure
          ? unless(line.modifiers.includes("25") || line.modifiers.includes("57"), [...path, "modifiers"], "A visit on the day of a procedure, without modifier 25.")
          : [];
      }),
  },
];
