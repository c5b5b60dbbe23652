import fc from "fast-check";
import { cents, plainDate, type Cents } from "../../src/vocabulary";
import { DEFAULT_POLICY, DEFAULTS_SINCE } from "../../src/remittance/policy/default-policy";
import { treatmentOf, type PolicyRow } from "../../src/remittance/policy/treatment";
import { isExactNegation } from "../../src/remittance/posting/is-exact-negation";
import { isLineProblem, linesToPost, type AdjudicatedClaim } from "../../src/remittance/posting/lines-to-post";
import { isPlanProblem, planPosting, type Next, type Plan, type PlanInput } from "../../src/remittance/posting/posting-plan";

const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 2_000) };
const policy: PolicyRow[] = DEFAULT_POLICY.flatMap(({ groupCode, reasonCodes, treatment }) =>
  reasonCodes.map((reasonCode) => ({ payerId: null, groupCode, reasonCode, treatment, effectiveFrom: DEFAULTS_SINCE })),
);
const on = plainDate("2026-11-20");

const CODES = [
  ["CO", "45"],
  ["CO", "253"],
  ["CO", "97"],
  ["CO", "16"],
  ["CO", "18"],
  ["CO", "94"],
  ["PI", "204"],
  ["PR", "1"],
  ["PR", "2"],
  ["PR", "3"],
  ["PR", "27"],
  ["PR", "96"],
  ["PR", "204"],
  ["OA", "23"],
  ["OA", "18"],
  ["OA", "209"],
  ["OA", "94"],
  ["OA", "100"],
] as const;
const amount = (least: number) => fc.integer({ min: least, max: 50_000 }).map((value) => cents(value));
const adjustment = (least: number) => fc.record({ code: fc.constantFrom(...CODES), amount: amount(least) });
const next: fc.Arbitrary<Next> = fc.oneof(fc.constant<Next>({ kind: "patient", guarantorId: "g" }), fc.constant<Next>({ kind: "payer", sequence: 2, payerId: "p2" }));

const input = (least: number): fc.Arbitrary<PlanInput> =>
  fc
    .record({
      next,
      forwarded: fc.boolean(),
      copayOnly: fc.boolean(),
      lines: fc.array(fc.record({ open: amount(0), paid: amount(0), adjustments: fc.array(adjustment(least), { maxLength: 6 }) }), { minLength: 1, maxLength: 4 }),
    })
    .map((given) => ({
      ...given,
      remittanceId: "r",
      claimId: "c",
      patientId: "pt",
      guarantorId: "g",
      payerId: "p1",
      payerSequence: 1,
      reference: "icn",
      lines: given.lines.map((line, index) => ({
        ...line,
        chargeId: `line${index}`,
        adjustments: line.adjustments.map(({ code: [groupCode, reasonCode], amount: given }, place) => ({
          id: `${index}.${place}`,
          groupCode,
          reasonCode,
          amount: given,
          treatment: treatmentOf(policy, { payerId: "p1", groupCode, reasonCode, on }),
        })),
      })),
    }));

const sum = (amounts: readonly Cents[]) => amounts.reduce((total, each) => total + each, 0n);
const of = (plan: Plan, account: string, line?: string) =>
  sum(plan.entries.filter((entry) => entry.account === account && (line === undefined || entry.serviceLineId === line)).map((entry) => entry.amount));
const insurer = (plan: Plan, line: string, sequence: number) =>
  sum(plan.entries.filter((entry) => entry.account === "RECEIVABLE_INSURER" && entry.serviceLineId === line && entry.payerSequence === sequence).map((entry) => entry.amount));

test("whatever a payer says, the plan balances per line, takes no more than is open, and pays out exactly what was paid", () => {
  fc.assert(
    fc.property(input(-20_000), (given) => {
      const plan = planPosting(given);
      if (isPlanProblem(plan)) return expect(["PAYMENT_NEGATIVE", "RESPONSIBILITY_NEGATIVE", "REVERSAL_GROUP"]).toContain(plan.reason);
      expect(sum(plan.entries.map((entry) => entry.amount))).toBe(0n);
      expect(of(plan, "PAYER_CASH_CLEARING")).toBe(sum(given.lines.map((line) => line.paid)));
      for (const line of given.lines) {
        expect(sum(plan.entries.filter((entry) => entry.serviceLineId === line.chargeId).map((entry) => entry.amount))).toBe(0n);
        // The bucket never becomes negative, and neither the patient nor the next payer is given less than nothing.
        expect(line.open + insurer(plan, line.chargeId, 1)).toBeGreaterThanOrEqual(0n);
        expect(of(plan, "RECEIVABLE_PATIENT", line.chargeId)).toBeGreaterThanOrEqual(0n);
        expect(insurer(plan, line.chargeId, 2)).toBeGreaterThanOrEqual(0n);
      }
    }),
    RUNS,
  );
});

