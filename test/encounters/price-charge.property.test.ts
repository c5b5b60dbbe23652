import fc from "fast-check";
import { decimalRate } from "../../src/encounters/price-charge";
import { applyRate, cents } from "../../src/vocabulary";

test("a fee times a quantity is never half a cent away from the exact product, and whole units are exact", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 9_999_999n), fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 999 }), (fee, whole, thousandths) => {
      const price = applyRate(cents(fee), decimalRate(`${whole}.${String(thousandths).padStart(3, "0")}`), "half-up");
      const exact = fee * BigInt(whole * 1_000 + thousandths);
      const away = price * 1_000n - exact;
      expect(away > -500n && away <= 500n).toBe(true);
      expect(applyRate(cents(fee), decimalRate(String(whole)), "half-up")).toBe(fee * BigInt(whole));
    }),
    { numRuns: 2_000 },
  );
});
