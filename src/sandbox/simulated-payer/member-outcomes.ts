import type { SimulatedPayerTerms } from "./payers";

/** What a member id asks the simulated payer to do: the word stands after the prefix, anything may stand around it. */
export const MEMBER_OUTCOMES = {
  PAYS: "Pays by the payer's terms: CO-45 down to the allowed amount, PR-3 copay, PR-1 deductible, PR-2 coinsurance, the rest is paid.",
  DENY16: "Denies each line with CO-16 and remark M76; a replacement (frequency 7) of that claim is paid as PAYS.",
  DENY97: "Denies each line with CO-97 and remark M144.",
  DENY29: "Denies each line with CO-29.",
  REJECT: "The clearinghouse rejects the claim in its 277CA: A7, status 164 of the subscriber. Nothing reaches the payer.",
  BADFILE: "The 999 rejects the whole transaction set that holds the claim.",
  SHIFT: "Pays nothing: everything allowed is PR-1, for the next payer or the patient. A secondary with this word pays as PAYS.",
  CROSS: "Pays as PAYS and forwards the claim (CLP02 19, NM1*TT, MA18); the next payer then answers by itself. A secondary with this word pays as PAYS.",
  REVERSE: "Pays as PAYS; later one remittance reverses the payment (CLP02 22) and corrects it at the payer's corrected rate.",
  RECOUP: "Pays as PAYS; then the payer's next remittance takes the payment back as PLB WO, with the claim's payer number as reference.",
  DEDUCT: "Pays nothing: everything allowed is PR-1, also as a secondary.",
} as const;

export type MemberOutcome = keyof typeof MEMBER_OUTCOMES;

/** Null when the payer knows no such member. */
export function outcomeOf(memberId: string, terms: SimulatedPayerTerms): MemberOutcome | null {
  const [prefix, ...parts] = memberId.toUpperCase().split("-");
  if (prefix !== terms.memberPrefix) return null;
  return (parts.find((part) => part in MEMBER_OUTCOMES) as MemberOutcome | undefined) ?? null;
}