test("the patient is asked only for PR, never beyond it, never when protected, forwarded or before somebody looked", () => {
  fc.assert(
    fc.property(input(0), (given) => {
      const plan = planPosting(given);
      if (isPlanProblem(plan)) return;
      for (const entry of plan.entries.filter((each) => each.account === "RECEIVABLE_PATIENT")) {
        expect(entry.groupCode).toBe("PR");
        expect(["27", "31", "96", "204", "45"]).not.toContain(entry.reasonCode);
        expect(given.forwarded).toBe(false);
        expect(given.next.kind).toBe("patient");
        if (given.copayOnly) expect(entry.reasonCode).toBe("3");
        const line = given.lines.find((each) => each.chargeId === entry.serviceLineId)!;
        expect(line.adjustments.some((each) => each.treatment === "PROTECTED")).toBe(false);
        // The cap: what the patient owes and the payer paid is at most what was open.
        expect(of(plan, "RECEIVABLE_PATIENT", line.chargeId)).toBeLessThanOrEqual(line.open - of(plan, "PAYER_CASH_CLEARING", line.chargeId));
      }
    }),
    RUNS,
  );
});

test("a denied amount is written off only where nothing stands against it, and every cent that stays is named", () => {
  fc.assert(
    fc.property(input(0), (given) => {
      const plan = planPosting(given);
      if (isPlanProblem(plan)) return;
      const left = sum(given.lines.map((line) => cents(line.open + insurer(plan, line.chargeId, 1))));
      const named = (plan.denied?.amount ?? 0n) + sum(plan.reviews.filter((review) => !["OVERPAID", "DUPLICATE", "ELIGIBILITY"].includes(review.kind)).map((review) => review.amount));
      expect(named).toBe(left);
      for (const entry of plan.entries) if (entry.account === "CONTRACTUAL_ADJUSTMENT") expect(["45", "94"]).toContain(entry.reasonCode);
    }),
    RUNS,
  );
});

/** A claim as payers write it: every line balances. */
const balancedClaim = fc
  .record({
    lines: fc.array(fc.record({ parts: fc.array(fc.record({ code: fc.constantFrom(...CODES), amount: amount(1) }), { maxLength: 4 }), paid: amount(0) }), { minLength: 1, maxLength: 5 }),
    claimLevel: fc.array(fc.record({ code: fc.constantFrom(...CODES), share: fc.integer({ min: 0, max: 100 }) }), { maxLength: 2 }),
    withoutLines: fc.boolean(),
  })
  .map(({ lines, claimLevel, withoutLines }) => {
    const ours = lines.map((line, index) => ({ chargeId: `line${index}`, chargeCents: cents(line.paid + line.parts.reduce((total, part) => total + part.amount, 0n)) }));
    const coded = ({ code: [groupCode, reasonCode], amount: value }: (typeof lines)[number]["parts"][number], id: string) => ({ id, groupCode, reasonCode, amount: value });
    let paid = lines.reduce((total, line) => total + line.paid, 0n);
    const whole = claimLevel.map(({ code: [groupCode, reasonCode], share }, index) => {
      const value = (paid * BigInt(share)) / 100n;
      paid -= value;
      return { id: `claim${index}`, groupCode, reasonCode, amount: cents(value) };
    });
    const chargeAmount = cents(ours.reduce((total, line) => total + line.chargeCents, 0n));
    const ofLines = lines.map((line, index) => line.parts.map((part, place) => coded(part, `${index}.${place}`)));
    const claim: AdjudicatedClaim = withoutLines
      ? { chargeAmount, paidAmount: cents(paid), adjustments: [...whole, ...ofLines.flat()], lines: [] }
      : {
          chargeAmount,
          paidAmount: cents(paid),
          adjustments: whole,
          lines: lines.map((line, index) => ({ chargeId: ours[index]!.chargeId, chargeAmount: ours[index]!.chargeCents, paidAmount: line.paid, adjustments: ofLines[index]! })),
        };
    return { claim, ours };
  });

test("amounts of the claim as a whole are spread so that every line still balances and nothing is lost", () => {
  fc.assert(
    fc.property(balancedClaim, ({ claim, ours }) => {
      const lines = linesToPost(claim, ours);
      if (isLineProblem(lines)) throw new Error(lines.reason);
      expect(sum(lines.map((line) => line.paid))).toBe(claim.paidAmount);
      for (const line of lines) {
        expect(line.paid).toBeGreaterThanOrEqual(0n);
        expect(line.paid + sum(line.adjustments.map((each) => each.amount))).toBe(line.chargeAmount);
      }
      for (const each of claim.adjustments) expect(sum(lines.flatMap((line) => line.adjustments.filter((part) => part.id === each.id).map((part) => part.amount)))).toBe(each.amount);
    }),
    RUNS,
  );
});

