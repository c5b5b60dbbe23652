/** CLP02 says as what the payer processed the claim; denials and reversals (4, 22 ...) do not. */
const SAID: Readonly<Record<string, number>> = { 1: 1, 19: 1, 2: 2, 20: 2, 3: 3, 21: 3 };

type PayerOfClaim = { readonly sequence: number; readonly payerId: string };

/**
 * Whose turn a remittance answers for. A claim that crossed over comes back from the second payer with the number
 * that we gave to the first, so the payer itself counts most; only when it is not known does the submission decide.
 * Null when the payer is one of ours but insures nothing of this claim: then somebody looks.
 */
export function sequenceOf(asked: { payerId: string | null; statusCode: string; submittedTo: number | null; payers: readonly PayerOfClaim[] }): number | null {
  const { payerId, statusCode, submittedTo, payers } = asked;
  const said = SAID[statusCode] ?? null;
  const has = (sequence: number | null) => sequence !== null && payers.some((payer) => payer.sequence === sequence);
  if (payerId) {
    const own = payers.filter((payer) => payer.payerId === payerId).map((payer) => payer.sequence);
    if (!own.length) return null;
    if (own.length === 1) return own[0]!;
    if (submittedTo !== null && own.includes(submittedTo)) return submittedTo;
    return said !== null && own.includes(said) ? said : own[0]!;
  }
  if (has(submittedTo)) return submittedTo;
  return has(said) ? said : (payers[0]?.sequence ?? null);
}
