import { cents, type Address, type Cents, type Rate } from "../../vocabulary";

const percent = (numerator: bigint): Rate => ({ numerator, denominator: 100n });

/** A payer that exists in the sandbox only, and what it pays. Every figure here is printed in README.md. */
export interface SimulatedPayerTerms {
  /** NM109 of 2010BB in a claim, REF*2U of 1000A in a remittance. */
  readonly payerId: string;
  readonly name: string;
  /** Member ids start with it: BPH-PAYS-001. */
  readonly memberPrefix: string;
  /** Nine digits that no real payer has. */
  readonly taxId: string;
  readonly address: Address;
  /** CLP06 */
  readonly filingIndicator: string;
  /** Allowed amount of a line as a part of its charge, rounded half up to cents. */
  readonly allowed: Rate;
  /** The same when the payer corrects itself (outcome REVERSE). */
  readonly correctedAllowed: Rate;
  /** PR-3, once per claim, off the first line that is an office visit (99202 to 99215). */
  readonly copay: Cents;
  /** PR-1, once per claim, off its lines in order, after the copay. */
  readonly deductible: Cents;
  /** PR-2 of what is left after copay and deductible, rounded half up. */
  readonly coinsurance: Rate;
  /** CO-253 of what would be paid, rounded half up: Medicare only. */
  readonly sequestration: Rate | null;
  /** As a later payer: the part it pays of what the payer before it left to the patient. The rest is PR-2. */
  readonly secondaryShare: Rate;
  /** False: frequency 7 and 8 are rejected, as Medicare Part B does. */
  readonly takesReplacements: boolean;
  /** To whom outcome CROSS forwards when the claim names no other payer. */
  readonly crossesTo: string | null;
}

const OMAHA: Address = { street: "PO Box 1000", street2: null, city: "Omaha", state: "NE", zip: "681010001" };

export const SIMULATED_PAYERS: readonly SimulatedPayerTerms[] = [
  {
    payerId: "BPH01", name: "Blue Peak Health", memberPrefix: "BPH", taxId: "990000001", address: OMAHA, filingIndicator: "12",
    allowed: percent(60n), correctedAllowed: percent(70n), copay: cents(1500), deductible: cents(2000), coinsurance: percent(20n), sequestration: null,
    secondaryShare: percent(100n), takesReplacements: true, crossesTo: "ACM02",
  },
  {
    payerId: "ACM02", name: "Acorn Mutual", memberPrefix: "ACM", taxId: "990000002", address: OMAHA, filingIndicator: "12",
    allowed: percent(70n), correctedAllowed: percent(80n), copay: cents(1000), deductible: cents(2500), coinsurance: percent(10n), sequestration: null,
    secondaryShare: percent(80n), takesReplacements: true, crossesTo: null,
  },
  {
    payerId: "04112", name: "Medicare Part B Colorado", memberPrefix: "MCR", taxId: "990000003", address: OMAHA, filingIndicator: "MB",
    allowed: percent(50n), correctedAllowed: percent(55n), copay: cents(0), deductible: cents(0), coinsurance: percent(20n), sequestration: percent(2n),
    secondaryShare: percent(100n), takesReplacements: false, crossesTo: "COTXIX",
  },
  {
    payerId: "COTXIX", name: "Colorado Medicaid", memberPrefix: "MCD", taxId: "990000004", address: OMAHA, filingIndicator: "MC",
    allowed: percent(40n), correctedAllowed: percent(45n), copay: cents(300), deductible: cents(0), coinsurance: percent(0n), sequestration: null,
    secondaryShare: percent(100n), takesReplacements: true, crossesTo: null,
  },
]; // prettier-ignore

export function termsOf(payerId: string): SimulatedPayerTerms | undefined {
  return SIMULATED_PAYERS.find((payer) => payer.payerId === payerId);
}

/** NM109 of 1000B would name the real one; the simulated payers sit behind this clearinghouse. */
export const CLEARINGHOUSE_NAME = "Sandbox Clearinghouse";

/** A payer's day, by which things fall due. */
export const PAYERS_TIME_ZONE = "America/Denver";

/** Days from the receipt of a claim to the remittance that pays or denies it. */
export const PAYMENT_DAYS = 10;
/** Days from the primary's remittance to that of the payer to which it forwarded the claim. */
export const CROSSOVER_DAYS = 7;
/** Days from a payment to its reversal and correction (outcome REVERSE). */
export const REVERSAL_DAYS = 14;
/** Days from a payment until its recoupment is due (outcome RECOUP): the first remittance from that day on takes it. */
export const RECOUPMENT_DAYS = 1;