test("a primary's balanced decision leaves nothing unexplained and overpays nothing", () => {
  fc.assert(
    fc.property(balancedClaim, next, ({ claim, ours }, who) => {
      const lines = linesToPost(claim, ours);
      if (isLineProblem(lines)) throw new Error(lines.reason);
      const plan = planPosting({
        remittanceId: "r",
        claimId: "c",
        patientId: "pt",
        guarantorId: "g",
        payerId: "p1",
        payerSequence: 1,
        reference: "icn",
        next: who,
        forwarded: false,
        copayOnly: false,
        lines: lines.map((line) => ({
          chargeId: line.chargeId,
          open: line.chargeAmount,
          paid: line.paid,
          adjustments: line.adjustments.map((each) => ({ ...each, treatment: treatmentOf(policy, { payerId: "p1", groupCode: each.groupCode, reasonCode: each.reasonCode, on }) })),
        })),
      });
      if (isPlanProblem(plan)) throw new Error(plan.reason);
      expect(plan.reviews.some((review) => review.kind === "OVERPAID")).toBe(false);
      // OA-23 tells what another payer did; on a first payer's remittance it is the only thing that nobody explained.
      const information = sum(lines.flatMap((line) => line.adjustments.filter((each) => each.groupCode === "OA" && each.reasonCode === "23").map((each) => each.amount)));
      expect(sum(plan.reviews.filter((review) => review.kind === "UNEXPLAINED").map((review) => review.amount))).toBe(information);
    }),
    RUNS,
  );
});

test("only the exact negation of a decision is its reversal; a cent or a code off is not", () => {
  fc.assert(
    fc.property(balancedClaim, fc.nat(), fc.integer({ min: 1, max: 5 }), ({ claim }, where, off) => {
      const original = { ...claim, lines: claim.lines.map((line) => ({ ...line, procedureCode: "99213" })) };
      const negated = (value: Cents) => cents(-value);
      const reversal = {
        chargeAmount: negated(original.chargeAmount),
        paidAmount: negated(original.paidAmount),
        adjustments: original.adjustments.map((each) => ({ ...each, amount: negated(each.amount) })),
        lines: [...original.lines].reverse().map((line) => ({
          ...line,
          chargeAmount: negated(line.chargeAmount),
          paidAmount: negated(line.paidAmount),
          adjustments: [...line.adjustments].reverse().map((each) => ({ ...each, amount: negated(each.amount) })),
        })),
      };
      expect(isExactNegation(original, reversal)).toBe(true);
      expect(isExactNegation(original, { ...reversal, paidAmount: cents(reversal.paidAmount - BigInt(off)) })).toBe(false);
      const all = reversal.lines.flatMap((line) => line.adjustments);
      const one = all[where % Math.max(1, all.length)];
      if (one && one.amount !== 0n) {
        const changed = { ...reversal, lines: reversal.lines.map((line) => ({ ...line, adjustments: line.adjustments.map((each) => (each === one ? { ...each, reasonCode: "B7" } : each)) })) };
        expect(isExactNegation(original, changed)).toBe(false);
      }
    }),
    RUNS,
  );
});

test.each([
  [
    "the reason's own row before the group's",
    [
      ["CO", "*", "DENIAL", null, "2000-01-01"],
      ["CO", "45", "WRITE_OFF", null, "2000-01-01"],
    ],
    "WRITE_OFF",
  ],
  [
    "the payer's own row before everybody's",
    [
      ["CO", "45", "WRITE_OFF", null, "2000-01-01"],
      ["CO", "45", "DENIAL", "p1", "2000-01-01"],
    ],
    "DENIAL",
  ],
  [
    "the newest that has begun",
    [
      ["CO", "45", "WRITE_OFF", null, "2000-01-01"],
      ["CO", "45", "DENIAL", null, "2026-11-20"],
      ["CO", "45", "REVIEW", null, "2026-11-21"],
    ],
    "DENIAL",
  ],
  [
    "not another payer's",
    [
      ["CO", "45", "WRITE_OFF", "p2", "2000-01-01"],
      ["CO", "*", "DENIAL", null, "2000-01-01"],
    ],
    "DENIAL",
  ],
  ["somebody looks when nothing is said", [], "REVIEW"],
] as const)("policy: %s", (_what, rows, expected) => {
  const table = rows.map(([groupCode, reasonCode, treatment, payerId, effectiveFrom]) => ({ groupCode, reasonCode, treatment, payerId, effectiveFrom: plainDate(effectiveFrom) })) as PolicyRow[];
  expect(treatmentOf(table, { payerId: "p1", groupCode: "CO", reasonCode: "45", on })).toBe(expected);
});
