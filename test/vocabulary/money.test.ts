import fc from "fast-check";
import { add, allocate, applyRate, cents, formatUsd, negate, parseUsd, times, type Cents } from "../../src/vocabulary";

const anyCents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map((amount) => cents(amount));
const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 60 });

test("a split loses and makes no cent, whatever the weights", () => {
  fc.assert(fc.property(anyCents, weights, (total, shares) => add(...allocate(total, shares)) === total));
});

test("no part of a split is further than one cent from its exact share", () => {
  fc.assert(
    fc.property(anyCents, weights, (total, shares) => {
      const sum = shares.reduce((a, b) => a + b, 0n);
      if (sum === 0n) return true;
      return allocate(total, shares).every((part, index) => {
        const off = part * sum - total * shares[index]!;
        return off < sum && off > -sum;
      });
    }),
  );
});

test("a split of the negative is the negative of the split: a reversal takes back exactly what was posted", () => {
  fc.assert(fc.property(anyCents, weights, (total, shares) => allocate(negate(total), shares).every((part, index) => part === negate(allocate(total, shares)[index]!))));
});

test("100.00 over three lines is 33.34, 33.33, 33.33: the earlier line gets the odd cent", () => {
  expect(allocate(cents(10_000), [1n, 1n, 1n])).toEqual([3334n, 3333n, 3333n]);
  expect(allocate(cents(5), [0n, 0n])).toEqual([3n, 2n]);
  expect(allocate(cents(100), [0n, 1n])).toEqual([0n, 100n]);
});

test.each`
  amount   | rate          | rounding       | result
  ${12345} | ${[2n, 100n]} | ${"half-up"}   | ${247}
  ${1250}  | ${[1n, 100n]} | ${"half-up"}   | ${13}
  ${1250}  | ${[1n, 100n]} | ${"half-even"} | ${12}
  ${1350}  | ${[1n, 100n]} | ${"half-even"} | ${14}
  ${1299}  | ${[1n, 100n]} | ${"down"}      | ${12}
  ${1201}  | ${[1n, 100n]} | ${"up"}        | ${13}
  ${-1250} | ${[1n, 100n]} | ${"half-up"}   | ${-13}
  ${850}   | ${[25n, 10n]} | ${"half-up"}   | ${2125}
`("$amount cents at $rate rounds $rounding to $result", ({ amount, rate, rounding, result }) => {
  expect(applyRate(cents(amount), { numerator: rate[0], denominator: rate[1] }, rounding)).toBe(BigInt(result));
});

test("what is written as dollars reads back the same", () => {
  fc.assert(fc.property(anyCents, (amount) => parseUsd(formatUsd(amount)) === amount));
});

test.each([
  ["100", 10_000],
  ["1234.5", 123_450],
  [".5", 50],
  ["-12.34", -1234],
  ["0", 0],
  ["7.", 700],
  ["12.3400", 1234],
])("%s dollars are %d cents", (text, amount) => {
  expect(parseUsd(text)).toBe(BigInt(amount));
});

test.each(["", "-", ".", "1,000", "1.234", "12e3", "NaN", "$5", "1.2.3", "--1"])("%p is no amount", (text) => {
  expect(parseUsd(text)).toBeNull();
});

test("a float never becomes money", () => {
  expect(() => cents(1.5)).toThrow("not a whole number of cents");
  expect(() => cents(2 ** 53)).toThrow("not a whole number of cents");
  expect(() => times(cents(5), 1.5)).toThrow("whole count");
  expect(times(cents(333), 3)).toBe(999n as Cents);
});
