import type { EncounterWithLines } from "../encounters";
import type { Work } from "../platform/work/work";
import type { PlainDate } from "../vocabulary";
import { codeSetOfModifier, codeSetOfProcedure, type CodeSet } from "./code-sets";
import { codesInForce } from "./codes-in-force";

/** Each rule of coding, by its stable id. */
export const CODING_RULES = {
  NO_DIAGNOSIS: "A claim has at least one diagnosis (HI).",
  NO_CHARGE: "A claim has at least one charge (SV1).",
  NO_POINTER: "A charge points to the diagnosis that it is for (SV107-1).",
  POINTER_TO_NOTHING: "A pointer is the position of a diagnosis of the visit (SV107).",
  DIAGNOSIS_NOT_IN_FORCE: "A diagnosis is a code of the ICD-10-CM release in force on the day of service.",
  DIAGNOSIS_NOT_BILLABLE: "A diagnosis is coded to its full length: a heading is not carried by a claim.",
  PROCEDURE_NOT_IN_FORCE: "A procedure is a code in force on its day of service.",
  MODIFIER_NOT_IN_FORCE: "A modifier is in force on the day of service.",
  PLACE_OF_SERVICE_NOT_IN_FORCE: "A place of service is a code in force on the day of service.",
} as const;
export type CodingRule = keyof typeof CODING_RULES;

/** What is wrong, where (from the encounter), and never the code itself: an error is seen by more people than a chart. */
export type CodingFinding = { readonly rule: CodingRule; readonly message: string; readonly path: readonly string[] };

/** Whether the visit is whole: codes, and that pointers lead somewhere. All findings at once: what is missing, then codes. */
export async function checkCoding(work: Work, visit: EncounterWithLines): Promise<CodingFinding[]> {
  return [...checkShape(visit), ...(await checkCodes(work, visit))];
}

function checkShape({ diagnoses, charges }: EncounterWithLines): CodingFinding[] {
  const findings: CodingFinding[] = [];
  const positions = new Set(diagnoses.map((diagnosis) => diagnosis.position));
  if (!diagnoses.length) findings.push({ rule: "NO_DIAGNOSIS", message: "The visit has no diagnosis.", path: ["diagnoses"] });
  if (!charges.length) findings.push({ rule: "NO_CHARGE", message: "The visit has no charge.", path: ["charges"] });
  charges.forEach((charge, index) => {
    const path = ["charges", String(index), "diagnosisPointers"];
    if (!charge.diagnosisPointers.length) findings.push({ rule: "NO_POINTER", message: `Charge ${index + 1} points to no diagnosis.`, path });
    charge.diagnosisPointers.forEach((pointer, at) => {
      if (!positions.has(pointer)) findings.push({ rule: "POINTER_TO_NOTHING", message: `Charge ${index + 1} points to diagnosis ${pointer}, and there is none.`, path: [...path, String(at)] });
    });
  });
  return findings;
}

type Asked = { codeSet: CodeSet; code: string; on: PlainDate; rule: CodingRule; what: string; path: readonly string[] };

/** Whether each code is in force on its day of service, as far as the code sets are loaded for that day. */
export async function checkCodes(work: Work, { encounter, diagnoses, charges }: EncounterWithLines): Promise<CodingFinding[]> {
  const asked: Asked[] = [
    { codeSet: "PLACE_OF_SERVICE", code: encounter.placeOfService, on: encounter.servedFrom, rule: "PLACE_OF_SERVICE_NOT_IN_FORCE", what: "The place of service", path: ["placeOfService"] },
    ...diagnoses.map((diagnosis, index): Asked => ({
      codeSet: "ICD10CM",
      code: diagnosis.code,
      on: encounter.servedFrom,
      rule: "DIAGNOSIS_NOT_IN_FORCE",
      what: `Diagnosis ${index + 1}`,
      path: ["diagnoses", String(index)],
    })),
    ...charges.flatMap((charge, index): Asked[] => {
      const path = ["charges", String(index)];
      const on = charge.servedOn;
      const place = charge.placeOfService;
      return [
        {
          codeSet: codeSetOfProcedure(charge.procedureCode),
          code: charge.procedureCode,
          on,
          rule: "PROCEDURE_NOT_IN_FORCE",
          what: `The procedure of charge ${index + 1}`,
          path: [...path, "procedureCode"],
        },
        ...charge.modifiers.map((code, at): Asked => ({
          codeSet: codeSetOfModifier(code),
          code,
          on,
          rule: "MODIFIER_NOT_IN_FORCE",
          what: `Modifier ${at + 1} of charge ${index + 1}`,
          path: [...path, "modifiers", String(at)],
        })),
        ...(place
          ? [{ codeSet: "PLACE_OF_SERVICE", code: place, on, rule: "PLACE_OF_SERVICE_NOT_IN_FORCE", what: `The place of service of charge ${index + 1}`, path: [...path, "placeOfService"] } as const]
          : []),
      ];
    }),
  ];
  const standings = new Map<string, Awaited<ReturnType<typeof codesInForce>>>();
  for (const [key, group] of Map.groupBy(asked, ({ codeSet, on }) => `${codeSet} ${on}`)) {
    const { codeSet, on } = group[0]!;
    standings.set(key, await codesInForce(work, { codeSet, on, codes: [...new Set(group.map(({ code }) => code))] }));
  }
  return asked.flatMap(({ codeSet, code, on, rule, what, path }): CodingFinding[] => {
    const standing = standings.get(`${codeSet} ${on}`)!.get(code)!;
    if (standing === "NOT_IN_FORCE") return [{ rule, message: `${what} is no code in force on ${on}.`, path }];
    if (standing === "NOT_BILLABLE") return [{ rule: "DIAGNOSIS_NOT_BILLABLE", message: `${what} is a heading: code it to its full length.`, path }];
    return [];
  });
}
