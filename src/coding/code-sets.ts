/** The lists that codes come from. Each is loaded as releases, and each release is in force from a day on. */
export const CODE_SETS = ["ICD10CM", "HCPCS", "CPT", "HCPCS_MODIFIER", "CPT_MODIFIER", "PLACE_OF_SERVICE"] as const;
export type CodeSet = (typeof CODE_SETS)[number];

/** HCPCS Level II begins with a letter; everything else of five characters is CPT (HCPCS Level I). */
export function codeSetOfProcedure(code: string): "HCPCS" | "CPT" {
  return /^[A-Z]/.test(code) ? "HCPCS" : "CPT";
}

/** CPT's modifiers begin with a digit, but for the physical states P1 to P6 of anaesthesia; the others are HCPCS Level II. */
export function codeSetOfModifier(modifier: string): "HCPCS_MODIFIER" | "CPT_MODIFIER" {
  return /^(\d|P[1-6]$)/.test(modifier) ? "CPT_MODIFIER" : "HCPCS_MODIFIER";
}
