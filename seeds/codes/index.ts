import { plainDate } from "../../src/vocabulary";
import { loadCodeSet, type CodeSet } from "../../src/coding";
import type { Work } from "../../src/platform/work/work";
import { FEES } from "../practices";
import { HCPCS } from "./hcpcs";
import { ICD10CM } from "./icd10cm";
import { PLACE_OF_SERVICE } from "./place-of-service";

/** Codes alone: their descriptions are the American Medical Association's, and none are shipped. */
const CPT = ["code", ...FEES.map(([code]) => code).filter((code) => /^\d/.test(code)), "00400", ""].join("\n");
const CPT_MODIFIER = ["code", ..."22 24 25 26 50 51 52 53 57 58 59 76 77 78 79 91 93 95 P1 P2 P3 P4 P5 P6".split(" "), ""].join("\n");

/** Parts of the sets, so that a code that is missing here refuses nobody; place of service is whole. */
export async function seedCodes(work: Work): Promise<void> {
  const load = (codeSet: CodeSet, name: string, effectiveFrom: string, content: string, complete = false) =>
    loadCodeSet(work, { codeSet, name, effectiveFrom: plainDate(effectiveFrom), complete, content });
  await load("ICD10CM", "Sandbox, a part of FY 2026", "2025-10-01", ICD10CM);
  await load("HCPCS", "Sandbox, a part of 2026", "2026-01-01", HCPCS);
  await load("CPT", "Sandbox, codes of the fee schedule", "2026-01-01", CPT);
  await load("CPT_MODIFIER", "Sandbox, a part", "2026-01-01", CPT_MODIFIER);
  await load("PLACE_OF_SERVICE", "CMS", "2016-01-01", PLACE_OF_SERVICE, true);
}
