/** CLM05-1, SV105 and CLP08. The list is published by CMS. */
export const PLACES_OF_SERVICE: Readonly<Record<string, string>> = {
  "01": "pharmacy",
  "02": "telehealth, not at home",
  "03": "school",
  "04": "homeless shelter",
  "05": "Indian Health Service, free-standing",
  "06": "Indian Health Service, provider-based",
  "07": "tribal 638, free-standing",
  "08": "tribal 638, provider-based",
  "09": "prison",
  10: "telehealth, at home",
  11: "office",
  12: "home",
  13: "assisted living",
  14: "group home",
  15: "mobile unit",
  16: "temporary lodging",
  17: "walk-in retail clinic",
  18: "place of employment",
  19: "outpatient hospital, off campus",
  20: "urgent care",
  21: "inpatient hospital",
  22: "outpatient hospital, on campus",
  23: "emergency room",
  24: "ambulatory surgical center",
  25: "birthing center",
  26: "military treatment facility",
  27: "outreach site or street",
  31: "skilled nursing facility",
  32: "nursing facility",
  33: "custodial care",
  34: "hospice",
  41: "ambulance, land",
  42: "ambulance, air or water",
  49: "independent clinic",
  50: "federally qualified health center",
  51: "inpatient psychiatric facility",
  52: "psychiatric facility, partial hospitalization",
  53: "community mental health center",
  54: "intermediate care facility",
  55: "residential substance abuse facility",
  56: "psychiatric residential center",
  57: "non-residential substance abuse facility",
  58: "opioid treatment facility",
  60: "mass immunization center",
  61: "inpatient rehabilitation facility",
  62: "outpatient rehabilitation facility",
  65: "renal disease treatment facility",
  66: "all-inclusive care for the elderly",
  71: "public health clinic",
  72: "rural health clinic",
  81: "independent laboratory",
  99: "other",
};

/** SBR09 and CLP06. */
export const CLAIM_FILING_INDICATORS: Readonly<Record<string, string>> = {
  11: "other non-federal program",
  12: "preferred provider organization",
  13: "point of service",
  14: "exclusive provider organization",
  15: "indemnity",
  16: "Medicare health maintenance organization",
  17: "dental maintenance organization",
  AM: "automobile medical",
  BL: "Blue Cross, Blue Shield",
  CH: "Champus, TRICARE",
  CI: "commercial",
  DS: "disability",
  FI: "federal employees",
  HM: "health maintenance organization",
  LM: "liability medical",
  MA: "Medicare part A",
  MB: "Medicare part B",
  MC: "Medicaid",
  OF: "other federal program",
  TV: "title V",
  VA: "Veterans Affairs",
  WC: "workers' compensation",
  ZZ: "mutually defined, or unknown",
};

/** SBR05 — why Medicare is not the first payer. */
export const MEDICARE_SECONDARY_REASONS = {
  12: "working aged, or spouse, with employer's plan",
  13: "end-stage renal disease, in the months of coordination",
  14: "no-fault or auto insurance comes first",
  15: "workers' compensation",
  16: "public health service or other federal agency",
  41: "black lung",
  42: "Veterans Affairs",
  43: "disabled under 65, with large employer's plan",
  47: "other liability insurance comes first",
} as const;

/** SBR01. */
export const PAYER_SEQUENCES = {
  P: "primary",
  S: "secondary",
  T: "tertiary",
  A: "fourth",
  B: "fifth",
  C: "sixth",
  D: "seventh",
  E: "eighth",
  F: "ninth",
  G: "tenth",
  H: "eleventh",
  U: "unknown",
} as const;

/** SBR02 and PAT01. */
export const RELATIONSHIPS = {
  "01": "spouse",
  18: "self",
  19: "child",
  20: "employee",
  21: "unknown",
  39: "organ donor",
  40: "cadaver donor",
  53: "life partner",
  G8: "other",
} as const;

/** CLM05-3, those of a professional claim. */
export const CLAIM_FREQUENCIES = { 1: "original", 7: "replacement of a prior claim", 8: "void of a prior claim" } as const;

/** CLM11-1 to -3. */
export const RELATED_CAUSES = { AA: "auto accident", EM: "employment", OA: "other accident" } as const;

/** CLM20 — why the claim comes late. */
export const DELAY_REASONS = {
  1: "eligibility was not known, or not established",
  2: "litigation",
  3: "authorization came late",
  4: "provider was being certified",
  5: "billing forms came late",
  6: "custom-made appliance was delivered late",
  7: "third party processed late",
  8: "eligibility was decided late",
  9: "original claim was rejected for another reason",
  10: "administration of prior approval",
  11: "other",
  15: "natural disaster",
} as const;

/** CR104. */
export const AMBULANCE_TRANSPORT_REASONS = {
  A: "to the nearest facility that can treat the condition",
  B: "for the benefit of a preferred physician",
  C: "to be nearer to the family",
  D: "to a specialist or special equipment",
  E: "to a rehabilitation facility",
  F: "to a residential facility",
} as const;

/** CRC03 to CRC07 under CRC*07. */
export const AMBULANCE_CONDITIONS = {
  "01": "was admitted to a hospital",
  "04": "was moved by stretcher",
  "05": "was unconscious or in shock",
  "06": "was transported in an emergency",
  "07": "had to be restrained",
  "08": "was bleeding visibly",
  "09": "transport was medically necessary",
  12: "is confined to bed or chair",
} as const;
