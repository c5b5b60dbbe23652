import { isAddressProblem, readAddress, type Address } from "../vocabulary";
import { invalid } from "../platform/work/guards";

export type AddressGiven = { street: string; street2?: string | null; city: string; state: string; zip: string };

/** A tidied address, or INVALID_INPUT at the field of it that is wrong. */
export function takeAddress(given: AddressGiven, path: readonly string[]): Address {
  const result = readAddress(given);
  if (isAddressProblem(result)) throw invalid([...path, result.field], result.message);
  return result;
}
