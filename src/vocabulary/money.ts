import { invariant } from "./invariant";

declare const centsBrand: unique symbol;

/** An amount in US cents. A branded bigint, so that a quantity or a float can never slip in. */
export type Cents = bigint & { readonly [centsBrand]: true };

/** The only door from a plain integer to money. */
export function cents(amount: bigint | number): Cents {
  if (typeof amount === "number") {
    invariant(Number.isSafeInteger(amount), `${amount} is not a whole number of cents`);
  }
  return BigInt(amount) as Cents;
}

export const ZERO: Cents = cents(0n);

export function add(...amounts: readonly Cents[]): Cents {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return cents(total);
}

export function subtract(from: Cents, ...amounts: readonly Cents[]): Cents {
  return cents(from - add(...amounts));
}

export function negate(amount: Cents): Cents {
  return cents(-amount);
}

export function absolute(amount: Cents): Cents {
  return amount < 0n ? negate(amount) : amount;
}

export function smaller(a: Cents, b: Cents): Cents {
  return a < b ? a : b;
}

export function larger(a: Cents, b: Cents): Cents {
  return a > b ? a : b;
}

/** `times(unitPrice, 3)`: a whole multiple, so nothing is rounded. */
export function times(amount: Cents, count: bigint | number): Cents {
  invariant(typeof count === "bigint" || Number.isSafeInteger(count), "times takes a whole count; use applyRate for fractions");
  return cents(amount * BigInt(count));
}

export type Rounding = "half-up" | "half-even" | "down" | "up";
export type Rate = { readonly numerator: bigint; readonly denominator: bigint };

/** Multiplies by an exact fraction and rounds once. Rounding works on the magnitude: -50.5 half-up is -51. */
export function applyRate(amount: Cents, rate: Rate, rounding: Rounding): Cents {
  invariant(rate.denominator > 0n, "a rate needs a positive denominator");
  const product = amount * rate.numerator;
  const negative = product < 0n;
  const magnitude = negative ? -product : product;
  const whole = magnitude / rate.denominator;
  const twiceRest = (magnitude % rate.denominator) * 2n;
  const up =
    twiceRest !== 0n &&
    (rounding === "up" ||
      (rounding === "half-up" && twiceRest >= rate.denominator) ||
      (rounding === "half-even" && (twiceRest > rate.denominator || (twiceRest === rate.denominator && whole % 2n === 1n))));
  const rounded = up ? whole + 1n : whole;
  return cents(negative ? -rounded : rounded);
}

/**
 * Splits a total over weights by the largest remainder, so that the parts always sum to the total.
 * Ties go to the earlier part; weights that are all zero split as if they were equal.
 */
export function allocate(total: Cents, weights: readonly bigint[]): Cents[] {
  invariant(weights.length > 0, "allocate needs at least one weight");
  invariant(
    weights.every((weight) => weight >= 0n),
    "allocate takes weights of zero or more",
  );
  const sum = weights.reduce((a, b) => a + b, 0n);
  const shares = sum === 0n ? weights.map(() => 1n) : weights;
  const whole = sum === 0n ? BigInt(weights.length) : sum;
  const negative = total < 0n;
  const magnitude = negative ? -total : total;
  const parts = shares.map((weight) => (magnitude * weight) / whole);
  const rests = shares.map((weight, index) => ({ index, rest: (magnitude * weight) % whole }));
  rests.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  let left = magnitude - parts.reduce((a, b) => a + b, 0n);
  for (const { index } of rests) {
    if (left === 0n) break;
    parts[index] = parts[index]! + 1n;
    left -= 1n;
  }
  return parts.map((part) => cents(negative ? -part : part));
}

/** Reads "1234.5", "-12.34", ".5" or "100" as X12 and people write dollars. Null when it is not an amount of whole cents. */
export function parseUsd(text: string): Cents | null {
  const match = /^(-?)(\d{0,15})(?:\.(\d{0,2})0*)?$/.exec(text.trim());
  if (!match || (match[2] === "" && !match[3])) return null;
  const magnitude = BigInt(match[2] || "0") * 100n + BigInt((match[3] ?? "").padEnd(2, "0") || "0");
  return cents(match[1] === "-" ? -magnitude : magnitude);
}

/** "1234.50": two decimals, no grouping: for people, statements and logs. */
export function formatUsd(amount: Cents): string {
  const magnitude = amount < 0n ? -amount : amount;
  const dollars = magnitude / 100n;
  const rest = (magnitude % 100n).toString().padStart(2, "0");
  return `${amount < 0n ? "-" : ""}${dollars}.${rest}`;
}
