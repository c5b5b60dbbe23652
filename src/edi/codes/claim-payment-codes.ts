/** CLP02. */
export const CLAIM_PAYMENT_STATUSES = {
  1: "processed as primary",
  2: "processed as secondary",
  3: "processed as tertiary",
  4: "denied",
  19: "processed as primary and sent on",
  20: "processed as secondary and sent on",
  21: "processed as tertiary and sent on",
  22: "reversal of an earlier payment",
  23: "not our claim, sent on",
  25: "predetermination: no payment",
} as const;

/** PLB03-1 and its fellows. A positive amount lowers the payment. */
export const PROVIDER_ADJUSTMENT_REASONS: Readonly<Record<string, string>> = {
  50: "late charge",
  51: "interest penalty",
  72: "authorized return: a refund of ours arrived",
  90: "early payment allowance",
  AH: "origination fee",
  AM: "applied to the borrower's account",
  AP: "acceleration of benefits",
  B2: "rebate",
  B3: "recovery allowance",
  BD: "bad debt",
  BN: "bonus",
  C5: "temporary allowance",
  CR: "capitation interest",
  CS: "adjustment",
  CT: "capitation payment",
  CV: "capital passthru",
  CW: "anesthetist passthru",
  DM: "direct medical education passthru",
  E3: "withholding",
  FB: "forwarding balance",
  FC: "fund allocation",
  GO: "graduate medical education passthru",
  HM: "hemophilia supplement",
  IP: "incentive premium",
  IR: "internal revenue withholding",
  IS: "interim settlement",
  J1: "non-reimbursable",
  L3: "penalty",
  L6: "interest owed",
  LE: "levy",
  LS: "lump sum",
  OA: "organ acquisition passthru",
  OB: "offset for affiliated providers",
  PI: "periodic interim payment",
  PL: "payment final",
  RA: "retroactive adjustment",
  RE: "return on equity",
  SL: "student loan repayment",
  TL: "third-party liability",
  WO: "recovery of an overpayment",
  WU: "unspecified recovery",
};

/** BPR01. */
export const HANDLING_CODES = {
  C: "payment with the remittance",
  D: "payment only",
  H: "notification only",
  I: "remittance only: the payment comes apart",
  P: "prenotification",
  U: "split payment and remittance",
  X: "handling partner's choice",
} as const;

/** BPR04. */
export const PAYMENT_METHODS = {
  ACH: "electronic transfer",
  BOP: "financial institution's option",
  CHK: "cheque",
  FWT: "wire transfer",
  NON: "no payment",
} as const;
