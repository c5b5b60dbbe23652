import fc from "fast-check";
import { claimsOf } from "../../../src/edi";
import { MEMBER_OUTCOMES } from "../../../src/sandbox/simulated-payer";
import { add, cents, ZERO } from "../../../src/vocabulary";
import { Counter, type Service, type Visit } from "./counter";

const services = fc.array(
  fc.tuple(fc.constantFrom("99213", "99214", "93000", "J1885", "36415"), fc.integer({ min: 1, max: 500_000 })).map(([code, charge]): Service => [code, charge]),
  { minLength: 1, maxLength: 8 },
);
const visits = fc.array(
  fc.record({
    prefix: fc.constantFrom("BPH", "ACM", "MCR", "MCD"),
    word: fc.constantFrom(...Object.keys(MEMBER_OUTCOMES)),
    services,
    frequency: fc.constantFrom("1", "1", "7", "8"),
    replaced: fc.nat(),
  }),
  { minLength: 1, maxLength: 12 },
);

test("every remittance that was ever written balances, and over all of them the money is what the last word on each claim says", async () => {
  await fc.assert(
    fc.asyncProperty(visits, fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 }), async (drawn, gaps) => {
      const counter = new Counter();
      const remittances = [];
      for (const [index, { prefix, word, frequency, replaced, services: lines }] of drawn.entries()) {
        const number = `C${index}`;
        // Numbers are counted over all payers: often one that exists.
        const replaces = frequency === "1" ? {} : { frequency: frequency as "7" | "8", replaces: `${prefix}260302${String((replaced % drawn.length) + 1).padStart(6, "0")}` };
        const visit: Visit = { member: `${prefix}-${word}-${index}`, number, services: lines, patient: `P${index}`, ...replaces };
        counter.send(visit);
        // `remittances` checks each file that it reads against the three identities.
        remittances.push(...(await counter.remittances(index === 0 ? 0 : gaps[index % gaps.length]! % 3 === 0 ? gaps[index % gaps.length]! : 0)));
      }
      remittances.push(...(await counter.remittances(400)));
      for (const account of Map.groupBy(remittances, ({ payer, payee }) => `${payer.name}/${payee.identifier}`).values()) {
        const paid = add(ZERO, ...account.map(({ paymentAmount }) => paymentAmount));
        const claims = add(ZERO, ...account.flatMap(claimsOf).map(({ paidAmount }) => paidAmount));
        const taken = (reason: string) => add(ZERO, ...account.flatMap(({ providerAdjustments }) => providerAdjustments.filter(({ reasonCode }) => reasonCode === reason).map(({ amount }) => amount)));
        expect(account.every(({ paymentAmount }) => paymentAmount >= 0n)).toBe(true);
        expect(paid).toBe(cents(claims - taken("WO") - taken("FB")));
        // A balance that is carried forward comes back whole; the last one may still be open.
        const open = account.at(-1)!.providerAdjustments.filter(({ reasonCode, amount }) => reasonCode === "FB" && amount < 0n);
        expect(taken("FB")).toBe(add(ZERO, ...open.map(({ amount }) => amount)));
      }
    }),
    { numRuns: 40 },
  );
});
