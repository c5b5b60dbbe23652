import fc from "fast-check";
import { follow, Refusal, type Lifecycle } from "../../src/vocabulary";
import { adjudicationLifecycle, arOwnerLifecycle, submissionLifecycle, workflowLifecycle } from "../../src/claims/claim-lifecycles";
import { splitCharges, type ChargeOnClaim } from "../../src/claims/split-charges";

const axes = [workflowLifecycle, submissionLifecycle, adjudicationLifecycle, arOwnerLifecycle] as unknown as Lifecycle[];
const movesOf = (life: Lifecycle) => [...new Set(Object.values(life.table).flatMap((moves) => Object.keys(moves)))];

describe.each(axes.map((life) => [life.name, life] as const))("%s", (_name, life) => {
  const states = Object.keys(life.table);

  test("every state and move either moves to a state of the table or is refused with the moves that are allowed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.constantFrom(...movesOf(life), "unheard-of"), (from, move) => {
        try {
          expect(states).toContain(follow(life, from, move));
          expect(life.table[from]).toHaveProperty(move);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          expect(error).toMatchObject({ code: "MOVE_NOT_ALLOWED", facts: { lifecycle: life.name, from, move, allowed: Object.keys(life.table[from]!) } });
          expect(life.table[from]).not.toHaveProperty(move);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("every state can be reached", () => {
    const reached = new Set([life.initial]);
    for (let size = 0; size !== reached.size;) {
      size = reached.size;
      for (const state of reached) for (const next of Object.values(life.table[state]!)) reached.add(next as string);
    }
    expect([...reached].sort()).toEqual([...states].sort());
  });
});

test("what a rejection ended is opened by a remittance alone, whatever acknowledgements come after it", () => {
  const rejected = ["ACK_999_REJECTED", "CH_REJECTED", "PAYER_REJECTED"] as const;
  const acknowledgements = ["accept999", "reject999", "acceptAtClearinghouse", "rejectAtClearinghouse", "acceptByPayer", "rejectByPayer", "pend", "send"] as const;
  fc.assert(
    fc.property(fc.constantFrom(...rejected), fc.array(fc.constantFrom(...acknowledgements), { maxLength: 12 }), (start, moves) => {
      let state: string = start;
      for (const move of moves) state = (submissionLifecycle.table as Record<string, Record<string, string>>)[state]![move] ?? state;
      expect(state).toBe(start);
      expect((submissionLifecycle.table as Record<string, Record<string, string>>)[state]!.adjudicate).toBe("ADJUDICATED");
    }),
  );
});

test("acknowledgements of one accepted claim end alike in whichever order they come", () => {
  const said = ["send", "accept999", "acceptAtClearinghouse", "acceptByPayer"] as const;
  fc.assert(
    fc.property(fc.shuffledSubarray([...said], { minLength: 4 }), (order) => {
      let state = "QUEUED" as keyof typeof submissionLifecycle.table;
      for (const move of order) state = follow(submissionLifecycle, state, move);
      expect(state).toBe("PAYER_ACCEPTED");
    }),
  );
});

describe("splitting", () => {
  const code = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVW".split("").map((letter) => `${letter}10`));
  const charge = fc.record({ cents: fc.bigInt(1n, 100_000n), codes: fc.uniqueArray(code, { minLength: 1, maxLength: 4 }), more: fc.uniqueArray(code, { maxLength: 12 }) });
  const charges = fc
    .array(charge, { minLength: 1, maxLength: 160 })
    .map((list) =>
      list.map(
        ({ cents, codes, more }, index) =>
          ({ charge: { id: String(index), chargeCents: cents }, encounter: {}, codes, visitCodes: [...new Set([...codes, ...more])].slice(0, 12) }) as unknown as ChargeOnClaim,
      ),
    );

  test("each charge stands on one claim, in order, with all that it points to; no claim is too long; the total is kept", () => {
    fc.assert(
      fc.property(charges, (all) => {
        const parts = splitCharges(all);
        expect(parts.flatMap((part) => part.charges)).toEqual(all);
        for (const part of parts) {
          expect(part.charges.length).toBeLessThanOrEqual(50);
          expect(part.diagnoses.length).toBeLessThanOrEqual(12);
          expect(new Set(part.diagnoses).size).toBe(part.diagnoses.length);
          for (const each of part.charges) for (const pointed of each.codes) expect(part.diagnoses).toContain(pointed);
        }
        const sum = (list: readonly ChargeOnClaim[]) => list.reduce((total, each) => total + each.charge.chargeCents, 0n);
        expect(parts.reduce((total, part) => total + sum(part.charges), 0n)).toBe(sum(all));
        expect(splitCharges(all)).toEqual(parts);
      }),
      { numRuns: 200 },
    );
  });
});
