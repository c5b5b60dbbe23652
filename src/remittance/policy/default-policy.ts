import { plainDate, type PlainDate } from "../../vocabulary";
import type { Treatment } from "./treatment";

/** Older than any remittance that can still arrive, so that the first policy covers every adjudication date. */
export const DEFAULTS_SINCE: PlainDate = plainDate("2000-01-01");

type Default = { readonly groupCode: string; readonly reasonCodes: readonly string[]; readonly treatment: Treatment; readonly note: string };

/**
 * What a practice starts with. It is copied into the practice's own rows, where it can be changed with an effective
 * date. CO is an allow-list: what is not named is a denial, because a denial that is written off is money lost
 * without anybody having looked (OpenEMR 7186).
 */
export const DEFAULT_POLICY: readonly Default[] = [
  { groupCode: "CO", reasonCodes: ["45"], treatment: "WRITE_OFF", note: "Charge above the contract's fee." },
  { groupCode: "CO", reasonCodes: ["59"], treatment: "WRITE_OFF", note: "Multiple-procedure reduction." },
  { groupCode: "CO", reasonCodes: ["94"], treatment: "WRITE_OFF", note: "The fee schedule pays more than was charged (a negative amount)." },
  { groupCode: "CO", reasonCodes: ["131"], treatment: "WRITE_OFF", note: "Discount negotiated for the claim." },
  { groupCode: "CO", reasonCodes: ["237"], treatment: "WRITE_OFF", note: "Legislated or regulatory reduction." },
  { groupCode: "CO", reasonCodes: ["253"], treatment: "SEQUESTRATION", note: "Medicare sequestration." },
  { groupCode: "CO", reasonCodes: ["18"], treatment: "DUPLICATE", note: "Exact duplicate." },
  { groupCode: "CO", reasonCodes: ["*"], treatment: "DENIAL", note: "Every other provider liability is worked, never written off unseen." },
  { groupCode: "PI", reasonCodes: ["*"], treatment: "DENIAL", note: "The payer's own decision: appealable, never the patient's." },
  { groupCode: "PR", reasonCodes: ["27", "31"], treatment: "ELIGIBILITY_REVIEW", note: "Look the coverage up before the patient is asked." },
  { groupCode: "PR", reasonCodes: ["45", "96", "204"], treatment: "CONSENT_REVIEW", note: "Check No Surprises Act protection and the signed notice first." },
  { groupCode: "PR", reasonCodes: ["*"], treatment: "RESPONSIBILITY", note: "Deductible, coinsurance, copay and the rest." },
  { groupCode: "OA", reasonCodes: ["23"], treatment: "INFORMATION", note: "What prior payers did." },
  { groupCode: "OA", reasonCodes: ["94"], treatment: "WRITE_OFF", note: "The fee schedule pays more than was charged (a negative amount)." },
  { groupCode: "OA", reasonCodes: ["18"], treatment: "DUPLICATE", note: "Exact duplicate." },
  { groupCode: "OA", reasonCodes: ["209"], treatment: "PROTECTED", note: "Qualified Medicare Beneficiary: may not be collected; refund what was." },
  { groupCode: "OA", reasonCodes: ["*"], treatment: "REVIEW", note: "Neither contract nor patient: somebody looks." },
];
